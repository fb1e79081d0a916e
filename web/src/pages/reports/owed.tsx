import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, Items, PeriodicOwed } from '../../api/types'
import { longDay } from '../../lib/dates'
import { Button, ButtonRow } from '../../ui/button'
import { TextArea } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { PeriodicFigures } from './figures'

const t = {
  title: (from: string, to: string) => `${from}から${to}までの定期報告を作ってください`,
  due: (day: string) => `期限：${day}`,
  look: '記録から集めた内容を見る',
  note: '統括情報セキュリティ責任者に伝えること',
  make: '定期報告を作って出す',
}

/** The quarters that the viewer's own section owes: what the records say, a note, and the button. */
export function Owed({ onDone }: { onDone: () => void }) {
  const owed = useQuery<Items<PeriodicOwed>>('/api/periodic-reports/owed')
  return (
    <div className="mb-4 grid gap-4">
      {(owed.data?.items ?? []).map((one) => (
        <One
          key={one.period_from}
          owed={one}
          onDone={() => {
            owed.reload()
            onDone()
          }}
        />
      ))}
    </div>
  )
}

function One({ owed, onDone }: { owed: PeriodicOwed; onDone: () => void }) {
  const [note, setNote] = useState('')
  const act = useAction(async () => {
    await send<Done>('POST', '/api/periodic-reports', {
      section: owed.section,
      period_from: owed.period_from,
      note: note.trim(),
    })
    onDone()
  })
  return (
    <div className="grid gap-3 rounded-8 border-2 border-yellow-1000 bg-white p-4">
      <h3 className="text-std-17B-170">{t.title(longDay(owed.period_from), longDay(owed.period_to))}</h3>
      <p>{t.due(longDay(owed.due))}</p>
      <details className="rounded-8 border border-solid-gray-420 p-4">
        <summary className="min-h-11 cursor-pointer font-bold">{t.look}</summary>
        <PeriodicFigures content={owed.content} />
      </details>
      <TextArea label={t.note} value={note} onValue={setNote} />
      <ErrorNotice error={act.error} />
      <ButtonRow>
        <Button busy={act.busy} onClick={() => void act.run()}>
          {t.make}
        </Button>
      </ButtonRow>
    </div>
  )
}
