import { useQuery } from '../../api/hooks'
import type { HomeView, SessionView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { isAdministrator, mayApply, useSession, useTown } from '../../session/session'
import { ButtonLink, TextLink } from '../../ui/button'
import { Icon } from '../../ui/icons'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { breachWords } from '../breaches/words'
import { DutyItem } from '../duties/duty-item'
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
  duties: (all: number, overdue: number) =>
    all === 0 ? 'あなたがすること' : `あなたがすること（${all}件${overdue > 0 ? `、うち期限切れ${overdue}件` : ''}）`,
  dutiesLead: '期限を過ぎたものから、期限の近い順に並んでいます。終わると、自動で消えます。',
  noDuties: 'いま、期限のある仕事はありません。',
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

/** Of the duties; the others stand on their own page. */
const SHOWN = 10

export function HomePage() {
  const session = useSession()
  const { town } = useTown()
  const query = useQuery<HomeView>('/api/home', () => 60_000)
  return (
    <Page
      title={t.title}
      lead={t.today(session.name, longDay(town.today))}
      aside={
        <div className="flex flex-wrap gap-3 max-sm:w-full max-sm:flex-col">
          {mayApply(session) && <ButtonLink to="/passages/new">{t.apply}</ButtonLink>}
          <ButtonLink look="danger" to="/breaches/new" className="min-h-14 text-std-18B-160">
            <Icon name="warn" />
            {breachWords.report}
          </ButtonLink>
        </div>
      }
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
              title={t.duties(home.duties_all, home.duties_overdue)}
              lead={home.duties.length > 0 && t.dutiesLead}
              aside={!isAdministrator(session) && <TextLink to="/duties">{t.allDuties}</TextLink>}
            >
              {home.duties.length === 0 ? (
                <Empty>{t.noDuties}</Empty>
              ) : (
                <ul className="grid gap-3">
                  {home.duties.slice(0, SHOWN).map((duty) => (
                    <DutyItem key={`${duty.kind}-${duty.subject}`} row={duty} />
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
