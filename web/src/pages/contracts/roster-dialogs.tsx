import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, RosterView } from '../../api/types'
import { addDays } from '../../lib/dates'
import { useTown } from '../../session/session'
import { ConfirmDialog } from '../../ui/dialog'
import { DateField, Select, TextField } from '../../ui/field'
import { trainingKindWords } from '../training/words'

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
  kind: '研修の種類',
  kindHelp: '重要な情報を扱う人には、「団体の研修」か「合同の研修」が要ります。',
  held: '受けた日',
  until: '有効な日',
  untilHelp: 'この日を過ぎると、もう一度受けるまでデータを受け取れません。',
  record: '記録する',
  missing: '入力してください。',
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
  const [kind, setKind] = useState('own')
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
      kind,
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
      <Select
        label={t.kind}
        help={t.kindHelp}
        required
        empty=""
        value={kind}
        onValue={setKind}
        options={Object.entries(trainingKindWords).map(([value, label]) => ({ value, label }))}
      />
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
