import type { SheetState } from '../../api/types'
import { sheetStateWords } from '../../lib/words'
import { Chip, type Tone } from '../../ui/data'

const tones: Record<SheetState, Tone> = { draft: 'blue', submitted: 'yellow', sent_back: 'red', confirmed: 'green' }
const none = 'まだ始めていない'

export function SheetChip({ state }: { state: SheetState | undefined }) {
  return state ? <Chip tone={tones[state]}>{sheetStateWords[state]}</Chip> : <Chip tone="red">{none}</Chip>
}
