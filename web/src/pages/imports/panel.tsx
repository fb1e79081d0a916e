// One file on its way in: its columns, what is wrong with it, how far the import is, and how it ended.
import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { ImportMapping, ImportView } from '../../api/types'
import { count, percent } from '../../lib/numbers'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { DataTable, FactList, Progress } from '../../ui/data'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Load } from '../../ui/states'
import { VerdictList } from '../../ui/verdict'
import { MappingForm } from './mapping'
import { kindWords } from './words'

const t = {
  file: 'ファイル',
  kind: '登録するもの',
  rows: '行の数',
  rowsOf: (n: number) => `${count(n)}行（見出しを除く）`,
  checking: 'すべての行を確かめています',
  importing: '登録しています',
  of: (done: number, all: number) => `${count(all)}件のうち${count(done)}件`,
  keep: '終わるまで、この画面を開いたままにしてください。途中で止まったときは、何も登録されません。',
  ready: (n: number) => `問題はありません。${count(n)}件を登録できます。`,
  readyText: 'まだ何も登録していません。',
  skipped: (n: number) => `すでに登録されている${count(n)}行は、飛ばします。`,
  nothing: '新しく登録する行がありません',
  nothingText: 'すべての行が、すでに登録されています。',
  run: (n: number) => `${count(n)}件を登録する`,
  problems: (n: number) => `直していただくところが${count(n)}か所あります。何も登録していません。`,
  problemsText: '元のファイルを直してから、もう一度選んでください。列の選び方が違うときは、列を選び直してください。',
  shown: (n: number) => `はじめの${count(n)}か所を表示しています。`,
  caption: '直していただくところ',
  row: '行',
  rowOf: (n: number) => `${count(n)}行目`,
  column: '列',
  text: '入っている内容',
  wrong: '直すこと',
  map: '列を選び直す',
  again: '別のファイルを選ぶ',
  mended: '直したファイルを選ぶ',
  done: (n: number) => `${count(n)}件を登録しました。`,
  doneText: (entry: number) => `1件ごとに記録（台帳）に残し、まとめを${count(entry)}番の記録にしました。`,
  list: '委託の一覧へ',
  more: '続けて登録する',
  refused: '決まりによって止められました。何も登録していません。',
  failed: '登録できませんでした。何も登録していません。',
  recheck: 'もう一度確かめる',
}

function Problems({ view }: { view: ImportView }) {
  return (
    <>
      <DataTable
        caption={t.caption}
        rows={view.problems.map((problem, i) => ({ ...problem, i }))}
        rowKey={(p) => String(p.i)}
        columns={[
          { header: t.row, main: true, className: 'whitespace-nowrap font-bold', cell: (p) => t.rowOf(p.row) },
          { header: t.column, className: 'md:min-w-40', cell: (p) => p.column || '―' },
          { header: t.text, className: 'break-all', cell: (p) => p.text || '―' },
          { header: t.wrong, className: 'md:min-w-64', cell: (p) => p.ja },
        ]}
      />
      {view.problem_count > view.problems.length && <p className="mt-2">{t.shown(view.problems.length)}</p>}
    </>
  )
}

interface Acts {
  check: (mapping: ImportMapping) => void
  run: () => void
  map: () => void
  again: () => void
  busy: boolean
}

function Checked({ view, acts }: { view: ImportView; acts: Acts }) {
  const others = (label: string) => (
    <>
      <Button look="secondary" onClick={acts.map}>
        {t.map}
      </Button>
      <Button look={label === t.mended ? 'primary' : 'secondary'} onClick={acts.again}>
        {label}
      </Button>
    </>
  )
  if (view.problem_count > 0) {
    return (
      <div className="grid gap-5">
        <Notice kind="error" title={t.problems(view.problem_count)} live>
          {t.problemsText}
        </Notice>
        <Problems view={view} />
        <ButtonRow>{others(t.mended)}</ButtonRow>
      </div>
    )
  }
  if (view.ready === 0) {
    return (
      <div className="grid gap-5">
        <Notice kind="info" title={t.nothing} live>
          {t.nothingText}
        </Notice>
        <ButtonRow>{others(t.again)}</ButtonRow>
      </div>
    )
  }
  return (
    <div className="grid gap-5">
      <Notice kind="success" title={t.ready(view.ready)} live>
        {t.readyText}
        {view.skipped > 0 && t.skipped(view.skipped)}
      </Notice>
      <ButtonRow>
        <Button onClick={acts.run} busy={acts.busy}>
          {t.run(view.ready)}
        </Button>
        {others(t.again)}
      </ButtonRow>
    </div>
  )
}

function Ended({ view, acts }: { view: ImportView; acts: Acts }) {
  if (view.state === 'imported') {
    return (
      <div className="grid gap-5">
        <Notice kind="success" title={t.done(view.ready)} live>
          {view.receipt && t.doneText(view.receipt.entry)}
        </Notice>
        <ButtonRow>
          <ButtonLink to="/contracts">{t.list}</ButtonLink>
          <Button look="secondary" onClick={acts.again}>
            {t.more}
          </Button>
        </ButtonRow>
      </div>
    )
  }
  return (
    <div className="grid gap-5">
      <Notice kind="error" title={view.state === 'refused' ? t.refused : t.failed} live>
        {view.refused ? <VerdictList verdict={view.refused.verdict} /> : view.error}
      </Notice>
      <ButtonRow>
        {view.state === 'failed' && (
          <Button onClick={() => acts.check(view.mapping)} busy={acts.busy}>
            {t.recheck}
          </Button>
        )}
        <Button look="secondary" onClick={acts.again}>
          {t.again}
        </Button>
      </ButtonRow>
    </div>
  )
}

export function ImportPanel({ id, onAgain }: { id: string; onAgain: () => void }) {
  const busy = (view: ImportView) => view.state === 'checking' || view.state === 'importing'
  const state = useQuery<ImportView>(`/api/imports/${id}`, (view) => (busy(view) ? 400 : 0))
  const [mapping, setMapping] = useState(false)
  const check = useAction(async (chosen: ImportMapping) => {
    await send<ImportView>('POST', `/api/imports/${id}/check`, chosen)
    setMapping(false)
    state.reload()
  })
  const run = useAction(async () => {
    await send<ImportView>('POST', `/api/imports/${id}/run`)
    state.reload()
  })
  const acts: Acts = {
    check: (chosen) => void check.run(chosen),
    run: () => void run.run(),
    map: () => setMapping(true),
    again: onAgain,
    busy: check.busy || run.busy,
  }
  return (
    <Load query={state}>
      {(view) => (
        <div className="grid gap-6">
          <FactList
            lines={[
              [t.file, view.file_name],
              [t.kind, kindWords[view.kind]],
              [t.rows, t.rowsOf(view.rows)],
            ]}
          />
          <ErrorNotice error={run.error} />
          {view.state === 'mapping' || mapping ? (
            <MappingForm view={view} error={check.error} busy={check.busy} onCheck={acts.check} onAgain={onAgain} />
          ) : busy(view) ? (
            <Progress
              label={view.state === 'checking' ? t.checking : t.importing}
              value={percent(view.done, view.state === 'checking' ? view.rows : view.ready)}
              detail={
                <>
                  <span className="block">{t.of(view.done, view.state === 'checking' ? view.rows : view.ready)}</span>
                  {view.state === 'importing' && t.keep}
                </>
              }
            />
          ) : view.state === 'checked' ? (
            <Checked view={view} acts={acts} />
          ) : (
            <Ended view={view} acts={acts} />
          )}
        </div>
      )}
    </Load>
  )
}
