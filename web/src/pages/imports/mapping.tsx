import { useState } from 'react'
import type { ApiError } from '../../api/client'
import type { ImportMapping, ImportView } from '../../api/types'
import { Button, ButtonRow } from '../../ui/button'
import { ErrorSummary } from '../../ui/error-summary'
import { Checkbox, Select, TextField } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { useFaults } from '../../ui/use-form'

const t = {
  title: 'どの列に何が入っているかを確かめてください',
  lead: '見出しの言葉から、あてはまりそうな列を選んであります。違うところは選び直してください。',
  none: 'この項目は使わない',
  same: 'すべての行に同じ値を入れる',
  value: (ja: string) => `すべての行の「${ja}」`,
  column: (letter: string, header: string, samples: string[]) =>
    `${letter}列${header ? `「${header}」` : ''}${samples.length > 0 ? `　例：${samples.slice(0, 2).join('／')}` : ''}`,
  skip: 'すでに登録されているものは飛ばす',
  skipHelp: '選ばないと、すでに登録されている行を「直すところ」として知らせます。',
  check: '登録せずに、内容を確かめる',
  again: '別のファイルを選ぶ',
  needed: (ja: string) => `「${ja}」の列を選んでください。`,
  neededValue: (ja: string) => `「${ja}」の値を入れてください。`,
  twice: (ja: string) => `「${ja}」の列は、ほかの項目にも選ばれています。`,
}

const SAME = 'same'
const short = (text: string) => (text.length > 14 ? `${text.slice(0, 13)}…` : text)

export function MappingForm({
  view,
  error,
  busy,
  onCheck,
  onAgain,
}: {
  view: ImportView
  error: ApiError | undefined
  busy: boolean
  onCheck: (mapping: ImportMapping) => void
  onAgain: () => void
}) {
  // what each field takes: the number of a column, SAME, or nothing
  const [chosen, setChosen] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      view.mapping.sources.map((s) => [s.field, s.column >= 0 ? String(s.column) : s.value ? SAME : '']),
    ),
  )
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(view.mapping.sources.map((s) => [s.field, s.value])),
  )
  const [skip, setSkip] = useState(view.mapping.skip_known)
  const form = useFaults()
  const take = (field: string) => chosen[field] ?? ''
  const options = [
    ...view.columns.map((c) => ({
      value: String(c.column),
      label: t.column(c.letter, c.header, c.samples.map(short)),
    })),
    { value: SAME, label: t.same },
  ]
  const submit = () => {
    const used = Object.values(chosen)
    const rules = view.fields.flatMap((field) => {
      const from = take(field.name)
      return [
        [field.name, !field.required || from !== '', t.needed(field.ja)],
        [
          field.name,
          from === '' || from === SAME || used.filter((other) => other === from).length === 1,
          t.twice(field.ja),
        ],
        [`${field.name}-value`, from !== SAME || (values[field.name] ?? '').trim() !== '', t.neededValue(field.ja)],
      ] as const
    })
    if (!form.check(rules)) return
    onCheck({
      sources: view.fields.map((field) => {
        const from = take(field.name)
        return {
          field: field.name,
          column: from === '' || from === SAME ? -1 : Number(from),
          value: from === SAME ? (values[field.name] ?? '').trim() : '',
        }
      }),
      skip_known: skip,
    })
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="grid gap-6"
    >
      <div>
        <h3 className="text-std-20B-150">{t.title}</h3>
        <p className="text-solid-gray-700">{t.lead}</p>
      </div>
      <ErrorSummary faults={form.faults} turn={form.turn} />
      <ErrorNotice error={error} />
      <div className="grid gap-5 lg:grid-cols-2">
        {view.fields.map((field) => (
          <div key={field.name} className="grid content-start gap-3">
            <Select
              id={field.name}
              label={field.ja}
              help={field.hint || undefined}
              required={field.required}
              value={take(field.name)}
              onValue={(value) => setChosen({ ...chosen, [field.name]: value })}
              error={form.of(field.name)}
              options={options}
              empty={field.required ? undefined : t.none}
            />
            {take(field.name) === SAME && (
              <TextField
                id={`${field.name}-value`}
                label={t.value(field.ja)}
                required
                value={values[field.name] ?? ''}
                onValue={(value) => setValues({ ...values, [field.name]: value })}
                error={form.of(`${field.name}-value`)}
              />
            )}
          </div>
        ))}
      </div>
      <Checkbox label={t.skip} help={t.skipHelp} checked={skip} onChecked={setSkip} />
      <ButtonRow>
        <Button type="submit" busy={busy}>
          {t.check}
        </Button>
        <Button look="secondary" onClick={onAgain}>
          {t.again}
        </Button>
      </ButtonRow>
    </form>
  )
}
