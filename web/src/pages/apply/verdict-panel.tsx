import { ErrorNotice } from '../../ui/notice'
import { VerdictList, verdictSummary } from '../../ui/verdict'
import type { Judged } from './use-judge'

const t = {
  title: 'いまの判定',
  lead: 'このまま申請したら、決まりを通るかどうかです。書くたびに確かめ直します。',
  none: '委託・情報・受け取る人・期限を入れると、ここに判定が出ます。',
  asking: '確かめています…',
}

export function VerdictPanel({ judged }: { judged: Judged }) {
  const { verdict, error, asking } = judged
  const tone = !verdict ? 'border-solid-gray-420' : verdict.passed ? 'border-success-2' : 'border-warning-yellow-2'
  return (
    <section aria-labelledby="verdict-title" className={`rounded-12 border-2 bg-solid-gray-50 p-4 ${tone}`}>
      <h2 id="verdict-title" className="text-std-20B-150">
        {t.title}
      </h2>
      <p className="mb-2 text-sm text-solid-gray-700">{t.lead}</p>
      <p role="status" aria-live="polite" className="font-bold">
        {error ? '' : asking ? t.asking : verdict ? verdictSummary(verdict) : t.none}
      </p>
      <ErrorNotice error={error} className="mt-2" />
      {verdict && <VerdictList verdict={verdict} />}
    </section>
  )
}
