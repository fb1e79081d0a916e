import { describe, expect, it } from 'vitest'
import { count, fileSize, groups, percent, timeLeft } from './numbers'

describe('numbers', () => {
  it('groups thousands', () => expect(count(460517)).toBe('460,517'))

  it('shows sizes as file managers do', () => {
    expect(fileSize(0)).toBe('0 バイト')
    expect(fileSize(1023)).toBe('1,023 バイト')
    expect(fileSize(1024)).toBe('1 KB')
    expect(fileSize(1536)).toBe('1.5 KB')
    expect(fileSize(1024 * 1024 - 1)).toBe('1 MB')
    expect(fileSize(4 * 1024 ** 3)).toBe('4 GB')
    expect(fileSize(350 * 1024 ** 2)).toBe('350 MB')
  })

  it('never says 100% before the end', () => {
    expect(percent(0, 0)).toBe(0)
    expect(percent(999_999, 1_000_000)).toBe(99)
    expect(percent(1_000_000, 1_000_000)).toBe(100)
  })

  it('tells the time that is left, or nothing', () => {
    expect(timeLeft(100, 0)).toBe('')
    expect(timeLeft(1000, 1000)).toBe('まもなく終わります')
    expect(timeLeft(35_000, 1000)).toBe('あと約40秒')
    expect(timeLeft(600_000, 1000)).toBe('あと約10分')
    expect(timeLeft(7_200_000, 1000)).toBe('あと約2時間')
  })

  it('groups a fingerprint', () => expect(groups('0123456789abcdef01')).toBe('01234567 89abcdef 01'))
})
