import { query } from '../../api/client'
import { useQuery, type Query } from '../../api/hooks'
import type { Items, SheetRow } from '../../api/types'
import { Select } from '../../ui/field'
import type { FormField } from '../../ui/form-dialog'
import { Load } from '../../ui/states'

const t = {
  which: '会社と委託契約',
  of: (firm: string, contract: string) => `${firm}（${contract}）`,
}

/** The firms of the contracts that one sees, or of one contract. */
export const useParties = (engagement = ''): Query<Items<SheetRow>> =>
  useQuery<Items<SheetRow>>(query('/api/sheets', { engagement, limit: 200 }))

export const partyOf = (parties: Query<Items<SheetRow>>, party: string): SheetRow | undefined =>
  parties.data?.items.find((row) => row.party === party)

/** Which firm of which contract. */
export function PartySelect({ parties, ...field }: { parties: Query<Items<SheetRow>> } & FormField) {
  return (
    <Load query={parties}>
      {({ items }) => (
        <Select
          label={t.which}
          {...field}
          options={items.map((row) => ({ value: row.party, label: t.of(row.contractor_name, row.engagement_title) }))}
        />
      )}
    </Load>
  )
}
