import { useState } from 'react'
import { query, send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, Items, LearnerRow } from '../../api/types'
import { addDays } from '../../lib/dates'
import { useTown } from '../../session/session'
import { ConfirmDialog } from '../../ui/dialog'
import { Checkbox, DateField } from '../../ui/field'
import { Load } from '../../ui/states'

const t = {
  title: 'だれを呼びますか',
  text: '呼ばれた人と、その会社の責任者の「やること」に出ます。',
  due: '終える期限',
  missing: '受けていない人・期限が近い人を全員選ぶ',
  people: '呼ぶ人',
  label: (p: LearnerRow) =>
    `${p.name}（${p.contractor_name}）${p.due ? '　※要る' : ''}${p.invited ? '　案内ずみ' : ''}`,
  nobody: '名簿に載っている従事者はいません。',
  noneChosen: '1人以上を選んでください。',
  confirm: '呼ぶ',
}

/** To a session, or to study on the page by a day. */
export function InviteDialog({
  course,
  session = '',
  onClose,
  onDone,
}: {
  course: string
  session?: string
  onClose: () => void
  onDone: () => void
}) {
  const { town } = useTown()
  const people = useQuery<Items<LearnerRow>>(query('/api/learners', { limit: 200 }))
  const [chosen, setChosen] = useState<string[]>([])
  const [due, setDue] = useState(addDays(town.today, 14))
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    await send<Done>('POST', `/api/courses/${course}/invitations`, {
      session,
      due: session ? '' : due,
      workers: chosen,
      engagement: '',
      contractor: '',
    })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.title}
      confirm={t.confirm}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (chosen.length > 0) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.text}</p>
      {!session && <DateField label={t.due} required min={town.today} value={due} onValue={setDue} />}
      <Load query={people}>
        {({ items }) => {
          const needing = items.filter((p) => p.due).map((p) => p.worker)
          return items.length === 0 ? (
            <p>{t.nobody}</p>
          ) : (
            <fieldset>
              <legend className="font-bold">{t.people}</legend>
              {needing.length > 0 && (
                <Checkbox
                  label={t.missing}
                  checked={needing.every((id) => chosen.includes(id))}
                  onChecked={(on) =>
                    setChosen(on ? [...new Set([...chosen, ...needing])] : chosen.filter((id) => !needing.includes(id)))
                  }
                />
              )}
              <div className="max-h-80 overflow-y-auto rounded-8 border border-solid-gray-420 px-3">
                {items.map((p) => (
                  <Checkbox
                    key={p.worker}
                    label={t.label(p)}
                    checked={chosen.includes(p.worker)}
                    onChecked={(on) => setChosen(on ? [...chosen, p.worker] : chosen.filter((id) => id !== p.worker))}
                  />
                ))}
              </div>
              {tried && chosen.length === 0 && <p className="text-error-2">{t.noneChosen}</p>}
            </fieldset>
          )
        }}
      </Load>
    </ConfirmDialog>
  )
}
