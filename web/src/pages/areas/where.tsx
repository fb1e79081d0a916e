import { query } from '../../api/client'
import { useQuery } from '../../api/hooks'
import type { AreaView, EngagementRow, EngagementView, Items, TierView } from '../../api/types'
import { useSession, useTown } from '../../session/session'
import { DateField, Select, TextField } from '../../ui/field'
import { instant } from '../reception/times'

const t = {
  engagement: '委託契約',
  engagementHelp: '庁内での作業が定められている契約だけで申請できます。',
  firm: '会社',
  area: '管理区域',
  day: '日',
  from: '始まりの時刻',
  until: '終わりの時刻',
  last: '終わりの日',
  lastHelp: '同じ日に終わるときは、そのままにします。',
}

export interface Where {
  engagement: string
  contractor: string
  area: string
  day: string
  last: string
  from: string
  until: string
}

export function newWhere(today: string): Where {
  return { engagement: '', contractor: '', area: '', day: today, last: '', from: '09:00', until: '17:00' }
}
export const times = (w: Where) => ({
  starts_at: instant(w.day, w.from),
  ends_at: instant(w.last || w.day, w.until),
})
/** Rules of the fields of WhereFields, for useFaults. */
export const whereRules = (w: Where) =>
  [
    ['engagement', w.engagement !== '', '委託契約を選んでください。'],
    ['contractor', w.contractor !== '', '会社を選んでください。'],
    ['area', w.area !== '', '管理区域を選んでください。'],
    ['day', times(w).starts_at !== '', '日と時刻を入れてください。'],
    ['until', times(w).ends_at > times(w).starts_at, '終わりの時刻を、始まりより後にしてください。'],
  ] as const

/** Whose people, where and when: what both kinds of application begin with. */
export function WhereFields({
  value,
  onValue,
  of,
  onTier,
}: {
  value: Where
  onValue: (next: Where) => void
  of: (id: string) => string | undefined
  onTier?: (tier: TierView | undefined) => void
}) {
  const session = useSession()
  const { town } = useTown()
  const engagements = useQuery<Items<EngagementRow>>('/api/engagements')
  const areas = useQuery<Items<AreaView>>('/api/areas')
  const engagement = useQuery<EngagementView>(
    value.engagement ? query(`/api/engagements/${value.engagement}`, {}) : null,
  )
  const tiers = (engagement.data?.tiers ?? []).filter(
    (tier) => session.side === 'town' || tier.contractor === session.contractor,
  )
  const change = (more: Partial<Where>) => onValue({ ...value, ...more })
  return (
    <>
      <Select
        id="engagement"
        label={t.engagement}
        help={t.engagementHelp}
        required
        value={value.engagement}
        onValue={(id) => {
          onValue({ ...value, engagement: id, contractor: '' })
          onTier?.(undefined)
        }}
        options={(engagements.data?.items ?? [])
          .filter((e) => e.active)
          .map((e) => ({ value: e.id, label: `${e.title}（${e.contractor_name}）` }))}
        error={of('engagement')}
      />
      <Select
        id="contractor"
        label={t.firm}
        required
        disabled={tiers.length === 0}
        value={value.contractor}
        onValue={(contractor) => {
          change({ contractor })
          onTier?.(tiers.find((tier) => tier.contractor === contractor))
        }}
        options={tiers.map((tier) => ({ value: tier.contractor, label: tier.contractor_name }))}
        error={of('contractor')}
      />
      <Select
        id="area"
        label={t.area}
        required
        value={value.area}
        onValue={(area) => change({ area })}
        options={(areas.data?.items ?? [])
          .filter((a) => !a.area.closed)
          .map((a) => ({ value: a.id, label: `${a.area.name}（${a.section_name}）` }))}
        error={of('area')}
      />
      <DateField
        id="day"
        label={t.day}
        required
        min={town.today}
        value={value.day}
        onValue={(day) => change({ day })}
        error={of('day')}
      />
      <div className="flex flex-wrap gap-4">
        <TextField label={t.from} required type="time" value={value.from} onValue={(from) => change({ from })} />
        <TextField
          id="until"
          label={t.until}
          required
          type="time"
          value={value.until}
          onValue={(until) => change({ until })}
          error={of('until')}
        />
      </div>
      <DateField
        label={t.last}
        help={t.lastHelp}
        min={value.day}
        value={value.last}
        onValue={(last) => change({ last })}
      />
    </>
  )
}
