import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged } from '../../api/hooks'
import type { DutyRow, SessionView } from '../../api/types'
import { isMonth, monthOf } from '../../lib/months'
import { dutyWords } from '../../lib/words'
import { useTown, useSession } from '../../session/session'
import { Button, ButtonLink } from '../../ui/button'
import { More } from '../../ui/data'
import { Select } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'
import { DutyCalendar } from './calendar'
import { Delegations } from './delegate'
import { DutyItem } from './duty-item'

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
  look: '見方',
  asList: '一覧で見る',
  asMonth: 'カレンダーで見る',
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
  const { town } = useTown()
  const [search, setSearch] = useSearchParams()
  const who = search.get('who') ?? 'mine'
  const kind = search.get('kind') ?? ''
  const month = search.get('month') ?? ''
  // counts up when something was handed on, so that all that is shown is read again
  const [turn, setTurn] = useState(0)
  const changed = () => setTurn(turn + 1)
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
        {!month && (
          <Select
            label={t.kind}
            bare
            empty={t.all}
            value={kind}
            onValue={(next) => change('kind', next)}
            options={Object.entries(dutyWords).map(([value, label]) => ({ value, label }))}
          />
        )}
      </div>
      <div role="group" aria-label={t.look} className="mb-6 flex flex-wrap gap-2">
        <Button look={month ? 'secondary' : 'primary'} aria-pressed={!month} onClick={() => change('month', '')}>
          {t.asList}
        </Button>
        <Button
          look={month ? 'primary' : 'secondary'}
          aria-pressed={!!month}
          onClick={() => change('month', monthOf(town.today))}
        >
          {t.asMonth}
        </Button>
      </div>
      {isMonth(month) ? (
        <DutyCalendar
          who={who}
          month={month}
          key={`month-${turn}`}
          day={search.get('day') ?? ''}
          onMonth={(next) => change('month', next)}
          onDay={(next) => change('day', next)}
          onChange={changed}
        />
      ) : (
        <DutyList key={`list-${turn}`} who={who} kind={kind} onChange={changed} />
      )}
      <Delegations key={`handed-${turn}`} onChange={changed} />
    </Page>
  )
}

function DutyList({ who, kind, onChange }: { who: string; kind: string; onChange: () => void }) {
  const list = usePaged<DutyRow>(query('/api/duties', { who, kind, limit: 100 }))
  return (
    <>
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
                      <DutyItem key={`${row.kind}-${row.subject}`} row={row} onChange={onChange} />
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
    </>
  )
}
