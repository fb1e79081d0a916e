import { useState } from 'react'
import { query, send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, Items, RosterView, WorkerView } from '../../api/types'
import { addDays } from '../../lib/dates'
import { useTown } from '../../session/session'
import { Button } from '../../ui/button'
import { Chip } from '../../ui/data'
import { ConfirmDialog } from '../../ui/dialog'
import { Checkbox, DateField, Select, TextField } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Load } from '../../ui/states'
import type { TierDialogProps } from './consent-dialogs'

const t = {
  submitTitle: (firm: string) => `${firm}の従事者名簿を出しますか`,
  submitText:
    'いまこの仕事をしている人に、もれなく印を付けてください。自治体の職員が確かめると、この名簿が使われます。',
  workers: 'この仕事をしている人',
  add: '名簿に人を加える',
  addName: '名前',
  addKana: 'ふりがな',
  addButton: 'この人を加える',
  nobody: 'この会社の従事者は、まだ登録されていません。下の欄から加えてください。',
  submit: '名簿を出す',
  noWorkers: '1人以上に印を付けてください。',
  confirmTitle: (firm: string) => `${firm}の名簿を確かめましたか`,
  confirmText:
    '新しい人は、1人ずつ、本人であることを身分証明書か面談で確かめ、確かめ方を選んでください。変わらない人は、前の名簿での確かめ方を引き継ぎます。',
  newPeople: '新しい人',
  stayingPeople: '変わらない人',
  count: (n: number) => `${n}人`,
  nobodyNew: '新しい人はいません。',
  how: (name: string) => `${name}さんの確かめ方`,
  pick: '選んでください',
  interview: '面談で確かめた',
  documents: ['運転免許証', 'マイナンバーカード', '社員証', 'パスポート'],
  document: (name: string) => `${name}で確かめた`,
  allChecks: '新しい人全員の確かめ方を選んでください。',
  confirm: '確かめたことを記録する',
  trainTitle: '研修の受講を記録しますか',
  worker: '受けた人',
  course: '研修の名前',
  held: '受けた日',
  until: '有効な日',
  untilHelp: 'この日を過ぎると、もう一度受けるまでデータを受け取れません。',
  record: '記録する',
  missing: '入力してください。',
}

export function SubmitRoster({ tier, engagement, onClose, onDone }: TierDialogProps & { engagement: string }) {
  const workers = useQuery<Items<WorkerView>>(query('/api/workers', { contractor: tier.contractor }))
  const [chosen, setChosen] = useState<string[]>(() =>
    (tier.roster?.workers ?? []).filter((w) => !w.left).map((w) => w.id),
  )
  const [name, setName] = useState('')
  const [kana, setKana] = useState('')
  const [tried, setTried] = useState(false)
  const add = useAction(async () => {
    const made = await send<Done>('POST', '/api/workers', {
      contractor: tier.contractor,
      name: name.trim(),
      kana: kana.trim(),
    })
    setChosen([...chosen, made.id])
    setName('')
    setKana('')
    workers.reload()
  })
  const act = useAction(async () => {
    await send<Done>('POST', `/api/engagements/${engagement}/rosters`, { contractor: tier.contractor, workers: chosen })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.submitTitle(tier.contractor_name)}
      confirm={t.submit}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (chosen.length > 0) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.submitText}</p>
      <Load query={workers}>
        {({ items }) => {
          const own = items.filter((w) => w.contractor === tier.contractor && !w.left)
          return (
            <fieldset>
              <legend className="font-bold">{t.workers}</legend>
              {own.length === 0 && <p>{t.nobody}</p>}
              {own.map((w) => (
                <Checkbox
                  key={w.id}
                  label={w.kana ? `${w.name}（${w.kana}）` : w.name}
                  checked={chosen.includes(w.id)}
                  onChecked={(on) => setChosen(on ? [...chosen, w.id] : chosen.filter((id) => id !== w.id))}
                />
              ))}
              {tried && chosen.length === 0 && <p className="text-error-2">{t.noWorkers}</p>}
            </fieldset>
          )
        }}
      </Load>
      <fieldset className="grid gap-3 rounded-8 border border-solid-gray-420 p-4">
        <legend className="px-1 font-bold">{t.add}</legend>
        <TextField label={t.addName} bare value={name} onValue={setName} />
        <TextField label={t.addKana} bare value={kana} onValue={setKana} />
        <ErrorNotice error={add.error} />
        <Button look="secondary" busy={add.busy} onClick={() => name.trim() && void add.run()}>
          {t.addButton}
        </Button>
      </fieldset>
    </ConfirmDialog>
  )
}

