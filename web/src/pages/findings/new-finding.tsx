import { useState } from 'react'
import { useQuery } from '../../api/hooks'
import type { Items, SheetRow } from '../../api/types'
import { keepsContracts, useSession } from '../../session/session'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Select } from '../../ui/field'
import { Load } from '../../ui/states'
import { FindingDialog } from '../sheets/finding-dialog'

const t = {
  title: '指摘する会社を選ぶ',
  which: '会社と委託契約',
  next: '次へ',
  of: (firm: string, contract: string) => `${firm}（${contract}）`,
}

/** By hand: first which firm of which contract, then what was found. */
export function NewFinding({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const session = useSession()
  const parties = useQuery<Items<SheetRow>>('/api/sheets?limit=200')
  const [party, setParty] = useState('')
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
    <Dialog title={t.title} open onClose={onClose}>
      <Load query={parties}>
        {({ items }) => (
          <>
            <Select
              label={t.which}
              required
              value={party}
              onValue={setParty}
              options={items.map((row) => ({
                value: row.party,
                label: t.of(row.contractor_name, row.engagement_title),
              }))}
            />
            <div>
              <Button onClick={() => setChosen(items.find((row) => row.party === party))}>{t.next}</Button>
            </div>
          </>
        )}
      </Load>
    </Dialog>
  )
}
