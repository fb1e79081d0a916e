import type { StoppedView } from '../../api/types'
import { shortTime } from '../../lib/dates'
import { placeOf } from '../../lib/places'
import { ruleWords } from '../../lib/rules'
import { actWords, word } from '../../lib/words'
import { TextLink } from '../../ui/button'
import { FindingItem } from '../../ui/verdict'

const SHOWN = 5

const t = {
  older: (n: number) => `それより前の${n}件を見る`,
  what: (by: string, act: string) => `${by}　「${act}」が止められました`,
  rules: '止めた決まり',
  open: '何についてかを見る',
  reasons: (n: number) => `理由と、すること（${n}件）`,
  entry: (n: number) => `記録 ${n}番`,
}

/** Refused acts, newest first, each with the rules that stopped it; the older ones folded. */
export function StoppedList({ items }: { items: StoppedView[] }) {
  const older = items.slice(SHOWN)
  return (
    <>
      <Items items={items.slice(0, SHOWN)} />
      {older.length > 0 && (
        <details className="mt-2">
          <summary className="inline-flex min-h-11 items-center text-key-900 underline underline-offset-4">
            {t.older(older.length)}
          </summary>
          <Items items={older} />
        </details>
      )}
    </>
  )
}

function Items({ items }: { items: StoppedView[] }) {
  return (
    <ul className="grid gap-2">
      {items.map((item) => {
        const place = placeOf(item.subject)
        const stopped = item.findings.filter((f) => f.outcome !== 'passed')
        return (
          <li key={item.entry} className="rounded-8 border border-solid-gray-420 p-4">
            <p className="font-bold">{t.what(item.by, word(actWords, item.act))}</p>
            {stopped.length > 0 && (
              <p>
                {t.rules}：{[...new Set(stopped.map((f) => word(ruleWords, f.rule)))].join('、')}
              </p>
            )}
            <p className="flex flex-wrap items-center gap-x-4 text-sm text-solid-gray-700">
              <time dateTime={item.at}>{shortTime(item.at)}</time>
              <TextLink to={`/ledger/${item.entry}`} className="inline-block py-1">
                {t.entry(item.entry)}
              </TextLink>
              {place && (
                <TextLink to={place} className="inline-block py-1">
                  {t.open}
                </TextLink>
              )}
            </p>
            {stopped.length > 0 && (
              <details className="mt-1">
                <summary className="inline-flex min-h-11 items-center text-key-900 underline underline-offset-4">
                  {t.reasons(stopped.length)}
                </summary>
                <ul className="mt-2 grid gap-2">
                  {stopped.map((finding, i) => (
                    <FindingItem key={`${finding.rule}-${i}`} finding={finding} />
                  ))}
                </ul>
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}
