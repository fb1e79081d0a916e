import type { components } from '../../api/schema'
import { Button, ButtonRow } from '../../ui/button'
import { Checkbox, FieldError, TextField } from '../../ui/field'

type Question = components['schemas']['TestQuestion']

const t = {
  legend: 'テストの問題',
  help: '問題を作らないときは、教材を読んだこと（または出席）だけで終わります。',
  question: (n: number) => `問${n}の文`,
  choice: (n: number, k: number) => `問${n}の選択肢${k}`,
  right: (n: number, k: number) => `選択肢${k}が正しい（問${n}）`,
  addChoice: '選択肢を加える',
  remove: 'この問題を消す',
  add: '問題を加える',
}

/** The questions of a test with their key. */
export function QuestionFields({
  questions,
  error,
  onChange,
}: {
  questions: Question[]
  error: string | undefined
  onChange: (questions: Question[]) => void
}) {
  const set = (at: number, change: Partial<Question>) =>
    onChange(questions.map((q, i) => (i === at ? { ...q, ...change } : q)))
  return (
    <fieldset id="course-questions" className="grid gap-4">
      <legend className="font-bold">{t.legend}</legend>
      <p className="text-solid-gray-700">{t.help}</p>
      {error && <FieldError>{error}</FieldError>}
      {questions.map((q, i) => (
        <div key={i} className="grid gap-3 rounded-8 border border-solid-gray-420 p-4">
          <TextField label={t.question(i + 1)} required value={q.text} onValue={(text) => set(i, { text })} />
          {q.choices.map((choice, k) => (
            <div key={k}>
              <TextField
                label={t.choice(i + 1, k + 1)}
                bare
                value={choice}
                onValue={(text) => set(i, { choices: q.choices.map((c, j) => (j === k ? text : c)) })}
              />
              <Checkbox
                label={t.right(i + 1, k + 1)}
                checked={q.right.includes(k)}
                onChecked={(on) => set(i, { right: on ? [...q.right, k].sort() : q.right.filter((r) => r !== k) })}
              />
            </div>
          ))}
          <ButtonRow>
            {q.choices.length < 6 && (
              <Button look="secondary" onClick={() => set(i, { choices: [...q.choices, ''] })}>
                {t.addChoice}
              </Button>
            )}
            <Button look="quiet" onClick={() => onChange(questions.filter((_, j) => j !== i))}>
              {t.remove}
            </Button>
          </ButtonRow>
        </div>
      ))}
      <div>
        <Button
          look="secondary"
          onClick={() => onChange([...questions, { text: '', choices: ['', '', ''], right: [] }])}
        >
          {t.add}
        </Button>
      </div>
    </fieldset>
  )
}
