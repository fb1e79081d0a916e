import { useQuery } from '../../api/hooks'
import type { DutyView, HomeView, SessionView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { placeOf } from '../../lib/places'
import { dutyWords } from '../../lib/words'
import { isAdministrator, mayApply, useSession, useTown } from '../../session/session'
import { ButtonLink, TextLink } from '../../ui/button'
import { ClauseLinks } from '../../ui/clause-links'
import { Deadline } from '../../ui/deadline'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { CustodyTable } from '../custody/custodies'
import { PassageTable } from '../passage/passage-table'
import { StoppedList } from './stopped'

const t = {
  title: 'ホーム',
  today: (name: string, day: string) => `${name}さん、今日は${day}です。`,
  apply: '新しく申請する',
  approvals: (n: number) => `あなたの承認を待っている申請（${n}件）`,
  approvalsCaption: 'あなたの承認を待っている申請',
  collect: (n: number) => `あなたが受け取れるデータ（${n}件）`,
  collectLead: '開いて「データを受け取る」を押してください。受け取ったら、受領証を出してください。',
  collectCaption: 'あなたが受け取れるデータ',
  duties: 'あなたがすること',
  dutiesLead: '期限の近いものから並んでいます。終わると、自動で消えます。',
  noDuties: 'いま、期限のある仕事はありません。',
  go: '開く',
  allDuties: 'やることをすべて見る',
  out: '今、外に出ているデータ',
  outLead: '受け取った人が持っていて、まだ返却も消去もされていないものです。',
  outCaption: '外に出ているデータ',
  noOut: '外に出ているデータはありません。',
  mine: 'あなたに関係する申請',
  mineCaption: 'あなたに関係する申請',
  noMine: 'あなたに関係する申請は、まだありません。',
  all: '通過の一覧をすべて見る',
  stopped: '最近、止められたこと',
  stoppedLead: '決まりを通らず、行われなかった操作です。止まったことも記録に残ります。',
  administrator:
    '職員の登録は「課と職員」、サインインできる人の登録や停止は「利用者」から行います。運用担当は、預かったデータを見ることも、承認することもできません。',
  accounts: '利用者を開く',
}

const byDate = (a: DutyView, b: DutyView) =>
  Number(b.overdue) - Number(a.overdue) || a.due.localeCompare(b.due) || a.subject.localeCompare(b.subject)

export function HomePage() {
  const session = useSession()
  const { town } = useTown()
  const query = useQuery<HomeView>('/api/home', () => 60_000)
  return (
    <Page
      title={t.title}
      lead={t.today(session.name, longDay(town.today))}
      aside={mayApply(session) && <ButtonLink to="/passages/new">{t.apply}</ButtonLink>}
    >
      {isAdministrator(session) && (
        <div className="mb-8 rounded-8 bg-solid-gray-50 p-5">
          <p className="mb-3">{t.administrator}</p>
          <ButtonLink look="secondary" to="/accounts">
            {t.accounts}
          </ButtonLink>
        </div>
      )}
      <Load query={query}>
        {(home) => (
          <>
            {home.approvals.length > 0 && (
              <Section title={t.approvals(home.approvals.length)}>
                <PassageTable caption={t.approvalsCaption} rows={home.approvals} />
              </Section>
            )}
            {toCollect(home, session).length > 0 && (
              <Section title={t.collect(toCollect(home, session).length)} lead={t.collectLead}>
                <PassageTable caption={t.collectCaption} rows={toCollect(home, session)} />
              </Section>
            )}
            <Section
              title={t.duties}
              lead={home.duties.length > 0 && t.dutiesLead}
              aside={!isAdministrator(session) && <TextLink to="/duties">{t.allDuties}</TextLink>}
            >
              {home.duties.length === 0 ? (
                <Empty>{t.noDuties}</Empty>
              ) : (
                <ul className="grid gap-3">
                  {[...home.duties].sort(byDate).map((duty) => (
                    <Duty key={`${duty.kind}-${duty.subject}`} duty={duty} about={aboutOf(home, duty.subject)} />
                  ))}
                </ul>
              )}
            </Section>
            {(home.out.length > 0 || session.side === 'town') && !isAdministrator(session) && (
              <Section title={t.out} lead={home.out.length > 0 && t.outLead}>
                {home.out.length === 0 ? (
                  <Empty>{t.noOut}</Empty>
                ) : (
                  <CustodyTable rows={home.out} caption={t.outCaption} />
                )}
              </Section>
            )}
            {!isAdministrator(session) && (
              <Section title={t.mine} aside={<TextLink to="/passages">{t.all}</TextLink>}>
                {home.mine.length === 0 ? (
                  <Empty>{t.noMine}</Empty>
                ) : (
                  <PassageTable caption={t.mineCaption} rows={home.mine.slice(0, 10)} />
                )}
              </Section>
            )}
            {home.stopped.length > 0 && (
              <Section title={t.stopped} lead={t.stoppedLead}>
                <StoppedList items={home.stopped} />
              </Section>
            )}
          </>
        )}
      </Load>
    </Page>
  )
}

/** Approved and addressed to this person; whether it may be taken now is answered where it is opened. */
function toCollect(home: HomeView, session: SessionView) {
  if (session.side !== 'contractor') return []
  return home.mine.filter(
    (row) => row.state === 'approved' && row.recipient_name === session.name && row.recipient_firm === session.place,
  )
}

/** What the duty is about, in the words of the rows that are on this page anyway. */
function aboutOf(home: HomeView, subject: string): string {
  const passage = [...home.approvals, ...home.mine].find((row) => row.id === subject)
  const held = home.out.find((row) => row.id === subject)
  return passage ? passage.purpose : held ? `${held.asset_name}（${held.holder_name}）` : ''
}

function Duty({ duty, about }: { duty: DutyView; about: string }) {
  return (
    <li
      className={`grid gap-x-6 gap-y-2 rounded-8 border bg-white p-4 md:grid-cols-[max-content_minmax(0,1fr)_auto] md:items-center ${
        duty.overdue ? 'border-2 border-error-1' : 'border-solid-gray-420'
      }`}
    >
      <Deadline day={duty.due} left={duty.days_left} />
      <div className="min-w-0">
        <h3 className="text-std-16B-170">{about || duty.text || dutyWords[duty.kind]}</h3>
        {about && <p>{duty.text}</p>}
        {duty.todo && <p>{duty.todo}</p>}
        <ClauseLinks clauses={duty.clauses} className="text-sm text-solid-gray-700" />
      </div>
      <ButtonLink look="secondary" to={placeOf(duty.subject, duty.kind) ?? '/passages'}>
        {t.go}
        <span className="sr-only">：{about || duty.text || dutyWords[duty.kind]}</span>
      </ButtonLink>
    </li>
  )
}
