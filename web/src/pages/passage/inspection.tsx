// What was sent, what was found in it, what could not be seen, and what follows.
import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { ContentView, Done, InspectionReport } from '../../api/types'
import { longTime } from '../../lib/dates'
import { count, fileSize, percent } from '../../lib/numbers'
import { inspectionWords } from '../../lib/words'
import { Button, ButtonRow } from '../../ui/button'
import { FactList, Fingerprint, Progress } from '../../ui/data'
import { ConfirmDialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import { ComparisonTable } from './inspection-compare'
import { FoundDatasets, FoundPatterns } from './inspection-found'
import { CautionRemarks, StopRemarks, UnseenRemarks } from './inspection-remarks'

const t = {
  name: 'ファイルの名前',
  size: '大きさ',
  residents: '見つかった住民',
  people: (n: number) => `${count(n)}人（同じ人は1人と数えています）`,
  hits: '手がかり',
  hit: (name: string, n: string) => `${name} ${n}件`,
  print: '指紋',
  printHelp: '内容が変わっていないことの目印です。1文字でも変わると、まったく違うものになります。',
  running: '中身を検査しています',
  soFar: (n: number) => `いままでに、${count(n)}人（件）の情報が見つかっています。`,
  waiting: '検査の順番を待っています。この画面を閉じても、検査は続きます。',
  uploading: (done: string, all: string) => `${all}のうち${done}まで届いています。`,
  end: '検査を止める',
  endTitle: '検査を途中で止めますか',
  endText:
    '止めると、まだ見ていないところは「確かめられない」として扱い、このままでは申請できません。あとで、もう一度検査できます。',
  worse: 'もう一度検査したところ、前の検査より多く見つかりました',
  changed: 'もう一度検査しました',
  before: (text: string) => `前の検査の結果：${text}`,
  worseApproved: 'すでに承認された申請です。このまま渡してよいか、情報セキュリティ管理者（課長）が確かめてください。',
  why: (reason: string) =>
    reason.startsWith('dataset:')
      ? `照合データ${reason.length > 8 ? `「${reason.slice(8)}」` : ''}が変わったため、検査し直しました。`
      : reason === 'password'
        ? 'パスワードを使って、検査し直しました。'
        : '求めに応じて、検査し直しました。',
  nothing: 'ファイルの終わりまで確かめました。照合データと一致する情報は見つかりませんでした。',
  seen: '確かめた範囲',
  seenText: (r: InspectionReport) =>
    [
      `${fileSize(r.unpacked || r.bytes)}`,
      r.parts > 1 && `${count(r.parts)}個の部分`,
      r.records > 0 && `${count(r.records)}行`,
      r.encodings.length > 0 && `文字コード ${r.encodings.join('、')}`,
    ]
      .filter(Boolean)
      .join('、'),
  compared: '比べた照合データ',
  noCompared: '照合データが1つも登録されていないため、「本番データはない」とは判定できません。',
  viruses: 'ウイルスの検査',
  at: '検査した日時',
  took: (ms: number) => (ms < 1000 ? '1秒未満' : `${count(Math.round(ms / 1000))}秒`),
}

// Kinds of evidence as inspections named them before there were reports
const hitWords: Record<string, string> = {
  name_birth: '氏名と生年月日の組',
  name_address: '氏名と住所の組',
  resident_number: '宛名番号',
  my_number: '個人番号',
  account_number: '口座番号',
  phone: '電話番号',
  email: 'メールアドレス',
}

const kindOf = (content: ContentView) => {
  if ((content.report?.stops ?? 0) > 0) return 'error'
  if (content.state === 'clean') return 'success'
  if (content.state === 'production_data') return 'warning'
  return content.state === 'unreadable' ? 'error' : 'info'
}

/** Where somebody may ask for another inspection, or end one: the passage, and what follows. */
export interface MayInspect {
  passage: string
  may: boolean
  /** Data may go out already. */
  approved: boolean
  onDone: () => void
}

function Running({ content, inspect }: { content: ContentView; inspect: MayInspect | undefined }) {
  const [asks, setAsks] = useState(false)
  const end = useAction(async () => {
    if (!inspect) return
    await send<Done>('DELETE', `/api/passages/${inspect.passage}/inspection`)
    setAsks(false)
    inspect.onDone()
  })
  return (
    <>
      {content.state === 'running' && (
        <Progress
          label={t.running}
          value={percent(content.inspected, content.size)}
          detail={
            <>
              <span className="block">{`${fileSize(content.inspected)} / ${fileSize(content.size)}`}</span>
              {content.found_so_far > 0 && t.soFar(content.found_so_far)}
            </>
          }
        />
      )}
      {inspect?.may && (
        <ButtonRow>
          <Button look="secondary" onClick={() => setAsks(true)}>
            {t.end}
          </Button>
        </ButtonRow>
      )}
      <ConfirmDialog
        title={t.endTitle}
        confirm={t.end}
        open={asks}
        onClose={() => setAsks(false)}
        onConfirm={() => void end.run()}
        busy={end.busy}
        error={end.error}
      >
        <p>{t.endText}</p>
      </ConfirmDialog>
    </>
  )
}

function Again({ report, approved }: { report: InspectionReport; approved: boolean }) {
  if (!report.before) return null
  return (
    <Notice kind={report.worse ? 'warning' : 'info'} title={report.worse ? t.worse : t.changed}>
      <p>{t.why(report.reinspected_for)}</p>
      <p>{t.before(report.before.found)}</p>
      {report.worse && approved && <p className="font-bold">{t.worseApproved}</p>}
    </Notice>
  )
}

/** What was sent, and what was found in it. */
export function InspectionPanel({ content, inspect }: { content: ContentView; inspect?: MayInspect }) {
  const report = content.report ?? undefined
  const busy = content.state === 'waiting' || content.state === 'running'
  const older = !report && (content.state === 'clean' || content.state === 'production_data')
  return (
    <div className="grid gap-5">
      <Notice kind={kindOf(content)} title={inspectionWords[content.state]} live>
        {content.state === 'production_data' && !report && (
          <p className="text-std-20B-150">{t.people(content.residents)}</p>
        )}
        {content.state === 'clean' && report && <p>{t.nothing}</p>}
        {content.state === 'waiting' && <p>{t.waiting}</p>}
        {content.state === 'uploading' && <p>{t.uploading(fileSize(content.received), fileSize(content.size))}</p>}
        {!report && content.reasons.map((reason) => <p key={reason}>{reason}</p>)}
        {report?.compared.length === 0 && <p>{t.noCompared}</p>}
      </Notice>
      {busy && <Running content={content} inspect={inspect} />}
      {report && (
        <>
          <Again report={report} approved={inspect?.approved ?? false} />
          <StopRemarks report={report} />
          <FoundDatasets report={report} />
          <UnseenRemarks report={report} inspect={inspect} />
          <CautionRemarks report={report} />
          <FoundPatterns report={report} />
        </>
      )}
      <ComparisonTable lines={content.comparison} />
      {content.state !== 'absent' && (
        <FactList
          lines={[
            [t.name, content.name],
            [t.size, fileSize(content.size)],
            older && [t.residents, t.people(content.residents)],
            !report &&
              content.hits.length > 0 && [
                t.hits,
                content.hits.map((h) => t.hit(hitWords[h.name] ?? h.name, count(Number(h.value)))).join('、'),
              ],
            report && [t.seen, t.seenText(report)],
            report && report.compared.length > 0 && [t.compared, report.compared.join('、')],
            report?.scanned_by && [t.viruses, report.scanned_by],
            report && [t.at, `${longTime(report.inspected_at)}（${t.took(report.milliseconds)}）`],
            content.sha256 && [
              t.print,
              <>
                <Fingerprint hex={content.sha256} />
                <span className="block text-sm text-solid-gray-700">{t.printHelp}</span>
              </>,
            ],
          ]}
        />
      )}
    </div>
  )
}
