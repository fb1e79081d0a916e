import { useState } from 'react'
import type { SheetRow } from '../../api/types'
import { keepsContracts, useSession } from '../../session/session'
import { FormDialog } from '../../ui/form-dialog'
import { FindingDialog } from '../sheets/finding-dialog'
import { partyOf, PartySelect, useParties } from '../sheets/party-select'

const t = {
  title: '指摘する会社を選ぶ',
  next: '次へ',
}

/** By hand: first which firm of which contract, then what was found. */
export function NewFinding({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const session = useSession()
  const parties = useParties()
  const [chosen, setChosen] = useState<SheetRow>()
  if (chosen) {
    return (
      <FindingDialog
        engagement={chosen.engagement}
        contractor={chosen.contractor}
        demands={keepsContracts(session)}
        onClose={onClose}
        onDone={() => {
          onClose()
          onDone()
        }}
      />
    )
  }
  return (
    <FormDialog
      title={t.title}
      confirm={t.next}
      start={{ party: '' }}
      onClose={onClose}
      onSend={async ({ party }) => setChosen(partyOf(parties, party))}
    >
      {(field) => <PartySelect parties={parties} {...field('party')} />}
    </FormDialog>
  )
}
