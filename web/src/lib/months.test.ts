import { describe, expect, it } from 'vitest'
import { addMonths, dayByKey, isMonth, longMonth, monthOf, weeksOf } from './months'

describe('months', () => {
  it('goes over the turn of the year', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01')
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(addMonths('2026-11', 14)).toBe('2028-01')
    expect(monthOf('2026-11-23')).toBe('2026-11')
    expect(longMonth('2026-11')).toBe('2026年11月（令和8年）')
    expect(['2026-11', '2026-13', '2026-1', 'x'].map(isMonth)).toEqual([true, false, false, false])
  })

  it('has whole weeks from Sunday', () => {
    const weeks = weeksOf('2026-11') // begins on a Sunday
    expect(weeks).toHaveLength(5)
    expect(weeks[0]?.[0]).toBe('2026-11-01')
    expect(weeks[4]?.[6]).toBe('2026-12-05')
    expect(weeksOf('2026-02')).toHaveLength(4)
    expect(weeksOf('2026-08')).toHaveLength(6)
    expect(weeksOf('2026-08')[0]?.[0]).toBe('2026-07-26')
  })

  it('is walked by keys', () => {
    expect(dayByKey('2026-11-23', 'ArrowLeft')).toBe('2026-11-22')
    expect(dayByKey('2026-11-23', 'ArrowDown')).toBe('2026-11-30')
    expect(dayByKey('2026-11-25', 'Home')).toBe('2026-11-22')
    expect(dayByKey('2026-11-25', 'End')).toBe('2026-11-28')
    expect(dayByKey('2027-01-31', 'PageDown')).toBe('2027-02-28')
    expect(dayByKey('2027-01-31', 'PageUp')).toBe('2026-12-31')
    expect(dayByKey('2026-11-23', 'x')).toBeUndefined()
  })
})
