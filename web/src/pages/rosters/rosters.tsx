import { Navigate, useParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { Items, RosterStandingView } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { count } from '../../lib/numbers'
import { useSession } from '../../session/session'
import { ButtonLink, TextLink } from '../../ui/button'
import { Chip, DataTable } from '../../ui/data'
import { Page } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { newRoster, stateTones, stateWords } from './words'

const t = {
  title: '従事者名簿',
  lead: '契約で働く会社ごとの、従事者の名簿です。確かめた最新の名簿に載っている人だけが、データを受け取り、部屋に入れます。',
  caption: '会社と名簿',
  firm: '会社',
  contract: '契約',
  state: '最新の名簿',
  none: '名簿がまだ出ていません',
  people: (n: number) => `${count(n)}人`,
  submitted: (at: string) => `${at}に提出`,
  until: '次の年1回の確認',
  untilNone: '―',
  open: '名簿を見る',
  submit: '名簿を出す',
  empty: 'いま、契約で働いている会社はありません。',
  pledges: '誓約書',
}

export function RostersPage() {
  const query = useQuery<Items<RosterStandingView>>('/api/rosters')
  const firm = useSession().side === 'contractor'
  return (
    <Page
      title={t.title}
      lead={t.lead}
      aside={
        <ButtonLink look="secondary" to="/pledges">
          {t.pledges}
        </ButtonLink>
      }
    >
      <Load query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t.empty}</Empty>
          ) : (
            <DataTable
              caption={t.caption}
              rows={items}
              rowKey={(row) => `${row.engagement} ${row.contractor}`}
              columns={[
                {
                  header: t.firm,
                  main: true,
                  className: 'md:min-w-48',
                  cell: (row) => <span className="font-bold">{row.contractor_name}</span>,
                },
                {
                  header: t.contract,
                  className: 'md:min-w-48',
                  cell: (row) => <TextLink to={`/contracts/${row.engagement}`}>{row.engagement_title}</TextLink>,
                },
                {
                  header: t.state,
                  className: 'md:min-w-56',
                  cell: (row) =>
                    row.newest ? (
                      <>
                        <Chip tone={stateTones[row.newest.state]}>{stateWords[row.newest.state]}</Chip>
                        <span className="block text-sm text-solid-gray-700">
                          {t.people(row.newest.people)}　{t.submitted(longTime(row.newest.submitted_at))}
                        </span>
                      </>
                    ) : (
                      <Chip tone="red">{t.none}</Chip>
                    ),
                },
                {
                  header: t.until,
                  cell: (row) =>
                    row.confirmed?.people_confirmed_until ? longDay(row.confirmed.people_confirmed_until) : t.untilNone,
                },
                {
                  header: '操作',
                  bare: true,
                  cell: (row) => (
                    <div className="flex flex-wrap gap-2">
                      {row.newest && (
                        <ButtonLink look="secondary" to={`/rosters/${row.newest.id}`}>
                          {t.open}
                          <span className="sr-only">：{row.contractor_name}</span>
                        </ButtonLink>
                      )}
                      {firm && (
                        <ButtonLink look="secondary" to={newRoster(row.engagement, row.contractor)}>
                          {t.submit}
                          <span className="sr-only">：{row.engagement_title}</span>
                        </ButtonLink>
                      )}
                    </div>
                  ),
                },
              ]}
            />
          )
        }
      </Load>
    </Page>
  )
}

/** From what a duty names, a contract or a tier of one, to the page where its roster is handed in. */
export function RosterOfPage() {
  const { subject } = useParams()
  const query = useQuery<Items<RosterStandingView>>('/api/rosters')
  return (
    <Load query={query}>
      {({ items }) => {
        const found = items.find((row) => row.subject === subject)
        return <Navigate replace to={found ? newRoster(found.engagement, found.contractor) : '/rosters'} />
      }}
    </Load>
  )
}
