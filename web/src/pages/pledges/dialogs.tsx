import { useState } from 'react'
import { attach, query, send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, PledgeOwed, PledgeText } from '../../api/types'
import { useTown } from '../../session/session'
import { ConfirmDialog } from '../../ui/dialog'
import { DateField, FieldError, TextField } from '../../ui/field'
import { FilePicker } from '../../ui/file-picker'
import { Load } from '../../ui/states'

const t = {
  signTitle: '誓約書を読んで、誓約しますか',
  name: 'あなたの名前',
  nameHelp: '名簿にあるとおりに入れてください。これが署名になります。',
  sign: '誓約する',
  missing: '入力してください。',
  paperTitle: (name: string) => `${name}さんが署名した誓約書を登録しますか`,
  paperText: '本人が署名した誓約書を読み取ったファイル（PDF、JPEG、PNG）を選んでください。',
  choose: 'ファイルを選ぶ',
  chosen: (name: string) => `選んだファイル：${name}`,
  needFile: 'ファイルを選んでください。',
  day: '署名した日',
  record: '登録する',
  wording: '誓約書の文面',
}

interface Props {
  owed: PledgeOwed
  onClose: () => void
  onDone: () => void
}

export function SignPledge({ owed, onClose, onDone }: Props) {
  const text = useQuery<PledgeText>(query(`/api/engagements/${owed.engagement}/pledge`, { kind: owed.kind }))
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    await send<Done>('POST', '/api/pledges', {
      engagement: owed.engagement,
      kind: owed.kind,
      sha256: text.data?.sha256 ?? '',
      signature: name.trim(),
    })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.signTitle}
      confirm={t.sign}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (name.trim() && text.data) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <Load query={text}>
        {(pledge) => (
          <div
            role="region"
            aria-label={t.wording}
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keyboard
            tabIndex={0}
            className="max-h-80 overflow-y-auto rounded-8 border border-solid-gray-420 p-4 whitespace-pre-line"
          >
            {pledge.text}
          </div>
        )}
      </Load>
      <TextField
        label={t.name}
        help={t.nameHelp}
        required
        autoComplete="name"
        value={name}
        onValue={setName}
        error={tried && !name.trim() ? t.missing : undefined}
      />
    </ConfirmDialog>
  )
}

export function PaperPledge({ owed, onClose, onDone }: Props) {
  const { town } = useTown()
  const [file, setFile] = useState<File>()
  const [day, setDay] = useState(town.today)
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    if (!file) return
    const scan = await attach('pledge', owed.worker, file)
    await send<Done>('POST', '/api/pledges/paper', {
      worker: owed.worker,
      engagement: owed.engagement,
      kind: owed.kind,
      attachment: scan.id,
      given_on: day,
    })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.paperTitle(owed.worker_name)}
      confirm={t.record}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (file && day) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.paperText}</p>
      <FilePicker label={t.choose} quiet accept=".pdf,.jpg,.jpeg,.png" onFile={setFile} />
      {file && <p>{t.chosen(file.name)}</p>}
      {tried && !file && <FieldError>{t.needFile}</FieldError>}
      <DateField label={t.day} required max={town.today} value={day} onValue={setDay} />
    </ConfirmDialog>
  )
}
