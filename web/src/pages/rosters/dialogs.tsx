import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, RosterDetail } from '../../api/types'
import { ConfirmDialog } from '../../ui/dialog'
import { TextArea } from '../../ui/field'

const t = {
  refuseTitle: (firm: string) => `${firm}の名簿を差し戻しますか`,
  refuseText: '差し戻すと、この名簿は使われません。会社の責任者が、直した名簿を出します。',
  reason: '理由',
  reasonHelp: '会社の責任者が読みます。だれの何を直せばよいかを書いてください。個人番号は書かないでください。',
  refuse: '差し戻す',
  yearTitle: '従事者が変わっていないことを確かめましたか',
  yearText: (n: number) =>
    `名簿に載っている${String(n)}人が、いまもそのまま働いていることを会社に確かめてください。変わっていたら、記録せずに、新しい名簿を出してもらいます。`,
  note: '確かめ方',
  noteHelp: '例：責任者に電話で聞き、全員がそのままであることを確かめた。',
  year: '確かめたことを記録する',
  missing: '入力してください。',
}

interface Common {
  onClose: () => void
  onDone: () => void
}

export function RefuseRoster({ id, firm, onClose, onDone }: Common & { id: string; firm: string }) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    await send<Done>('POST', `/api/rosters/${id}/refuse`, { reason: reason.trim() })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.refuseTitle(firm)}
      confirm={t.refuse}
      danger
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (reason.trim()) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.refuseText}</p>
      <TextArea
        label={t.reason}
        help={t.reasonHelp}
        required
        value={reason}
        onValue={setReason}
        error={tried && !reason.trim() ? t.missing : undefined}
      />
    </ConfirmDialog>
  )
}

export function ConfirmPeople({ view, onClose, onDone }: Common & { view: RosterDetail }) {
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    await send<Done>('POST', `/api/rosters/${view.row.id}/confirm-people`, { note: note.trim() })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.yearTitle}
      confirm={t.year}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (note.trim()) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.yearText(view.row.people)}</p>
      <TextArea
        label={t.note}
        help={t.noteHelp}
        required
        value={note}
        onValue={setNote}
        error={tried && !note.trim() ? t.missing : undefined}
      />
    </ConfirmDialog>
  )
}
