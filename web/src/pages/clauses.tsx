import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { useQuery } from '../api/hooks'
import type { ClauseView, Items } from '../api/types'
import { eventWords } from '../lib/events'
import { count } from '../lib/numbers'
import { ruleWords } from '../lib/rules'
import { clauseGroupWords, clauseKindWords, dutyWords, word } from '../lib/words'
import { Chip } from '../ui/data'
import { TextField } from '../ui/field'
import { Page, Section } from '../ui/page'
import { Empty, Load } from '../ui/states'

const t = {
  title: '条項',
  lead: '国のガイドラインとチェックシートの条項を、この仕組みがどう守らせているかの一覧です。',
  find: '条項を探す',
  findHelp: '番号やことばで探せます（例：再委託、R-1b）',
  none: 'あてはまる条項がありません。',
  kinds: '守らせ方',
  by: '守らせているもの',
  today: {
    rule: (n: number) => `止めたのは${count(n)}回`,
    duty: (n: number) => `いま${count(n)}件`,
    record: (n: number) => `${count(n)}件`,
  } as Record<string, (n: number) => string>,
  planned: 'これから加わるもの',
  summary: (done: number, all: number) =>
    `${all}の条項のうち、${done}をいま守らせています。残りは、これから加わる理由を書いてあります。`,
  rule: '止める決まり',
  duty: '期限の仕事',
  record: '記録',
  report: '書類・画面',
  guide: '案内',
  scenario: '事故の再現で確かめること',
}

const practiceKinds: Record<string, string> = {
  rule: t.rule,
  duty: t.duty,
  record: t.record,
  report: t.report,
  guide: t.guide,
  scenario: t.scenario,
}
const otherPractices: Record<string, string> = {
  clauses: 'この一覧',
  erasure_certificate: '消去証明書',
  disposal_certificate: '廃棄証明書',
  audit_report: '監査報告書',
  receipt: '受領証',
  operations: '運用の手引き',
  incident_replay: '事故と同じ流れを通し、止まることを確かめる',
}

function practiceName(kind: string, id: string): string {
  if (kind === 'rule') return word(ruleWords, id)
  if (kind === 'duty') return word(dutyWords, id)
  if (kind === 'record') return word(eventWords, id)
  return word(otherPractices, id)
}

export function ClausesPage() {
  const query = useQuery<Items<ClauseView>>('/api/clauses')
  const [find, setFind] = useState('')
  return (
    <Page title={t.title} lead={t.lead} crumbs={[]}>
      <Load query={query}>
        {({ items }) => {
          const wanted = find.trim().toLowerCase()
          const shown = items.filter(({ clause }) =>
            `${clause.id} ${clause.place} ${clause.text_ja}`.toLowerCase().includes(wanted),
          )
          const groups = [...new Set(shown.map(({ clause }) => clause.group))]
          const done = items.filter(({ clause }) => !clause.planned).length
          return (
            <>
              <p className="mb-4">{t.summary(done, items.length)}</p>
              <div className="mb-8 max-w-xl">
                <TextField label={t.find} help={t.findHelp} bare type="search" value={find} onValue={setFind} />
              </div>
              {shown.length === 0 && <Empty>{t.none}</Empty>}
              {groups.map((group) => (
                <Section key={group} title={word(clauseGroupWords, group)}>
                  <ul className="grid gap-3">
                    {shown
                      .filter(({ clause }) => clause.group === group)
                      .map((view) => (
                        <Clause key={view.clause.id} view={view} />
                      ))}
                  </ul>
                </Section>
              ))}
            </>
          )
        }}
      </Load>
    </Page>
  )
}

function Clause({ view }: { view: ClauseView }) {
  const { clause, today } = view
  const { hash } = useLocation()
  const here = decodeURIComponent(hash.slice(1)) === clause.id
  // the list arrives after the page, so the browser has not found the place by itself
  useEffect(() => {
    if (here) document.getElementById(clause.id)?.scrollIntoView({ block: 'start' })
  }, [here, clause.id])
  const kinds = [...new Set(clause.practices.map((p) => p.kind))]
  return (
    <li
      id={clause.id}
      className={`scroll-mt-4 rounded-8 border p-4 ${here ? 'border-2 border-key-900 bg-key-50' : 'border-solid-gray-420'}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-std-18B-160">{clause.id}</h3>
        <span className="text-sm text-solid-gray-700">{clause.place}</span>
        {clause.kinds.map((kind) => (
          <Chip key={kind}>{clauseKindWords[kind]}</Chip>
        ))}
        {clause.planned && <Chip tone="yellow">{t.planned}</Chip>}
      </div>
      <p className="mt-1">{clause.text_ja}</p>
      {clause.planned && <p className="mt-2 border-l-4 border-yellow-1000 pl-3">{clause.planned}</p>}
      {kinds.length > 0 && (
        <dl className="mt-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[10rem_1fr]">
          {kinds.map((kind) => (
            <div key={kind} className="contents">
              <dt className="font-bold">{practiceKinds[kind] ?? kind}</dt>
              <dd>
                {clause.practices
                  .filter((p) => p.kind === kind)
                  .map((p) => {
                    const n = today[p.id]
                    return (
                      practiceName(p.kind, p.id) +
                      (n === undefined || !t.today[p.kind] ? '' : `（${t.today[p.kind]?.(n)}）`)
                    )
                  })
                  .join('、')}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}
