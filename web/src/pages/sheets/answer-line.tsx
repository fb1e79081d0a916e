import type { AttachedFile, SheetAnswer, SheetLineView } from '../../api/types'
import { sheetAnswerWords } from '../../lib/words'
import { Chip } from '../../ui/data'
import { Choices, TextArea } from '../../ui/field'
import { AddFile, FileList } from '../../ui/files'
import { Notice } from '../../ui/notice'
import type { Draft } from './answer'
import { FindingList } from './finding-list'
import { hints } from './hints'

const t = {
  own: '団体独自の項目',
  answer: '守っていますか',
  yes: '守っています。',
  no: 'まだ守れていません。今の状態と、いつまでに直すかを書いてください。',
  na: 'この契約には関係がありません。その理由を書いてください。',
  text: '説明（どのように守っているか）',
  reason: 'この答えの理由',
  textHelp: '規程の名前や、やり方を短く書くと、確かめる人に伝わります。個人の名前は書かないでください。',
  town: '団体からのお願い',
  last: '前回の答え',
  same: '前回と同じ',
  changed: '前回から変わりました',
  files: '添えたファイル',
  attach: 'ファイルを添える',
  attachHelp:
    '規程の写しや点検の記録など、答えを示すものがあれば添えてください（PDF、Excel、Word、JPEG、PNG、テキスト、CSV。1つ20 MBまで）。選ぶと、すぐに送られます。',
  carried: '前回から引き継いだファイルです。要らなくなったら外してください。',
}

const EVIDENCE = '.pdf,.xlsx,.docx,.jpg,.jpeg,.png,.txt,.csv'

export function AnswerLine({
  sheet,
  line,
  round,
  draft,
  onDraft,
  onAdded,
}: {
  sheet: string
  line: SheetLineView
  round: number
  draft: Draft
  onDraft: (draft: Draft) => void
  onAdded: (file: AttachedFile) => void
}) {
  const { id, item, text } = line.line
  const hint = hints[id]
  const changed = draft.answer !== (line.last_answer ?? '') || draft.text !== line.last_text
  return (
    <>
      <div>
        <p className="text-solid-gray-700">
          {item}（{id}）{line.own && <Chip tone="blue">{t.own}</Chip>}
        </p>
        <h2 className="text-std-20B-150">{text}</h2>
        {hint && <p className="mt-2 rounded-8 bg-solid-gray-50 p-3">{hint}</p>}
      </div>
      {line.note && (
        <Notice kind="warning" title={t.town}>
          <p className="whitespace-pre-line">{line.note}</p>
        </Notice>
      )}
      <FindingList findings={line.findings} />
      {round > 1 && line.last_answer && (
        <p className="flex flex-wrap items-center gap-2">
          {t.last}：{sheetAnswerWords[line.last_answer]}
          {line.last_text && `　${line.last_text}`}
          <Chip tone={changed ? 'yellow' : 'gray'}>{changed ? t.changed : t.same}</Chip>
        </p>
      )}
      <Choices
        legend={t.answer}
        required
        name={`answer-${id}`}
        id={`answer-${id}`}
        value={draft.answer}
        onValue={(answer) => onDraft({ ...draft, answer: answer as SheetAnswer })}
        choices={[
          { value: 'yes', label: sheetAnswerWords.yes, help: t.yes },
          { value: 'no', label: sheetAnswerWords.no, help: t.no },
          { value: 'not_applicable', label: sheetAnswerWords.not_applicable, help: t.na },
        ]}
      />
      <TextArea
        label={draft.answer === 'no' || draft.answer === 'not_applicable' ? t.reason : t.text}
        help={t.textHelp}
        required={draft.answer === 'no' || draft.answer === 'not_applicable'}
        maxLength={2000}
        value={draft.text}
        onValue={(next) => onDraft({ ...draft, text: next })}
      />
      {draft.answer !== '' && (
        <div className="grid gap-2">
          <h3 className="font-bold">{t.files}</h3>
          <FileList
            label={t.files}
            files={draft.evidence}
            onRemove={(file) => onDraft({ ...draft, evidence: draft.evidence.filter((f) => f.id !== file.id) })}
          />
          {draft.evidence.some((file) => file.subject !== sheet) && (
            <p className="text-sm text-solid-gray-700">{t.carried}</p>
          )}
          <AddFile
            purpose="evidence"
            subject={sheet}
            accept={EVIDENCE}
            label={t.attach}
            help={t.attachHelp}
            onAdded={onAdded}
          />
        </div>
      )}
    </>
  )
}
