import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { query, send, sendFile } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, ImportProblem, RosterBase, RosterDraft, RosterPersonView } from '../../api/types'
import { count } from '../../lib/numbers'
import { Button, ButtonRow, linkClass } from '../../ui/button'
import { Chip, DataTable } from '../../ui/data'
import { ErrorSummary } from '../../ui/error-summary'
import { Checkbox, TextField } from '../../ui/field'
import { FilePicker } from '../../ui/file-picker'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { useFaults } from '../../ui/use-form'
import { changeTones, changeWords } from './words'

const t = {
  title: '従事者名簿を出す',
  crumb: '従事者名簿',
  lead: (firm: string, contract: string) =>
    `${firm}で「${contract}」の仕事をしている人を、もれなく載せてください。担当課が本人を確かめると、この名簿が使われます。`,
  file: 'Excel・CSV から載せる',
  fileLead: '書式には、いまの名簿が入っています。直して選ぶと、下の一覧が入れ替わります。まだ提出はされません。',
  formXlsx: '書式（Excel）を受け取る',
  formCsv: '書式（CSV）を受け取る',
  choose: 'ファイルを選ぶ',
  reading: '読み取っています…',
  problems: (n: number) => `直していただくところが${count(n)}か所あります。名簿は出していません。`,
  problemsText: '元のファイルを直してから、もう一度選んでください。',
  problemsCaption: '直していただくところ',
  row: '行',
  rowOf: (n: number) => `${count(n)}行目`,
  column: '列',
  text: '入っている内容',
  wrong: '直すこと',
  readDone: (n: number) => `ファイルから${count(n)}人を読み取りました。`,
  readText: '下の一覧を確かめてから、名簿を出してください。',
  people: (n: number) => `名簿に載せる人（${count(n)}人）`,
  caption: '名簿に載せる人',
  name: '名前',
  work: '担当する仕事',
  workOf: (name: string) => `${name}さんの担当する仕事`,
  place: '作業する場所',
  placeOf: (name: string) => `${name}さんの作業する場所`,
  change: '前の名簿との違い',
  remove: '外す',
  nobody: 'まだだれも載っていません。',
  add: '人を加える',
  addName: '名前',
  addKana: 'フリガナ',
  addButton: 'この人を加える',
  missing: '入力してください。',
  left: (n: number) => `名簿から外れる人（${count(n)}人）`,
  leftLead:
    '前の名簿に載っていて、今回は載らない人です。この契約のデータを受け取る手続きは、名簿を出すとすぐに止まります。',
  gone: (name: string) => `${name}さんは、この自治体の仕事をすべて離れた`,
  goneHelp: 'サインインの利用者も、すぐに止まります。離れるときの誓約書が要ります。',
  back: '名簿に戻す',
  elsewhere: 'ほかの契約の名簿にも載っています。',
  declare: '載っている全員が、この会社に雇われている従業員であることを確かめました。',
  declareHelp: 'ほかの会社に雇われている人は、その会社に再委託の承諾があっても、この名簿には載せられません。',
  needPeople: '1人以上を載せてください。',
  needDeclare: '雇い主を確かめて、印を付けてください。',
  submit: (n: number) => `${count(n)}人の名簿を出す`,
}

const editable = 200

type Person = RosterPersonView & { key: string }
const keyed = (people: RosterPersonView[]): Person[] =>
  people.map((p, i) => ({ ...p, key: p.person.worker || `new-${String(i)}-${p.person.name}` }))

export function SubmitRosterPage() {
  const [search] = useSearchParams()
  const engagement = search.get('engagement') ?? ''
  const contractor = search.get('contractor') ?? ''
  const base = useQuery<RosterBase>(query(`/api/engagements/${engagement}/rosters`, { contractor }))
  return (
    <Page
      title={t.title}
      crumbs={[{ to: '/rosters', label: t.crumb }]}
      lead={base.data && t.lead(base.data.standing.contractor_name, base.data.standing.engagement_title)}
    >
      <Load query={base}>
        {(data) => (
          <Form key={`${engagement} ${contractor}`} base={data} engagement={engagement} contractor={contractor} />
        )}
      </Load>
    </Page>
  )
}

