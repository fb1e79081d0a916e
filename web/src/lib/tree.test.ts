import { describe, expect, it } from 'vitest'
import type { TierView } from '../api/types'
import { tierTree, type TierNode } from './tree'

const tier = (id: string, parent: string, depth: number) => ({ id, parent, depth, contractor: `con_${id}` }) as TierView
const shape = (nodes: TierNode[]): unknown => nodes.map((n) => [n.tier.id, shape(n.children)])

describe('the chain of firms', () => {
  it('hangs every sub-contract below its parent', () => {
    const tiers = [tier('c', 'b', 2), tier('', '', 0), tier('b', '', 1), tier('d', '', 1)]
    expect(shape(tierTree(tiers))).toEqual([
      [
        '',
        [
          ['b', [['c', []]]],
          ['d', []],
        ],
      ],
    ])
  })
  it('loses no tier and does not go round in a circle', () => {
    expect(shape(tierTree([tier('x', 'gone', 2)]))).toEqual([['x', []]])
    expect(shape(tierTree([tier('a', 'b', 1), tier('b', 'a', 1)]))).toEqual([
      ['a', []],
      ['b', []],
    ])
  })
})