export function ConfirmRoster({
  roster,
  onClose,
  onDone,
}: {
  roster: RosterView
  onClose: () => void
  onDone: () => void
}) {
  const [checks, setChecks] = useState<Record<string, string>>({})
  const [tried, setTried] = useState(false)
  const fresh = roster.workers.filter((w) => !w.identity_confirmed)
  const staying = roster.workers.filter((w) => w.identity_confirmed)
  const open = fresh.filter((w) => !checks[w.id])
  const act = useAction(async () => {
    await send<Done>('POST', `/api/rosters/${roster.id}/confirm`, {
      checks: fresh.map((w) => ({ worker: w.id, method: checks[w.id] ?? '' })),
    })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.confirmTitle(roster.contractor_name)}
      confirm={t.confirm}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (open.length === 0) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.confirmText}</p>
      <h3 className="flex items-center gap-2">
        <Chip tone="yellow">{t.newPeople}</Chip>
        {t.count(fresh.length)}
      </h3>
      {fresh.length === 0 && <p>{t.nobodyNew}</p>}
      {fresh.map((w) => (
        <Select
          key={w.id}
          label={t.how(w.name)}
          required
          empty={t.pick}
          value={checks[w.id] ?? ''}
          onValue={(method) => setChecks({ ...checks, [w.id]: method })}
          error={tried && !checks[w.id] ? t.allChecks : undefined}
          options={[
            ...t.documents.map((d) => ({ value: `document:${d}`, label: t.document(d) })),
            { value: 'interview', label: t.interview },
          ]}
        />
      ))}
      {staying.length > 0 && (
        <>
          <h3 className="flex items-center gap-2">
            <Chip tone="green">{t.stayingPeople}</Chip>
            {t.count(staying.length)}
          </h3>
          <ul className="list-disc pl-6">
            {staying.map((w) => (
              <li key={w.id}>{w.name}</li>
            ))}
          </ul>
        </>
      )}
    </ConfirmDialog>
  )
}

export function RecordTraining({
  roster,
  onClose,
  onDone,
}: {
  roster: RosterView
  onClose: () => void
  onDone: () => void
}) {
  const { town } = useTown()
  const [worker, setWorker] = useState('')
  const [course, setCourse] = useState('')
  const [held, setHeld] = useState(town.today)
  const [until, setUntil] = useState(addDays(town.today, 365))
  const [tried, setTried] = useState(false)
  const need = (value: string) => (tried && !value.trim() ? t.missing : undefined)
  const act = useAction(async () => {
    await send<Done>('POST', '/api/trainings', {
      worker,
      course: course.trim(),
      held_on: held,
      valid_until: until,
    })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.trainTitle}
      confirm={t.record}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if ([worker, course.trim(), held, until].every((v) => v !== '')) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <Select
        label={t.worker}
        required
        value={worker}
        onValue={setWorker}
        error={need(worker)}
        options={roster.workers.map((w) => ({ value: w.id, label: w.name }))}
      />
      <TextField label={t.course} required value={course} onValue={setCourse} error={need(course)} />
      <DateField label={t.held} required max={town.today} value={held} onValue={setHeld} error={need(held)} />
      <DateField
        label={t.until}
        help={t.untilHelp}
        required
        min={held}
        value={until}
        onValue={setUntil}
        error={need(until)}
      />
    </ConfirmDialog>
  )
}
