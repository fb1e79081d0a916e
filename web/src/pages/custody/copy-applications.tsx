import { useState } from 'react'
import { send } from '../../api/client'
import type { CopyApplicationView, CustodyView, Done } from '../../api/types'
import { longDay, shortTime } from '../../lib/dates'
import { copyMediumWords, copyStateWords } from '../../lib/words'
import { useTown } from '../../session/session'
import { Button, ButtonRow } from '../../ui/button'
import { Chip, FactList } from '../../ui/data'
import { DateField, Select, TextArea, TextField } from '../../ui/field'
import { FormDialog, type FormField } from '../../ui/form-dialog'
import { Section } from '../../ui/page'
import { Empty } from '../../ui/states'

const t = {
  title: '複写・複製の申請',
  lead: 'データを紙や記録媒体に写すには、先に申請し、自治体の承認を受けます。承認された数と期限の中でだけ、複製できます。',
  none: '複写・複製の申請はありません。',
  apply: '複写・複製を申請する',
  applyText: '会社の責任者として申請します。担当課が承認するまで、複写・複製はできません。',
  medium: '写す先',
  place: '置く場所・機器',
  placeHelp: '例：本社3階 開発室の作業用端末',
  purpose: '目的',
  purposeHelp: '例：支給通知を印刷機で刷るため',
  number: '数',
  until: 'いつまでに写すか',
  untilHelp: (day: string) => `返却・消去の期限（${day}）までの日`,
  protection: 'どう守るか',
  protectionHelp: '例：ディスクを暗号化し、施錠した部屋で扱い、終わったらその日のうちに消す',
  usedOf: (used: number, count: number) => `${count}個のうち${used}個を作った`,
  byOn: (by: string, at: string) => `${by}（${at}）`,
  applied: '申請した人',
  approvals: '承認',
  approvalsOf: (n: number, needed: number) => `必要な${needed}人のうち${n}人`,
  approved: '承認',
  rejected: '却下',
  approve: '承認する',
  reject: '却下する',
  approveTitle: '複写・複製を承認しますか',
  approveText: (left: number) =>
    left > 1
      ? `あなたの名前で承認を記録します。ほかに${left - 1}人の承認がそろうと、複写・複製できるようになります。`
      : 'あなたの名前で承認を記録します。これで必要な人数がそろい、複写・複製できるようになります。',
  noUndo: '承認は、あとから取り消せません。',
  rejectTitle: '複写・複製の申請を却下しますか',
  rejectText: '1人でも却下すると、この申請は終わります。申請した人が直せるように、理由を書いてください。',
  reason: '却下する理由と、どう直せばよいか',
}

type Decision = 'approve' | 'reject'

function chip(a: CopyApplicationView) {
  if (a.state === 'rejected') return <Chip tone="red">{copyStateWords.rejected}</Chip>
  if (a.usable) return <Chip tone="green">{copyStateWords.approved}</Chip>
  if (a.late) return <Chip tone="gray">期限切れ</Chip>
  if (a.state === 'applied') return <Chip tone="yellow">{copyStateWords.applied}</Chip>
  return <Chip tone="gray">{a.used >= a.count ? 'すべて使った' : copyStateWords.approved}</Chip>
}

