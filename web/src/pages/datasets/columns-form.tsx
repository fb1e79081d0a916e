// What each column means, and how the file is to be read; ends in another dry run.
import { useState } from 'react'
import type { ApiError } from '../../api/client'
import type {
  DatasetCheckInput,
  DatasetFileView,
  DatasetFixedColumn,
  DatasetLayout,
  DatasetMeaning,
} from '../../api/types'
import { Button, ButtonRow } from '../../ui/button'
import { Select, TextField } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { encodingChoices, layoutChoices, unitChoices } from './words'

const t = {
  unit: '何を1つと数えるか',
  column: (heading: string) => `列「${heading}」の意味`,
  none: '列を読み取れていません。ファイルの形と文字コードを選び直してください。',
  how: 'ファイルの読み方',
  layout: 'ファイルの形',
  encoding: '文字コード',
  sheet: 'シートの名前（空なら、はじめのシート）',
  fixed: '固定長の列',
  fixedHelp: '左から順に、列の名前と幅を入れてください。幅は、Shift_JISとEUC-JPではバイト、ほかでは文字の数です。',
  heading: (n: number) => `${n}番目の列の名前`,
  width: '幅',
  add: '列を増やす',
  drop: 'いちばん下の列を消す',
  check: 'この読み方で、もう一度確かめる',
}

interface Props {
  view: DatasetFileView
  meanings: DatasetMeaning[]
  busy: boolean
  error: ApiError | undefined
  onCheck: (input: DatasetCheckInput) => void
}

function FixedColumns({
  fixed,
  onFixed,
}: {
  fixed: DatasetFixedColumn[]
  onFixed: (to: DatasetFixedColumn[]) => void
}) {
  const set = (at: number, to: Partial<DatasetFixedColumn>) =>
    onFixed(fixed.map((column, i) => (i === at ? { ...column, ...to } : column)))
  return (
    <fieldset className="grid gap-4">
      <legend className="font-bold">{t.fixed}</legend>
      <p className="text-solid-gray-700">{t.fixedHelp}</p>
      {fixed.map((column, i) => (
        <div key={i} className="grid gap-3 sm:grid-cols-[1fr_8rem]">
          <TextField
            label={t.heading(i + 1)}
            bare
            value={column.heading}
            onValue={(heading) => set(i, { heading })}
            maxLength={100}
          />
          <TextField
            label={t.width}
            bare
            inputMode="numeric"
            value={column.width > 0 ? String(column.width) : ''}
            onValue={(text) => set(i, { width: Number(text.replace(/\D/g, '')) || 0 })}
          />
        </div>
      ))}
      <ButtonRow>
        <Button look="secondary" onClick={() => onFixed([...fixed, { heading: '', width: 0 }])}>
          {t.add}
        </Button>
        {fixed.length > 1 && (
          <Button look="quiet" onClick={() => onFixed(fixed.slice(0, -1))}>
            {t.drop}
          </Button>
        )}
      </ButtonRow>
    </fieldset>
  )
}

export function ColumnsForm({ view, meanings, busy, error, onCheck }: Props) {
  const { input } = view
  const [unit, setUnit] = useState(input.unit)
  const [layout, setLayout] = useState<DatasetLayout>(input.layout)
  const [encoding, setEncoding] = useState(input.encoding)
  const [sheet, setSheet] = useState(input.sheet)
  const [fixed, setFixed] = useState<DatasetFixedColumn[]>(
    input.fixed.length > 0 ? input.fixed : [{ heading: '', width: 0 }],
  )
  const [columns, setColumns] = useState<Record<string, string>>({
    ...Object.fromEntries(input.columns.map((c) => [c.heading, c.meaning])),
    ...Object.fromEntries(view.columns.map((c) => [c.heading, c.meaning])),
  })
  const headings =
    layout === 'fixed_width' ? fixed.map((c) => c.heading).filter(Boolean) : view.columns.map((c) => c.heading)
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        onCheck({
          unit,
          layout,
          encoding,
          sheet: sheet.trim(),
          columns: headings.map((heading) => ({ heading, meaning: columns[heading] ?? 'ignore' })),
          fixed: layout === 'fixed_width' ? fixed.filter((c) => c.heading && c.width > 0) : [],
        })
      }}
    >
      <Select label={t.unit} required value={unit} onValue={setUnit} options={unitChoices} empty="" />
      {headings.length === 0 && <p>{t.none}</p>}
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {headings.map((heading) => (
          <Select
            key={heading}
            label={t.column(heading)}
            bare
            value={columns[heading] ?? 'ignore'}
            onValue={(value) => setColumns({ ...columns, [heading]: value })}
            options={meanings.map((m) => ({ value: m.code, label: m.ja }))}
            empty=""
          />
        ))}
      </div>
      <details open={view.state === 'failed' || layout === 'fixed_width'}>
        <summary className="min-h-11 cursor-pointer py-2 font-bold text-key-900 underline underline-offset-4">
          {t.how}
        </summary>
        <div className="mt-2 grid gap-5">
          <div className="grid gap-4 sm:grid-cols-2">
            <Select
              label={t.layout}
              bare
              value={layout}
              onValue={(value) => setLayout(value as DatasetLayout)}
              options={layoutChoices}
              empty=""
            />
            <Select label={t.encoding} bare value={encoding} onValue={setEncoding} options={encodingChoices} empty="" />
          </div>
          {layout === 'xlsx' && <TextField label={t.sheet} bare value={sheet} onValue={setSheet} maxLength={60} />}
          {layout === 'fixed_width' && <FixedColumns fixed={fixed} onFixed={setFixed} />}
        </div>
      </details>
      <ErrorNotice error={error} />
      <ButtonRow>
        <Button type="submit" look={view.ready ? 'secondary' : 'primary'} busy={busy}>
          {t.check}
        </Button>
      </ButtonRow>
    </form>
  )
}
