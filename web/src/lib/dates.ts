// Dates as people in a town hall read them. The server sends instants in UTC and days in Japan; Japan has no daylight
// saving time, so a fixed +09:00 is right whatever the terminal's own time zone is.

const JST = 9 * 60 * 60 * 1000
const DAY = 24 * 60 * 60 * 1000
const WEEKDAYS = ['日', '月', '火', '水', '木', '金', '土'] as const

interface Parts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  weekday: string
}

const ERAS: readonly (readonly [string, string])[] = [
  ['2019-05-01', '令和'],
  ['1989-01-08', '平成'],
  ['1926-12-25', '昭和'],
  ['1912-07-30', '大正'],
  ['1868-10-23', '明治'],
]

/** "2026-11-23" or an instant in UTC; undefined if it is neither. */
function parts(text: string): Parts | undefined {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const time = Date.parse(isDay ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(time)) return undefined
  const date = new Date(isDay ? time : time + JST)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    weekday: WEEKDAYS[date.getUTCDay()] ?? '',
  }
}

const two = (n: number) => String(n).padStart(2, '0')

/** "令和8年"; the first year of an era is 元年; empty before 明治. */
export function warekiYear(day: string): string {
  const p = parts(day)
  if (!p) return ''
  const iso = `${String(p.year).padStart(4, '0')}-${two(p.month)}-${two(p.day)}`
  const era = ERAS.find(([from]) => iso >= from)
  if (!era) return ''
  const n = p.year - Number(era[0].slice(0, 4)) + 1
  return `${era[1]}${n === 1 ? '元' : n}年`
}

/** "令和8年11月23日" */
export function wareki(day: string): string {
  const p = parts(day)
  return p ? `${warekiYear(day)}${p.month}月${p.day}日` : day
}

/** "2026年11月23日" and "（令和8年・月）": a line may break between the two. */
export function dayParts(day: string): [western: string, japanese: string] {
  const p = parts(day)
  if (!p) return [day, '']
  const year = warekiYear(day)
  return [`${p.year}年${p.month}月${p.day}日`, `（${year ? `${year}・` : ''}${p.weekday}）`]
}

/** "2026年11月23日（令和8年・月）" */
export const longDay = (day: string): string => dayParts(day).join('')

/** "2026年11月23日（令和8年・月）14:05" */
export function longTime(instant: string): string {
  const p = parts(instant)
  return p ? `${longDay(instant)}${p.hour}:${two(p.minute)}` : instant
}

/** "11月23日 14:05", with the year if it is not the year of `now`. For lists and time lines. */
export function shortTime(instant: string, now: Date = new Date()): string {
  const p = parts(instant)
  if (!p) return instant
  const thisYear = new Date(now.getTime() + JST).getUTCFullYear()
  return `${p.year === thisYear ? '' : `${p.year}年`}${p.month}月${p.day}日 ${p.hour}:${two(p.minute)}`
}

/** Today in Japan, "2026-11-23". */
export function today(now: Date = new Date()): string {
  return new Date(now.getTime() + JST).toISOString().slice(0, 10)
}

/** The day `n` days after `day`. */
export function addDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10)
}

/** Whole days from today to `day`; negative when it has passed. */
export function daysLeft(day: string, now: Date = new Date()): number {
  return Math.round((Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - Date.parse(`${today(now)}T00:00:00Z`)) / DAY)
}

/** "期限を3日過ぎています", "今日が期限です", "あと12日" */
export function deadline(left: number): string {
  if (left < 0) return `期限を${-left}日過ぎています`
  if (left === 0) return '今日が期限です'
  return `あと${left}日`
}

export type Urgency = 'overdue' | 'soon' | 'calm'
export function urgency(left: number): Urgency {
  if (left < 0) return 'overdue'
  return left <= 3 ? 'soon' : 'calm'
}
