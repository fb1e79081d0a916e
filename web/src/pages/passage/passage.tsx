import { useLocation, useParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { Act, PassageView, Verdict } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { count } from '../../lib/numbers'
import { kindWords, wayWords } from '../../lib/words'
import { Chip, FactList } from '../../ui/data'
import { Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { Timeline } from '../../ui/timeline'
import { VerdictList, verdictSummary } from '../../ui/verdict'
import { Approvals } from './approvals'
import { FirmChain } from './firm-chain'
import { InspectionPanel } from './inspection'
import { NextStep } from './next-step'
import { StateChip } from './state-chip'

const t = {
  title: '通過の詳細',
  crumb: '通過の一覧',
  noPurpose: '（目的はまだ書かれていません）',
  submitted: '申請しました',
  submittedText: '承認する人のホームに出ました。状況は、この画面で確かめられます。',
  important: '重要な情報資産',
  content: '申請の内容',
  kind: '申請の種類',
  purpose: '目的',
  engagement: '委託契約',
  asset: '情報資産',
  section: '受け持ちの課',
  range: '情報の範囲',
  way: '渡し方',
  what: 'データの内容',
  protection: '暗号化などの対策',
  recipient: '受け取る人',
  applicant: '申請した人',
  submittedAt: '申請した日時',
  collect: '受け取りの期限',
  due: '返却・消去の期限',
  times: '受け取り',
  timesOf: (used: number, all: number) => `${count(all)}回のうち${count(used)}回`,
  production: '本番データの持ち出し',
  noProduction: '申請していません',
  chain: '自治体から受け取る人までの会社',
  chainLead: '間に入るすべての会社に、自治体の承諾が要ります。',
  approvals: '承認',
  file: 'ファイルと検査の結果',
  verdict: '決まりを通るか',
  submitVerdict: 'このまま申請したときの判定です。',
  approveVerdict: 'いま承認しようとしたときの判定です。',
  releaseVerdict: 'いま受け取ろうとしたときの判定です。',
  othersVerdict: '承認する人・受け取る人が誰かにかかわらない、申請そのものの判定です。',
  timeline: 'これまでの動き',
}

const polls = (p: PassageView) => (['waiting', 'running', 'uploading'].includes(p.content.state) ? 2000 : 0)

export function PassagePage() {
  const { id } = useParams()
  const query = useQuery<PassageView>(`/api/passages/${id ?? ''}`, polls)
  const location = useLocation()
  const submitted = (location.state as { submitted?: boolean } | null)?.submitted === true
  return (
    <Page title={query.data?.input.purpose || t.title} crumbs={[{ to: '/passages', label: t.crumb }]}>
      <Load query={query}>
        {(view) => (
          <>
            {submitted && view.state === 'submitted' && (
              <Notice kind="success" title={t.submitted} live className="mb-6">
                {t.submittedText}
              </Notice>
            )}
            <div className="mb-4 flex flex-wrap gap-2">
              <StateChip state={view.state} />
              {view.important && <Chip>{t.important}</Chip>}
            </div>
            <NextStep view={view} onDone={query.reload} />
            <Details view={view} onChanged={query.reload} />
          </>
        )}
      </Load>
    </Page>
  )
}

const verdictAct: Partial<Record<PassageView['state'], Act>> = {
  draft: 'submit_passage',
  submitted: 'approve_passage',
  approved: 'download_content',
  received: 'download_content',
}

const verdictLead = (state: PassageView['state'], mine: boolean): string => {
  if (!mine) return t.othersVerdict
  if (state === 'draft') return t.submitVerdict
  return state === 'submitted' ? t.approveVerdict : t.releaseVerdict
}

/** Whether the one who looks is the right person says nothing about the application itself. */
function withoutViewer(verdict: Verdict): Verdict {
  const aboutViewer = /^(rights\.|approvals\.approver$|release\.recipient$|release\.link$)/
  const findings = verdict.findings.filter((f) => !aboutViewer.test(f.rule))
  return { findings, passed: findings.length > 0 && findings.every((f) => f.outcome === 'passed') }
}

function Details({ view, onChanged }: { view: PassageView; onChanged: () => void }) {
  const { input } = view
  const own = verdictAct[view.state]
  const mine =
    own !== undefined && (view.may.includes(own) || (view.state === 'draft' && view.may.includes('change_passage')))
  const verdict = mine ? view.verdict : withoutViewer(view.verdict)
  // what one decides on has shown the chain already
  const decides = view.may.includes('approve_passage') || view.may.includes('reject_passage')
  const ended = ['closed', 'rejected', 'withdrawn', 'expired'].includes(view.state)
  return (
    <div className="mt-10 grid items-start gap-x-10 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="min-w-0">
        <Section title={t.content}>
          <FactList
            lines={[
              [t.kind, kindWords[input.kind]],
              [t.purpose, input.purpose || t.noPurpose],
              [t.what, input.content_description],
              [t.recipient, view.recipient.name ? `${view.recipient.name}（${view.recipient.place}）` : ''],
              [t.applicant, `${view.applicant.name}（${view.applicant.place}）`],
              view.submitted_at && [t.submittedAt, longTime(view.submitted_at)],
              [t.engagement, view.engagement_title],
              [t.asset, view.asset_name],
              [t.section, view.section_name],
              [t.range, input.range],
              [t.way, wayWords[input.way]],
              [t.protection, input.protection],
              [t.production, input.production_application ? input.production_reason : t.noProduction],
              [t.collect, input.collect_until && longDay(input.collect_until)],
              [t.due, input.custody_due && longDay(input.custody_due)],
              [t.times, t.timesOf(view.downloads_used, input.downloads_allowed)],
            ]}
          />
        </Section>
        <Section title={t.file}>
          <InspectionPanel
            content={view.content}
            inspect={{
              passage: view.id,
              may: view.may.includes('reinspect_content'),
              approved: view.state === 'approved' || view.state === 'received',
              onDone: onChanged,
            }}
          />
        </Section>
        {!decides && (
          <Section title={t.chain} lead={t.chainLead}>
            <FirmChain chain={view.chain} recipient={view.recipient.name} />
          </Section>
        )}
        {!ended && (
          <Section title={t.verdict} lead={verdictLead(view.state, mine)}>
            <p className="font-bold">{verdictSummary(verdict)}</p>
            <VerdictList verdict={verdict} />
          </Section>
        )}
      </div>
      <div className="min-w-0 max-xl:mt-10">
        {(view.state !== 'draft' || view.approvals.length > 0) && (
          <Section title={t.approvals}>
            <Approvals view={view} />
          </Section>
        )}
        <Section title={t.timeline}>
          <Timeline items={view.timeline} />
        </Section>
      </div>
    </div>
  )
}
