import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import type { ChainTier } from '../../api/types'

interface Node {
  tier: ChainTier
  children: Node[]
}

/** The tiers come as the tree reads: a firm, then all below it. */
function nest(tiers: ChainTier[]): Node[] {
  const nodes = tiers.map((tier): Node => ({ tier, children: [] }))
  const roots: Node[] = []
  for (const node of nodes) {
    const parent =
      node.tier.depth === 0
        ? undefined
        : nodes.find((n) => n !== node && n.tier.depth === node.tier.depth - 1 && n.tier.id === node.tier.parent)
    if (parent) parent.children.push(node)
    else roots.push(node)
  }
  return roots
}

/** A tree after the ARIA pattern: one stop for the Tab key, arrows, Home and End move and choose. */
export function ChainTree({
  label,
  tiers,
  chosen,
  onChoose,
  describe,
}: {
  label: string
  tiers: ChainTier[]
  chosen: string
  onChoose: (tier: string) => void
  describe: (tier: ChainTier) => ReactNode
}) {
  const list = useRef<HTMLDivElement>(null)
  const parentOf = (id: string) => tiers.find((one) => one.id === id)?.parent
  const choose = (id: string | undefined) => {
    if (id === undefined) return
    onChoose(id)
    list.current?.querySelector<HTMLElement>(`[data-tier="${id || 'prime'}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tiers.findIndex((one) => one.id === chosen)
    const next: Record<string, () => string | undefined> = {
      ArrowDown: () => tiers[at + 1]?.id,
      ArrowUp: () => tiers[at - 1]?.id,
      ArrowRight: () => tiers.find((one) => one.depth > 0 && one.parent === chosen)?.id,
      ArrowLeft: () => (chosen === '' ? undefined : parentOf(chosen)),
      Home: () => tiers[0]?.id,
      End: () => tiers.at(-1)?.id,
    }
    const move = next[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation() // a firm stands inside the one above it
    choose(move())
  }
  const draw = (node: Node, position: number, size: number): ReactNode => {
    const selected = node.tier.id === chosen
    return (
      <div
        key={node.tier.id || 'prime'}
        role="treeitem"
        aria-level={node.tier.depth + 1}
        aria-posinset={position}
        aria-setsize={size}
        aria-selected={selected}
        aria-expanded={node.children.length > 0 ? true : undefined}
        tabIndex={selected ? 0 : -1}
        data-tier={node.tier.id || 'prime'}
        className="rounded-8"
        onKeyDown={onKeyDown}
        onClick={(event) => {
          event.stopPropagation()
          choose(node.tier.id)
        }}
      >
        <div
          className={`flex min-h-12 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 rounded-8 border px-4 py-2 ${
            selected ? 'border-2 border-key-900 bg-key-50' : 'border-solid-gray-420 bg-white hover:bg-solid-gray-50'
          }`}
        >
          {describe(node.tier)}
        </div>
        {node.children.length > 0 && (
          <div
            role="group"
            className="mt-2 ml-4 grid gap-2 border-l-4 border-solid-gray-300 pl-3 max-sm:ml-1 max-sm:pl-2"
          >
            {node.children.map((child, i) => draw(child, i + 1, node.children.length))}
          </div>
        )}
      </div>
    )
  }
  const roots = nest(tiers)
  return (
    <div ref={list} role="tree" aria-label={label} className="grid gap-2">
      {roots.map((node, i) => draw(node, i + 1, roots.length))}
    </div>
  )
}
