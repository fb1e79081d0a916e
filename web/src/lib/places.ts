/** The page of what a ledger entry, a duty or a refusal is about; undefined when there is none. */
export function placeOf(subject: string, duty?: string): string | undefined {
  // a check sheet that is owed and not begun: the list has the button to begin it
  if (duty === 'answer_sheet' && !subject.startsWith('sht_')) return '/sheets?state=none'
  // the list opens the form for this contract
  if (duty === 'plan_audit') return `/audits?plan=${subject}`
  if (duty === 'submit_roster') return `/rosters/of/${subject}`
  if (duty === 'give_pledge' || duty === 'give_leaving_pledge')
    return subject.startsWith('ros_') ? `/rosters/${subject}` : '/pledges'
  if (subject.startsWith('psg_')) return `/passages/${subject}`
  // an application to copy is a part of its custody
  if (subject.startsWith('cus_')) return `/custodies/${subject.split('.')[0]}`
  if (subject.startsWith('dsp_')) return `/disposals/${subject}`
  if (subject.startsWith('aud_')) return `/audits/${subject}`
  if (subject.startsWith('dts_')) return `/datasets/${subject}`
  if (subject.startsWith('sht_')) return `/sheets/${subject}`
  if (subject.startsWith('brc_')) return `/breaches/${subject}`
  if (subject.startsWith('fnd_')) return `/findings/${subject}`
  if (subject.startsWith('eng_')) return `/contracts/${subject}`
  if (subject.startsWith('ros_')) return `/rosters/${subject}`
  if (subject.startsWith('sub_')) return `/tiers/${subject}`
  if (subject.startsWith('wkr_') || subject.startsWith('inv_')) return '/training'
  if (subject.startsWith('crs_')) return `/training/courses/${subject}`
  if (subject.startsWith('tse_')) return `/training/sessions/${subject}`
  if (subject.startsWith('ntc_')) return `/notices/${subject.split('.')[0]}`
  if (subject.startsWith('rpt_')) return `/reports/${subject}`
  if (subject.startsWith('prp_')) return `/reports/periodic/${subject}`
  if (subject.startsWith('rpl_') || subject.startsWith('sec_')) return '/reports'
  if (subject.startsWith('ent_') || subject.startsWith('bri_')) return `/areas/entries/${subject}`
  if (subject.startsWith('vis_')) return `/areas/visits/${subject}`
  if (subject.startsWith('are_')) return '/areas'
  return undefined
}
