import type { TierView } from '../api/types'

export interface TierNode {
  tier: TierView
  children: TierNode[]
}

/** The chain of firms as a tree: the prime contractor (no id, no parent) at the root, sub-contracts below their parents.
    A tier whose parent is not among them stands at the root, rather than being lost. */
export function tierTree(tiers: TierView[]): TierNode[] {
  const nodes = tiers.map((tier): TierNode => ({ tier, children: [] }))
  const root = nodes.find((n) => n.tier.depth === 0)
  const roots: TierNode[] = []
  for (const node of nodes) {
    if (node === root) {
      roots.unshift(node)
      continue
    }
    const parent = node.tier.parent === '' ? root : nodes.find((n) => n !== node && n.tier.id === node.tier.parent)
    if (parent && parent.tier.depth < node.tier.depth) parent.children.push(node)
    else roots.push(node)
  }
  return roots
}
