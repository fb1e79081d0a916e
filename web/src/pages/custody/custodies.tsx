import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged } from '../../api/hooks'
import type { CustodyRow } from '../../api/types'
import { longDay, shortTime } from '../../lib/dates'
import { custodyWords } from '../../lib/words'
import { TextLink } from '../../ui/button'
import { DataTable, More } from '../../ui/data'
import { Deadline } from '../../ui/deadline'
import { Select } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'
import { CustodyChip } from '../passage/state-chip'

const t = {
  title: '預かり',
  lead: '庁舎の外にあるデータの一覧です。だれが、いつまで持っていて、複製がいくつあるかを確かめられます。',
  caption: '預かりの一覧',
  state: '状態',
  all: 'すべて',
  none: 'あてはまる預かりはありません。',
  what: 'データ',
  holder: '預かっている人',
  due: '返却・消去の期限',
  copies: '複製',
  copiesOf: (n: number) => (n === 0 ? 'なし' : `${n}個`),
  since: '受け取った日',
  status: '状態',
}

const open = (row: CustodyRow) => !['returned', 'erased'].includes(row.state)

export function CustodyTable({ rows, caption }: { rows: CustodyRow[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          header: t.what,
          main: true,
          className: 'md:min-w-48',
          cell: (row) => (
            <>
              <TextLink to={`/custodies/${row.id}`} className="inline-block py-1 font-bold">
                {row.asset_name}
              </TextLink>
              <span className="block text-sm text-solid-gray-700">{row.purpose}</span>
            </>
          ),
        },
        { header: t.status, bare: true, cell: (row) => <CustodyChip state={row.state} /> },
        {
          header: t.holder,
          cell: (row) => (
            <>
              {row.holder_name}
              <span className="text-sm text-solid-gray-700 md:block">
                <span className="md:hidden">　</span>
                {row.holder_firm}
              </span>
            </>
          ),
        },
        { header: t.due, cell: (row) => <Deadline day={row.due} left={row.days_left} plain={!open(row)} /> },
        { header: t.copies, className: 'whitespace-nowrap', cell: (row) => t.copiesOf(row.copies) },
        {
          header: t.since,
          cell: (row) => (/^\d{4}-\d{2}-\d{2}$/.test(row.since) ? longDay(row.since) : shortTime(row.since)),
        },
      ]}
    />
  )
}

export function CustodiesPage() {
  const [search, setSearch] = useSearchParams()
  const state = search.get('state') ?? ''
  const list = usePaged<CustodyRow>(query('/api/custodies', { state, limit: 50 }))
  return (
    <Page title={t.title} lead={t.lead} crumbs={[]}>
      <div className="mb-6 max-w-xs">
        <Select
          label={t.state}
          bare
          empty={t.all}
          value={state}
          onValue={(next) => setSearch(next ? { state: next } : {})}
          options={Object.entries(custodyWords).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <CustodyTable rows={list.items} caption={t.caption} />
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