function Form({ base, engagement, contractor }: { base: RosterBase; engagement: string; contractor: string }) {
  const go = useNavigate()
  // Who has left cannot be on a new roster.
  const [people, setPeople] = useState<Person[]>(() =>
    keyed(base.people.filter((p) => p.change !== 'left' && !p.has_left)),
  )
  const [out, setOut] = useState<Person[]>(() => keyed(base.people.filter((p) => p.change === 'left' && !p.has_left)))
  const [stays, setStays] = useState<string[]>([]) // of those who are off: not left for good
  const [declared, setDeclared] = useState(false)
  const [draft, setDraft] = useState<RosterDraft>()
  const faults = useFaults()

  const isGone = (p: Person) => !stays.includes(p.key) && !p.on_other_roster
  const read = useAction(async (file: File) => {
    setDraft(undefined)
    const made = await sendFile<RosterDraft>(query(`/api/engagements/${engagement}/rosters/file`, { contractor }), file)
    setDraft(made)
    if (made.problem_count === 0) {
      setPeople(keyed(made.people.filter((p) => p.change !== 'left')))
      setOut(keyed(made.people.filter((p) => p.change === 'left' && !p.has_left)))
    }
  })
  const act = useAction(async () => {
    const made = await send<Done>('POST', `/api/engagements/${engagement}/rosters`, {
      contractor,
      workers: [],
      people: people.map((p) => p.person),
      employment_declared: declared,
      left: out.filter((p) => isGone(p)).map((p) => p.person.worker),
    })
    await go(`/rosters/${made.id}`)
  })
  const change = (key: string, part: Partial<Person['person']>) =>
    setPeople(people.map((p) => (p.key === key ? { ...p, person: { ...p.person, ...part } } : p)))
  const remove = (p: Person) => {
    setPeople(people.filter((one) => one.key !== p.key))
    if (p.person.worker && p.change !== 'came') setOut([...out, { ...p, change: 'left' }])
  }
  const bring = (p: Person) => {
    setOut(out.filter((one) => one.key !== p.key))
    setPeople([...people, { ...p, change: 'unchanged' }])
  }
  const submit = () => {
    const fine = faults.check([
      ['people', people.length > 0, t.needPeople],
      ['declare', declared, t.needDeclare],
    ])
    if (fine) void act.run()
  }

  return (
    <>
      <Section title={t.file} lead={t.fileLead}>
        <p className="mb-3 flex flex-wrap gap-x-6 gap-y-2">
          {(['xlsx', 'csv'] as const).map((format) => (
            <a
              key={format}
              className={linkClass}
              download
              href={query(`/api/engagements/${engagement}/rosters/form`, { contractor, format })}
            >
              {format === 'xlsx' ? t.formXlsx : t.formCsv}
            </a>
          ))}
        </p>
        <FilePicker
          label={read.busy ? t.reading : t.choose}
          accept=".xlsx,.csv"
          quiet
          disabled={read.busy}
          onFile={(file) => void read.run(file)}
        />
        <div className="mt-4 grid gap-4">
          <ErrorNotice error={read.error} />
          {draft && draft.problem_count > 0 && (
            <>
              <Notice kind="error" title={t.problems(draft.problem_count)} live>
                {t.problemsText}
              </Notice>
              <Problems problems={draft.problems} />
            </>
          )}
          {draft?.problem_count === 0 && (
            <Notice kind="success" title={t.readDone(draft.rows)} live>
              {t.readText}
            </Notice>
          )}
        </div>
      </Section>

      <Section title={t.people(people.length)} id="people">
        {people.length === 0 ? (
          <Empty>{t.nobody}</Empty>
        ) : (
          <DataTable
            caption={t.caption}
            rows={people}
            rowKey={(p) => p.key}
            columns={[
              {
                header: t.name,
                main: true,
                className: 'md:min-w-44',
                cell: (p) => (
                  <>
                    <span className="font-bold">{p.person.name}</span>
                    <span className="block text-sm text-solid-gray-700">{p.person.kana}</span>
                  </>
                ),
              },
              {
                header: t.work,
                cell: (p) =>
                  people.length > editable ? (
                    p.person.work
                  ) : (
                    <input
                      aria-label={t.workOf(p.person.name)}
                      className={inputClass}
                      value={p.person.work}
                      onChange={(e) => change(p.key, { work: e.target.value })}
                    />
                  ),
              },
              {
                header: t.place,
                cell: (p) =>
                  people.length > editable ? (
                    p.person.workplace
                  ) : (
                    <input
                      aria-label={t.placeOf(p.person.name)}
                      className={inputClass}
                      value={p.person.workplace}
                      onChange={(e) => change(p.key, { workplace: e.target.value })}
                    />
                  ),
              },
              {
                header: t.change,
                cell: (p) => {
                  const same = p.person.work === p.before_work && p.person.workplace === p.before_workplace
                  const kind = p.change === 'came' ? p.change : same ? 'unchanged' : 'changed'
                  return <Chip tone={changeTones[kind]}>{changeWords[kind]}</Chip>
                },
              },
              {
                header: '操作',
                bare: true,
                cell: (p) => (
                  <Button look="quiet" onClick={() => remove(p)}>
                    {t.remove}
                    <span className="sr-only">：{p.person.name}</span>
                  </Button>
                ),
              },
            ]}
          />
        )}
        <AddPerson
          onAdd={(name, kana, work, workplace) =>
            setPeople([
              ...people,
              {
                ...blank,
                key: `added-${String(people.length)}-${name}`,
                person: { worker: '', name, kana, work, workplace, employer: '' },
              },
            ])
          }
        />
      </Section>

      {out.length > 0 && (
        <Section title={t.left(out.length)} lead={t.leftLead}>
          <ul className="grid gap-3">
            {out.map((p) => (
              <li
                key={p.key}
                className="flex flex-wrap items-center justify-between gap-3 rounded-8 border border-solid-gray-420 p-4"
              >
                {p.on_other_roster ? (
                  <p>
                    <span className="font-bold">{p.person.name}</span>
                    <span className="block text-solid-gray-700">{t.elsewhere}</span>
                  </p>
                ) : (
                  <Checkbox
                    label={t.gone(p.person.name)}
                    help={t.goneHelp}
                    checked={isGone(p)}
                    onChecked={(on) => setStays(on ? stays.filter((key) => key !== p.key) : [...stays, p.key])}
                  />
                )}
                <Button look="secondary" onClick={() => bring(p)}>
                  {t.back}
                  <span className="sr-only">：{p.person.name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}

      <form
        noValidate
        className="mt-10 grid max-w-3xl gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (!act.busy) submit()
        }}
      >
        <ErrorSummary faults={faults.faults} turn={faults.turn} />
        <Checkbox
          id="declare"
          label={t.declare}
          help={t.declareHelp}
          checked={declared}
          onChecked={setDeclared}
          error={faults.of('declare')}
        />
        <ErrorNotice error={act.error} />
        <ButtonRow>
          <Button type="submit" busy={act.busy}>
            {t.submit(people.length)}
          </Button>
        </ButtonRow>
      </form>
    </>
  )
}

const inputClass = 'min-h-11 w-full rounded-8 border border-solid-gray-600 bg-white px-3 py-2 hover:border-black'

const blank: Omit<Person, 'key' | 'person'> = {
  change: 'came',
  before_work: '',
  before_workplace: '',
  method: '',
  seen: '',
  checked_on: '',
  checked_by: '',
  trained_until: '',
  photo: '',
  row: 0,
  needs_check: true,
  pledged: false,
  has_left: false,
  on_other_roster: false,
}

function Problems({ problems }: { problems: ImportProblem[] }) {
  return (
    <DataTable
      caption={t.problemsCaption}
      rows={problems.map((problem, i) => ({ ...problem, i }))}
      rowKey={(p) => String(p.i)}
      columns={[
        { header: t.row, main: true, className: 'whitespace-nowrap font-bold', cell: (p) => t.rowOf(p.row) },
        { header: t.column, className: 'md:min-w-40', cell: (p) => p.column || '―' },
        { header: t.text, className: 'break-all', cell: (p) => p.text || '―' },
        { header: t.wrong, className: 'md:min-w-64', cell: (p) => p.ja },
      ]}
    />
  )
}

function AddPerson({ onAdd }: { onAdd: (name: string, kana: string, work: string, workplace: string) => void }) {
  const [name, setName] = useState('')
  const [kana, setKana] = useState('')
  const [work, setWork] = useState('')
  const [place, setPlace] = useState('')
  const [tried, setTried] = useState(false)
  const need = (value: string) => (tried && !value.trim() ? t.missing : undefined)
  return (
    <fieldset className="mt-4 grid gap-3 rounded-8 border border-solid-gray-420 p-4 md:grid-cols-2">
      <legend className="px-1 font-bold">{t.add}</legend>
      <TextField label={t.addName} required value={name} onValue={setName} error={need(name)} />
      <TextField label={t.addKana} required value={kana} onValue={setKana} error={need(kana)} />
      <TextField label={t.work} value={work} onValue={setWork} />
      <TextField label={t.place} value={place} onValue={setPlace} />
      <div>
        <Button
          look="secondary"
          onClick={() => {
            setTried(true)
            if (!name.trim() || !kana.trim()) return
            onAdd(name.trim(), kana.trim(), work.trim(), place.trim())
            setName('')
            setKana('')
            setTried(false)
          }}
        >
          {t.addButton}
        </Button>
      </div>
    </fieldset>
  )
}
