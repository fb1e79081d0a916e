import { send } from '../../api/client'
import type { AuditView, Done } from '../../api/types'
import { useTown } from '../../session/session'
import { Choices, DateField, TextArea } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { TextDialog } from '../../ui/text-dialog'
import type { StepProps } from '../../ui/thing-page'
import { FindingDialog } from '../sheets/finding-dialog'
import { auditOpinionWords } from './words'

export type Asks = 'accept' | 'finding' | 'report' | 'cancel'

export const stepWords = {
  accept: '監査の知らせに答える',
  finding: '指摘を登録する',
  report: '監査を報告する',
  cancel: '監査を取りやめる',
}

const t = {
  acceptText: '会社の責任者として、監査を受けることを答えます。',
  answer: 'だれが立ち会うか',
  answerHelp:
    '立ち会う人の役割と名前、当日の連絡先を書いてください。書類だけの監査では、書類を出す人を書いてください。',
  reportText: '報告すると、会社の責任者も読めるようになります。あとから直せません。',
  heldOn: '監査を行った日',
  attended: '会社の立ち会った人',
  lookedAt: '見たもの',
  lookedAtHelp: '見た場所・書類・記録。例：開発室の施錠、預かりの管理簿（4月から9月）',
  opinion: '評価',
  opinionHelp: {
    good: '定めのとおりに行われている。',
    findings: '直すことがある。先に指摘を登録しておきます。',
    serious: 'すぐに止める・直すことがある。先に指摘を登録しておきます。',
  },
  summary: '結果',
  summaryHelp: 'わかったことと、そう評価した理由を書いてください。',
  cancelText: '取りやめたことと理由は、会社の責任者も読めます。監査が要るときは、新しく計画してください。',
  reason: '取りやめる理由',
}

/** The next step of an audit, in its dialog. */
export function AuditStep({ view, asks, onClose, onDone }: StepProps & { view: AuditView; asks: Asks }) {
  const { row } = view
  const post = async (step: string, body: unknown) => {
    await send<Done>('POST', `/api/audits/${row.id}/${step}`, body)
    onDone()
  }
  switch (asks) {
    case 'finding':
      return (
        <FindingDialog
          engagement={row.engagement}
          contractor={row.contractor}
          audit={row.id}
          demands={false}
          onClose={onClose}
          onDone={onDone}
        />
      )
    case 'report':
      return <Report view={view} onClose={onClose} onSend={(form) => post('report', form)} />
    case 'accept':
      return (
        <TextDialog
          title={stepWords.accept}
          label={t.answer}
          help={t.answerHelp}
          maxLength={2000}
          onClose={onClose}
          onSend={(answer) => post('accept', { answer })}
        >
          <p>{t.acceptText}</p>
        </TextDialog>
      )
    case 'cancel':
      return (
        <TextDialog
          title={stepWords.cancel}
          label={t.reason}
          maxLength={2000}
          danger
          onClose={onClose}
          onSend={(reason) => post('cancel', { reason })}
        >
          <p>{t.cancelText}</p>
        </TextDialog>
      )
  }
}

function Report({
  view,
  onClose,
  onSend,
}: {
  view: AuditView
  onClose: () => void
  onSend: (form: Record<string, string>) => Promise<unknown>
}) {
  const { town } = useTown()
  return (
    <FormDialog
      title={stepWords.report}
      start={{ held_on: town.today, attended: '', looked_at: '', opinion: '', summary: '' }}
      optional={view.row.method === 'documents' ? ['attended'] : []}
      onClose={onClose}
      onSend={onSend}
    >
      {(field) => (
        <>
          <p>{t.reportText}</p>
          <DateField label={t.heldOn} max={town.today} {...field('held_on')} />
          <TextArea label={t.attended} rows={2} maxLength={2000} {...field('attended')} />
          <TextArea label={t.lookedAt} help={t.lookedAtHelp} rows={3} maxLength={2000} {...field('looked_at')} />
          <Choices
            legend={t.opinion}
            name="opinion"
            {...field('opinion')}
            choices={(['good', 'findings', 'serious'] as const).map((value) => ({
              value,
              label: auditOpinionWords[value],
              help: t.opinionHelp[value],
            }))}
          />
          <TextArea label={t.summary} help={t.summaryHelp} rows={5} maxLength={2000} {...field('summary')} />
        </>
      )}
    </FormDialog>
  )
}
