import { usePaged, useQuery } from '../../api/hooks'
import type { CourseRow, Items, MyTraining, SessionRow } from '../../api/types'
import { isAdministrator, keepsContracts, useSession, useTown } from '../../session/session'
import { ButtonLink, TextLink } from '../../ui/button'
import { Chip, DataTable } from '../../ui/data'
import { DayText } from '../../ui/deadline'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { longDay } from '../../lib/dates'
import { Invitations } from './invitations'
import { Learners } from './learners'
import { Requirements } from './requirements'
import { sessionStateWords, trainingKindWords } from './words'

const t = {
  title: '研修',
  lead: '情報の取扱いを学び、その記録を残します。有効な研修がない人は、データの受け取りも入室もできません。',
  mine: '自分の研修',
  well: (day: string) => `研修は、${day}まで有効です。`,
  none: '研修を受けた記録がありません。',
  missing: (names: string) => `次の研修が要ります：${names}`,
  due: (day: string) => `${day}までに受けてください。下の「学べる研修」から始められます。`,
  soon: (day: string) => `${day}に有効期間が終わります。`,
  caption: '自分が受けた研修',
  course: '研修',
  kind: '種類',
  held: '受けた日',
  until: '有効な日',
  score: 'テスト',
  points: (n: number) => `${n}点`,
  valid: '有効',
  expired: '期限切れ',
  invitations: '研修の案内',
  firmInvitations: '自社の人への案内（返事待ち）',
  courses: '研修の一覧',
  coursesForFirm: '学べる研修',
  months: (n: number) => `${n}か月有効`,
  selfStudy: 'ページで学べる',
  sessionOnly: '開催に参加する',
  closed: '終わった研修',
  questions: (n: number) => `テスト${n}問`,
  minePassed: (day: string) => `${day}まで有効`,
  newCourse: '研修を登録する',
  noCourses: '研修がまだ登録されていません。',
  sessions: '研修の開催',
  sessionsCaption: '研修の開催の一覧',
  day: '開催の日',
  place: '場所',
  people: '呼んだ人・参加・出席',
  counts: (s: SessionRow) => `${s.invited}人・${s.accepted}人・${s.attended}人`,
  state: '状態',
  noSessions: '開催の予定はありません。',
}

export function TrainingPage() {
  const session = useSession()
  const firm = session.side === 'contractor'
  const keeps = keepsContracts(session)
  const seesPeople = !isAdministrator(session) && session.roles.some((r) => r !== 'worker' && r !== 'reception')
  const courses = usePaged<CourseRow>('/api/courses')
  const sessions = useQuery<Items<SessionRow>>('/api/training-sessions')
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[]}
      aside={keeps && <ButtonLink to="/training/courses/new">{t.newCourse}</ButtonLink>}
    >
      {firm && <Mine />}
      <Section title={firm ? t.coursesForFirm : t.courses}>
        <ErrorNotice error={courses.error} className="mb-4" />
        {courses.items.length > 0 ? (
          <ul className="grid gap-3 md:grid-cols-2">
            {courses.items.map((c) => (
              <li key={c.id} className="grid content-start gap-2 rounded-8 border border-solid-gray-420 bg-white p-4">
                <h3 className="text-std-17B-170">
                  <TextLink to={`/training/courses/${c.id}`}>{c.title}</TextLink>
                </h3>
                <p className="flex flex-wrap gap-2">
                  <Chip tone="blue">{trainingKindWords[c.kind]}</Chip>
                  {c.state === 'closed' ? (
                    <Chip tone="gray">{t.closed}</Chip>
                  ) : (
                    <Chip>{c.self_study ? t.selfStudy : t.sessionOnly}</Chip>
                  )}
                  {c.mine_until && <Chip tone="green">{t.minePassed(longDay(c.mine_until))}</Chip>}
                </p>
                {c.covers && <p>{c.covers}</p>}
                <p className="text-solid-gray-700">
                  {[t.months(c.months), c.questions > 0 && t.questions(c.questions), c.section_name]
                    .filter(Boolean)
                    .join('・')}
                </p>
              </li>
            ))}
          </ul>
        ) : (
          !courses.loading && !courses.error && <Empty>{t.noCourses}</Empty>
        )}
      </Section>
      <Section title={t.sessions}>
        <Load query={sessions}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>{t.noSessions}</Empty>
            ) : (
              <DataTable
                caption={t.sessionsCaption}
                rows={items}
                rowKey={(s) => s.id}
                columns={[
                  {
                    header: t.course,
                    main: true,
                    cell: (s) => <TextLink to={`/training/sessions/${s.id}`}>{s.course_title}</TextLink>,
                  },
                  { header: t.day, cell: (s) => <DayText day={s.held_on} /> },
                  { header: t.place, cell: (s) => `${s.hours}　${s.place}` },
                  { header: t.people, cell: (s) => t.counts(s) },
                  {
                    header: t.state,
                    bare: true,
                    cell: (s) => (
                      <Chip tone={s.state === 'planned' ? 'blue' : s.state === 'held' ? 'green' : 'gray'}>
                        {sessionStateWords[s.state]}
                      </Chip>
                    ),
                  },
                ]}
              />
            )
          }
        </Load>
      </Section>
      {seesPeople && <Learners />}
      <Requirements />
    </Page>
  )
}

function Mine() {
  const { town } = useTown()
  const mine = useQuery<MyTraining>('/api/my-training')
  return (
    <Load query={mine}>
      {(data) => {
        const until = data.trainings.reduce((max, one) => (one.valid_until > max ? one.valid_until : max), '')
        return (
          <>
            <Section title={t.mine}>
              {data.missing.length > 0 ? (
                <Notice kind="warning" title={t.missing(data.missing.join('、'))}>
                  {data.due && <p>{t.due(longDay(data.due))}</p>}
                </Notice>
              ) : until >= town.today ? (
                <Notice kind={data.due ? 'warning' : 'success'} title={t.well(longDay(until))}>
                  {data.due && <p>{t.soon(longDay(data.due))}</p>}
                </Notice>
              ) : (
                <Notice kind="info" title={t.none} />
              )}
              {data.trainings.length > 0 && (
                <div className="mt-4">
                  <DataTable
                    caption={t.caption}
                    rows={data.trainings}
                    rowKey={(one) => one.id}
                    columns={[
                      { header: t.course, main: true, cell: (one) => one.course },
                      { header: t.kind, cell: (one) => trainingKindWords[one.kind] },
                      { header: t.held, cell: (one) => <DayText day={one.held_on} /> },
                      { header: t.until, cell: (one) => <DayText day={one.valid_until} /> },
                      { header: t.score, cell: (one) => (one.score < 0 ? '―' : t.points(one.score)) },
                      {
                        header: t.state,
                        bare: true,
                        cell: (one) => (
                          <Chip tone={one.valid ? 'green' : 'gray'}>{one.valid ? t.valid : t.expired}</Chip>
                        ),
                      },
                    ]}
                  />
                </div>
              )}
            </Section>
            {data.invitations.length > 0 && (
              <Section title={t.invitations}>
                <Invitations items={data.invitations} onDone={mine.reload} />
              </Section>
            )}
            {data.of_my_people.length > 0 && (
              <Section title={t.firmInvitations}>
                <Invitations items={data.of_my_people} withNames onDone={mine.reload} />
              </Section>
            )}
          </>
        )
      }}
    </Load>
  )
}
