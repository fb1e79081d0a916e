import { send } from '../../api/client'
import type { Done, FindingSource, SheetLineView } from '../../api/types'
import { addDays } from '../../lib/dates'
import { findingSourceWords } from '../../lib/words'
import { useTown } from '../../session/session'
import { DateField, Select, TextArea } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'

const t = {
  title: '指摘する',
  confirm: '指摘を登録する',
  source: 'どこで見つけたか',
  text: '指摘する内容',
  demand: '求める改善',
  demandHelp: '何をどう直すかを書きます。会社の責任者に期限つきで伝わります。',
  due: '改善の期限',
  section: '改善は、受け持ちの課が求めます。',
}

/**
 * A finding about a line, about the firm as a whole, or in an audit of it; the improvement is demanded at once by those
 * who may.
 */
export function FindingDialog({
  engagement,
  contractor,
  sheet = '',
  line,
  audit,
  demands,
  onClose,
  onDone,
}: {
  engagement: string
  contractor: string
  sheet?: string
  line?: SheetLineView
  audit?: string
  demands: boolean
  onClose: () => void
  onDone: () => void
}) {
  const { town } = useTown()
  const differs = line?.observed?.state === 'differs'
  const source: FindingSource = audit ? 'audit' : line ? (differs ? 'record' : 'sheet') : 'inspection'
  return (
    <FormDialog
      title={t.title}
      confirm={t.confirm}
      start={{
        source: source as string,
        text: differs ? (line?.observed?.text_ja ?? '') : '',
        demand: '',
        due: addDays(town.today, 30),
      }}
      optional={demands ? [] : ['demand', 'due']}
      onClose={onClose}
      onSend={async (form) => {
        await send<Done>('POST', '/api/findings', {
          engagement,
          contractor,
          sheet,
          line: line?.line.id ?? '',
          source: form.source,
          text: form.text,
          ...(audit ? { audit } : {}),
          ...(demands ? { demand: form.demand, due: form.due } : {}),
        })
        onDone()
      }}
    >
      {(field) => (
        <>
          {line && (
            <p>
              {line.line.item}（{line.line.id}）：{line.line.text}
            </p>
          )}
          {!audit && (
            <Select
              label={t.source}
              empty=""
              {...field('source')}
              options={Object.entries(findingSourceWords).map(([value, label]) => ({ value, label }))}
            />
          )}
          <TextArea label={t.text} maxLength={2000} {...field('text')} />
          {demands ? (
            <>
              <TextArea label={t.demand} help={t.demandHelp} maxLength={2000} {...field('demand')} />
              <DateField label={t.due} min={town.today} {...field('due')} />
            </>
          ) : (
            <p>{t.section}</p>
          )}
        </>
      )}
    </FormDialog>
  )
}
