import type { Verdict } from '../../api/types'
import { Icon } from '../../ui/icons'
import { VerdictList } from '../../ui/verdict'

const t = {
  enter: { yes: '入れます', no: '入れません' },
  exit: { yes: '出られます', no: 'まだ出られません' },
  wait: '確かめています…',
  offLine: 'サーバーにつながらないときの判定',
  offLineHelp: '控えで判断しています。つながったら、サーバーがもう一度確かめます。',
}

/** The gate's answer, to be read from two metres away; below it, what to do. */
export function BigVerdict({
  kind,
  verdict,
  offLine,
}: {
  kind: 'enter' | 'exit'
  verdict: Verdict | undefined
  offLine: boolean
}) {
  const words = t[kind]
  const ok = verdict?.passed
  const first = verdict?.findings.find((f) => f.outcome !== 'passed')
  return (
    <div
      role="status"
      aria-live="polite"
      className={`rounded-12 border-4 p-4 ${
        ok === undefined
          ? 'border-solid-gray-420 bg-white'
          : ok
            ? 'border-success-2 bg-green-50'
            : 'border-error-2 bg-red-50'
      }`}
    >
      {offLine && (
        <p className="mb-2 rounded-8 border-2 border-yellow-1000 bg-yellow-100 px-3 py-1 font-bold">
          {t.offLine}
          <span className="block text-sm font-normal">{t.offLineHelp}</span>
        </p>
      )}
      <p
        className={`flex items-center gap-4 text-6xl leading-130 font-bold ${
          ok === undefined ? 'text-solid-gray-700' : ok ? 'text-green-1000' : 'text-red-1000'
        }`}
      >
        {ok !== undefined && <Icon name={ok ? 'check' : 'stop'} className="size-16" />}
        {ok === undefined ? t.wait : ok ? words.yes : words.no}
      </p>
      {first && (
        <p className="mt-2 text-xl leading-150">
          <span className="block font-bold">{first.reason_ja}</span>
          <span className="block">{first.todo_ja}</span>
        </p>
      )}
      {verdict && (
        <details className="mt-2">
          <summary className="flex min-h-11 items-center font-bold text-key-900">確かめた決まりをすべて見る</summary>
          <VerdictList verdict={verdict} />
        </details>
      )}
    </div>
  )
}
