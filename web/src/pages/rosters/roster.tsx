import { useState } from 'react'
import { useParams } from 'react-router'
import { attach } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Act, RosterDetail, RosterPersonView } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { count } from '../../lib/numbers'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { Chip, DataTable, FactList, type Column } from '../../ui/data'
import { FieldError } from '../../ui/field'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { CheckPeople } from './check-people'
import { ConfirmPeople, RefuseRoster } from './dialogs'
import { changeTones, changeWords, newRoster, stateTones, stateWords } from './words'

const t = {
  title: '従事者名簿',
  of: (firm: string) => `${firm}の従事者名簿`,
  crumb: '従事者名簿',
  contract: '契約',
  section: '受け持ちの課',
  version: '版',
  versionOf: (n: number) => `第${count(n)}版`,
  submitted: '提出',
  by: (who: string, at: string) => `${longTime(at)}　${who}さん`,
  confirmed: '本人確認',
  refused: '差し戻し',
  reason: '差し戻した理由',
  yearly: '年1回の確認',
  until: (day: string) => `${longDay(day)}まで有効`,
  summary: '前に確かめた名簿との違い',
  first: 'はじめての名簿です。全員の本人確認が要ります。',
  people: (n: number) => `${count(n)}人`,
  caption: (what: string) => `${what}の一覧`,
  photo: '写真',
  name: '名前',
  work: '担当する仕事',
  place: '作業する場所',
  was: (text: string) => `前は：${text || 'なし'}`,
  identity: '本人確認',
  interview: '面談',
  notYet: 'まだ',
  checkedOn: (day: string, by: string) => `${day ? longDay(day) : ''}　${by ? `${by}さん` : ''}`,
  pledge: '誓約書',
  training: '研修',
  yes: 'ずみ',
  trained: (day: string) => `${longDay(day)}まで`,
  none: 'まだ',
  hasLeft: '離れた人',
  addPhoto: '写真を登録',
  newPhoto: '写真を替える',
  photoOf: (name: string) => `${name}さんの写真`,
  refuse: '名簿を差し戻す',
  yearlyAct: '従事者が変わっていないことを確かめる',
  submit: '新しい名簿を出す',
}

export function RosterPage() {
  const { id } = useParams()
  const query = useQuery<RosterDetail>(`/api/rosters/${id ?? ''}`)
  return (
    <Page
      title={query.data ? t.of(query.data.row.contractor_name) : t.title}
      crumbs={[{ to: '/rosters', label: t.crumb }]}
    >
      <Load query={query}>{(view) => <Detail view={view} onDone={query.reload} />}</Load>
    </Page>
  )
}

function Detail({ view, onDone }: { view: RosterDetail; onDone: () => void }) {
  const [asks, setAsks] = useState<'refuse' | 'yearly'>()
  const { row } = view
  const may = (act: Act) => view.may.includes(act)
  const close = () => setAsks(undefined)
  const done = () => {
    close()
    onDone()
  }
  const checking = may('confirm_roster')
  const groups = (['came', 'changed', 'unchanged', 'left'] as const).map((change) => ({
    change,
    people: view.people.filter((p) => p.change === change && !(checking && p.needs_check)),
  }))
  return (
    <>
      <p className="mb-4">
        <Chip tone={stateTones[row.state]}>{stateWords[row.state]}</Chip>
      </p>
      <FactList
        lines={[
          [t.contract, row.engagement_title],
          [t.section, row.section_name],
          [t.version, t.versionOf(row.version)],
          [t.submitted, t.by(view.submitted_by, row.submitted_at)],
          row.decided_at && [row.state === 'refused' ? t.refused : t.confirmed, t.by(view.decided_by, row.decided_at)],
          view.reason && [t.reason, view.reason],
          row.people_confirmed_until && [t.yearly, t.until(row.people_confirmed_until)],
        ]}
      />
      <Section title={t.summary}>
        {view.before || row.state !== 'waiting' ? (
          <ul className="flex flex-wrap gap-3">
            {(['came', 'left', 'changed', 'unchanged'] as const).map((change) => (
              <li key={change} className="flex items-center gap-2">
                <Chip tone={changeTones[change]}>{changeWords[change]}</Chip>
                {t.people(view[change])}
              </li>
            ))}
          </ul>
        ) : (
          <p>{t.first}</p>
        )}
      </Section>
      {checking && <CheckPeople view={view} onDone={onDone} />}
      {groups.map(
        ({ change, people }) =>
          people.length > 0 && (
            <Section key={change} title={`${changeWords[change]}（${t.people(people.length)}）`}>
              <DataTable
                caption={t.caption(changeWords[change])}
                rows={people}
                rowKey={(p) => p.person.worker}
                columns={columnsFor(change === 'changed', may('keep_photo') && change !== 'left', onDone)}
              />
            </Section>
          ),
      )}
      <ButtonRow className="mt-8 empty:hidden">
        {may('refuse_roster') && (
          <Button look="secondary" onClick={() => setAsks('refuse')}>
            {t.refuse}
          </Button>
        )}
        {may('confirm_workers') && (
          <Button look="secondary" onClick={() => setAsks('yearly')}>
            {t.yearlyAct}
          </Button>
        )}
        {may('submit_roster') && (
          <ButtonLink look="secondary" to={newRoster(row.engagement, row.contractor)}>
            {t.submit}
          </ButtonLink>
        )}
      </ButtonRow>
      {asks === 'refuse' && <RefuseRoster id={row.id} firm={row.contractor_name} onClose={close} onDone={done} />}
      {asks === 'yearly' && <ConfirmPeople view={view} onClose={close} onDone={done} />}
    </>
  )
}

