import { useState } from 'react'
import { useParams } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { TestResult, TestView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { Checkbox, Choices, FieldError } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Load } from '../../ui/states'

const t = {
  crumb: '研修',
  title: (name: string) => `テスト：${name}`,
  finishTitle: (name: string) => `学び終えた記録：${name}`,
  lead: (n: number, mark: number, left: number) =>
    `${n}問です。${mark}％以上の正解で合格です。今日は、あと${left}回受けられます。`,
  finishLead: 'この研修にテストはありません。教材を最後まで読んだことを記録します。',
  read: '教材を最後まで読みました',
  notRead: '教材を読み終えてから、印を付けてください。',
  question: (n: number) => `問${n}`,
  several: '（正しいものを、すべて選んでください）',
  unanswered: '答えを選んでください。',
  submit: '答えを出す',
  finish: '記録する',
  passed: (score: number) => `合格しました（${score}点）`,
  finished: '記録しました',
  validUntil: (day: string) => `この研修は、${day}まで有効です。記録は台帳に残りました。`,
  failed: (score: number, mark: number) => `${score}点でした。合格は${mark}点からです`,
  again: (left: number) =>
    left > 0
      ? `教材を読み直して、もう一度受けてください。今日は、あと${left}回受けられます。`
      : '教材を読み直して、明日もう一度受けてください。',
  material: '教材に戻る',
  retry: 'もう一度受ける',
  toTraining: '研修のページへ',
}

export function TestPage() {
  const { id = '' } = useParams()
  const test = useQuery<TestView>(`/api/courses/${id}/test`)
  const [turn, setTurn] = useState(0)
  return (
    <Load query={test}>
      {(data) => (
        <Test
          key={turn}
          test={data}
          onAgain={() => {
            test.reload()
            setTurn(turn + 1)
          }}
        />
      )}
    </Load>
  )
}

function Test({ test, onAgain }: { test: TestView; onAgain: () => void }) {
  const [answers, setAnswers] = useState<number[][]>(() => test.questions.map(() => []))
  const [read, setRead] = useState(false)
  const [tried, setTried] = useState(false)
  const [result, setResult] = useState<TestResult>()
  const act = useAction(async () => {
    setResult(
      await send<TestResult>('POST', `/api/courses/${test.course}/attempts`, {
        revision: test.revision,
        material_read: read,
        answers,
      }),
    )
    window.scrollTo(0, 0)
  })
  const without = test.questions.length === 0
  const crumbs = [
    { to: '/training', label: t.crumb },
    { to: `/training/courses/${test.course}`, label: test.title },
  ]
  const set = (at: number, chosen: number[]) => setAnswers(answers.map((a, i) => (i === at ? chosen : a)))
  if (result)
    return (
      <Page title={without ? t.finishTitle(test.title) : t.title(test.title)} crumbs={crumbs} narrow>
        <Notice
          live
          kind={result.passed ? 'success' : 'warning'}
          title={
            without ? t.finished : result.passed ? t.passed(result.score) : t.failed(result.score, result.pass_mark)
          }
        >
          <p>{result.passed ? t.validUntil(longDay(result.valid_until)) : t.again(result.tries_left)}</p>
        </Notice>
        <ButtonRow className="mt-6">
          {result.passed ? (
            <ButtonLink to="/training">{t.toTraining}</ButtonLink>
          ) : (
            <>
              <ButtonLink to={`/training/courses/${test.course}`}>{t.material}</ButtonLink>
              {result.tries_left > 0 && (
                <Button look="secondary" onClick={onAgain}>
                  {t.retry}
                </Button>
              )}
            </>
          )}
        </ButtonRow>
      </Page>
    )
  return (
    <Page
      title={without ? t.finishTitle(test.title) : t.title(test.title)}
      lead={without ? t.finishLead : t.lead(test.questions.length, test.pass_mark, test.tries_left)}
      crumbs={crumbs}
      narrow
    >
      <form
        noValidate
        className="grid gap-8"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!act.busy && read && answers.every((a) => a.length > 0)) void act.run()
        }}
      >
        {test.questions.map((q, i) =>
          q.several ? (
            <fieldset key={q.text} className="min-w-0">
              <legend className="mb-2 font-bold">
                {t.question(i + 1)}　{q.text}
                {t.several}
              </legend>
              {q.choices.map((choice, k) => (
                <Checkbox
                  key={choice}
                  label={choice}
                  checked={answers[i]?.includes(k) ?? false}
                  onChecked={(on) =>
                    set(i, on ? [...(answers[i] ?? []), k].sort() : (answers[i] ?? []).filter((x) => x !== k))
                  }
                />
              ))}
              {tried && answers[i]?.length === 0 && <FieldError>{t.unanswered}</FieldError>}
            </fieldset>
          ) : (
            <Choices
              key={q.text}
              legend={`${t.question(i + 1)}　${q.text}`}
              name={`question-${i}`}
              required
              value={answers[i]?.[0] === undefined ? '' : String(answers[i][0])}
              onValue={(k) => set(i, [Number(k)])}
              error={tried && answers[i]?.length === 0 ? t.unanswered : undefined}
              choices={q.choices.map((choice, k) => ({ value: String(k), label: choice }))}
            />
          ),
        )}
        <Checkbox label={t.read} checked={read} onChecked={setRead} error={tried && !read ? t.notRead : undefined} />
        <ErrorNotice error={act.error} />
        <ButtonRow>
          <Button type="submit" busy={act.busy}>
            {without ? t.finish : t.submit}
          </Button>
          <ButtonLink look="secondary" to={`/training/courses/${test.course}`}>
            {t.material}
          </ButtonLink>
        </ButtonRow>
      </form>
    </Page>
  )
}
