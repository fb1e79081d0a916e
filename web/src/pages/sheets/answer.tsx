import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { AttachedFile, Done, SheetAnswer, SheetAnswerInput, SheetContact, SheetView } from '../../api/types'
import { Button, ButtonRow, linkClass } from '../../ui/button'
import { Progress } from '../../ui/data'
import { ErrorNotice, Notice } from '../../ui/notice'
import { AnswerLine } from './answer-line'
import { FinishStep } from './finish-step'
import { FormFiles } from './form-files'

const t = {
  progress: '答えた項目',
  detail: (done: number, all: number) => `${all}項目のうち${done}項目に答えました。答えは自動で保存されます。`,
  list: '項目の一覧',
  finish: '連絡先を入れて出す',
  saving: '保存しています…',
  saved: '保存しました',
  unsaved: 'まだ保存していません',
  back: '前へ',
  next: '次へ',
  sentBack: '差し戻されました。理由を読んで、答えを直してください。',
  done: '答えた',
  open: 'まだ',
  noted: '団体からのお願いあり',
}

export interface Draft {
  answer: SheetAnswer | ''
  text: string
  evidence: AttachedFile[]
}
const noDraft: Draft = { answer: '', text: '', evidence: [] }
type Drafts = Record<string, Draft>

const draftsOf = (view: SheetView): Drafts =>
  Object.fromEntries(view.lines.map((l) => [l.line.id, { answer: l.answer ?? '', text: l.text, evidence: l.evidence }]))

