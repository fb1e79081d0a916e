import type { PeriodicView } from '../../api/types'
import { Chip, DataTable, FactList } from '../../ui/data'
import { Empty } from '../../ui/states'

type Content = PeriodicView['content']
type Line = Content['lines'][number]

const t = {
  rosters: '確かめた名簿',
  consents: '答えた再委託の申請',
  approved: '承認がそろった通過',
  rejected: '却下',
  stopped: '関所が止めた操作',
  custody: '期末の預かり',
  overdue: 'うち返却の期限を過ぎたもの',
  trainings: '研修の受講',
  count: (n: number) => `${n}件`,
  caption: '委託契約ごとに確かめたこと',
  engagement: '委託契約（元請け）',
  firms: '会社（承諾なし）',
  people: '名簿の人数（研修が有効）',
  reports: '報告',
  of: (l: Line) => [
    `確認 ${l.reports_confirmed}`,
    `確認待ち ${l.reports_waiting}`,
    `差し戻し ${l.reports_returned}`,
    `出ていない ${l.reports_missing}`,
  ],
  levels: 'サービスレベル',
  unmet: (n: number) => `未達 ${n}件`,
  met: '未達なし',
  changes: 'システムの変更',
  sheets: 'チェックシート',
  sheetsOf: (n: number, firms: number) => `${firms}社のうち${n}社を確認`,
  findings: (n: number) => `直っていない指摘 ${n}件`,
  notGathered: '―',
  none: 'この期間に有効な委託契約はありません。',
}

/** What the records say of a section's quarter. */
export function PeriodicFigures({ content: c }: { content: Content }) {
  return (
    <div className="grid gap-6">
      <FactList
        lines={[
          [t.rosters, t.count(c.rosters_confirmed)],
          [t.consents, t.count(c.consents_decided)],
          [t.approved, t.count(c.approved)],
          [t.rejected, t.count(c.rejected)],
          [t.stopped, t.count(c.stopped)],
          [t.custody, t.count(c.custody_open)],
          [t.overdue, t.count(c.custody_overdue)],
          [t.trainings, t.count(c.trainings)],
        ]}
      />
      {c.lines.length === 0 ? (
        <Empty>{t.none}</Empty>
      ) : (
        <DataTable
          caption={t.caption}
          rows={c.lines}
          rowKey={(l) => `${l.title} ${l.contractor_name}`}
          columns={[
            {
              header: t.engagement,
              main: true,
              cell: (l) => (
                <>
                  <span className="font-bold">{l.title}</span>
                  <span className="block text-sm text-solid-gray-700">{l.contractor_name}</span>
                </>
              ),
            },
            { header: t.firms, cell: (l) => `${l.firms}（${l.firms_without_consent}）` },
            { header: t.people, cell: (l) => `${l.people}（${l.people_trained}）` },
            {
              header: t.reports,
              cell: (l) =>
                t.of(l).map((one) => (
                  <span key={one} className="block whitespace-nowrap">
                    {one}
                  </span>
                )),
            },
            {
              header: t.levels,
              cell: (l) => (l.levels_unmet > 0 ? <Chip tone="red">{t.unmet(l.levels_unmet)}</Chip> : t.met),
            },
            { header: t.changes, cell: (l) => t.count(l.changes) },
            {
              header: t.sheets,
              cell: (l) =>
                l.sheets_confirmed == null ? (
                  t.notGathered
                ) : (
                  <>
                    {t.sheetsOf(l.sheets_confirmed, l.firms)}
                    {(l.findings_open ?? 0) > 0 && (
                      <span className="block">
                        <Chip tone="yellow">{t.findings(l.findings_open ?? 0)}</Chip>
                      </span>
                    )}
                  </>
                ),
            },
          ]}
        />
      )}
    </div>
  )
}
