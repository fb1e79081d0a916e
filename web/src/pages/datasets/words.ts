export const unitWords: Record<string, string> = {
  person: '人',
  household: '世帯',
  account: '口座',
  item: '件',
}

export const unitChoices = [
  { value: 'person', label: '人（1人を1つと数える）' },
  { value: 'household', label: '世帯（1世帯を1つと数える）' },
  { value: 'account', label: '口座（1口座を1つと数える）' },
  { value: 'item', label: '件（1行を1つと数える）' },
]

export const layoutChoices = [
  { value: 'found', label: '自動で見分ける' },
  { value: 'csv', label: 'CSV（コンマ区切り）' },
  { value: 'tsv', label: 'TSV（タブ区切り）' },
  { value: 'xlsx', label: 'Excel（xlsx）' },
  { value: 'fixed_width', label: '固定長（見出しのないもの）' },
]

export const encodingChoices = [
  { value: '', label: '自動で見分ける' },
  { value: 'CP932', label: 'Shift_JIS（CP932）' },
  { value: 'UTF-8', label: 'UTF-8' },
  { value: 'UTF-16LE', label: 'UTF-16（LE）' },
  { value: 'UTF-16BE', label: 'UTF-16（BE）' },
  { value: 'EUC-JP', label: 'EUC-JP' },
]
