import type { Paged } from '../api/hooks'
import { DataTable, More, type Column } from './data'
import { ErrorNotice } from './notice'
import { StateFilter } from './state-filter'
import { Empty, Loading } from './states'

interface StateListProps<T> {
  list: Paged<T>
  caption: string
  columns: Column<T>[]
  none: string // said where no row fits
  filter: { label: string; open: string; all: string; words: Record<string, string> }
}

/** A list of things that go from state to state, with the filter of states above it. */
export function StateList<T extends { id: string }>({ list, caption, columns, none, filter }: StateListProps<T>) {
  return (
    <>
      <StateFilter {...filter} />
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <DataTable caption={caption} rows={list.items} rowKey={(row) => row.id} columns={columns} />
          <More shown={list.items.length} more={list.more} busy={list.loading} />
        </>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{none}</Empty>
      )}
    </>
  )
}
