import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { components } from '../../api/schema'
import type { ContractorView, CourseView, Done, Items } from '../../api/types'
import { useSession } from '../../session/session'
import { Button } from '../../ui/button'
import { Checkbox, Choices, Select, TextArea, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { Markup } from '../../ui/markup'
import { Page } from '../../ui/page'
import { Load } from '../../ui/states'
import { useFaults } from '../../ui/use-form'
import { QuestionFields } from './question-fields'
import { policyCourse } from './template'
import { trainingKindWords } from './words'

type CourseInput = components['schemas']['CourseInput']

const t = {
  crumb: '研修',
  newTitle: '研修を登録する',
  editTitle: '研修の内容を直す',
  editLead: '直すと、それから受ける人に新しい教材と問題が出ます。受け終えた人の記録は変わりません。',
  template: 'ひな型を読み込む（委託事業者向けのポリシー研修）',
  title: '研修の名前',
  kind: '種類',
  kindHelp: {
    own: '団体が主催する研修。重要な情報を扱う人には、これか合同の研修が要ります。',
    joint: '団体と委託事業者が、いっしょに行う研修',
    drill: '事故が起きたときなどの訓練',
    contractor: '委託事業者が自ら行う研修',
  } satisfies Record<keyof typeof trainingKindWords, string>,
  contractor: '相手の会社',
  everyFirm: 'すべての会社',
  covers: '学ぶこと',
  months: '有効な月数',
  monthsHelp: '1年に1回程度の受講が求められています。',
  mark: '合格の点（％）',
  selfStudy: 'ページで学んで終えられる',
  selfStudyHelp: '印を外すと、開催に出席した人だけがテストを受けられます。',
  material: '教材',
  materialHelp: '見出しは「# 」、箇条書きは「- 」で始めます。**太字**も使えます。',
  preview: '教材の見え方',
  submit: '登録する',
  save: '直した内容にする',
  noTitle: '名前を入れてください。',
  badMonths: '1から36までにしてください。',
  badMark: '1から100までにしてください。',
  noMaterial: 'ページで学ぶ研修には、教材を入れてください。',
  badQuestions: '問題文・選択肢（2つ以上）・正解を、すべての問題に入れてください。',
}

export function NewCoursePage() {
  const session = useSession()
  return (
    <CourseForm
      start={{
        section: session.section,
        kind: 'own',
        title: '',
        covers: '',
        contractor: '',
        months: 12,
        pass_mark: 80,
        self_study: true,
        material: '',
        questions: [],
      }}
    />
  )
}

export function EditCoursePage() {
  const { id = '' } = useParams()
  const course = useQuery<CourseView>(`/api/courses/${id}`)
  return (
    <Load query={course}>
      {(c) => (
        <CourseForm
          id={id}
          start={{
            section: c.section,
            kind: c.row.kind,
            title: c.row.title,
            covers: c.row.covers,
            contractor: c.contractor,
            months: c.row.months,
            pass_mark: c.row.pass_mark,
            self_study: c.row.self_study,
            material: c.material,
            questions: c.questions,
          }}
        />
      )}
    </Load>
  )
}

function CourseForm({ id, start }: { id?: string; start: CourseInput }) {
  const navigate = useNavigate()
  const contractors = useQuery<Items<ContractorView>>('/api/contractors')
  const [input, setInput] = useState(start)
  const [months, setMonths] = useState(String(start.months))
  const [mark, setMark] = useState(String(start.pass_mark))
  const set = (change: Partial<CourseInput>) => setInput({ ...input, ...change })
  const form = useFaults()
  const act = useAction(async () => {
    const body = {
      ...input,
      title: input.title.trim(),
      contractor: input.kind === 'own' ? '' : input.contractor,
      months: Number(months),
      pass_mark: Number(mark),
    }
    const made = id
      ? await send<Done>('PUT', `/api/courses/${id}`, body)
      : await send<Done>('POST', '/api/courses', body)
    void navigate(`/training/courses/${made.id}`)
  })
  const between = (text: string, least: number, most: number) =>
    /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most
  return (
    <Page
      title={id ? t.editTitle : t.newTitle}
      lead={id && t.editLead}
      crumbs={[{ to: '/training', label: t.crumb }]}
      aside={
        !id && (
          <Button look="secondary" onClick={() => set(policyCourse)}>
            {t.template}
          </Button>
        )
      }
    >
      <BoxForm
        id="course"
        title={id ? t.editTitle : t.newTitle}
        {...form}
        error={act.error}
        busy={act.busy}
        submit={id ? t.save : t.submit}
        onCancel={() => void navigate(id ? `/training/courses/${id}` : '/training')}
        onSubmit={() =>
          form.check([
            ['course-title', input.title.trim() !== '', t.noTitle],
            ['course-months', between(months, 1, 36), t.badMonths],
            ['course-mark', between(mark, 1, 100), t.badMark],
            ['course-material', !input.self_study || input.material.trim() !== '', t.noMaterial],
            [
              'course-questions',
              input.questions.every(
                (q) => q.text.trim() && q.choices.length > 1 && q.choices.every((c) => c.trim()) && q.right.length > 0,
              ),
              t.badQuestions,
            ],
          ]) && void act.run()
        }
      >
        <TextField
          id="course-title"
          label={t.title}
          required
          value={input.title}
          onValue={(title) => set({ title })}
          error={form.of('course-title')}
        />
        <Choices
          legend={t.kind}
          name="course-kind"
          required
          value={input.kind}
          onValue={(kind) => set({ kind: kind as CourseInput['kind'] })}
          choices={(Object.keys(trainingKindWords) as CourseInput['kind'][]).map((kind) => ({
            value: kind,
            label: trainingKindWords[kind],
            help: t.kindHelp[kind],
          }))}
        />
        {input.kind !== 'own' && (
          <Select
            label={t.contractor}
            empty={t.everyFirm}
            value={input.contractor}
            onValue={(contractor) => set({ contractor })}
            options={(contractors.data?.items ?? []).map((f) => ({ value: f.id, label: f.name }))}
          />
        )}
        <TextArea label={t.covers} value={input.covers} onValue={(covers) => set({ covers })} />
        <div className="grid gap-6 sm:grid-cols-2">
          <TextField
            id="course-months"
            label={t.months}
            help={t.monthsHelp}
            required
            inputMode="numeric"
            value={months}
            onValue={setMonths}
            error={form.of('course-months')}
          />
          <TextField
            id="course-mark"
            label={t.mark}
            required
            inputMode="numeric"
            value={mark}
            onValue={setMark}
            error={form.of('course-mark')}
          />
        </div>
        <Checkbox
          label={t.selfStudy}
          help={t.selfStudyHelp}
          checked={input.self_study}
          onChecked={(self_study) => set({ self_study })}
        />
        <TextArea
          id="course-material"
          label={t.material}
          help={t.materialHelp}
          rows={14}
          value={input.material}
          onValue={(material) => set({ material })}
          error={form.of('course-material')}
        />
        {input.material.trim() && (
          <details className="rounded-8 border border-solid-gray-420 p-4">
            <summary className="min-h-11 cursor-pointer font-bold">{t.preview}</summary>
            <Markup source={input.material} />
          </details>
        )}
        <QuestionFields
          questions={input.questions}
          error={form.of('course-questions')}
          onChange={(questions) => set({ questions })}
        />
      </BoxForm>
    </Page>
  )
}
