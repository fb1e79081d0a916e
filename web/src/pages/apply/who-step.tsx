import { useState } from 'react'
import type { WorkerView } from '../../api/types'
import { peopleOf, type FirmOfPeople } from '../../lib/apply'
import { wareki } from '../../lib/dates'
import { consentWords } from '../../lib/words'
import { useSession } from '../../session/session'
import { Chip } from '../../ui/data'
import { FieldError, TextField } from '../../ui/field'
import { Notice } from '../../ui/notice'
import type { StepProps } from './form'

const t = {
  first: '先に、1つ目の手順で委託契約を選んでください。',
  lead: '委託事業者の名簿にのっている人から、受け取る人を1人選びます。渡せるのは、ここで選んだ本人だけです。',
  find: '名前や会社で探す',
  prime: '元請け',
  depth: (n: number) => `再委託先（${n}つ目の下請け）`,
  nobody: 'この会社からは、まだ名簿が出ていません。',
  hidden: 'ほかの会社の名簿は表示しません。',
  chosen: (name: string, firm: string) => `いま選んでいる人：${name}（${firm}）`,
  notListed: 'この契約の名簿にのっていない人です。このままでは申請できません。',
  noMatch: 'あてはまる人がいません。',
  roster: '名簿の確認ずみ',
  notRoster: '名簿が未確認',
  identity: '本人確認ずみ',
  notIdentity: '本人確認がまだ',
  trained: (until: string) => `研修ずみ（${until}まで）`,
  notTrained: '研修がまだ',
  legend: '受け取る人',
}

function Marks({ worker }: { worker: WorkerView }) {
  const mark = (good: boolean, yes: string, no: string) => (
    <Chip tone={good ? 'green' : 'yellow'}>{good ? yes : no}</Chip>
  )
  return (
    <span className="mt-1 flex flex-wrap gap-1.5">
      {mark(worker.on_roster, t.roster, t.notRoster)}
      {mark(worker.identity_confirmed, t.identity, t.notIdentity)}
      {mark(worker.trained, t.trained(wareki(worker.trained_until)), t.notTrained)}
    </span>
  )
}

export function WhoStep({ input, set, engagement, recipient, fault }: StepProps) {
  const session = useSession()
  const [find, setFind] = useState('')
  if (!engagement) return <p>{t.first}</p>
  const firms = peopleOf(engagement)
  const all = firms.reduce((n, f) => n + f.people.length, 0)
  const match = (firm: FirmOfPeople, w: WorkerView) => `${w.name}${w.kana}${firm.name}`.includes(find.trim())
  const error = fault('recipient')
  // the error summary leads to the first person of the list
  const firstId = firms.flatMap((f) => f.people.filter((w) => match(f, w)))[0]?.id

  return (
    <fieldset className="grid min-w-0 gap-5">
      <legend className="sr-only">{t.legend}</legend>
      <p>{t.lead}</p>
      {recipient?.name && !firms.some((f) => f.people.some((w) => w.id === recipient.id)) && (
        <Notice kind="warning" title={t.chosen(recipient.name, recipient.place)}>
          {t.notListed}
        </Notice>
      )}
      {error && <FieldError>{error}</FieldError>}
      {all > 8 && <TextField label={t.find} bare type="search" value={find} onValue={setFind} />}
      {firms.map((firm) => {
        const people = firm.people.filter((w) => match(firm, w))
        return (
          <section key={`${firm.contractor}-${firm.depth}`}>
            <h3 className="flex flex-wrap items-center gap-x-3 text-std-18B-160">
              {firm.name}
              <span className="text-sm font-normal text-solid-gray-700">
                {firm.depth === 0 ? t.prime : t.depth(firm.depth)}
              </span>
              {firm.depth > 0 && (
                <Chip tone={firm.consent === 'consented' ? 'green' : 'red'}>{consentWords[firm.consent]}</Chip>
              )}
            </h3>
            {firm.people.length === 0 ? (
              <p className="mt-1 text-solid-gray-700">
                {session.side === 'town' || firm.contractor === session.contractor ? t.nobody : t.hidden}
              </p>
            ) : people.length === 0 ? (
              <p className="mt-1 text-solid-gray-700">{t.noMatch}</p>
            ) : (
              <div className="mt-2 grid gap-2 md:grid-cols-2">
                {people.map((worker) => (
                  <label
                    key={worker.id}
                    htmlFor={worker.id === firstId ? 'recipient' : worker.id}
                    className={`flex min-h-12 min-w-0 gap-3 rounded-8 border px-4 py-2.5 ${
                      input.recipient === worker.id
                        ? 'border-2 border-key-900 bg-key-50'
                        : 'border-solid-gray-420 hover:bg-solid-gray-50'
                    }`}
                  >
                    <input
                      id={worker.id === firstId ? 'recipient' : worker.id}
                      type="radio"
                      name="recipient"
                      checked={input.recipient === worker.id}
                      onChange={() => set({ recipient: worker.id })}
                      className="mt-0.5 size-6 shrink-0 accent-key-900"
                    />
                    <span className="min-w-0 grow">
                      <span className="block font-bold">{worker.name}</span>
                      {worker.kana && <span className="block text-sm text-solid-gray-700">{worker.kana}</span>}
                      <Marks worker={worker} />
                    </span>
                  </label>
                ))}
              </div>
            )}
          </section>
        )
      })}
    </fieldset>
  )
}
