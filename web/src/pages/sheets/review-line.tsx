import { useState } from 'react'
import type { ObservedState, SheetLineView } from '../../api/types'
import { longTime } from '../../lib/dates'
import { placeOf } from '../../lib/places'
import { observedWords, sheetAnswerWords } from '../../lib/words'
import { Button, ButtonRow, TextLink } from '../../ui/button'
import { Chip, type Tone } from '../../ui/data'
import { TextArea } from '../../ui/field'
import { FileList } from '../../ui/files'
import { FindingList } from './finding-list'

const t = {
  declared: '会社の答え',
  observed: '記録で見たこと',
  none: 'まだ答えていません',
  own: '団体独自の項目',
  last: (answer: string) => `前回：${answer}`,
  changed: '前回から変わりました',
  accepted: '確かめた',
  accept: 'この項目を確かめた',
  undo: '確かめたのを取り消す',
  note: '会社に伝えること',
  noteButton: '会社に伝えることを書く',
  noteSave: '書き残す',
  finding: '指摘する',
  records: (n: number) => `もとになった記録を見る（${n}件）`,
  kept: '決まりどおり',
  broken: 'そうでない',
  files: '添えられたファイル',
}

const tones: Record<ObservedState, Tone> = { agrees: 'green', differs: 'red', nothing_seen: 'gray' }

export function ReviewLine({
  line,
  town,
  round,
  busy,
  onMark,
  onFinding,
}: {
  line: SheetLineView
  town: boolean
  round: number
  busy: boolean
  onMark: ((accepted: boolean, note: string) => void) | undefined
  onFinding: (() => void) | undefined
}) {
  const { id, item, text } = line.line
  const [writes, setWrites] = useState(false)
  const [note, setNote] = useState(line.note)
  const seen = line.observed
  return (
    <li
      id={id}
      className={`rounded-12 border p-4 ${
        seen?.state === 'differs' || line.answer === 'no' ? 'border-2 border-error-1' : 'border-solid-gray-420'
      }`}
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-solid-gray-700">
        {item}（{id}）{line.own && <Chip tone="blue">{t.own}</Chip>}
        {line.accepted && <Chip tone="green">{t.accepted}</Chip>}
      </p>
      <h3 className="text-std-16B-170">{text}</h3>
      <div className={`mt-3 grid gap-4 ${town ? 'md:grid-cols-2' : ''}`}>
        <div>
          <h4 className="text-sm font-bold text-solid-gray-700">{t.declared}</h4>
          <p className="flex flex-wrap items-center gap-2">
            {line.answer ? (
              <Chip tone={line.answer === 'yes' ? 'green' : line.answer === 'no' ? 'red' : 'gray'}>
                {sheetAnswerWords[line.answer]}
              </Chip>
            ) : (
              t.none
            )}
            {round > 1 && line.changed && <Chip tone="yellow">{t.changed}</Chip>}
          </p>
          {line.text && <p className="mt-1 whitespace-pre-line">{line.text}</p>}
          {line.evidence.length > 0 && (
            <div className="mt-2">
              <h4 className="text-sm font-bold text-solid-gray-700">{t.files}</h4>
              <FileList label={`${t.files}：${id}`} files={line.evidence} />
            </div>
          )}
          {round > 1 && line.changed && line.last_answer && (
            <p className="mt-1 text-sm text-solid-gray-700">
              {t.last(sheetAnswerWords[line.last_answer])}
              {line.last_text && `　${line.last_text}`}
            </p>
          )}
        </div>
        {town && seen && (
          <div>
            <h4 className="text-sm font-bold text-solid-gray-700">{t.observed}</h4>
            <Chip tone={tones[seen.state]}>{observedWords[seen.state]}</Chip>
            <p className="mt-1">{seen.text_ja}</p>
            {seen.records.length > 0 && (
              <details className="mt-1">
                <summary className="min-h-11 cursor-pointer py-2 text-key-900 underline underline-offset-4">
                  {t.records(seen.records.length)}
                </summary>
                <ul className="grid gap-1.5">
                  {seen.records.map((record, i) => (
                    <li key={`${record.subject} ${record.at} ${i}`} className="flex flex-wrap items-center gap-x-2">
                      <Chip tone={record.kept ? 'green' : 'red'}>{record.kept ? t.kept : t.broken}</Chip>
                      <RecordLink subject={record.subject} text={record.ja} />
                      {record.at.includes('T') && (
                        <span className="text-sm text-solid-gray-700">{longTime(record.at)}</span>
                      )}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </div>
        )}
      </div>
      {line.note && !writes && (
        <p className="mt-2">
          <span className="font-bold">{t.note}：</span>
          {line.note}
        </p>
      )}
      <div className="mt-3">
        <FindingList findings={line.findings} />
      </div>
      {writes && onMark && (
        <div className="mt-3 grid gap-3">
          <TextArea label={t.note} maxLength={2000} value={note} onValue={setNote} />
          <div>
            <Button
              look="secondary"
              busy={busy}
              onClick={() => {
                onMark(line.accepted, note)
                setWrites(false)
              }}
            >
              {t.noteSave}
            </Button>
          </div>
        </div>
      )}
      <ButtonRow className="mt-3 empty:hidden">
        {onMark && (
          <Button
            look={line.accepted ? 'quiet' : 'secondary'}
            busy={busy}
            onClick={() => onMark(!line.accepted, line.note)}
            aria-label={`${line.accepted ? t.undo : t.accept}：${id}`}
          >
            {line.accepted ? t.undo : t.accept}
          </Button>
        )}
        {onMark && !writes && (
          <Button look="quiet" onClick={() => setWrites(true)} aria-label={`${t.noteButton}：${id}`}>
            {t.noteButton}
          </Button>
        )}
        {onFinding && (
          <Button look="quiet" onClick={onFinding} aria-label={`${t.finding}：${id}`}>
            {t.finding}
          </Button>
        )}
      </ButtonRow>
    </li>
  )
}

function RecordLink({ subject, text }: { subject: string; text: string }) {
  const place = placeOf(subject)
  return place ? <TextLink to={place}>{text}</TextLink> : <span>{text}</span>
}
