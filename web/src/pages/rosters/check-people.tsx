import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, RosterDetail } from '../../api/types'
import { count } from '../../lib/numbers'
import { useTown } from '../../session/session'
import { Button, ButtonRow } from '../../ui/button'
import { ErrorSummary } from '../../ui/error-summary'
import { DateField, Select, TextField } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { useFaults } from '../../ui/use-form'
import { PersonName } from './roster'

const t = {
  title: (n: number) => `本人確認が要る人（${count(n)}人）`,
  none: '新しい人はいません。名簿を確かめて、記録してください。',
  lead: '1人ずつ、身分証明書か面談で、本人であることを確かめてください。社員証などで雇い主が違うと分かったときは、確かめずに名簿を差し戻します。',
  warn: 'マイナンバーや、免許証などの番号は、書き写さないでください。',
  how: '確かめ方',
  howOf: (name: string) => `${name}さんの確かめ方`,
  pick: '選んでください',
  documents: ['運転免許証', 'マイナンバーカード（表面）', '社員証', 'パスポート', '在留カード'],
  byDocument: (name: string) => `${name}で確かめた`,
  interview: '面談で確かめた',
  seen: '何を見比べたか',
  seenOf: (name: string) => `${name}さんの何を見比べたか`,
  seenUsual: '氏名と顔写真',
  on: '確かめた日',
  needHow: (name: string) => `${name}さんの確かめ方を選んでください。`,
  needSeen: (name: string) => `${name}さんの何を見比べたかを入れてください。`,
  confirm: '確かめたことを記録する',
}

interface Check {
  method: string
  seen: string
}

export function CheckPeople({ view, onDone }: { view: RosterDetail; onDone: () => void }) {
  const { town } = useTown()
  const fresh = view.people.filter((p) => p.needs_check)
  const [checks, setChecks] = useState<Record<string, Check>>({})
  const [on, setOn] = useState(town.today)
  const faults = useFaults()
  const of = (worker: string): Check => checks[worker] ?? { method: '', seen: t.seenUsual }
  const set = (worker: string, part: Partial<Check>) => setChecks({ ...checks, [worker]: { ...of(worker), ...part } })
  const act = useAction(async () => {
    await send<Done>('POST', `/api/rosters/${view.row.id}/confirm`, {
      checks: fresh.map((p) => {
        const { method, seen } = of(p.person.worker)
        return { worker: p.person.worker, method, seen: method === 'interview' ? '' : seen.trim(), checked_on: on }
      }),
    })
    onDone()
  })
  const submit = () => {
    const fine = faults.check(
      fresh.flatMap((p) => {
        const check = of(p.person.worker)
        return [
          [`how-${p.person.worker}`, check.method !== '', t.needHow(p.person.name)],
          [
            `seen-${p.person.worker}`,
            !check.method.startsWith('document:') || check.seen.trim() !== '',
            t.needSeen(p.person.name),
          ],
        ] as const
      }),
    )
    if (fine) void act.run()
  }
  return (
    <Section title={t.title(fresh.length)} lead={fresh.length > 0 ? t.lead : t.none}>
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (!act.busy) submit()
        }}
      >
        {fresh.length > 0 && <Notice kind="warning" title={t.warn} />}
        <ErrorSummary faults={faults.faults} turn={faults.turn} />
        <ul className="grid gap-4">
          {fresh.map((p) => {
            const { worker, name } = p.person
            const check = of(worker)
            return (
              <li
                key={worker}
                className="grid gap-4 rounded-8 border border-solid-gray-420 p-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)]"
              >
                <PersonName p={p} mayPhoto={false} onDone={onDone} />
                <Select
                  id={`how-${worker}`}
                  label={
                    <>
                      {t.how}
                      <span className="sr-only">：{name}</span>
                    </>
                  }
                  required
                  empty={t.pick}
                  value={check.method}
                  onValue={(method) => set(worker, { method })}
                  error={faults.of(`how-${worker}`)}
                  options={[
                    ...t.documents.map((d) => ({ value: `document:${d}`, label: t.byDocument(d) })),
                    { value: 'interview', label: t.interview },
                  ]}
                />
                {check.method.startsWith('document:') && (
                  <TextField
                    id={`seen-${worker}`}
                    label={
                      <>
                        {t.seen}
                        <span className="sr-only">：{name}</span>
                      </>
                    }
                    required
                    value={check.seen}
                    onValue={(seen) => set(worker, { seen })}
                    error={faults.of(`seen-${worker}`)}
                  />
                )}
              </li>
            )
          })}
        </ul>
        {fresh.length > 0 && <DateField label={t.on} required max={town.today} value={on} onValue={setOn} />}
        <ErrorNotice error={act.error} />
        <ButtonRow>
          <Button type="submit" busy={act.busy}>
            {t.confirm}
          </Button>
        </ButtonRow>
      </form>
    </Section>
  )
}
