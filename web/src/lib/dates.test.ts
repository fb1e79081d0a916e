import { describe, expect, it } from 'vitest'
import { addDays, daysLeft, deadline, longDay, longTime, shortTime, today, urgency, wareki, warekiYear } from './dates'

describe('和暦', () => {
  it('turns on the first day of an era and calls its first year 元年', () => {
    expect(wareki('2019-04-30')).toBe('平成31年4月30日')
    expect(wareki('2019-05-01')).toBe('令和元年5月1日')
    expect(wareki('1989-01-07')).toBe('昭和64年1月7日')
    expect(wareki('1989-01-08')).toBe('平成元年1月8日')
    expect(warekiYear('2026-11-23')).toBe('令和8年')
    expect(warekiYear('1800-01-01')).toBe('')
  })
  it('leaves what is not a date as it is', () => {
    expect(longDay('未定')).toBe('未定')
    expect(wareki('')).toBe('')
  })
})

describe('instants', () => {
  it('are shown in Japan, whatever the terminal is set to', () => {
    expect(longTime('2026-11-23T15:30:00.000Z')).toBe('2026年11月24日（令和8年・火）0:30')
    expect(today(new Date('2026-12-31T15:00:00Z'))).toBe('2027-01-01')
  })
  it('name the year only when it is another one', () => {
    const now = new Date('2026-11-23T00:00:00Z')
    expect(shortTime('2026-01-02T03:04:05.000Z', now)).toBe('1月2日 12:04')
    expect(shortTime('2025-12-31T14:59:00.000Z', now)).toBe('2025年12月31日 23:59')
  })
})

describe('deadlines', () => {
  const now = new Date('2026-11-23T14:59:00Z') // 23:59 in Japan
  it('count whole days in Japan', () => {
    expect(daysLeft('2026-11-23', now)).toBe(0)
    expect(daysLeft('2026-11-24', now)).toBe(1)
    expect(daysLeft('2026-11-24', new Date('2026-11-23T15:00:00Z'))).toBe(0)
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  })
  it('speak plainly', () => {
    expect(deadline(-3)).toBe('期限を3日過ぎています')
    expect(deadline(0)).toBe('今日が期限です')
    expect(deadline(12)).toBe('あと12日')
    expect([urgency(-1), urgency(0), urgency(3), urgency(4)]).toEqual(['overdue', 'soon', 'soon', 'calm'])
  })
})
