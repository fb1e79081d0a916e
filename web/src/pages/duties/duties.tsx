import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged } from '../../api/hooks'
import type { DutyRow, SessionView } from '../../api/types'
import { placeOf } from '../../lib/places'
import { dutyWords } from '../../lib/words'
import { useSession } from '../../session/session'
import { ButtonLink } from '../../ui/button'
import { ClauseLinks } from '../../ui/clause-links'
import { More } from '../../ui/data'
import { Deadline } from '../../ui/deadline'
import { Select } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'

const t = {
  title: 'やること',
  lead: '期限のある仕事です。期限を過ぎたものから、期限の近い順に並んでいます。終わると、自動で消えます。',
  calendar: '予定表に取り込むファイル',
  who: 'だれの仕事か',
  mine: '自分',
  section: '自分の課（委託先の分も）',
  town: '団体のすべて',
  kind: '種類',
  all: 'すべて',
  none: 'いま、期限のある仕事はありません。',
  noMatch: 'あてはまる仕事はありません。',
  owedBy: 'する人',
  go: '開く',
}

const groups: readonly (readonly [title: string, holds: (row: DutyRow) => boolean])[] = [
  ['期限切れ', (row) => row.days_left < 0],
  ['今日', (row) => row.days_left === 0],
  ['7日以内', (row) => row.days_left > 0 && row.days_left <= 7],
  ['それ以降', (row) => row.days_left > 7],
]

const WHOLE_TOWN = ['ciso', 'supervising_officer', 'department_officer', 'auditor']

/** Whose duties may be asked for; the server decides each time. */
function reaches(session: SessionView): { value: string; label: string }[] {
  const section = session.roles.includes('section_manager')
  const town = session.roles.some((role) => WHOLE_TOWN.includes(role))
  return [
    { value: 'mine', label: t.mine },
    ...(section ? [{ value: 'section', label: t.section }] : []),
    ...(town ? [{ value: 'town', label: t.town }] : []),
  ]
}

export function DutiesPage() {
  const session = useSession()
  const [search, setSearch] = useSearchParams()
  const who = search.get('who') ?? 'mine'
  const kind = search.get('kind') ?? ''
  const list = usePaged<DutyRow>(query('/api/duties', { who, kind, limit: 100 }))
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search)
    if (value) next.set(name, value)
    else next.delete(name)
    setSearch(next)
  }
  const choices = reaches(session)
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[]}
      aside={
        <ButtonLink look="secondary" reloadDocument download to="/api/duties.ics">
          {t.calendar}
        </ButtonLink>
      }
    >
      <div className="mb-8 grid max-w-2xl gap-4 sm:grid-cols-2">
        {choices.length > 1 && (
          <Select
            label={t.who}
            bare
            empty=""
            value={who}
            onValue={(next) => change('who', next === 'mine' ? '' : next)}
            options={choices}
          />
        )}
        <Select
          label={t.kind}
          bare
          empty={t.all}
          value={kind}
          onValue={(next) => change('kind', next)}
          options={Object.entries(dutyWords).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          {groups.map(([title, holds]) => {
            const rows = list.items.filter(holds)
            return (
              rows.length > 0 && (
                <Section key={title} title={title}>
                  <ul className="grid gap-3">
                    {rows.map((row) => (
                      <Duty key={`${row.kind}-${row.subject}`} row={row} />
                    ))}
                  </ul>
                </Section>
              )
            )
          })}
          <More shown={list.items.length} more={list.more} busy={list.loading} />
        </>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{kind ? t.noMatch : t.none}</Empty>
      )}
    </Page>
  )
}

function Duty({ row }: { row: DutyRow }) {
  const about = row.about || dutyWords[row.kind]
  const place = placeOf(row.subject, row.kind)
  return (
    <li
      className={`grid gap-x-6 gap-y-2 rounded-8 border bg-white p-4 md:grid-cols-[15rem_minmax(0,1fr)_auto] md:items-center ${
        row.overdue ? 'border-2 border-error-1' : 'border-solid-gray-420'
      }`}
    >
      <Deadline day={row.due} left={row.days_left} />
      <div className="min-w-0">
        <h3 className="text-std-16B-170">{about}</h3>
        <p>{row.text}</p>
        <p>{row.todo}</p>
        <p className="text-sm text-solid-gray-700">
          {t.owedBy}：{row.owed_by}
        </p>
        <ClauseLinks clauses={row.clauses} className="text-sm text-solid-gray-700" />
      </div>
      {place && (
        <ButtonLink look="secondary" to={place}>
          {t.go}
          <span className="sr-only">：{about}</span>
        </ButtonLink>
      )}
    </li>
  )
}
