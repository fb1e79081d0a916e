import type { ReactNode } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { DemoPerson, Items, SignInStep } from '../../api/types'
import { roleWords } from '../../lib/words'
import { ErrorNotice } from '../../ui/notice'
import { Load } from '../../ui/states'

const t = {
  lead: 'だれの立場で見るかを選ぶと、パスワードもコードも入れずに始められます。見本市だけの便利な入り口で、本当の団体では使えません。',
  town: '自治体の職員',
  firms: '委託事業者',
  enter: (name: string) => `${name}として始める`,
  password: '利用者名とパスワードでサインインする',
}

const isTown = (p: DemoPerson) => !p.roles.some((r) => r === 'contractor_manager' || r === 'worker')

export function DemoPeople({ onStep, children }: { onStep: (step: SignInStep) => Promise<void>; children: ReactNode }) {
  const people = useQuery<Items<DemoPerson> | DemoPerson[]>('/api/demo/people')
  const enter = useAction(async (account: string) =>
    onStep(await send<SignInStep>('POST', '/api/demo/sign-in', { account })),
  )
  return (
    <>
      <p className="mb-6 max-w-3xl">{t.lead}</p>
      <ErrorNotice error={enter.error} className="mb-6" />
      <Load query={people}>
        {(answer) => {
          const all = Array.isArray(answer) ? answer : answer.items
          return (
            <div className="grid gap-8">
              <People title={t.town} people={all.filter(isTown)} onChoose={(a) => void enter.run(a)} />
              <People
                title={t.firms}
                people={all.filter((p) => !isTown(p)).sort((a, b) => a.place.localeCompare(b.place, 'ja'))}
                onChoose={(a) => void enter.run(a)}
              />
            </div>
          )
        }}
      </Load>
      <details className="mt-10 border-t border-solid-gray-300 pt-4">
        <summary className="inline-flex min-h-11 items-center text-key-900 underline underline-offset-4">
          {t.password}
        </summary>
        <div className="mt-4">{children}</div>
      </details>
    </>
  )
}

function People({
  title,
  people,
  onChoose,
}: {
  title: string
  people: DemoPerson[]
  onChoose: (account: string) => void
}) {
  return (
    <section>
      <h2 className="mb-3 text-std-20B-150">{title}</h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {people.map((person) => (
          <li key={person.account}>
            <button
              type="button"
              onClick={() => onChoose(person.account)}
              className="flex min-h-24 w-full flex-col justify-center rounded-8 border border-solid-gray-536 bg-white px-4 py-3 text-left hover:border-key-900 hover:bg-key-50"
            >
              <span className="text-sm text-solid-gray-700">{person.roles.map((r) => roleWords[r]).join('・')}</span>
              <span className="text-std-18B-160 text-key-900 underline underline-offset-4">{t.enter(person.name)}</span>
              <span className="text-sm text-solid-gray-700">{person.place}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
