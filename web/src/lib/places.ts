/** The page of what a ledger entry, a duty or a refusal is about; undefined when there is none. */
export function placeOf(subject: string): string | undefined {
  if (subject.startsWith('psg_')) return `/passages/${subject}`
  if (subject.startsWith('cus_')) return `/custodies/${subject}`
  if (subject.startsWith('eng_')) return `/contracts/${subject}`
  return undefined
}
