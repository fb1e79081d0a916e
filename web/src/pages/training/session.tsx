import { useState } from 'react'
import { useParams } from 'react-router'
import { query, send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, Items, LearnerRow, TrainingSessionView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { useTown } from '../../session/session'
import { Button, ButtonRow, TextLink } from '../../ui/button'
import { Chip, FactList } from '../../ui/data'
import { ConfirmDialog } from '../../ui/dialog'
import { Checkbox, Select, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { Invitations } from './invitations'
import { InviteDialog } from './invite'
import { sessionStateWords } from './words'

const t = {
  crumb: '研修',
  title: (course: string, day: string) => `${course}（${day}）`,
  facts: 'この開催について',
  course: '研修',
  day: '開催の日',
  place: '場所',
  owner: '受け持ち',
  answerBy: '返事の期限',
  capacity: '定員',
  people: (n: number) => (n > 0 ? `${n}人` : '制限なし'),
  state: '状態',
  invite: '従事者を呼ぶ',
  cancel: '取りやめる',
  cancelTitle: 'この開催を取りやめますか',
  cancelText: '呼ばれた人の案内も終わります。',
  attendance: '出席を記録する',
  attendanceText: '来た人に印を付けてください。記録は一度だけです。あとから直すときは、別の開催として記録します。',
  attendanceTest: 'その場で紙のテストをしたときは、点を入れてください。入れない人は、ページでテストを受けます。',
  noTest: '印を付けた人は、この研修を受けたことになります。',
  score: (name: string) => `${name}さんの点（％）`,
  also: '呼んでいない人を加える',
  pick: '選んでください',
  noneChosen: '1人以上に印を付けてください。',
  record: '記録する',
  invited: '呼んだ人',
  nobody: 'まだだれも呼んでいません。',
}

export function SessionPage() {
  const { id = '' } = useParams()
  const { town } = useTown()
  const query = useQuery<TrainingSessionView>(`/api/training-sessions/${id}`)
  const [open, setOpen] = useState<'invite' | 'cancel' | 'attendance'>()
  const done = () => {
    setOpen(undefined)
    query.reload()
  }
  const cancel = useAction(async () => {
    await send<Done>('POST', `/api/training-sessions/${id}/cancel`)
    done()
  })
  return (
    <Load query={query}>
      {(s) => {
        const may = (act: TrainingSessionView['may'][number]) => s.may.includes(act)
        return (
          <Page
            title={t.title(s.row.course_title, longDay(s.row.held_on))}
            crumbs={[{ to: '/training', label: t.crumb }]}
          >
            {s.may.length > 0 && open !== 'attendance' && (
              <ButtonRow className="mb-6">
                {may('record_attendance') && s.row.held_on <= town.today && (
                  <Button onClick={() => setOpen('attendance')}>{t.attendance}</Button>
                )}
                {may('invite_to_training') && (
                  <Button look="secondary" onClick={() => setOpen('invite')}>
                    {t.invite}
                  </Button>
                )}
                {may('plan_session') && (
                  <Button look="quiet" onClick={() => setOpen('cancel')}>
                    {t.cancel}
                  </Button>
                )}
              </ButtonRow>
            )}
            {open === 'attendance' && <Attendance session={s} onDone={done} onCancel={() => setOpen(undefined)} />}
            <Section title={t.facts}>
              <FactList
                lines={[
                  [
                    t.course,
                    <TextLink key="course" to={`/training/courses/${s.row.course}`}>
                      {s.row.course_title}
                    </TextLink>,
                  ],
                  [t.day, `${longDay(s.row.held_on)}　${s.row.hours}`],
                  [t.place, s.row.place],
                  s.section_name && [t.owner, s.section_name],
                  [t.answerBy, longDay(s.row.answer_by)],
                  [t.capacity, t.people(s.row.capacity)],
                  [
                    t.state,
                    <Chip key="state" tone={s.row.state === 'planned' ? 'blue' : 'plain'}>
                      {sessionStateWords[s.row.state]}
                    </Chip>,
                  ],
                ]}
              />
            </Section>
            <Section title={t.invited}>
              {s.invitations.length > 0 ? (
                <Invitations items={s.invitations} withNames onDone={query.reload} />
              ) : (
                <Empty>{t.nobody}</Empty>
              )}
            </Section>
            {open === 'invite' && (
              <InviteDialog course={s.row.course} session={id} onClose={() => setOpen(undefined)} onDone={done} />
            )}
            {open === 'cancel' && (
              <ConfirmDialog
                title={t.cancelTitle}
                confirm={t.cancel}
                danger
                open
                onClose={() => setOpen(undefined)}
                onConfirm={() => void cancel.run()}
                busy={cancel.busy}
                error={cancel.error}
              >
                <p>{t.cancelText}</p>
              </ConfirmDialog>
            )}
          </Page>
        )
      }}
    </Load>
  )
}

function Attendance({
  session: s,
  onDone,
  onCancel,
}: {
  session: TrainingSessionView
  onDone: () => void
  onCancel: () => void
}) {
  const others = useQuery<Items<LearnerRow>>(query('/api/learners', { limit: 200 }))
  const [people, setPeople] = useState<{ id: string; name: string; firm: string }[]>(() =>
    s.invitations.map((i) => ({ id: i.worker, name: i.worker_name, firm: i.contractor_name })),
  )
  const [present, setPresent] = useState<string[]>(() =>
    s.invitations.filter((i) => i.answer === 'accepted').map((i) => i.worker),
  )
  const [scores, setScores] = useState<Record<string, string>>({})
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    await send<Done>('POST', `/api/training-sessions/${s.row.id}/attendance`, {
      present: present.map((worker) =>
        scores[worker]?.trim() ? { worker, score: Number(scores[worker]) } : { worker },
      ),
    })
    onDone()
  })
  return (
    <BoxForm
      id="attendance"
      title={t.attendance}
      faults={tried && present.length === 0 ? [{ id: 'present', text: t.noneChosen }] : []}
      turn={tried ? 1 : 0}
      error={act.error}
      busy={act.busy}
      submit={t.record}
      onCancel={onCancel}
      onSubmit={() => {
        setTried(true)
        if (present.length > 0) void act.run()
      }}
    >
      <p>{t.attendanceText}</p>
      <p>{s.has_test ? t.attendanceTest : t.noTest}</p>
      <div id="present" className="grid gap-2">
        {people.map((p) => (
          <div key={p.id}>
            <Checkbox
              label={`${p.name}（${p.firm}）`}
              checked={present.includes(p.id)}
              onChecked={(on) => setPresent(on ? [...present, p.id] : present.filter((id) => id !== p.id))}
            />
            {s.has_test && present.includes(p.id) && (
              <TextField
                label={t.score(p.name)}
                bare
                inputMode="numeric"
                value={scores[p.id] ?? ''}
                onValue={(score) => setScores({ ...scores, [p.id]: score })}
                className="max-w-40"
              />
            )}
          </div>
        ))}
      </div>
      <Select
        label={t.also}
        bare
        empty={t.pick}
        value=""
        onValue={(id) => {
          const found = others.data?.items.find((p) => p.worker === id)
          if (!found) return
          setPeople([...people, { id, name: found.name, firm: found.contractor_name }])
          setPresent([...present, id])
        }}
        options={(others.data?.items ?? [])
          .filter((p) => !people.some((one) => one.id === p.worker))
          .map((p) => ({ value: p.worker, label: `${p.name}（${p.contractor_name}）` }))}
      />
    </BoxForm>
  )
}
