import type { TimelineItem } from '../api/types'
import { longTime } from '../lib/dates'
import { TextLink } from './button'

const t = { entry: (n: number) => `記録 ${n}番`, none: 'まだ何も起きていません。' }

/** Who did what when, oldest first; each with its place in the ledger. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  if (items.length === 0) return <p className="text-solid-gray-700">{t.none}</p>
  return (
    <ol className="ml-2 border-l-2 border-solid-gray-300">
      {items.map((item) => (
        <li key={item.entry} className="keep-together relative pb-5 pl-6 last:pb-0">
          <span
            aria-hidden="true"
            className={`absolute top-2 -left-[0.4375rem] size-3 rounded-full border-2 ${
              item.kind.includes('refused') ? 'border-error-2 bg-white' : 'border-key-900 bg-key-900'
            }`}
          />
          <p>
            {item.by && <span className="font-bold">{item.by}</span>}
            {item.by && '　'}
            {item.text}
          </p>
          <p className="flex flex-wrap items-center gap-x-4 text-sm text-solid-gray-700">
            <time dateTime={item.at}>{longTime(item.at)}</time>
            <TextLink to={`/ledger/${item.entry}`} className="inline-block py-1">
              {t.entry(item.entry)}
            </TextLink>
          </p>
        </li>
      ))}
    </ol>
  )
}
