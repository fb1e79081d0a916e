import { useState } from 'react'
import { useParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { ContractRecord } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { criterionWords, partWords, postWords, qualityWords, termWords } from '../../lib/words'
import { useSession } from '../../session/session'
import { Button, ButtonLink } from '../../ui/button'
import { Chip, DataTable, FactList } from '../../ui/data'
import { Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { Appoint } from './appoint'

const t = {
  title: '契約の定めと記録',
  crumb: '委託',
  lead: '国のガイドラインが契約に求める13の事項と、サービスレベル、作業場所、責任者などの記録です。',
  edit: '直す',
  pledges: '誓約書の文面を決める',
  basics: '契約の名前・期間・渡してよい情報を直す',
  stops: (names: string) => `次の定めがないため、データを渡せません：${names}`,
  stopsText: '契約書にあるときは、どの条かを登録してください。ないときは、契約を改めてください。',
  missing: (names: string) => `まだ登録されていない記録があります：${names}`,
  missingText: '契約書と調達仕様書を見て、登録してください。',
  whole: '契約の定めも記録も、そろっています。',
  terms: '契約の定め（13の事項）',
  termsLead: '「ないと渡せない」と書いた定めがないと、データは渡りません。',
  term: '事項',
  agreed: '契約にあるか',
  yes: 'ある',
  no: 'ない、または未登録',
  needed: 'ないと渡せない',
  article: 'どこにあるか',
  text: '定めの内容',
  people: '責任者とデータの管理責任者',
  peopleLead: '変わったときは、新しい人を届け出てください。前の人は、その日までとして残ります。',
  post: '役目',
  name: '名前',
  firm: '会社',
  since: 'いつから',
  until: 'いつまで',
  now: 'いまの人',
  appoint: '責任者などを届け出る',
  noPeople: 'まだ届け出がありません。',
  places: '作業場所',
  place: '場所',
  address: '所在地',
  measures: '安全のための対策',
  noPlaces: 'まだ登録されていません。場所が決まっていないと、データは渡せません。',
  levels: 'サービスレベル',
  quality: '何について',
  item: '項目',
  target: '目標',
  measure: '測り方',
  report: '報告の間隔',
  months: (n: number) => (n === 0 ? '決まっていません' : `${n}か月に1回`),
  noLevels: 'まだ登録されていません。',
  specification: '調達仕様書',
  document: '仕様書',
  requirements: '仕様書に書いた、ポリシーに基づく要件',
  clause: 'ポリシーの条項',
  requirement: '要件',
  noSpecification: 'まだ登録されていません。',
  selection: '選定基準と、その確認',
  criterion: '基準',
  met: '満たすか',
  how: 'どう確かめたか',
  metYes: '満たす',
  metNo: '満たさない',
  noSelection: 'まだ登録されていません。',
  changes: 'この記録の移り変わり',
  at: '日時',
  by: '人',
  what: '何を',
}

export function RecordPage() {
  const { id } = useParams()
  const session = useSession()
  const query = useQuery<ContractRecord>(`/api/engagements/${id ?? ''}/record`)
  const [appointing, setAppointing] = useState(false)
  const town = session.side === 'town'
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[
        { to: '/contracts', label: t.crumb },
        ...(query.data ? [{ to: `/contracts/${query.data.id}`, label: query.data.title }] : []),
      ]}
    >
      <Load query={query}>
        {(record) => {
          const edits = record.may.includes('change_engagement')
          const edit = (part: string, label: string) =>
            edits && (
              <ButtonLink
                look="secondary"
                to={`/contracts/${record.id}/record/${part}`}
                aria-label={`${label}を${t.edit}`}
              >
                {t.edit}
              </ButtonLink>
            )
          const party = town || record.firms.some((f) => f.depth === 0)
          return (
            <>
              <Gaps record={record} town={town} />
              {edits && (
                <p className="mt-4 flex flex-wrap gap-2">
                  <ButtonLink look="quiet" to={`/contracts/${record.id}/record/basics`}>
                    {t.basics}
                  </ButtonLink>
                  {/* who changes the contract's record also keeps the wording of its pledges */}
                  <ButtonLink look="quiet" to={`/pledges/wording?engagement=${record.id}`}>
                    {t.pledges}
                  </ButtonLink>
                </p>
              )}
              <Section title={t.terms} lead={t.termsLead} aside={edit('terms', t.terms)}>
                <DataTable
                  caption={t.terms}
                  rows={record.terms}
                  rowKey={(r) => r.term}
                  columns={[
                    {
                      header: t.term,
                      main: true,
                      className: 'md:min-w-56',
                      cell: (r) => (
                        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                          <span className="font-bold">{termWords[r.term]}</span>
                          {record.stops.includes(r.term) && <Chip>{t.needed}</Chip>}
                        </span>
                      ),
                    },
                    {
                      header: t.agreed,
                      cell: (r) => (
                        <Chip tone={r.agreed ? 'green' : record.stops.includes(r.term) ? 'red' : 'yellow'}>
                          {r.agreed ? t.yes : t.no}
                        </Chip>
                      ),
                    },
                    { header: t.article, className: 'md:whitespace-nowrap', cell: (r) => r.article || '―' },
                    { header: t.text, cell: (r) => r.text || '―' },
                  ]}
                />
              </Section>
              <Section
                title={t.people}
                lead={t.peopleLead}
                aside={
                  record.may.includes('appoint_person') &&
                  !appointing && (
                    <Button look="secondary" onClick={() => setAppointing(true)}>
                      {t.appoint}
                    </Button>
                  )
                }
              >
                {appointing && (
                  <Appoint
                    engagement={record.id}
                    firms={record.firms}
                    onCancel={() => setAppointing(false)}
                    onDone={() => {
                      setAppointing(false)
                      query.reload()
                    }}
                  />
                )}
                {record.appointments.length > 0 ? (
                  <DataTable
                    caption={t.people}
                    rows={record.appointments}
                    rowKey={(r) => r.id}
                    columns={[
                      { header: t.name, main: true, cell: (r) => <span className="font-bold">{r.name}</span> },
                      { header: t.post, cell: (r) => postWords[r.post] },
                      { header: t.firm, cell: (r) => r.contractor_name },
                      { header: t.since, cell: (r) => longDay(r.since) },
                      {
                        header: t.until,
                        cell: (r) => (r.ended_on ? longDay(r.ended_on) : <Chip tone="green">{t.now}</Chip>),
                      },
                    ]}
                  />
                ) : (
                  <Empty>{t.noPeople}</Empty>
                )}
              </Section>
              <Section title={t.places} aside={edit('workplaces', t.places)}>
                {record.workplaces.length > 0 ? (
                  <DataTable
                    caption={t.places}
                    rows={record.workplaces}
                    rowKey={(r) => r.contractor + r.name}
                    columns={[
                      { header: t.place, main: true, cell: (r) => <span className="font-bold">{r.name}</span> },
                      {
                        header: t.firm,
                        cell: (r) => record.firms.find((f) => f.id === r.contractor)?.name ?? '―',
                      },
                      { header: t.address, cell: (r) => r.address || '―' },
                      { header: t.measures, cell: (r) => r.measures || '―' },
                    ]}
                  />
                ) : (
                  <Empty>{t.noPlaces}</Empty>
                )}
              </Section>
              {party && (
                <Section title={t.levels} aside={edit('service-levels', t.levels)}>
                  <FactList lines={[[t.report, t.months(record.report_months)]]} />
                  {record.service_levels.length > 0 ? (
                    <DataTable
                      caption={t.levels}
                      rows={record.service_levels}
                      rowKey={(r) => r.quality + r.item}
                      columns={[
                        { header: t.item, main: true, cell: (r) => <span className="font-bold">{r.item}</span> },
                        { header: t.quality, cell: (r) => qualityWords[r.quality] },
                        { header: t.target, cell: (r) => r.target },
                        { header: t.measure, cell: (r) => r.measure || '―' },
                      ]}
                    />
                  ) : (
                    <Empty>{t.noLevels}</Empty>
                  )}
                </Section>
              )}
              {party && (
                <Section title={t.specification} aside={edit('specification', t.specification)}>
                  {record.specification || record.requirements.length > 0 ? (
                    <>
                      <FactList lines={[[t.document, record.specification]]} />
                      <DataTable
                        caption={t.requirements}
                        rows={record.requirements}
                        rowKey={(r) => r.clause + r.text}
                        columns={[
                          { header: t.clause, main: true, cell: (r) => <span className="font-bold">{r.clause}</span> },
                          { header: t.requirement, cell: (r) => r.text },
                        ]}
                      />
                    </>
                  ) : (
                    <Empty>{t.noSpecification}</Empty>
                  )}
                </Section>
              )}
              {town && (
                <Section title={t.selection} aside={edit('selection', t.selection)}>
                  {record.selection.length > 0 ? (
                    <DataTable
                      caption={t.selection}
                      rows={record.selection}
                      rowKey={(r) => r.criterion}
                      columns={[
                        {
                          header: t.criterion,
                          main: true,
                          cell: (r) => <span className="font-bold">{criterionWords[r.criterion]}</span>,
                        },
                        {
                          header: t.met,
                          cell: (r) => <Chip tone={r.met ? 'green' : 'red'}>{r.met ? t.metYes : t.metNo}</Chip>,
                        },
                        { header: t.how, cell: (r) => r.how },
                      ]}
                    />
                  ) : (
                    <Empty>{t.noSelection}</Empty>
                  )}
                </Section>
              )}
              {record.changes.length > 0 && (
                <Section title={t.changes}>
                  <DataTable
                    caption={t.changes}
                    rows={record.changes}
                    rowKey={(r) => r.at + r.what}
                    columns={[
                      { header: t.at, main: true, cell: (r) => longTime(r.at) },
                      { header: t.by, cell: (r) => r.by || '―' },
                      { header: t.what, cell: (r) => r.what },
                    ]}
                  />
                </Section>
              )}
            </>
          )
        }}
      </Load>
    </Page>
  )
}

function Gaps({ record, town }: { record: ContractRecord; town: boolean }) {
  const stopping = record.terms.filter((r) => !r.agreed && record.stops.includes(r.term))
  const others = record.terms.filter((r) => !r.agreed && !record.stops.includes(r.term)).map((r) => termWords[r.term])
  const missing = [...others, ...record.missing_parts.map((p) => partWords[p])]
  if (stopping.length === 0 && missing.length === 0) return town ? <Notice kind="success" title={t.whole} /> : null
  return (
    <div className="grid gap-3">
      {stopping.length > 0 && (
        <Notice kind="error" title={t.stops(stopping.map((r) => termWords[r.term]).join('、'))}>
          {t.stopsText}
        </Notice>
      )}
      {missing.length > 0 && (
        <Notice kind="warning" title={t.missing(missing.join('、'))}>
          {t.missingText}
        </Notice>
      )}
    </div>
  )
}
