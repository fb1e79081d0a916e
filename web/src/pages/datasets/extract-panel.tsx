// How far a dry run is, what it found, and how it ends.
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { DatasetCheckInput, DatasetFileView, DatasetMeaning, DatasetRow } from '../../api/types'
import { count, fileSize, percent } from '../../lib/numbers'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { DataTable, FactList, Progress } from '../../ui/data'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { ColumnsForm } from './columns-form'
import { RegisterForm } from './register-form'
import { unitWords } from './words'

const t = {
  file: 'ファイル',
  size: '大きさ',
  encoding: '文字コード',
  checking: 'すべての行を確かめています',
  of: (done: number, all: number) => `${fileSize(done)} / ${fileSize(all)}`,
  ready: (n: string) => `${n}を登録できます。`,
  readyText: 'まだ何も登録していません。列の意味が合っているかを確かめて、下のボタンで登録してください。',
  found: '読み取った結果',
  units: '登録される数',
  households: '世帯の数',
  rows: '行の数',
  rowsOf: (n: number) => `${count(n)}行`,
  unmatchable: '見分けられないもの',
  unmatchableOf: (n: number, counter: string) => `${count(n)}${counter}（項目が足りないため、検査で見つけられません）`,
  index: '索引の大きさ',
  took: 'かかった時間',
  seconds: (ms: number) => `${(ms / 1000).toFixed(1)}秒`,
  problems: (n: number) => `直していただくところが${count(n)}か所あります。何も登録していません。`,
  notes: (n: number) => `登録できますが、読めなかった値が${count(n)}か所あります。`,
  problemsText:
    '抽出し直すか、元のファイルを直して、もう一度選んでください。列の意味が違うときは、選び直してください。',
  shown: (n: number) => `はじめの${count(n)}か所を表示しています。`,
  caption: '直していただくところ',
  row: '行',
  rowAt: (n: number) => `${count(n)}行目`,
  column: '列',
  wrong: '直すこと',
  failed: '読み取れませんでした。何も登録していません。',
  again: '別のファイルを選ぶ',
  give: 'やめる',
  columns: '列の意味',
  columnsLead: '見出しの言葉から、意味を選んであります。違うところは選び直して、もう一度確かめてください。',
  register: '登録する',
  done: '照合データを登録しました。',
  doneText: '預かっているファイルを、新しい照合データで検査し直しています。',
  see: '照合データを見る',
}

function Problems({ view }: { view: DatasetFileView }) {
  if (view.problem_count === 0) return null
  return (
    <>
      <Notice
        kind={view.ready ? 'warning' : 'error'}
        title={view.ready ? t.notes(view.problem_count) : t.problems(view.problem_count)}
        live
      >
        {!view.ready && t.problemsText}
      </Notice>
      <DataTable
        caption={t.caption}
        rows={view.problems.map((problem, i) => ({ ...problem, i }))}
        rowKey={(p) => String(p.i)}
        columns={[
          { header: t.row, main: true, className: 'whitespace-nowrap font-bold', cell: (p) => t.rowAt(p.row) },
          { header: t.column, className: 'md:min-w-40', cell: (p) => p.column || '―' },
          { header: t.wrong, className: 'md:min-w-64', cell: (p) => p.ja },
        ]}
      />
      {view.problem_count > view.problems.length && <p>{t.shown(view.problems.length)}</p>}
    </>
  )
}

function Result({ view }: { view: DatasetFileView }) {
  const counter = unitWords[view.input.unit] ?? ''
  return (
    <Section title={t.found}>
      <div className="grid gap-5">
        {view.ready && (
          <Notice kind="success" title={t.ready(`${count(view.units)}${counter}`)} live>
            {t.readyText}
          </Notice>
        )}
        <Problems view={view} />
        <FactList
          lines={[
            [
              t.units,
              <span key="units" className="text-std-22B-150 tabular-nums">
                {count(view.units)}
                {counter}
              </span>,
            ],
            view.households > 0 && view.input.unit !== 'household' && [t.households, `${count(view.households)}世帯`],
            [t.rows, t.rowsOf(view.rows)],
            view.encoding && [t.encoding, view.encoding],
            view.unmatchable > 0 && [t.unmatchable, t.unmatchableOf(view.unmatchable, counter)],
            view.index_bytes > 0 && [t.index, fileSize(view.index_bytes)],
            [t.took, t.seconds(view.milliseconds)],
          ]}
        />
      </div>
    </Section>
  )
}

interface PanelProps {
  id: string
  replaced: DatasetRow | undefined
  meanings: DatasetMeaning[]
  onAgain: () => void
}

export function ExtractPanel({ id, replaced, meanings, onAgain }: PanelProps) {
  const path = `/api/dataset-files/${id}`
  const file = useQuery<DatasetFileView>(path, (view) => (view.state === 'checking' ? 400 : 0))
  const check = useAction(async (input: DatasetCheckInput) => {
    await send<DatasetFileView>('POST', `${path}/check`, input)
    file.reload()
  })
  const give = useAction(async () => {
    await send('DELETE', path)
    onAgain()
  })
  const again = (
    <Button look="secondary" onClick={() => void give.run()} busy={give.busy}>
      {t.again}
    </Button>
  )
  return (
    <Load query={file}>
      {(view) => (
        <div className="grid gap-6">
          <FactList
            lines={[
              [t.file, view.file_name],
              [t.size, fileSize(view.size)],
            ]}
          />
          <ErrorNotice error={give.error} />
          {view.state === 'checking' && (
            <>
              <Progress label={t.checking} value={percent(view.done, view.size)} detail={t.of(view.done, view.size)} />
              <ButtonRow>
                <Button look="secondary" onClick={() => void give.run()} busy={give.busy}>
                  {t.give}
                </Button>
              </ButtonRow>
            </>
          )}
          {view.state === 'failed' && (
            <Notice kind="error" title={t.failed} live>
              {view.error}
            </Notice>
          )}
          {view.state === 'checked' && <Result view={view} />}
          {(view.state === 'checked' || view.state === 'failed') && (
            <>
              {view.state === 'checked' && view.ready && (
                <Section title={t.register}>
                  <RegisterForm view={view} replaced={replaced} onDone={file.reload} />
                </Section>
              )}
              <Section title={t.columns} lead={t.columnsLead}>
                <ColumnsForm
                  key={view.state + String(view.milliseconds)}
                  view={view}
                  meanings={meanings}
                  busy={check.busy}
                  error={check.error}
                  onCheck={(input) => void check.run(input)}
                />
              </Section>
              <ButtonRow>{again}</ButtonRow>
            </>
          )}
          {view.state === 'imported' && (
            <>
              <Notice kind="success" title={t.done} live>
                {t.doneText}
              </Notice>
              <ButtonRow>
                <ButtonLink to={`/datasets/${view.dataset}`}>{t.see}</ButtonLink>
              </ButtonRow>
            </>
          )}
        </div>
      )}
    </Load>
  )
}
