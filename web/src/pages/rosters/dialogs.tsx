import { send } from '../../api/client'
import type { Done, RosterDetail } from '../../api/types'
import { TextDialog } from '../../ui/text-dialog'

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
  return (
    <TextDialog
      title={t.refuseTitle(firm)}
      label={t.reason}
      help={t.reasonHelp}
      missing={t.missing}
      confirm={t.refuse}
      danger
      onClose={onClose}
      onSend={(reason) => send<Done>('POST', `/api/rosters/${id}/refuse`, { reason }).then(onDone)}
    >
      <p>{t.refuseText}</p>
    </TextDialog>
  )
}

export function ConfirmPeople({ view, onClose, onDone }: Common & { view: RosterDetail }) {
  return (
    <TextDialog
      title={t.yearTitle}
      label={t.note}
      help={t.noteHelp}
      missing={t.missing}
      confirm={t.year}
      onClose={onClose}
      onSend={(note) => send<Done>('POST', `/api/rosters/${view.row.id}/confirm-people`, { note }).then(onDone)}
    >
      <p>{t.yearText(view.row.people)}</p>
    </TextDialog>
  )
}
