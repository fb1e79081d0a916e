import { Icon } from './icons'

const t = {
  nav: '申請の手順',
  done: '入力ずみ',
  of: (n: number, all: number) => `${all}つのうち${n}つ目`,
}

export interface Step {
  id: string
  label: string
  done: boolean
}

/** Where one is in a form of several steps; each can be gone to. */
export function Steps({ steps, current, onStep }: { steps: Step[]; current: string; onStep: (id: string) => void }) {
  const at = steps.findIndex((s) => s.id === current)
  return (
    <nav aria-label={t.nav} className="mb-6">
      <p className="mb-2 text-solid-gray-700 sm:sr-only">
        {t.of(at + 1, steps.length)}：{steps[at]?.label}
      </p>
      <ol className="flex gap-1 max-sm:gap-0.5">
        {steps.map((step, i) => {
          const here = step.id === current
          return (
            <li key={step.id} className="min-w-0 flex-1">
              <button
                type="button"
                aria-current={here ? 'step' : undefined}
                onClick={() => onStep(step.id)}
                className={`flex min-h-12 w-full items-center gap-2 border-t-4 px-1 py-2 text-left leading-130 hover:bg-key-50 max-sm:justify-center ${
                  here
                    ? 'border-key-900 font-bold text-key-1000'
                    : step.done
                      ? 'border-success-2 text-solid-gray-800'
                      : 'border-solid-gray-300 text-solid-gray-700'
                }`}
              >
                <span
                  className={`inline-flex size-7 shrink-0 items-center justify-center rounded-full text-sm ${
                    here
                      ? 'bg-key-900 text-white'
                      : step.done
                        ? 'bg-success-2 text-white'
                        : 'border border-solid-gray-536 bg-white'
                  }`}
                >
                  {step.done && !here ? <Icon name="check" className="size-4" /> : i + 1}
                </span>
                <span className="max-sm:sr-only">{step.label}</span>
                {step.done && !here && <span className="sr-only">（{t.done}）</span>}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
