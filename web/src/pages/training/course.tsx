import { useState } from 'react'
import { useParams } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { CourseView, Done } from '../../api/types'
import { addDays, longDay } from '../../lib/dates'
import { useSession, useTown } from '../../session/session'
import { Button, ButtonLink, ButtonRow, TextLink } from '../../ui/button'
import { Chip, DataTable, FactList } from '../../ui/data'
import { DayText } from '../../ui/deadline'
import { ConfirmDialog } from '../../ui/dialog'
import { DateField, TextField } from '../../ui/field'
import { Attached } from '../../ui/files'
import { BoxForm } from '../../ui/form'
import { Markup } from '../../ui/markup'
import { Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { useFaults } from '../../ui/use-form'
import { InviteDialog } from './invite'
import { sessionStateWords, trainingKindWords } from './words'

const t = {
  crumb: '研修',
  facts: 'この研修について',
  kind: '種類',
  covers: '学ぶこと',
  months: '有効な期間',
  monthsOf: (n: number) => `受けた日から${n}か月`,
  way: '受け方',
  selfStudy: 'ページで教材を読み、テストに合格する',
  sessionOnly: '開催に参加する',
  mark: '合格の点',
  markOf: (n: number, mark: number) => `${n}問のうち、${mark}％以上の正解`,
  withFirm: '相手の会社',
  owner: '受け持ち',
  mine: '自分の記録',
  mineUntil: (day: string) => `${day}まで有効`,
  material: '教材',
  files: '教材のファイル',
  attach: '教材のファイルを加える',
  attachHelp:
    'PDF、MP4の動画、PowerPoint、HTML。1つ500 MBまでです。動画はこのページで再生でき、ほかは保存して開きます。HTMLを、このページの中で動かすことはありません。',
  noMaterial: 'この研修の教材は、開催の場で配られます。',
  readAll: '教材を最後まで読んだら、テストに進んでください。',
  toTest: 'テストを受ける',
  finish: '学び終えたことを記録する',
  notNow: 'いまは、このページでは受けられません',
  sessions: '開催',
  sessionsCaption: 'この研修の開催',
  noSessions: '開催の予定はありません。',
  day: '開催の日',
  hours: '時間',
  place: '場所',
  state: '状態',
  plan: '開催を決める',
  invite: '従事者を呼ぶ（ページで学ぶ）',
  edit: '内容を直す',
  close: 'この研修を終わりにする',
  closeTitle: 'この研修を終わりにしますか',
  closeText: 'これから受けることはできなくなります。受けた人の記録は残り、期限まで有効です。',
  key: '問題と正解',
  right: '正解',
  heldOn: '開催の日',
  answerBy: '返事の期限',
  capacity: '定員',
  capacityHelp: '制限しないときは、0にします。',
  hoursHelp: '例：13:30から15:00まで',
  noHours: '時間を入れてください。',
  noPlace: '場所を入れてください。',
  badDay: '返事の期限は、開催の日までにしてください。',
  submit: '決める',
}

export function CoursePage() {
  const { id = '' } = useParams()
  const course = useQuery<CourseView>(`/api/courses/${id}`)
  return <Load query={course}>{(c) => <Course course={c} reload={course.reload} />}</Load>
}

function Course({ course: c, reload }: { course: CourseView; reload: () => void }) {
  const session = useSession()
  const { town } = useTown()
  const [open, setOpen] = useState<'plan' | 'invite' | 'close'>()
  const may = (act: CourseView['may'][number]) => c.may.includes(act)
  const done = () => {
    setOpen(undefined)
    reload()
  }
  const close = useAction(async () => {
    await send<Done>('POST', `/api/courses/${c.row.id}/close`)
    done()
  })
  return (
    <Page title={c.row.title} crumbs={[{ to: '/training', label: t.crumb }]}>
      {(may('keep_course') || (may('invite_to_training') && c.row.self_study)) && (
        <ButtonRow className="mb-6">
          {may('invite_to_training') && c.row.self_study && (
            <Button look="secondary" onClick={() => setOpen('invite')}>
              {t.invite}
            </Button>
          )}
          {may('keep_course') && (
            <ButtonLink look="secondary" to={`/training/courses/${c.row.id}/edit`}>
              {t.edit}
            </ButtonLink>
          )}
          {may('keep_course') && (
            <Button look="quiet" onClick={() => setOpen('close')}>
              {t.close}
            </Button>
          )}
        </ButtonRow>
      )}
      <Section title={t.facts}>
        <FactList
          lines={[
            [t.kind, trainingKindWords[c.row.kind]],
            c.row.covers && [t.covers, c.row.covers],
            [t.way, c.row.self_study ? t.selfStudy : t.sessionOnly],
            c.row.questions > 0 && [t.mark, t.markOf(c.row.questions, c.row.pass_mark)],
            [t.months, t.monthsOf(c.row.months)],
            c.contractor_name && [t.withFirm, c.contractor_name],
            c.row.section_name && [t.owner, c.row.section_name],
            c.row.mine_until && [
              t.mine,
              <Chip key="mine" tone={c.row.mine_until >= town.today ? 'green' : 'gray'}>
                {t.mineUntil(longDay(c.row.mine_until))}
              </Chip>,
            ],
          ]}
        />
      </Section>
      <Attached
        purpose="material"
        subject={c.row.id}
        title={t.files}
        accept=".pdf,.mp4,.m4v,.pptx,.html,.htm"
        label={t.attach}
        help={t.attachHelp}
        may={may('keep_course')}
      />
      <Section title={t.material}>
        {c.material.trim() ? <Markup source={c.material} /> : <Empty>{t.noMaterial}</Empty>}
        {c.may_learn ? (
          <div className="mt-6 grid gap-3">
            <p>{t.readAll}</p>
            <ButtonRow>
              <ButtonLink to={`/training/courses/${c.row.id}/test`}>
                {c.row.questions > 0 ? t.toTest : t.finish}
              </ButtonLink>
            </ButtonRow>
          </div>
        ) : (
          session.side === 'contractor' && (
            <Notice kind="info" title={t.notNow} className="mt-6">
              <p>{c.learn_not}</p>
            </Notice>
          )
        )}
      </Section>
      <Section
        title={t.sessions}
        aside={
          may('plan_session') &&
          open !== 'plan' && (
            <Button look="secondary" onClick={() => setOpen('plan')}>
              {t.plan}
            </Button>
          )
        }
      >
        {open === 'plan' && <Plan course={c} onDone={done} onCancel={() => setOpen(undefined)} />}
        {c.sessions.length === 0 ? (
          <Empty>{t.noSessions}</Empty>
        ) : (
          <DataTable
            caption={t.sessionsCaption}
            rows={c.sessions}
            rowKey={(s) => s.id}
            columns={[
              {
                header: t.day,
                main: true,
                cell: (s) => (
                  <TextLink to={`/training/sessions/${s.id}`}>
                    <DayText day={s.held_on} />
                  </TextLink>
                ),
              },
              { header: t.hours, cell: (s) => s.hours },
              { header: t.place, cell: (s) => s.place },
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
        )}
      </Section>
      {c.questions.length > 0 && (
        <Section title={t.key}>
          <ol className="grid list-decimal gap-4 pl-7">
            {c.questions.map((q) => (
              <li key={q.text}>
                <p className="font-bold">{q.text}</p>
                <ul className="list-disc pl-6">
                  {q.choices.map((choice, i) => (
                    <li key={choice}>
                      {choice} {q.right.includes(i) && <Chip tone="green">{t.right}</Chip>}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {open === 'invite' && <InviteDialog course={c.row.id} onClose={() => setOpen(undefined)} onDone={done} />}
      {open === 'close' && (
        <ConfirmDialog
          title={t.closeTitle}
          confirm={t.close}
          danger
          open
          onClose={() => setOpen(undefined)}
          onConfirm={() => void close.run()}
          busy={close.busy}
          error={close.error}
        >
          <p>{t.closeText}</p>
        </ConfirmDialog>
      )}
    </Page>
  )
}

function Plan({ course, onDone, onCancel }: { course: CourseView; onDone: () => void; onCancel: () => void }) {
  const session = useSession()
  const { town } = useTown()
  const [heldOn, setHeldOn] = useState(addDays(town.today, 30))
  const [answerBy, setAnswerBy] = useState(addDays(town.today, 14))
  const [hours, setHours] = useState('')
  const [place, setPlace] = useState('')
  const [capacity, setCapacity] = useState('0')
  const form = useFaults()
  const act = useAction(async () => {
    await send<Done>('POST', `/api/courses/${course.row.id}/sessions`, {
      section: session.section,
      held_on: heldOn,
      hours: hours.trim(),
      place: place.trim(),
      capacity: Number(capacity) || 0,
      answer_by: answerBy,
    })
    onDone()
  })
  return (
    <BoxForm
      id="plan-session"
      title={t.plan}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.submit}
      onCancel={onCancel}
      onSubmit={() =>
        form.check([
          ['session-hours', hours.trim() !== '', t.noHours],
          ['session-place', place.trim() !== '', t.noPlace],
          ['session-answer-by', answerBy !== '' && heldOn !== '' && answerBy <= heldOn, t.badDay],
        ]) && void act.run()
      }
    >
      <DateField label={t.heldOn} required value={heldOn} onValue={setHeldOn} />
      <TextField
        id="session-hours"
        label={t.hours}
        help={t.hoursHelp}
        required
        value={hours}
        onValue={setHours}
        error={form.of('session-hours')}
      />
      <TextField
        id="session-place"
        label={t.place}
        required
        value={place}
        onValue={setPlace}
        error={form.of('session-place')}
      />
      <DateField
        id="session-answer-by"
        label={t.answerBy}
        required
        value={answerBy}
        onValue={setAnswerBy}
        error={form.of('session-answer-by')}
      />
      <TextField
        label={t.capacity}
        help={t.capacityHelp}
        inputMode="numeric"
        value={capacity}
        onValue={setCapacity}
        className="max-w-40"
      />
    </BoxForm>
  )
}
