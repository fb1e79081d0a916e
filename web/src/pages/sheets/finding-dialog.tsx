import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, FindingSource, SheetLineView } from '../../api/types'
import { addDays } from '../../lib/dates'
import { findingSourceWords } from '../../lib/words'
import { useTown } from '../../session/session'
import { ConfirmDialog } from '../../ui/dialog'
import { DateField, Select, TextArea } from '../../ui/field'

const t = {
  title: '指摘する',
  confirm: '指摘を登録する',
  source: 'どこで見つけたか',
  text: '指摘する内容',
  demand: '求める改善',
  demandHelp: '何をどう直すかを書きます。会社の責任者に期限つきで伝わります。',
  due: '改善の期限',
  missing: '入れてください。',
  section: '改善は、受け持ちの課が求めます。',
}

/** A finding about a line or about the firm as a whole; the improvement is demanded at once by those who may. */
export function FindingDialog({
  engagement,
  contractor,
  sheet = '',
  line,
  demands,
  onClose,
  onDone,
}: {
  engagement: string
  contractor: string
  sheet?: string
  line?: SheetLineView
  demands: boolean
  onClose: () => void
  onDone: () => void
}) {
  const { town } = useTown()
  const [source, setSource] = useState<FindingSource>(
    line ? (line.observed?.state === 'differs' ? 'record' : 'sheet') : 'inspection',
  )
  const [text, setText] = useState(line?.observed?.state === 'differs' ? line.observed.text_ja : '')
  const [demand, setDemand] = useState('')
  const [due, setDue] = useState(addDays(town.today, 30))
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    await send<Done>('POST', '/api/findings', {
      engagement,
      contractor,
      sheet,
      line: line?.line.id ?? '',
      source,
      text: text.trim(),
      ...(demands ? { demand: demand.trim(), due } : {}),
    })
    onDone()
  })
  const need = (value: string) => (tried && !value.trim() ? t.missing : undefined)
  return (
    <ConfirmDialog
      title={t.title}
      confirm={t.confirm}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (text.trim() && (!demands || (demand.trim() && due))) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      {line && (
        <p>
          {line.line.item}（{line.line.id}）：{line.line.text}
        </p>
      )}
      <Select
        label={t.source}
        required
        empty=""
        value={source}
        onValue={(next) => setSource(next as FindingSource)}
        options={Object.entries(findingSourceWords).map(([value, label]) => ({ value, label }))}
      />
      <TextArea label={t.text} required maxLength={2000} value={text} onValue={setText} error={need(text)} />
      {demands ? (
        <>
          <TextArea
            label={t.demand}
            help={t.demandHelp}
            required
            maxLength={2000}
            value={demand}
            onValue={setDemand}
            error={need(demand)}
          />
          <DateField label={t.due} required min={town.today} value={due} onValue={setDue} error={need(due)} />
        </>
      ) : (
        <p>{t.section}</p>
      )}
    </ConfirmDialog>
  )
}
