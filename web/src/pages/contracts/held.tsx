import type { HeldRow } from '../../api/types'
import { longDay } from '../../lib/dates'
import { placeOf } from '../../lib/places'
import { custodyWords, disposalStateWords, heldWords, stateWords, word } from '../../lib/words'
import { TextLink } from '../../ui/button'
import { DataTable } from '../../ui/data'

const t = {
  caption: 'まだ残っているもの',
  what: '何が',
  firm: '会社',
  about: '内容',
  state: '状態',
  due: '期限',
  inside: '入室中',
}

const stateOf = (row: HeldRow): string =>
  row.kind === 'custody'
    ? word(custodyWords, row.state)
    : row.kind === 'passage'
      ? word(stateWords, row.state)
      : row.kind === 'disposal'
        ? word(disposalStateWords, row.state)
        : t.inside

/** What firms still have of the town's: data in custody, applications under way, people who are in. */
export function HeldTable({ rows }: { rows: HeldRow[] }) {
  return (
    <DataTable
      caption={t.caption}
      rows={rows}
      rowKey={(r) => r.id}
      columns={[
        {
          header: t.about,
          main: true,
          cell: (r) => {
            const place = placeOf(r.id)
            return place ? (
              <TextLink to={place} className="inline-block py-1 font-bold">
                {r.about || heldWords[r.kind]}
              </TextLink>
            ) : (
              <span className="font-bold">{r.about || heldWords[r.kind]}</span>
            )
          },
        },
        { header: t.what, cell: (r) => heldWords[r.kind] },
        { header: t.firm, cell: (r) => r.contractor_name },
        { header: t.state, cell: stateOf },
        { header: t.due, cell: (r) => (r.due ? longDay(r.due) : '―') },
      ]}
    />
  )
}
