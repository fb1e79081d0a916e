import type { ImportKindView } from '../../api/types'

export const kindWords: Record<ImportKindView['kind'], string> = {
  contractors: '委託事業者',
  engagements: '委託契約',
  workers: '従事者',
}
