import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { ContentView, Done, PassageView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { count, fileSize } from '../../lib/numbers'
import { Button, ButtonRow } from '../../ui/button'
import { FactList, Fingerprint } from '../../ui/data'
import { ConfirmDialog } from '../../ui/dialog'
import { TextArea } from '../../ui/field'
import { Notice } from '../../ui/notice'
import { VerdictList, verdictSummary } from '../../ui/verdict'
import { FirmChain } from './firm-chain'

const t = {
  title: 'あなたが承認する内容',
  purpose: '何のために',
  who: 'だれに',
  what: '何を',
  residents: '住民のデータ',
  people: (n: number) => `${count(n)}人分が入っています`,
  noPeople: '見つかりませんでした',
  unseen: (n: number) => `確かめられない部分が${count(n)}か所あります`,
  production: '本番データを使う理由',
  protection: 'どう守るか',
  until: 'いつまで',
  untilText: (collect: string, due: string) => `${collect}までに受け取り、${due}までに返すか消す`,
  rules: '決まり',
  print: '内容の指紋',
  printHelp: '承認のあとで中身や宛先が変わると、この承認は無効になります。',
  chain: '間に入る会社と、自治体の承諾',
  notNow: '今は承認できません。止まっている決まりを確かめてください',
  approve: '承認する',
  reject: '却下する',
  approveTitle: '承認しますか',
  approveText: (n: number) =>
    n > 1
      ? `あなたの名前で承認を記録します。ほかに${n - 1}人の承認がそろうと、受け取れるようになります。`
      : 'あなたの名前で承認を記録します。これで必要な人数がそろい、受け取れるようになります。',
  noUndo: '承認は、あとから取り消せません。',
  rejectTitle: '却下しますか',
  rejectText: '1人でも却下すると、この申請は終わります。申請した人が直せるように、理由を書いてください。',
  reason: '却下する理由と、どう直せばよいか',
  missing: '理由を書いてください。',
}

/** By dataset where it is known; what could not be seen is never "nobody". */
function foundWords(content: ContentView): string {
  const datasets = content.report?.datasets ?? []
  const found = datasets
    .map((d) => `${d.name} ${count(d.units)}${d.counter}${d.households > 0 ? `（${count(d.households)}世帯）` : ''}`)
    .join('、')
  const unseen = content.report?.unseen_count ?? (content.state === 'unreadable' ? 1 : 0)
  const words = found || (content.residents > 0 ? t.people(content.residents) : unseen > 0 ? '' : t.noPeople)
  return [words, unseen > 0 && t.unseen(unseen)].filter(Boolean).join('、')
}

/** What one approves, laid out in one place, and the two buttons. */
export function DecisionPanel({ view, onDone }: { view: PassageView; onDone: () => void }) {
  const [asks, setAsks] = useState<'approve' | 'reject'>()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const decide = useAction(async (decision: 'approve' | 'reject') => {
    await send<Done>('POST', `/api/passages/${view.id}/decisions`, {
      decision,
      reason: decision === 'reject' ? reason.trim() : '',
    })
    setAsks(undefined)
    onDone()
  })
  const ask = (what: 'approve' | 'reject') => {
    decide.clear()
    setTried(false)
    setAsks(what)
  }
  const counted = view.approvals.filter((a) => a.counts && a.decision === 'approve').length
  const { input, content } = view
  const mayApprove = view.may.includes('approve_passage')

  return (
    <div className="mt-4 rounded-8 border border-solid-gray-420 bg-white p-4">
      <h3 className="mb-2 text-std-18B-160">{t.title}</h3>
      <FactList
        lines={[
          [t.purpose, input.purpose],
          [t.who, `${view.recipient.name}（${view.recipient.place}）`],
          [t.what, `${input.content_description}\n${content.name}（${fileSize(content.size)}）`],
          [
            t.residents,
            <span key="residents" className={content.state === 'clean' ? '' : 'text-std-20B-150'}>
              {foundWords(content)}
            </span>,
          ],
          input.production_application && [t.production, input.production_reason],
          [t.protection, input.protection],
          [t.until, t.untilText(longDay(input.collect_until), longDay(input.custody_due))],
          [t.chain, <FirmChain key="chain" chain={view.chain} recipient={view.recipient.name} />],
          [t.rules, verdictSummary(view.verdict)],
          [
            t.print,
            <>
              <Fingerprint hex={content.sha256} />
              <span className="block text-sm text-solid-gray-700">{t.printHelp}</span>
            </>,
          ],
        ]}
      />
      {!mayApprove && (
        <Notice kind="warning" title={t.notNow} className="mt-4">
          <VerdictList verdict={view.verdict} />
        </Notice>
      )}
      <ButtonRow className="mt-4">
        {mayApprove && <Button onClick={() => ask('approve')}>{t.approve}</Button>}
        {view.may.includes('reject_passage') && (
          <Button look="secondary" onClick={() => ask('reject')}>
            {t.reject}
          </Button>
        )}
      </ButtonRow>
      <ConfirmDialog
        title={t.approveTitle}
        confirm={t.approve}
        open={asks === 'approve'}
        onClose={() => setAsks(undefined)}
        onConfirm={() => void decide.run('approve')}
        busy={decide.busy}
        error={decide.error}
      >
        <p>{t.approveText(view.approvals_needed - counted)}</p>
        <p>{t.noUndo}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={t.rejectTitle}
        confirm={t.reject}
        danger
        open={asks === 'reject'}
        onClose={() => setAsks(undefined)}
        onConfirm={() => {
          setTried(true)
          if (reason.trim()) void decide.run('reject')
        }}
        busy={decide.busy}
        error={decide.error}
      >
        <p>{t.rejectText}</p>
        <TextArea
          label={t.reason}
          required
          value={reason}
          onValue={setReason}
          error={tried && !reason.trim() ? t.missing : undefined}
        />
      </ConfirmDialog>
    </div>
  )
}
