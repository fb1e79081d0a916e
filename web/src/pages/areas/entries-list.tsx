import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged } from '../../api/hooks'
import type { AreaEntryView } from '../../api/types'
import { entryStateWords } from '../../lib/words'
import { TextLink } from '../../ui/button'
import { Chip, DataTable, More, type Tone } from '../../ui/data'
import { Select } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Empty, Loading } from '../../ui/states'
import { span } from '../reception/times'

const t = {
  caption: '入室・持ち込みの申請の一覧',
  state: '段階',
  all: 'すべて',
  none: '申請はありません。',
  what: '申請',
  entry: '入室',
  bringIn: '持ち込み',
  area: '区域',
  firm: '会社',
  who: '入る人・もの',
  people: (n: number) => `${n}人`,
  things: (n: number) => `${n}点`,
}
export const entryTones: Record<AreaEntryView['state'], Tone> = {
  submitted: 'yellow',
  approved: 'green',
  rejected: 'red',
  withdrawn: 'gray',
}

export function EntriesList() {
  const [search, setSearch] = useSearchParams()
  const state = search.get('state') ?? ''
  const list = usePaged<AreaEntryView>(query('/api/entries', { state, limit: 50 }))
  return (
    <>
      <div className="mb-4 max-w-xs">
        <Select
          label={t.state}
          bare
          empty={t.all}
          value={state}
          onValue={(next) => setSearch(next ? { state: next } : {})}
          options={Object.entries(entryStateWords).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <DataTable
            caption={t.caption}
            rows={list.items}
            rowKey={(e) => e.id}
            columns={[
              {
                header: t.what,
                main: true,
                cell: (e) => (
                  <>
                    <TextLink to={`/areas/entries/${e.id}`} className="inline-block py-1">
                      {e.bring_in ? t.bringIn : t.entry}　{span(e.starts_at, e.ends_at)}
                    </TextLink>
                    <span className="block text-sm">{e.purpose}</span>
                  </>
                ),
              },
              { header: t.area, cell: (e) => e.area_name },
              { header: t.firm, cell: (e) => e.contractor_name },
              {
                header: t.who,
                cell: (e) => (e.bring_in ? t.things(e.things.length) : t.people(e.people.length)),
              },
              { header: t.state, cell: (e) => <Chip tone={entryTones[e.state]}>{entryStateWords[e.state]}</Chip> },
            ]}
          />
          <More shown={list.items.length} more={list.more} busy={list.loading} />
        </>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{t.none}</Empty>
      )}
    </>
  )
}
