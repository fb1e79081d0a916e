// Times of the day as the desk reads them.
const JST = 9 * 60 * 60 * 1000
const at = (instant: string) => new Date(Date.parse(instant) + JST)
const two = (n: number) => String(n).padStart(2, '0')

/** "14:05" in Japan; empty where there is no instant. */
export const clock = (instant: string): string => {
  const d = at(instant)
  return Number.isNaN(d.getTime()) ? '' : `${d.getUTCHours()}:${two(d.getUTCMinutes())}`
}
/** "11月24日 9:00から17:00まで"; the second day where it is another one. */
export function span(from: string, until: string): string {
  const a = at(from)
  const b = at(until)
  const day = (d: Date) => `${d.getUTCMonth() + 1}月${d.getUTCDate()}日 `
  const same = a.toISOString().slice(0, 10) === b.toISOString().slice(0, 10)
  return `${day(a)}${clock(from)}から${same ? '' : day(b)}${clock(until)}まで`
}
/** "09:05" in Japan, as a field of time wants it. */
export const timeNow = (): string => {
  const d = at(new Date().toISOString())
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`
}
/** A day and a time of it in Japan as an instant; empty where one is missing. */
export function instant(day: string, time: string): string {
  const ms = Date.parse(`${day}T${time}:00.000+09:00`)
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString()
}
