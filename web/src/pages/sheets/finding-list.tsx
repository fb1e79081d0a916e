import type { FindingRow } from '../../api/types'
import { longDay } from '../../lib/dates'
import { findingStateWords } from '../../lib/words'
import { TextLink } from '../../ui/button'
import { Chip } from '../../ui/data'

const t = { title: '指摘', due: (day: string) => `${day}まで`, overdue: '期限切れ' }

export function FindingList({ findings }: { findings: FindingRow[] }) {
  if (findings.length === 0) return null
  return (
    <ul className="grid gap-2" aria-label={t.title}>
      {findings.map((f) => (
        <li key={f.id} className="rounded-8 border-2 border-yellow-1000 bg-yellow-50 p-3">
          <span className="flex flex-wrap items-center gap-2">
            <Chip tone={f.overdue ? 'red' : f.state === 'closed' ? 'green' : 'yellow'}>
              {t.title}・{findingStateWords[f.state]}
              {f.overdue && `・${t.overdue}`}
            </Chip>
            {f.due && f.state !== 'closed' && <span className="text-sm">{t.due(longDay(f.due))}</span>}
          </span>
          <TextLink to={`/findings/${f.id}`} className="mt-1 inline-block">
            {f.text}
          </TextLink>
        </li>
      ))}
    </ul>
  )
}