/** One line after the other. What is chosen or written is saved by itself, soon after. */
export function AnswerSheet({ view, onDone }: { view: SheetView; onDone: () => void }) {
  const [search, setSearch] = useSearchParams()
  // what was changed here; beneath it what the server holds
  const [changes, setChanges] = useState<Drafts>({})
  const [person, setPerson] = useState<SheetContact>()
  const drafts = { ...draftsOf(view), ...changes }
  const contact = person ?? view.contact
  // lines that are not saved yet, each with how often it was changed: a change during a save is not lost
  const [dirty, setDirty] = useState<Readonly<Record<string, number>>>({})
  const top = useRef<HTMLDivElement>(null)
  const dropped = useRef(new Map<string, string>()) // files of this round, taken out of the answer to a line
  const save = useAction(async (reach?: SheetContact) => {
    const answers: SheetAnswerInput[] = []
    const sent = dirty
    for (const line of Object.keys(sent)) {
      const draft = drafts[line]
      if (!draft || draft.answer === '') continue
      const { answer, text } = draft
      answers.push({ line, answer, text, evidence: draft.evidence.map((file) => file.id) })
    }
    if (answers.length === 0 && !reach) return true
    await send<Done>('PUT', `/api/sheets/${view.id}/answers`, { answers, ...(reach ? { contact: reach } : {}) })
    setDirty((now) => Object.fromEntries(Object.entries(now).filter(([line, n]) => sent[line] !== n)))
    // what no saved answer names any more goes; a file of an earlier round stays with its answers of then
    for (const [file, line] of [...dropped.current]) {
      const saved = answers.find((answer) => answer.line === line)
      if (!saved || saved.evidence.includes(file)) continue
      await send<Done>('DELETE', `/api/attachments/${file}`)
      dropped.current.delete(file)
    }
    return true
  })
  // A little after the last change; what fails stays unsaved, and is tried again with the next change or step.
  const unsaved = Object.keys(dirty).some((id) => drafts[id]?.answer !== '')
  const waits = unsaved && !save.busy && !save.error
  const latest = useRef(save.run)
  useEffect(() => {
    latest.current = save.run
  })
  useEffect(() => {
    if (!waits) return
    const timer = setTimeout(() => void latest.current(), 700)
    return () => clearTimeout(timer)
  }, [waits, changes])

  const ids = [...view.lines.map((l) => l.line.id), 'finish']
  const first = ids.find((id) => id !== 'finish' && drafts[id]?.answer === '') ?? 'finish'
  const current = ids.includes(search.get('line') ?? '') ? (search.get('line') ?? first) : (ids[0] ?? first)
  const at = ids.indexOf(current)
  const line = view.lines.find((l) => l.line.id === current)
  const answered = view.lines.filter((l) => drafts[l.line.id]?.answer !== '').length
  const go = (id: string | undefined) => {
    if (!id) return
    if (unsaved) void save.run()
    setSearch({ line: id }, { replace: true })
    top.current?.focus()
  }
  const change = (id: string, draft: Draft) => {
    const kept = new Set(draft.evidence.map((file) => file.id))
    for (const file of drafts[id]?.evidence ?? [])
      if (file.subject === view.id && !kept.has(file.id)) dropped.current.set(file.id, id)
    setChanges({ ...changes, [id]: draft })
    setDirty((now) => ({ ...now, [id]: (now[id] ?? 0) + 1 }))
    save.clear()
  }
  // A file arrives when the page has been drawn anew, perhaps at another line.
  const added = useRef<(id: string, file: AttachedFile) => void>(() => undefined)
  useEffect(() => {
    added.current = (id, file) => {
      const draft = drafts[id] ?? noDraft
      change(id, { ...draft, evidence: [...draft.evidence, file] })
    }
  })
  const status = save.busy ? t.saving : unsaved ? t.unsaved : t.saved

  return (
    <div className="grid gap-6">
      {view.state === 'sent_back' && (
        <Notice kind="warning" title={t.sentBack}>
          <p className="whitespace-pre-line">{view.note}</p>
        </Notice>
      )}
      <Progress
        label={t.progress}
        value={Math.round((100 * answered) / Math.max(view.lines.length, 1))}
        detail={t.detail(answered, view.lines.length)}
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div ref={top} tabIndex={-1} className="grid content-start gap-6 outline-none">
          {line ? (
            <AnswerLine
              key={line.line.id}
              sheet={view.id}
              line={line}
              round={view.round}
              draft={drafts[line.line.id] ?? noDraft}
              onDraft={(draft) => change(line.line.id, draft)}
              onAdded={(file) => added.current(line.line.id, file)}
            />
          ) : (
            <FinishStep
              view={view}
              open={view.lines.filter((l) => drafts[l.line.id]?.answer === '').map((l) => l.line)}
              onLine={go}
              contact={contact}
              onContact={setPerson}
              onSave={async () => (await save.run(contact)) === true}
              saveError={save.error}
              onDone={onDone}
            />
          )}
          <p role="status" className="text-solid-gray-700">
            {status}
          </p>
          {line && <ErrorNotice error={save.error} />}
          <ButtonRow>
            {at > 0 && (
              <Button look="secondary" onClick={() => go(ids[at - 1])}>
                {t.back}
              </Button>
            )}
            {at < ids.length - 1 && <Button onClick={() => go(ids[at + 1])}>{t.next}</Button>}
          </ButtonRow>
        </div>
        <nav aria-label={t.list} className="lg:border-l lg:border-solid-gray-300 lg:pl-6">
          <ol className="grid gap-0.5">
            {view.lines.map((l) => (
              <li key={l.line.id}>
                <button
                  type="button"
                  aria-current={l.line.id === current ? 'step' : undefined}
                  onClick={() => go(l.line.id)}
                  className={`flex min-h-11 w-full items-center justify-between gap-2 rounded-8 px-2 text-left hover:bg-key-50 ${
                    l.line.id === current ? 'bg-key-50 font-bold' : ''
                  }`}
                >
                  <span className="min-w-0 text-sm">
                    {l.line.item}
                    <span className="ml-1 text-solid-gray-700">（{l.line.id}）</span>
                    {view.state === 'sent_back' && l.note && <span className="block text-error-2">{t.noted}</span>}
                  </span>
                  <span
                    className={`shrink-0 text-sm ${drafts[l.line.id]?.answer ? 'text-success-2' : 'text-solid-gray-700'}`}
                  >
                    {drafts[l.line.id]?.answer ? t.done : t.open}
                  </span>
                </button>
              </li>
            ))}
            <li>
              <button type="button" onClick={() => go('finish')} className={`min-h-11 px-2 text-left ${linkClass}`}>
                {t.finish}
              </button>
            </li>
          </ol>
        </nav>
      </div>
      <FormFiles
        view={view}
        onImported={() => {
          setChanges({})
          setDirty({})
          setPerson(undefined)
          onDone()
        }}
      />
    </div>
  )
}
