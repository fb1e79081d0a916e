import { useState } from 'react'
import { useLocation, useParams } from 'react-router'
import { query, send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, ReportView } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { Button, ButtonLink, ButtonRow, TextLink } from '../../ui/button'
import { Chip, DataTable, FactList } from '../../ui/data'
import { DayText } from '../../ui/deadline'
import { ConfirmDialog } from '../../ui/dialog'
import { TextArea } from '../../ui/field'
import { Attached } from '../../ui/files'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { useSession } from '../../session/session'
import { reportFiles, reportKindWords, reportStateWords } from './words'

const t = {
  crumb: '報告',
  title: (kind: string, from: string) => `${kind}（${from}から）`,
  facts: 'この報告について',
  engagement: '委託契約',
  firm: '会社',
  period: '期間',
  span: (from: string, to: string) => `${from}から${to}まで`,
  by: '出した人',
  at: '出した日時',
  state: '状態',
  decided: '答えた人',
  returned: '差し戻されました',
  replaced: '直した報告が出されています',
  body: '本文',
  figures: 'サービスレベル',
  figuresCaption: 'サービスレベルの結果',
  item: '項目',
  target: '決めた水準',
  actual: '結果',
  met: '守れた',
  unmet: '守れなかった',
  changes: '情報システムの変更',
  changesCaption: '情報システムの変更の一覧',
  noChanges: 'この期間に変更はありません。',
  system: 'システム',
  what: '変更したこと',
  why: '理由となった対策',
  day: '変更した日',
  confirm: '確認する',
  sendBack: '差し戻す',
  sendBackTitle: 'この報告を差し戻しますか',
  reason: '差し戻す理由',
  noReason: '理由を書いてください。',
  again: '直した報告を出す',
  notSent: '報告は出ましたが、ファイルを送れませんでした。下から、もう一度添えてください。',
}

export function ReportPage() {
  const { id = '' } = useParams()
  const report = useQuery<ReportView>(`/api/reports/${id}`)
  const [returning, setReturning] = useState(false)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const session = useSession()
  const trouble = (useLocation().state as { trouble?: string } | null)?.trouble
  const act = useAction(async (decision: 'approve' | 'reject') => {
    await send<Done>('POST', `/api/reports/${id}/decision`, {
      decision,
      reason: decision === 'reject' ? reason.trim() : '',
    })
    setReturning(false)
    report.reload()
  })
  return (
    <Load query={report}>
      {(r) => (
        <Page
          title={t.title(reportKindWords[r.row.kind], longDay(r.row.period_from))}
          crumbs={[{ to: '/reports', label: t.crumb }]}
        >
          {r.row.state === 'returned' && (
            <Notice kind="warning" title={r.row.replaced ? t.replaced : t.returned} className="mb-6">
              <p className="whitespace-pre-line">{r.reason}</p>
            </Notice>
          )}
          {r.may.length > 0 && (
            <ButtonRow className="mb-6">
              {r.may.includes('decide_report') && (
                <>
                  <Button busy={act.busy} onClick={() => void act.run('approve')}>
                    {t.confirm}
                  </Button>
                  <Button look="secondary" onClick={() => setReturning(true)}>
                    {t.sendBack}
                  </Button>
                </>
              )}
              {r.may.includes('submit_report') && (
                <ButtonLink to={query('/reports/new', { replaces: id })}>{t.again}</ButtonLink>
              )}
            </ButtonRow>
          )}
          {!returning && <ErrorNotice error={act.error} className="mb-4" />}
          <Section title={t.facts}>
            <FactList
              lines={[
                [
                  t.engagement,
                  <TextLink key="engagement" to={`/contracts/${r.row.engagement}`}>
                    {r.row.engagement_title}
                  </TextLink>,
                ],
                [t.firm, r.row.contractor_name],
                [t.period, t.span(longDay(r.row.period_from), longDay(r.row.period_to))],
                [t.by, r.submitted_by],
                [t.at, longTime(r.row.submitted_at)],
                [
                  t.state,
                  <Chip key="state" tone={reportStateWords[r.row.state][1]}>
                    {reportStateWords[r.row.state][0]}
                  </Chip>,
                ],
                r.decided_by && [t.decided, `${r.decided_by}（${longTime(r.decided_at)}）`],
              ]}
            />
          </Section>
          <Section title={t.body}>
            <p className="max-w-3xl leading-175 whitespace-pre-line">{r.body}</p>
          </Section>
          {trouble && (
            <Notice kind="error" title={t.notSent} className="mt-6">
              <p>{trouble}</p>
            </Notice>
          )}
          <Attached
            purpose="report"
            subject={r.row.id}
            title={reportFiles.title}
            accept={reportFiles.accept}
            label={reportFiles.attach}
            help={reportFiles.help}
            may={r.row.state === 'submitted' && session.contractor === r.contractor}
          />
          {r.figures.length > 0 && (
            <Section title={t.figures}>
              <DataTable
                caption={t.figuresCaption}
                rows={r.figures}
                rowKey={(f) => f.item}
                columns={[
                  { header: t.item, main: true, cell: (f) => f.item },
                  { header: t.target, cell: (f) => f.target },
                  { header: t.actual, cell: (f) => f.actual },
                  {
                    header: t.met,
                    bare: true,
                    cell: (f) => <Chip tone={f.met ? 'green' : 'red'}>{f.met ? t.met : t.unmet}</Chip>,
                  },
                ]}
              />
            </Section>
          )}
          {r.row.kind === 'system_change' && (
            <Section title={t.changes}>
              {r.changes.length === 0 ? (
                <p>{t.noChanges}</p>
              ) : (
                <DataTable
                  caption={t.changesCaption}
                  rows={r.changes}
                  rowKey={(x) => `${x.system} ${x.what} ${x.changed_on}`}
                  columns={[
                    { header: t.system, main: true, cell: (x) => x.system },
                    { header: t.what, cell: (x) => x.what },
                    { header: t.why, cell: (x) => x.reason },
                    { header: t.day, cell: (x) => <DayText day={x.changed_on} /> },
                  ]}
                />
              )}
            </Section>
          )}
          {returning && (
            <ConfirmDialog
              title={t.sendBackTitle}
              confirm={t.sendBack}
              open
              onClose={() => setReturning(false)}
              onConfirm={() => {
                setTried(true)
                if (reason.trim()) void act.run('reject')
              }}
              busy={act.busy}
              error={act.error}
            >
              <TextArea
                label={t.reason}
                required
                value={reason}
                onValue={setReason}
                error={tried && !reason.trim() ? t.noReason : undefined}
              />
            </ConfirmDialog>
          )}
        </Page>
      )}
    </Load>
  )
}
