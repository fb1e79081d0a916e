import { useState } from 'react'
import { query, send } from '../../api/client'
import { useAction, usePaged, useQuery } from '../../api/hooks'
import type { Done, Items, PeriodicRow, ReportPlanView, ReportRow } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { keepsContracts, useSession } from '../../session/session'
import { Button, ButtonLink, TextLink } from '../../ui/button'
import { Chip, DataTable } from '../../ui/data'
import { DayText } from '../../ui/deadline'
import { ErrorNotice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Load, Loading } from '../../ui/states'
import { Owed } from './owed'
import { NewPlan } from './plan'
import { reportKindWords, reportStateWords } from './words'

const t = {
  title: '報告',
  lead: '委託した仕事が決まりどおりに行われているかを、書面で確かめます。',
  plans: '定期に出す報告',
  plansCaption: '定期に出す報告の一覧',
  noPlans: '定期に出す報告は、まだ決められていません。',
  addPlan: '定期に出す報告を決める',
  engagement: '委託契約',
  firm: '会社',
  kind: '報告',
  interval: '間隔',
  months: (n: number) => (n === 1 ? '毎月' : `${n}か月ごと`),
  owed: 'まだの期間',
  due: (day: string) => `期限：${day}`,
  none: 'ありません',
  submit: '出す',
  todo: 'すること',
  end: '終わりにする',
  list: '出された報告',
  listCaption: '出された報告の一覧',
  noReports: '出された報告はありません。',
  period: '期間',
  to: 'から',
  submitted: '出した日時',
  state: '状態',
  unmet: (n: number) => `未達 ${n}件`,
  replaced: '出し直しずみ',
  free: '変更などを報告する',
  periodic: '統括情報セキュリティ責任者への定期報告',
  periodicCaption: '定期報告の一覧',
  noPeriodic: '定期報告は、まだ作られていません。',
  section: '課',
  made: '作った日時',
  read: '受け取りずみ',
  unread: '受け取り待ち',
}

export function ReportsPage() {
  const session = useSession()
  const town = session.side === 'town'
  const plans = useQuery<Items<ReportPlanView>>('/api/report-plans')
  const reports = usePaged<ReportRow>('/api/reports')
  const [adding, setAdding] = useState(false)
  const keeps = keepsContracts(session)
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[]}
      aside={!town && <ButtonLink to="/reports/new?kind=system_change">{t.free}</ButtonLink>}
    >
      <Section
        title={t.plans}
        aside={
          keeps &&
          !adding && (
            <Button look="secondary" onClick={() => setAdding(true)}>
              {t.addPlan}
            </Button>
          )
        }
      >
        {adding && (
          <NewPlan
            onDone={() => {
              setAdding(false)
              plans.reload()
            }}
            onCancel={() => setAdding(false)}
          />
        )}
        <Load query={plans}>
          {({ items }) =>
            items.length > 0 ? <Plans items={items} reload={plans.reload} /> : <Empty>{t.noPlans}</Empty>
          }
        </Load>
      </Section>
      <Section title={t.list}>
        <ErrorNotice error={reports.error} className="mb-4" />
        {reports.items.length > 0 ? (
          <DataTable
            caption={t.listCaption}
            rows={reports.items}
            rowKey={(r) => r.id}
            columns={[
              {
                header: t.kind,
                main: true,
                cell: (r) => <TextLink to={`/reports/${r.id}`}>{reportKindWords[r.kind]}</TextLink>,
              },
              { header: t.engagement, cell: (r) => r.engagement_title },
              { header: t.firm, className: 'md:min-w-24', cell: (r) => r.contractor_name },
              {
                header: t.period,
                cell: (r) => (
                  <>
                    <DayText day={r.period_from} />
                    {t.to}
                    <DayText day={r.period_to} />
                  </>
                ),
              },
              { header: t.submitted, cell: (r) => longTime(r.submitted_at) },
              {
                header: t.state,
                bare: true,
                cell: (r) => (
                  <span className="flex flex-wrap gap-1">
                    <Chip tone={r.replaced ? 'gray' : reportStateWords[r.state][1]}>
                      {r.replaced ? t.replaced : reportStateWords[r.state][0]}
                    </Chip>
                    {r.unmet > 0 && <Chip tone="red">{t.unmet(r.unmet)}</Chip>}
                  </span>
                ),
              },
            ]}
          />
        ) : reports.loading ? (
          <Loading />
        ) : (
          !reports.error && <Empty>{t.noReports}</Empty>
        )}
      </Section>
      {town && <Periodics />}
    </Page>
  )
}

function Plans({ items, reload }: { items: ReportPlanView[]; reload: () => void }) {
  const end = useAction(async (id: string) => {
    await send<Done>('POST', `/api/report-plans/${id}/end`)
    reload()
  })
  return (
    <>
      <ErrorNotice error={end.error} className="mb-4" />
      <DataTable
        caption={t.plansCaption}
        rows={items}
        rowKey={(p) => p.id}
        columns={[
          {
            header: t.kind,
            main: true,
            cell: (p) => <span className="font-bold">{reportKindWords[p.plan.kind]}</span>,
          },
          { header: t.engagement, cell: (p) => p.engagement_title },
          { header: t.firm, className: 'md:min-w-24', cell: (p) => p.contractor_name },
          { header: t.interval, cell: (p) => t.months(p.plan.months) },
          {
            header: t.owed,
            cell: (p) =>
              p.owed_from ? (
                <>
                  <Chip tone="yellow">{`${longDay(p.owed_from)}${t.to}`}</Chip>
                  <span className="block">{t.due(longDay(p.due))}</span>
                </>
              ) : (
                t.none
              ),
          },
          {
            header: t.todo,
            bare: true,
            cell: (p) => (
              <span className="flex flex-wrap gap-2">
                {p.owed_from && p.may.includes('submit_report') && (
                  <ButtonLink to={query('/reports/new', { plan: p.id })}>{t.submit}</ButtonLink>
                )}
                {p.may.includes('plan_reports') && (
                  <Button look="quiet" busy={end.busy} onClick={() => void end.run(p.id)}>
                    {t.end}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
    </>
  )
}

function Periodics() {
  const list = useQuery<Items<PeriodicRow>>('/api/periodic-reports')
  return (
    <Section title={t.periodic}>
      <Owed onDone={list.reload} />
      <Load query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t.noPeriodic}</Empty>
          ) : (
            <DataTable
              caption={t.periodicCaption}
              rows={items}
              rowKey={(r) => r.id}
              columns={[
                {
                  header: t.period,
                  main: true,
                  cell: (r) => (
                    <TextLink to={`/reports/periodic/${r.id}`}>
                      {`${longDay(r.period_from)}${t.to}${longDay(r.period_to)}`}
                    </TextLink>
                  ),
                },
                { header: t.section, className: 'md:min-w-24', cell: (r) => r.section_name },
                { header: t.made, cell: (r) => longTime(r.made_at) },
                {
                  header: t.state,
                  bare: true,
                  cell: (r) => <Chip tone={r.read_at ? 'green' : 'yellow'}>{r.read_at ? t.read : t.unread}</Chip>,
                },
              ]}
            />
          )
        }
      </Load>
    </Section>
  )
}
