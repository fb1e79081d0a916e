import { describe, expect, it } from 'vitest'
import type { AssetView, EngagementView } from '../api/types'
import { assetsFor, emptyInput, missing, rangesFor } from './apply'

const asset = (id: string, information: string, section: string) =>
  ({ id, asset: { information, section } }) as AssetView
const engagement = {
  input: {
    section: 'sec_1',
    scope: [
      { information: '住民税', range: '令和8年度', ways: ['service_transfer'] },
      { information: '住民税', range: '令和7年度', ways: ['on_site'] },
      { information: '住民税', range: '令和8年度', ways: ['on_site'] },
    ],
  },
} as unknown as EngagementView

describe('the application form', () => {
  it('asks for what a step needs, and takes blanks for nothing', () => {
    const input = emptyInput('2026-11-23', 'receive')
    expect(missing('what', input)).toEqual(['engagement', 'asset', 'range'])
    expect(missing('why', { ...input, purpose: '　 ' })).toContain('purpose')
    expect(missing('why', input)).not.toContain('collect_until')
  })

  it('offers the assets of the section, those in the contract first', () => {
    const { inScope, other } = assetsFor(engagement, [
      asset('a', '住民税', 'sec_1'),
      asset('b', '口座', 'sec_1'),
      asset('c', '住民税', 'sec_2'),
    ])
    expect(inScope.map((a) => a.id)).toEqual(['a'])
    expect(other.map((a) => a.id)).toEqual(['b'])
  })

  it('offers each range of the contract once', () => {
    expect(rangesFor(engagement, asset('a', '住民税', 'sec_1'))).toEqual(['令和8年度', '令和7年度'])
    expect(rangesFor(engagement, undefined)).toEqual([])
  })
})
