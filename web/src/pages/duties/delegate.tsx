import { useState } from 'react'
import { query, send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { DelegationView, Done, DutyRow, Items, PersonView } from '../../api/types'
import { addDays, longDay, today } from '../../lib/dates'
import { dutyWords, word } from '../../lib/words'
import { Button } from '../../ui/button'
import { ConfirmDialog } from '../../ui/dialog'
import { DateField, Select, TextField } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'

const t = {
  title: '留守のあいだ、仕事を任せる',
  titleOne: 'この仕事を任せる',
  lead: '任せた相手の「やること」とメールに、あなたの仕事が出ます。権限は移りません。相手は自分の役割でその仕事をします。',
  taker: '任せる相手',
  noTaker: '任せられる人がいません。同じ課（会社）で、同じ役割か、その上の役割の人だけが引き受けられます。',
  starts: 'いつから',
  ends: 'いつまで',
  reason: '理由',
  reasonHelp: '例：出張のため',
  submit: '任せる',
  missing: '選んでください。',
  listTitle: '任せている仕事・任された仕事',
  none: '任せている仕事も、任された仕事もありません。',
  all: 'すべての仕事',
  given: (name: string) => `${name}さんに任せています`,
  taken: (name: string) => `${name}さんから任されています`,
  days: (from: string, to: string) => `${longDay(from)}から${longDay(to)}まで`,
  takeBack: '元に戻す',
  decline: '引き受けるのをやめる',
}

/** Hands one duty, or all of them, to somebody else for some days. */
export function DelegateDialog({ one, onClose, onDone }: { one?: DutyRow; onClose: () => void; onDone: () => void }) {
  const what = one ? { kind: one.kind, subject: one.subject } : { kind: '', subject: '' }
  const takers = useQuery<Items<PersonView>>(query('/api/delegations/takers', what))
  const [form, setForm] = useState({ taker: '', starts: today(), ends: addDays(today(), 7), reason: '' })
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    await send<Done>('POST', '/api/delegations', { ...what, ...form, reason: form.reason.trim() })
    onDone()
  })
  const people = takers.data?.items ?? []
  return (
    <ConfirmDialog
      open
      title={one ? t.titleOne : t.title}
      onClose={onClose}
      confirm={t.submit}
      busy={act.busy}
      error={act.error ?? takers.error}
      onConfirm={() => {
        setTried(true)
        if (form.taker && form.starts && form.ends) void act.run()
      }}
    >
      <p>{t.lead}</p>
      {takers.data && people.length === 0 ? (
        <p className="font-bold">{t.noTaker}</p>
      ) : (
        <Select
          label={t.taker}
          required
          value={form.taker}
          onValue={(taker) => setForm({ ...form, taker })}
          error={tried && !form.taker ? t.missing : undefined}
          options={people.map((person) => ({ value: person.id, label: person.name }))}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField
          label={t.starts}
          required
          value={form.starts}
          min={today()}
          onValue={(starts) => setForm({ ...form, starts })}
          error={tried && !form.starts ? t.missing : undefined}
        />
        <DateField
          label={t.ends}
          required
          value={form.ends}
          min={form.starts}
          onValue={(ends) => setForm({ ...form, ends })}
          error={tried && !form.ends ? t.missing : undefined}
        />
      </div>
      <TextField
        label={t.reason}
        help={t.reasonHelp}
        value={form.reason}
        onValue={(reason) => setForm({ ...form, reason })}
      />
    </ConfirmDialog>
  )
}

/** What was handed on, in both directions, and how to end it. */
export function Delegations({ onChange }: { onChange: () => void }) {
  const list = useQuery<Items<DelegationView>>('/api/delegations')
  const [asks, setAsks] = useState(false)
  return (
    <Section
      title={t.listTitle}
      aside={
        <Button look="secondary" onClick={() => setAsks(true)}>
          {t.title}
        </Button>
      }
    >
      <Load query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t.none}</Empty>
          ) : (
            <ul className="grid gap-3">
              {items.map((item) => (
                <Handed key={item.id} item={item} onDone={onChange} />
              ))}
            </ul>
          )
        }
      </Load>
      {asks && (
        <DelegateDialog
          onClose={() => setAsks(false)}
          onDone={() => {
            setAsks(false)
            onChange()
          }}
        />
      )}
    </Section>
  )
}

function Handed({ item, onDone }: { item: DelegationView; onDone: () => void }) {
  const end = useAction(async () => {
    await send<Done>('POST', `/api/delegations/${item.id}/end`)
    onDone()
  })
  return (
    <li className="grid gap-3 rounded-8 border border-solid-gray-420 bg-white p-4 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="min-w-0">
        <h3 className="text-std-16B-170">{item.given ? t.given(item.taker.name) : t.taken(item.giver.name)}</h3>
        <p>
          {item.kind ? [word(dutyWords, item.kind), item.about].filter(Boolean).join('　') : t.all}
          {item.reason && `（${item.reason}）`}
        </p>
        <p className="text-sm text-solid-gray-700">{t.days(item.starts, item.ends)}</p>
        <ErrorNotice error={end.error} />
      </div>
      <Button look="secondary" busy={end.busy} onClick={() => void end.run()}>
        {item.given ? t.takeBack : t.decline}
      </Button>
    </li>
  )
}