function columnsFor(withBefore: boolean, mayPhoto: boolean, onDone: () => void): Column<RosterPersonView>[] {
  const before = (now: string, was: string) => (
    <>
      {now || '―'}
      {withBefore && now !== was && <span className="block text-sm text-solid-gray-700">{t.was(was)}</span>}
    </>
  )
  return [
    {
      header: t.name,
      main: true,
      className: 'md:min-w-52',
      cell: (p) => <PersonName p={p} mayPhoto={mayPhoto} onDone={onDone} />,
    },
    { header: t.work, cell: (p) => before(p.person.work, p.before_work) },
    { header: t.place, cell: (p) => before(p.person.workplace, p.before_workplace) },
    {
      header: t.identity,
      cell: (p) =>
        p.method ? (
          <>
            {p.method === 'interview' ? t.interview : p.method.replace(/^document:/, '')}
            {p.seen && <span className="block text-sm text-solid-gray-700">{p.seen}</span>}
            <span className="block text-sm text-solid-gray-700">{t.checkedOn(p.checked_on, p.checked_by)}</span>
          </>
        ) : (
          t.notYet
        ),
    },
    {
      header: t.pledge,
      cell: (p) => <Chip tone={p.pledged ? 'green' : 'yellow'}>{p.pledged ? t.yes : t.none}</Chip>,
    },
    { header: t.training, cell: (p) => (p.trained_until ? t.trained(p.trained_until) : t.none) },
  ]
}

/** The face, if there is one, beside the name; and the button to hand one in. */
export function PersonName({ p, mayPhoto, onDone }: { p: RosterPersonView; mayPhoto: boolean; onDone: () => void }) {
  const act = useAction(async (file: File) => {
    await attach('photo', p.person.worker, file)
    onDone()
  })
  const id = `photo-${p.person.worker}`
  return (
    <div className="flex gap-3">
      {p.photo ? (
        <img
          src={p.photo}
          alt={t.photoOf(p.person.name)}
          className="h-20 w-16 shrink-0 rounded-4 border border-solid-gray-420 object-cover"
        />
      ) : null}
      <div className="min-w-0">
        <span className="font-bold">{p.person.name}</span>
        <span className="block text-sm text-solid-gray-700">{p.person.kana}</span>
        {p.has_left && <Chip tone="gray">{t.hasLeft}</Chip>}
        {mayPhoto && (
          <span className="block">
            <input
              id={id}
              type="file"
              accept="image/jpeg,image/png"
              className="peer sr-only"
              onChange={(event) => {
                const file = event.target.files?.[0]
                if (file) void act.run(file)
                event.target.value = ''
              }}
            />
            <label
              htmlFor={id}
              className="inline-flex min-h-11 cursor-pointer items-center text-key-900 underline underline-offset-4 peer-focus-visible:outline-4 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-black"
            >
              {p.photo ? t.newPhoto : t.addPhoto}
              <span className="sr-only">：{p.person.name}</span>
            </label>
          </span>
        )}
        {act.error && <FieldError>{act.error.message}</FieldError>}
      </div>
    </div>
  )
}
