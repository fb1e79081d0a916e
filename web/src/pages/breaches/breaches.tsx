import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged } from '../../api/hooks'
import type { BreachRow } from '../../api/types'
import { shortTime } from '../../lib/dates'
import { hearsOfBreaches, useSession } from '../../session/session'
import { ButtonLink, TextLink } from '../../ui/button'
import { Chip, DataTable, More } from '../../ui/data'
import { Select } from '../../ui/field'
import { Icon } from '../../ui/icons'
import { ErrorNotice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'
import { breachWords } from './words'

const t = {
  title: '漏えい等の報告',
  leadAll: '漏えい等の疑いとして報告されたものです。CISOの受け止めを待っているものから並んでいます。',
  leadOwn: 'あなたが報告したものです。CISOが受け止めると、決めたことが読めるようになります。',
  caption: '漏えい等の報告の一覧',
  reported: '報告した日時',
  by: '報告した人',
  contract: '委託契約',
  unknown: 'わからない',
  state: '受け止め',
  all: 'すべて',
  open: '受け止めを待っているもの',
  none: '報告はありません。',
}

export function BreachesPage() {
  const session = useSession()
  const [search, setSearch] = useSearchParams()
  const state = search.get('state') === 'open' ? 'open' : ''
  const list = usePaged<BreachRow>(query('/api/breaches', { state, limit: 50 }))
  const all = hearsOfBreaches(session)
  return (
    <Page
      title={t.title}
      lead={all ? t.leadAll : t.leadOwn}
      aside={
        <ButtonLink look="danger" to="/breaches/new">
          <Icon name="warn" />
          {breachWords.report}
        </ButtonLink>
      }
    >
      {all && (
        <div className="mb-6 max-w-80">
          <Select
            label={t.state}
            bare
            empty=""
            value={state || 'all'}
            onValue={(next) => setSearch(next === 'open' ? { state: 'open' } : {})}
            options={[
              { value: 'all', label: t.all },
              { value: 'open', label: t.open },
            ]}
          />
        </div>
      )}
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <DataTable
            caption={t.caption}
            rows={list.items}
            rowKey={(row) => row.id}
            columns={[
              {
                header: t.reported,
                main: true,
                cell: (row) => <TextLink to={`/breaches/${row.id}`}>{shortTime(row.reported_at)}</TextLink>,
              },
              {
                header: t.by,
                cell: (row) => (
                  <>
                    {row.reporter.name}
                    <span className="block text-sm text-solid-gray-700">{row.reporter.place}</span>
                  </>
                ),
              },
              { header: t.contract, cell: (row) => row.engagement_title || t.unknown },
              {
                header: t.state,
                cell: (row) => (
                  <Chip tone={row.acknowledged_at ? 'green' : 'red'}>
                    {row.acknowledged_at ? breachWords.acknowledged : breachWords.waits}
                  </Chip>
                ),
              },
            ]}
          />
          <More shown={list.items.length} more={list.more} busy={list.loading} />
        </>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{t.none}</Empty>
      )}
    </Page>
  )
}
