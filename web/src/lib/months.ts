// Months as a calendar on the wall shows them: weeks from Sunday to Saturday, as Japanese calendars do.
import { addDays, warekiYear } from './dates'

const two = (n: number) => String(n).padStart(2, '0')

/** "2026-11" of "2026-11-23". */
export const monthOf = (day: string): string => day.slice(0, 7)

/** The month `n` months after `month`. */
export function addMonths(month: string, n: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const all = year * 12 + (number - 1) + n
  return `${Math.floor(all / 12)}-${two((all % 12) + 1)}`
}

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/** "2026年11月（令和8年）" */
export function longMonth(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月（${warekiYear(`${month}-01`)}）`
}

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()

/** The weeks that the month touches; the days before and after it are those of its neighbours. */
export function weeksOf(month: string): string[][] {
  const first = addDays(`${month}-01`, -weekday(`${month}-01`))
  const weeks: string[][] = []
  for (let day = first; monthOf(day) <= month; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(day, i)))
  return weeks
}

/** Where a key leads from `day`; undefined where it leads nowhere. */
export function dayByKey(day: string, key: string): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'Home':
      return addDays(day, -weekday(day))
    case 'End':
      return addDays(day, 6 - weekday(day))
    case 'PageUp':
    case 'PageDown': {
      const month = addMonths(monthOf(day), key === 'PageUp' ? -1 : 1)
      const last = addDays(`${addMonths(month, 1)}-01`, -1)
      const same = `${month}-${day.slice(8)}`
      return same > last ? last : same
    }
    default:
      return undefined
  }
}
