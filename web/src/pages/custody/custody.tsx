import { useParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { CustodyView } from '../../api/types'
import { longTime, shortTime, longDay } from '../../lib/dates'
import { count, fileSize } from '../../lib/numbers'
import { TextLink } from '../../ui/button'
import { DataTable, FactList, Fingerprint } from '../../ui/data'
import { Deadline } from '../../ui/deadline'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { Timeline } from '../../ui/timeline'
import { CustodyChip } from '../passage/state-chip'
import { CustodyActions } from './actions'
import { CopyApplications } from './copy-applications'

const t = {
  title: '預かりの詳細',
  crumb: '預かり',
  what: '預かっているもの',
  asset: '情報資産',
  purpose: '目的',
  file: 'ファイル',
  residents: '住民のデータ',
  people: (n: number) => (n > 0 ? `${count(n)}人分` : '見つかりませんでした'),
  print: '指紋',
  holder: '預かっている人',
  place: '扱う場所',
  since: '受け取った日',
  due: '返却・消去の期限',
  passage: 'もとの申請',
  see: '申請の詳細を見る',
  copies: '複製',
  copiesLead: '承認を受けて複製したときは、そのつど届け出ます。返すとき・消すときは、複製も全部消します。',
  noCopies: '複製の届け出はありません。',
  copiesCaption: '届け出られた複製',
  number: '数',
  madeAt: '届け出た日時',
  timeline: 'これまでの動き',
}

const closed = (view: CustodyView) => ['returned', 'erased'].includes(view.row.state)

export function CustodyPage() {
  const { id } = useParams()
  const query = useQuery<CustodyView>(`/api/custodies/${id ?? ''}`)
  return (
    <Page
      title={query.data ? `${query.data.row.asset_name}の預かり` : t.title}
      crumbs={[{ to: '/custodies', label: t.crumb }]}
    >
      <Load query={query}>
        {(view) => (
          <>
            <div className="mb-4">
              <CustodyChip state={view.row.state} />
            </div>
            <CustodyActions view={view} onDone={query.reload} />
            <div className="mt-10 grid items-start gap-x-10 xl:grid-cols-[minmax(0,1fr)_24rem]">
              <div className="min-w-0">
                <Section title={t.what}>
                  <FactList
                    lines={[
                      [t.asset, view.row.asset_name],
                      [t.purpose, view.row.purpose],
                      [t.file, `${view.file_name}（${fileSize(view.size)}）`],
                      [t.residents, t.people(view.residents)],
                      [t.holder, `${view.row.holder_name}（${view.row.holder_firm}）`],
                      [t.place, view.place],
                      [
                        t.since,
                        /^\d{4}-\d{2}-\d{2}$/.test(view.row.since)
                          ? longDay(view.row.since)
                          : view.row.since && longTime(view.row.since),
                      ],
                      [t.due, <Deadline key="due" day={view.row.due} left={view.row.days_left} plain={closed(view)} />],
                      view.sha256 && [t.print, <Fingerprint key="print" hex={view.sha256} />],
                      [
                        t.passage,
                        <TextLink key="passage" to={`/passages/${view.row.passage}`}>
                          {t.see}
                        </TextLink>,
                      ],
                    ]}
                  />
                </Section>
                <CopyApplications view={view} onDone={query.reload} />
                <Section title={t.copies} lead={t.copiesLead}>
                  {view.copies.length === 0 ? (
                    <Empty>{t.noCopies}</Empty>
                  ) : (
                    <DataTable
                      caption={t.copiesCaption}
                      rows={view.copies}
                      rowKey={(c) => c.id}
                      columns={[
                        { header: t.place, main: true, cell: (c) => c.place },
                        { header: t.purpose, cell: (c) => c.purpose },
                        { header: t.number, number: true, cell: (c) => `${c.count}個` },
                        { header: t.madeAt, cell: (c) => shortTime(c.made_at) },
                      ]}
                    />
                  )}
                </Section>
              </div>
              <div className="min-w-0 max-xl:mt-10">
                <Section title={t.timeline}>
                  <Timeline items={view.timeline} />
                </Section>
              </div>
            </div>
          </>
        )}
      </Load>
    </Page>
  )
}
