import type { Finding, Verdict } from '../api/types'
import { evidenceText, ruleWords } from '../lib/rules'
import { word } from '../lib/words'
import { Icon, type IconName } from './icons'
import { ClauseLinks } from './clause-links'

const t = {
  passed: '通ります',
  failed: '止まります',
  pending: '確認待ち',
  todo: 'すること',
  evidence: '確かめた内容',
  passedList: (n: number) => `通った決まり（${n}件）`,
}

const looks: Record<Finding['outcome'], { icon: IconName; mark: string; box: string; label: string }> = {
  passed: { icon: 'check', mark: 'bg-success-2 text-white', box: 'border-solid-gray-300', label: t.passed },
  failed: { icon: 'cross', mark: 'bg-error-2 text-white', box: 'border-error-1', label: t.failed },
  pending: { icon: 'dots', mark: 'bg-yellow-1100 text-white', box: 'border-warning-yellow-2', label: t.pending },
}

export function FindingItem({ finding }: { finding: Finding }) {
  const look = looks[finding.outcome]
  const seen = evidenceText(finding.evidence)
  if (finding.outcome === 'passed') {
    return (
      <li className="flex gap-2">
        <Icon name="check" className="mt-1 size-5 text-success-2" />
        <div className="min-w-0 grow">
          <span className="sr-only">{look.label}：</span>
          <span className="font-bold">{word(ruleWords, finding.rule)}</span>
          {'　'}
          {finding.reason_ja}
          {seen && `（${seen}）`}
          <ClauseLinks clauses={finding.clauses} className="text-sm text-solid-gray-700" />
        </div>
      </li>
    )
  }
  return (
    <li className={`rounded-8 border bg-white p-3 ${look.box}`}>
      <div className="flex gap-3">
        <span className={`mt-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-full ${look.mark}`}>
          <Icon name={look.icon} className="size-4" />
        </span>
        <div className="min-w-0 grow">
          <p>
            <span className="font-bold">
              {look.label}：{word(ruleWords, finding.rule)}
            </span>
          </p>
          <p>{finding.reason_ja}</p>
          {finding.todo_ja && (
            <p className="mt-1 border-l-4 border-key-900 pl-3">
              <span className="font-bold">{t.todo}：</span>
              {finding.todo_ja}
            </p>
          )}
          {seen && (
            <p className="mt-1 text-sm text-solid-gray-700">
              {t.evidence}：{seen}
            </p>
          )}
          <ClauseLinks clauses={finding.clauses} className="mt-1 text-sm" />
        </div>
      </div>
    </li>
  )
}

/** Every rule that was asked: what stops first, then what is still open, then what passed (folded). */
export function VerdictList({ verdict }: { verdict: Verdict }) {
  const of = (outcome: Finding['outcome']) => verdict.findings.filter((f) => f.outcome === outcome)
  const first = [...of('failed'), ...of('pending')]
  const passed = of('passed')
  const items = (list: Finding[]) => (
    <ul className="mt-2 grid gap-2">
      {list.map((finding, i) => (
        <FindingItem key={`${finding.rule}-${i}`} finding={finding} />
      ))}
    </ul>
  )
  return (
    <div>
      {first.length > 0 && items(first)}
      {passed.length > 0 && (
        <details className="mt-2">
          <summary className="flex min-h-11 items-center gap-2 rounded-8 px-2 font-bold text-key-900 hover:bg-key-50">
            <Icon name="check" className="size-5 text-success-2" />
            {t.passedList(passed.length)}
          </summary>
          {items(passed)}
        </details>
      )}
    </div>
  )
}

export function verdictSummary(verdict: Verdict): string {
  const n = (outcome: Finding['outcome']) => verdict.findings.filter((f) => f.outcome === outcome).length
  const failed = n('failed')
  const pending = n('pending')
  if (verdict.passed) return `${verdict.findings.length}件の決まりを、すべて通ります。`
  if (failed > 0 && pending > 0) return `${failed}件の決まりで止まります。ほかに${pending}件が確認待ちです。`
  if (failed > 0) return `${failed}件の決まりで止まります。`
  return `止まる決まりはありません。${pending}件が確認待ちです。`
}