/** What was asked to be copied, with the town's answers; the firm's manager asks here, the approvers answer here. */
export function CopyApplications({ view, onDone }: { view: CustodyView; onDone: () => void }) {
  const [applying, setApplying] = useState(false)
  const [deciding, setDeciding] = useState<{ application: CopyApplicationView; decision: Decision }>()
  const done = () => {
    setApplying(false)
    setDeciding(undefined)
    onDone()
  }
  return (
    <Section title={t.title} lead={t.lead}>
      {view.copy_applications.length === 0 ? (
        <Empty>{t.none}</Empty>
      ) : (
        <ul className="grid gap-4">
          {view.copy_applications.map((a) => (
            <li key={a.id} className="rounded-8 border border-solid-gray-420 p-4">
              <div className="mb-2">{chip(a)}</div>
              <FactList
                lines={[
                  [t.purpose, a.purpose],
                  [t.medium, copyMediumWords[a.medium]],
                  [t.place, a.place],
                  [t.number, t.usedOf(a.used, a.count)],
                  [t.until, longDay(a.until)],
                  [t.protection, a.protection],
                  [t.applied, t.byOn(a.applied_by, shortTime(a.applied_at))],
                  a.state !== 'rejected' && [t.approvals, t.approvalsOf(a.approvals, a.approvals_needed)],
                  ...a.decisions.map((d): [string, string] => [
                    d.decision === 'approve' ? t.approved : t.rejected,
                    t.byOn(d.by, shortTime(d.at)) + (d.reason ? `\n${d.reason}` : ''),
                  ]),
                ]}
              />
              <ButtonRow className="mt-4 empty:hidden">
                {a.may.includes('approve_copy') && !a.late && (
                  <Button onClick={() => setDeciding({ application: a, decision: 'approve' })}>{t.approve}</Button>
                )}
                {a.may.includes('reject_copy') && (
                  <Button look="secondary" onClick={() => setDeciding({ application: a, decision: 'reject' })}>
                    {t.reject}
                  </Button>
                )}
              </ButtonRow>
            </li>
          ))}
        </ul>
      )}
      {view.may.includes('apply_copy') && (
        <ButtonRow className="mt-4">
          <Button look="secondary" onClick={() => setApplying(true)}>
            {t.apply}
          </Button>
        </ButtonRow>
      )}
      {applying && <Apply view={view} onClose={() => setApplying(false)} onDone={done} />}
      {deciding && <Decide {...deciding} custody={view.row.id} onClose={() => setDeciding(undefined)} onDone={done} />}
    </Section>
  )
}

function Apply({ view, onClose, onDone }: { view: CustodyView; onClose: () => void; onDone: () => void }) {
  const { town } = useTown()
  return (
    <FormDialog
      title={t.apply}
      start={{
        medium: '',
        place: '',
        purpose: '',
        protection: '',
        count: '1',
        until: view.row.due > town.today ? view.row.due : town.today,
      }}
      onClose={onClose}
      onSend={async (form) => {
        await send<Done>('POST', `/api/custodies/${view.row.id}/copy-applications`, {
          ...form,
          count: Number(form.count),
        })
        onDone()
      }}
    >
      {(field) => (
        <>
          <p>{t.applyText}</p>
          <TextField label={t.purpose} help={t.purposeHelp} {...field('purpose')} />
          <Select
            label={t.medium}
            {...field('medium')}
            options={Object.entries(copyMediumWords).map(([value, label]) => ({ value, label }))}
          />
          <TextField label={t.place} help={t.placeHelp} {...field('place')} />
          <TextField label={t.number} type="number" min={1} className="max-w-32" {...whole(field('count'))} />
          <DateField
            label={t.until}
            help={t.untilHelp(longDay(view.row.due))}
            min={town.today}
            max={view.row.due}
            {...field('until')}
          />
          <TextArea label={t.protection} help={t.protectionHelp} rows={2} {...field('protection')} />
        </>
      )}
    </FormDialog>
  )
}

/** Only whole numbers above 0 stay in the field. */
const whole = (field: FormField): FormField => ({
  ...field,
  onValue: (n) => field.onValue(String(Math.max(0, Math.trunc(Number(n)) || 0) || '')),
})

function Decide({
  custody,
  application,
  decision,
  onClose,
  onDone,
}: {
  custody: string
  application: CopyApplicationView
  decision: Decision
  onClose: () => void
  onDone: () => void
}) {
  const rejects = decision === 'reject'
  return (
    <FormDialog
      title={rejects ? t.rejectTitle : t.approveTitle}
      confirm={rejects ? t.reject : t.approve}
      danger={rejects}
      start={{ reason: '' }}
      optional={rejects ? [] : ['reason']}
      onClose={onClose}
      onSend={async ({ reason }) => {
        await send<Done>('POST', `/api/custodies/${custody}/copy-applications/${application.id}/decisions`, {
          decision,
          reason,
        })
        onDone()
      }}
    >
      {(field) =>
        rejects ? (
          <>
            <p>{t.rejectText}</p>
            <TextArea label={t.reason} {...field('reason')} />
          </>
        ) : (
          <>
            <p>{t.approveText(application.approvals_needed - application.approvals)}</p>
            <p>{t.noUndo}</p>
          </>
        )
      }
    </FormDialog>
  )
}
