/** The page of what a ledger entry, a duty or a refusal is about; undefined when there is none. */
export function placeOf(subject: string, duty?: string): string | undefined {
  // a check sheet that is owed and not begun: the list has the button to begin it
  if (duty === 'answer_sheet' && !subject.startsWith('sht_')) return '/sheets?state=none'
  if (subject.startsWith('psg_')) return `/passages/${subject}`
  if (subject.startsWith('cus_')) return `/custodies/${subject}`
  if (subject.startsWith('sht_')) return `/sheets/${subject}`
  if (subject.startsWith('fnd_')) return `/findings/${subject}`
  if (subject.startsWith('eng_')) return `/contracts/${subject}`
  return undefined
}
