import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, SheetLineView, SheetMark, SheetView } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { useSession } from '../../session/session'
import { Button, ButtonLink, ButtonRow, TextLink } from '../../ui/button'
import { FactList } from '../../ui/data'
import { ConfirmDialog } from '../../ui/dialog'
import { TextArea } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { FindingDialog } from './finding-dialog'
import { ReviewLine } from './review-line'

const t = {
  about: 'このシートについて',
  contract: '委託契約',
  section: '受け持ちの課',
  submitted: '出した日時',
  decided: '決めた日時',
  by: (at: string, by: string) => `${at}　${by}`,
  valid: '有効な期限',
  contact: '事故のときの連絡先',
  note: '団体から',
  pdf: 'PDFで受け取る',
  xlsx: 'Excelで受け取る',
  lines: '申告と、記録で見たこと',
  linesFirm: '出した答え',
  linesLead:
    '左が会社の答え、右がこの仕組みの記録です。食い違いには指摘をして、改善を求めます。「いいえ」の答えと食い違いに指摘がないと、確認できません。',
  waiting: '団体の確認を待っています。',
  notOpen: 'まだ出されていません。出されると、確かめられます。',
  filter: (n: number) => `気をつける項目だけを見る（${n}件）`,
  all: 'すべての項目を見る',
  confirm: 'すべて確かめた。チェックシートを確認する',
  confirmLeft: (n: number) => `まだ確かめていない項目が${n}件あります。`,
  confirmTitle: 'チェックシートを確認する',
  confirmText: '確認すると、この会社にデータを渡せるようになります。1年後に、もう一度出してもらいます。',
  confirmNote: '確かめたこと（会社にも見えます）',
  confirmDo: '確認する',
  back: '差し戻す',
  backTitle: 'チェックシートを差し戻す',
  backText: '会社の責任者が、直してもう一度出します。',
  backNote: '差し戻す理由',
  findings: 'この会社への指摘を見る',
}

const needsCare = (l: SheetLineView) =>
  l.answer === 'no' || l.observed?.state === 'differs' || l.changed || l.findings.some((f) => f.state !== 'closed')

/** What was declared, beside what the system saw for the town; confirmed line by line by those who may. */
export function ReadSheet({ view, onDone }: { view: SheetView; onDone: () => void }) {
  const town = useSession().side === 'town'
  const [care, setCare] = useState(false)
  const [asks, setAsks] = useState<'confirm' | 'back'>()
  const [note, setNote] = useState('')
  const [finding, setFinding] = useState<SheetLineView>()
  const reviewing = view.state === 'submitted' && view.may.includes('review_sheet')
  const mark = useAction(async (marks: SheetMark[]) => {
    await send<Done>('POST', `/api/sheets/${view.id}/review`, { marks })
    onDone()
  })
  const decide = useAction(async (decision: 'approve' | 'reject') => {
    await send<Done>('POST', `/api/sheets/${view.id}/decision`, { decision, note, marks: [] })
    setAsks(undefined)
    onDone()
  })
  const left = view.lines.filter((l) => !l.accepted).length
  const careful = view.lines.filter(needsCare)
  const shown = care ? careful : view.lines
  return (
    <>
      <Section title={t.about}>
        <FactList
          lines={[
            [t.contract, <TextLink to={`/contracts/${view.engagement}`}>{view.engagement_title}</TextLink>],
            [t.section, view.section_name],
            view.submitted_at && [t.submitted, t.by(longTime(view.submitted_at), view.submitted_by)],
            view.decided_at && [t.decided, t.by(longTime(view.decided_at), view.decided_by)],
            view.valid_until && [t.valid, longDay(view.valid_until)],
            view.contact.name && [
              t.contact,
              [view.contact.name, view.contact.phone, view.contact.mail].filter(Boolean).join('　'),
            ],
            view.note && [t.note, view.note],
          ]}
        />
        <ButtonRow className="mt-4">
          <ButtonLink look="secondary" reloadDocument download to={`/api/sheets/${view.id}/paper?format=pdf`}>
            {t.pdf}
          </ButtonLink>
          <ButtonLink look="secondary" reloadDocument download to={`/api/sheets/${view.id}/paper?format=xlsx`}>
            {t.xlsx}
          </ButtonLink>
        </ButtonRow>
      </Section>
      {view.state === 'submitted' && !reviewing && <Notice kind="info" title={t.waiting} className="mt-6" />}
      {town && (view.state === 'draft' || view.state === 'sent_back') && (
        <Notice kind="info" title={t.notOpen} className="mt-6" />
      )}
      <Section
        title={town ? t.lines : t.linesFirm}
        {...(town ? { lead: t.linesLead } : {})}
        aside={
          careful.length > 0 && (
            <Button look="secondary" aria-pressed={care} onClick={() => setCare(!care)}>
              {care ? t.all : t.filter(careful.length)}
            </Button>
          )
        }
      >
        <ErrorNotice error={mark.error} className="mb-4" />
        <ol className="grid gap-4">
          {shown.map((line) => (
            <ReviewLine
              key={line.line.id}
              line={line}
              town={town}
              round={view.round}
              busy={mark.busy}
              onMark={
                reviewing
                  ? (accepted, text) => void mark.run([{ line: line.line.id, accepted, note: text }])
                  : undefined
              }
              onFinding={view.may.includes('open_finding') ? () => setFinding(line) : undefined}
            />
          ))}
        </ol>
      </Section>
      {reviewing && (
        <div className="mt-8 grid gap-3">
          {left > 0 && <p>{t.confirmLeft(left)}</p>}
          <ButtonRow>
            {view.may.includes('confirm_sheet') && <Button onClick={() => setAsks('confirm')}>{t.confirm}</Button>}
            <Button look="secondary" onClick={() => setAsks('back')}>
              {t.back}
            </Button>
          </ButtonRow>
        </div>
      )}
      <p className="mt-8">
        <TextLink to={`/findings?engagement=${view.engagement}&contractor=${view.contractor}`}>{t.findings}</TextLink>
      </p>
      <ConfirmDialog
        title={asks === 'back' ? t.backTitle : t.confirmTitle}
        confirm={asks === 'back' ? t.back : t.confirmDo}
        open={asks !== undefined}
        onClose={() => setAsks(undefined)}
        onConfirm={() => void decide.run(asks === 'back' ? 'reject' : 'approve')}
        busy={decide.busy}
        error={decide.error}
      >
        <p>{asks === 'back' ? t.backText : t.confirmText}</p>
        <TextArea
          label={asks === 'back' ? t.backNote : t.confirmNote}
          required={asks === 'back'}
          maxLength={2000}
          value={note}
          onValue={setNote}
        />
      </ConfirmDialog>
      {finding && (
        <FindingDialog
          engagement={view.engagement}
          contractor={view.contractor}
          sheet={view.id}
          line={finding}
          demands={view.may.includes('demand_improvement')}
          onClose={() => setFinding(undefined)}
          onDone={() => {
            setFinding(undefined)
            onDone()
          }}
        />
      )}
    </>
  )
}
