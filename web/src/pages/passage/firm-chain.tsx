import type { PassageView } from '../../api/types'
import { consentWords } from '../../lib/words'
import { useTown } from '../../session/session'
import { Chip } from '../../ui/data'
import { Icon } from '../../ui/icons'

const t = { none: '受け取る人を選ぶと表示します。', prime: '元請け（契約の相手）', sub: '再委託先', to: '受け取る人' }

/** Town → prime contractor → … → recipient, each tier with the town's consent. */
export function FirmChain({ chain, recipient }: { chain: PassageView['chain']; recipient: string }) {
  const { town } = useTown()
  if (chain.length === 0) return <p className="text-solid-gray-700">{t.none}</p>
  return (
    <ol className="grid gap-1">
      <li className="rounded-8 border border-solid-gray-420 px-4 py-2 font-bold">{town.name}</li>
      {chain.map((firm) => (
        <li key={firm.id} className="grid gap-1">
          <Icon name="next" className="mx-4 size-5 rotate-90 text-solid-gray-600" />
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-8 border border-solid-gray-420 px-4 py-2">
            <span className="font-bold">{firm.name}</span>
            <span className="text-sm text-solid-gray-700">{firm.depth === 0 ? t.prime : t.sub}</span>
            {firm.depth > 0 && (
              <Chip tone={firm.consent === 'consented' ? 'green' : 'red'}>{consentWords[firm.consent]}</Chip>
            )}
          </span>
        </li>
      ))}
      {recipient && (
        <li className="grid gap-1">
          <Icon name="next" className="mx-4 size-5 rotate-90 text-solid-gray-600" />
          <span className="rounded-8 border border-solid-gray-420 px-4 py-2">
            <span className="font-bold">{recipient}</span>
            <span className="ml-3 text-sm text-solid-gray-700">{t.to}</span>
          </span>
        </li>
      )}
    </ol>
  )
}
