import type { CustodyRow, PassageRow } from '../../api/types'
import { custodyWords, stateWords } from '../../lib/words'
import { Chip, type Tone } from '../../ui/data'

const tones: Record<PassageRow['state'], Tone> = {
  draft: 'gray',
  submitted: 'yellow',
  approved: 'blue',
  received: 'blue',
  closed: 'green',
  rejected: 'red',
  withdrawn: 'gray',
  expired: 'red',
}

export function StateChip({ state }: { state: PassageRow['state'] }) {
  return <Chip tone={tones[state]}>{stateWords[state]}</Chip>
}

const custodyTones: Record<CustodyRow['state'], Tone> = {
  held: 'blue',
  return_declared: 'yellow',
  erasing: 'yellow',
  returned: 'green',
  erased: 'green',
}

export function CustodyChip({ state }: { state: CustodyRow['state'] }) {
  return <Chip tone={custodyTones[state]}>{custodyWords[state]}</Chip>
}
