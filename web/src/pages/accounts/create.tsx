import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery, type Query } from '../../api/hooks'
import type { AccountCreated, Items, OfficerView, Role, WorkerView } from '../../api/types'
import { roleWords } from '../../lib/words'
import { Button, ButtonRow } from '../../ui/button'
import { ErrorSummary, type FieldFault } from '../../ui/error-summary'
import { Checkbox, Choices, Select, TextField, type Option } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Load } from '../../ui/states'

const t = {
  title: '利用者を登録する',
  side: 'だれの登録ですか',
  town: '自治体の職員',
  firm: '委託事業者の人',
  person: '本人',
  personHelp: '先に、職員または従事者として登録されている人から選びます。',
  login: '利用者名',
  loginHelp: 'サインインに使う名前です。小文字の英字・数字で決めてください（例：yamada.hanako）。',
  roles: '役割',
  rolesHelp: '仕事に要る役割だけを選んでください。',
  create: '登録する',
  cancel: 'やめる',
  noPerson: '本人を選んでください。',
  noLogin: '利用者名を入れてください。',
  noRole: '役割を1つ以上選んでください。',
}

const FIRM_ROLES: Role[] = ['contractor_manager', 'worker']

function named<T extends { id: string; name: string }>(
  query: Query<Items<T>>,
  place: (person: T) => string,
): Query<Option[]> {
  const data = query.data?.items.map((p) => ({ value: p.id, label: `${p.name}（${place(p)}）` }))
  return { ...query, data }
}

export function CreateAccount({
  onCreated,
  onCancel,
}: {
  onCreated: (created: AccountCreated) => void
  onCancel: () => void
}) {
  const [side, setSide] = useState<'town' | 'contractor'>('town')
  const [person, setPerson] = useState('')
  const [login, setLogin] = useState('')
  const [roles, setRoles] = useState<Role[]>([])
  const [faults, setFaults] = useState<FieldFault[]>([])
  const [turn, setTurn] = useState(0)
  const officers = useQuery<Items<OfficerView>>('/api/officers')
  const workers = useQuery<Items<WorkerView>>(side === 'contractor' ? '/api/workers' : null)
  const create = useAction(async () =>
    onCreated(await send<AccountCreated>('POST', '/api/accounts', { login: login.trim(), person, roles })),
  )
  const offered = (Object.keys(roleWords) as Role[]).filter((r) => FIRM_ROLES.includes(r) === (side === 'contractor'))

  const choosePerson = (id: string) => {
    setPerson(id)
    const officer = officers.data?.items.find((o) => o.id === id)
    setRoles(side === 'town' ? (officer?.roles ?? []) : ['worker'])
  }
  const submit = () => {
    const found: FieldFault[] = []
    if (!person) found.push({ id: 'person', text: t.noPerson })
    if (!login.trim()) found.push({ id: 'login', text: t.noLogin })
    if (roles.length === 0) found.push({ id: `role-${offered[0] ?? ''}`, text: t.noRole })
    setFaults(found)
    if (found.length > 0) setTurn(turn + 1)
    else void create.run()
  }
  const fault = (id: string) => faults.find((f) => f.id === id)?.text

  return (
    <form
      noValidate
      aria-labelledby="create-account"
      className="mb-8 grid max-w-3xl gap-6 rounded-12 border border-solid-gray-536 p-5"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2 id="create-account" className="text-std-20B-150">
        {t.title}
      </h2>
      <ErrorSummary faults={faults} turn={turn} />
      <Choices
        legend={t.side}
        name="side"
        required
        value={side}
        onValue={(next) => {
          setSide(next as typeof side)
          setPerson('')
          setRoles([])
        }}
        choices={[
          { value: 'town', label: t.town },
          { value: 'contractor', label: t.firm },
        ]}
      />
      <Load query={side === 'town' ? named(officers, (o) => o.section_name) : named(workers, (w) => w.contractor_name)}>
        {(people) => (
          <Select
            id="person"
            label={t.person}
            help={t.personHelp}
            required
            value={person}
            onValue={choosePerson}
            error={fault('person')}
            options={people}
          />
        )}
      </Load>
      <TextField
        id="login"
        label={t.login}
        help={t.loginHelp}
        required
        value={login}
        onValue={setLogin}
        error={fault('login')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <fieldset>
        <legend className="font-bold">{t.roles}</legend>
        <p className="text-solid-gray-700">{t.rolesHelp}</p>
        {offered.map((role) => (
          <Checkbox
            key={role}
            id={`role-${role}`}
            label={roleWords[role]}
            checked={roles.includes(role)}
            onChecked={(on) => setRoles(on ? [...roles, role] : roles.filter((r) => r !== role))}
          />
        ))}
      </fieldset>
      <ErrorNotice error={create.error} />
      <ButtonRow>
        <Button type="submit" busy={create.busy}>
          {t.create}
        </Button>
        <Button look="secondary" onClick={onCancel}>
          {t.cancel}
        </Button>
      </ButtonRow>
    </form>
  )
}
