import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { query } from '../../api/client'
import { usePaged, useQuery } from '../../api/hooks'
import type { DutyDays, DutyRow } from '../../api/types'
import { longDay } from '../../lib/dates'
import { addMonths, dayByKey, longMonth, monthOf, weeksOf } from '../../lib/months'
import { dutyWords } from '../../lib/words'
import { Button } from '../../ui/button'
import { More } from '../../ui/data'
import { ErrorNotice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { Empty, Load, Loading } from '../../ui/states'
import { DutyItem } from './duty-item'

const t = {
  before: '前の月',
  after: '次の月',
  today: '今月',
  weekdays: ['日', '月', '火', '水', '木', '金', '土'],
  count: (n: number) => `${n}件`,
  none: 'この月に期限のある仕事はありません。',
  noneOnDay: 'この日が期限の仕事はありません。',
  overdue: (n: number) => `期限を過ぎた仕事が${n}件あります。`,
  keys: '矢印キーで日を移り、Enterキーでその日の仕事を見ます。PageUpキーとPageDownキーで月を移ります。',
  todayMark: '今日',
  duties: (day: string) => `${longDay(day)}が期限の仕事`,
}

/** A month of due days; on narrow screens the days that have any, as a list. */
export function DutyCalendar({
  who,
  month,
  day,
  onMonth,
  onDay,
  onChange,
}: {
  who: string
  month: string
  /** Whose duties are shown below; "" none. */
  day: string
  onMonth: (month: string) => void
  onDay: (day: string) => void
  onChange: () => void
}) {
  const weeks = weeksOf(month)
  const since = weeks[0]?.[0] ?? `${month}-01`
  const until = weeks.at(-1)?.[6] ?? `${month}-28`
  const days = useQuery<DutyDays>(query('/api/duties/days', { who, since, until }))
  const shown = day >= since && day <= until ? day : undefined
  // Here, because the table of a month goes while the next is read.
  const [place, setPlace] = useState<Place>({ day: '', walked: false })
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-std-22B-150" aria-live="polite">
          {longMonth(month)}
        </h2>
        <div className="flex flex-wrap gap-2">
          <Button look="secondary" onClick={() => onMonth(addMonths(month, -1))}>
            {t.before}
          </Button>
          {days.data && monthOf(days.data.today) !== month && (
            <Button look="secondary" onClick={() => onMonth(monthOf(days.data?.today ?? since))}>
              {t.today}
            </Button>
          )}
          <Button look="secondary" onClick={() => onMonth(addMonths(month, 1))}>
            {t.after}
          </Button>
        </div>
      </div>
      <Load query={days}>
        {(data) => (
          <>
            {data.overdue > 0 && <p className="mb-3 font-bold text-error-2">{t.overdue(data.overdue)}</p>}
            <MonthGrid
              month={month}
              weeks={weeks}
              data={data}
              chosen={shown}
              onChoose={onDay}
              onMonth={onMonth}
              place={place}
              onPlace={setPlace}
            />
            <DayList month={month} data={data} chosen={shown} onChoose={onDay} />
          </>
        )}
      </Load>
      {shown && <DutiesOfDay key={`${shown}-${who}`} who={who} day={shown} onChange={onChange} />}
    </>
  )
}

/** The day that keys are at, and whether a key has led there. */
interface Place {
  day: string
  walked: boolean
}

interface Choice {
  chosen: string | undefined
  onChoose: (day: string) => void
}

