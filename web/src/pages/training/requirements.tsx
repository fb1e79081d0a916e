import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { CourseRow, Done, EngagementRow, Items, RequirementView } from '../../api/types'
import { addDays } from '../../lib/dates'
import { keepsContracts, useSession, useTown } from '../../session/session'
import { Button } from '../../ui/button'
import { Chip, DataTable } from '../../ui/data'
import { DayText } from '../../ui/deadline'
import { Checkbox, DateField, Select, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { ErrorNotice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { useFaults } from '../../ui/use-form'
import { trainingKindWords } from './words'

type Kind = keyof typeof trainingKindWords

const t = {
  title: '要る研修の決まり',
  lead: '重要な情報を扱う人には、いつも「団体の研修」か「合同の研修」が要ります。ほかに要るものを、ここで決めます。',
  caption: '要る研修の決まりの一覧',
  what: '要る研修',
  whom: 'だれに',
  all: 'すべての委託契約',
  important: '（重要な情報を扱うときだけ）',
  from: '始まる日',
  reason: '理由',
  state: '状態',
  inForce: '有効',
  coming: 'これから',
  end: '終わりにする',
  or: 'または',
  add: '要る研修を決める',
  engagement: '委託契約',
  kind: '研修の種類',
  course: '研修',
  byKind: '種類で決める',
  importantOnly: '重要な情報を扱うときだけ',
  starts: '始まる日',
  startsHelp: '受ける時間を取れるように、先の日にします。この日から、受けていない人は止まります。',
  submit: '決める',
  noWhat: '研修の種類か、研修を選んでください。',
  noReason: '理由を書いてください。',
}

export function Requirements() {
  const session = useSession()
  const list = useQuery<Items<RequirementView>>('/api/training-requirements')
  const [adding, setAdding] = useState(false)
  const keeps = keepsContracts(session)
  const end = useAction(async (id: string) => {
    await send<Done>('POST', `/api/training-requirements/${id}/end`)
    list.reload()
  })
  const items = list.data?.items ?? []
  return (
    <Section
      title={t.title}
      lead={t.lead}
      aside={
        keeps &&
        !adding && (
          <Button look="secondary" onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        )
      }
    >
      {adding && (
        <NewRequirement
          onDone={() => {
            setAdding(false)
            list.reload()
          }}
          onCancel={() => setAdding(false)}
        />
      )}
      <ErrorNotice error={list.error ?? end.error} className="mb-4" />
      {items.length > 0 && (
        <DataTable
          caption={t.caption}
          rows={items}
          rowKey={(r) => r.id}
          columns={[
            {
              header: t.what,
              main: true,
              cell: (r) => r.course_title || r.requirement.kinds.map((k) => trainingKindWords[k]).join(t.or),
            },
            {
              header: t.whom,
              cell: (r) => (r.engagement_title || t.all) + (r.requirement.important_only ? t.important : ''),
            },
            { header: t.from, cell: (r) => <DayText day={r.requirement.starts} /> },
            { header: t.reason, cell: (r) => r.requirement.reason },
            {
              header: t.state,
              bare: true,
              cell: (r) => (
                <span className="flex flex-wrap items-center gap-2">
                  <Chip tone={r.in_force ? 'green' : 'blue'}>{r.in_force ? t.inForce : t.coming}</Chip>
                  {keeps && (
                    <Button look="quiet" busy={end.busy} onClick={() => void end.run(r.id)}>
                      {t.end}
                    </Button>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}

function NewRequirement({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const { town } = useTown()
  const engagements = useQuery<Items<EngagementRow>>('/api/engagements')
  const courses = useQuery<Items<CourseRow>>('/api/courses')
  const [engagement, setEngagement] = useState('')
  const [kind, setKind] = useState<Kind | ''>('drill')
  const [course, setCourse] = useState('')
  const [important, setImportant] = useState(false)
  const [starts, setStarts] = useState(addDays(town.today, 30))
  const [reason, setReason] = useState('')
  const form = useFaults()
  const act = useAction(async () => {
    await send<Done>('POST', '/api/training-requirements', {
      engagement,
      important_only: important,
      kinds: course || !kind ? [] : [kind],
      course,
      starts,
      reason: reason.trim(),
    })
    onDone()
  })
  return (
    <BoxForm
      id="new-requirement"
      title={t.add}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.submit}
      onCancel={onCancel}
      onSubmit={() =>
        form.check([
          ['requirement-course', course !== '' || kind !== '', t.noWhat],
          ['requirement-reason', reason.trim() !== '', t.noReason],
        ]) && void act.run()
      }
    >
      <Select
        label={t.engagement}
        empty={t.all}
        value={engagement}
        onValue={setEngagement}
        options={(engagements.data?.items ?? []).filter((e) => e.active).map((e) => ({ value: e.id, label: e.title }))}
      />
      <Select
        id="requirement-course"
        label={t.course}
        empty={t.byKind}
        value={course}
        onValue={setCourse}
        error={form.of('requirement-course')}
        options={(courses.data?.items ?? [])
          .filter((c) => c.state === 'open')
          .map((c) => ({ value: c.id, label: c.title }))}
      />
      {!course && (
        <Select
          label={t.kind}
          value={kind}
          onValue={(k) => setKind(k as Kind | '')}
          options={Object.entries(trainingKindWords).map(([value, label]) => ({ value, label }))}
        />
      )}
      <Checkbox label={t.importantOnly} checked={important} onChecked={setImportant} />
      <DateField label={t.starts} help={t.startsHelp} required value={starts} onValue={setStarts} />
      <TextField
        id="requirement-reason"
        label={t.reason}
        required
        value={reason}
        onValue={setReason}
        error={form.of('requirement-reason')}
      />
    </BoxForm>
  )
}