function MonthGrid({
  month,
  weeks,
  data,
  chosen,
  onChoose,
  onMonth,
  place,
  onPlace,
}: Choice & {
  month: string
  weeks: string[][]
  data: DutyDays
  onMonth: (month: string) => void
  place: Place
  onPlace: (place: Place) => void
}) {
  const byDay = new Map(data.days.map((day) => [day.day, day]))
  const first = monthOf(data.today) === month ? data.today : `${month}-01`
  const here = monthOf(place.day) === month ? place.day : first
  const table = useRef<HTMLTableElement>(null)
  // After a key has led to another day, the focus follows; into another month once that is shown.
  useEffect(() => {
    if (place.walked && here === place.day) table.current?.querySelector<HTMLElement>(`[data-day="${here}"]`)?.focus()
  }, [here, place])
  const walk = (event: KeyboardEvent, day: string) => {
    const next = dayByKey(day, event.key)
    if (!next) return
    event.preventDefault()
    onPlace({ day: next, walked: true })
    if (monthOf(next) !== month) onMonth(monthOf(next))
  }
  return (
    <>
      <p id="calendar-keys" className="mb-2 text-sm text-solid-gray-700 max-md:hidden">
        {t.keys}
      </p>
      <table
        ref={table}
        aria-label={longMonth(month)}
        aria-describedby="calendar-keys"
        className="w-full table-fixed border-collapse max-md:hidden"
      >
        <thead>
          <tr>
            {t.weekdays.map((name) => (
              <th key={name} scope="col" className="border border-solid-gray-420 bg-solid-gray-50 p-2">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const of = byDay.get(day)
                const late = day < data.today && of !== undefined
                return (
                  <td key={day} className="h-24 border border-solid-gray-420 p-0 align-top">
                    <button
                      type="button"
                      data-day={day}
                      tabIndex={day === here ? 0 : -1}
                      aria-pressed={day === chosen}
                      onKeyDown={(event) => walk(event, day)}
                      onFocus={() => monthOf(day) === month && onPlace({ day, walked: false })}
                      onClick={() => onChoose(day)}
                      className={`grid size-full min-h-24 content-start gap-1 p-2 text-left hover:bg-key-50 ${
                        monthOf(day) === month ? '' : 'bg-solid-gray-50 text-solid-gray-700'
                      } ${day === chosen ? 'bg-key-100' : ''}`}
                    >
                      <span className="flex items-center justify-between gap-1">
                        <span className="sr-only">{spoken(day, data.today)}</span>
                        <span
                          aria-hidden="true"
                          className={day === data.today ? 'rounded-full bg-key-900 px-2 font-bold text-white' : ''}
                        >
                          {Number(day.slice(8))}
                        </span>
                        {of && <span className={`font-bold ${late ? 'text-error-2' : ''}`}>{t.count(of.count)}</span>}
                      </span>
                      {of?.kinds.slice(0, 2).map(({ kind }) => (
                        <span key={kind} className="truncate text-sm">
                          {dutyWords[kind]}
                        </span>
                      ))}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const spoken = (day: string, today: string) =>
  [longDay(day), day === today ? t.todayMark : ''].filter(Boolean).join('　')

function DayList({ month, data, chosen, onChoose }: Choice & { month: string; data: DutyDays }) {
  const days = data.days.filter((day) => monthOf(day.day) === month)
  if (days.length === 0) return <p className="md:hidden">{t.none}</p>
  return (
    <ul className="grid gap-2 md:hidden">
      {days.map((day) => (
        <li key={day.day}>
          <button
            type="button"
            aria-pressed={day.day === chosen}
            onClick={() => onChoose(day.day)}
            className={`grid min-h-12 w-full gap-1 rounded-8 border p-3 text-left ${
              day.day < data.today ? 'border-2 border-error-1' : 'border-solid-gray-420'
            } ${day.day === chosen ? 'bg-key-100' : 'bg-white'}`}
          >
            <span className="flex flex-wrap justify-between gap-2 font-bold">
              <span>{longDay(day.day)}</span>
              <span>{t.count(day.count)}</span>
            </span>
            <span className="text-sm">{day.kinds.map(({ kind }) => dutyWords[kind]).join('、')}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function DutiesOfDay({ who, day, onChange }: { who: string; day: string; onChange: () => void }) {
  const list = usePaged<DutyRow>(query('/api/duties', { who, since: day, until: day, limit: 100 }))
  return (
    <Section title={t.duties(day)}>
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <ul className="grid gap-3">
            {list.items.map((row) => (
              <DutyItem key={`${row.kind}-${row.subject}`} row={row} onChange={onChange} />
            ))}
          </ul>
          <More shown={list.items.length} more={list.more} busy={list.loading} />
        </>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{t.noneOnDay}</Empty>
      )}
    </Section>
  )
}
