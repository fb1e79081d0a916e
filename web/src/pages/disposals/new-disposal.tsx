import { send } from '../../api/client'
import type { Done } from '../../api/types'
import { addDays } from '../../lib/dates'
import { useTown } from '../../session/session'
import { DateField, TextArea, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { partyOf, PartySelect, useParties } from '../sheets/party-select'

const t = {
  title: '記録媒体の廃棄を指示する',
  confirm: '指示する',
  text: '委託事業者の責任者に、期限までの廃棄と、廃棄の証明を求めます。',
  medium: 'どの記録媒体か',
  mediumHelp: '例：外付けディスク（500 GB）',
  number: '製造番号・管理番号',
  reason: '理由',
  reasonHelp: '例：移行が終わり、使わなくなったため',
  due: '廃棄の期限',
}

/** Which firm of which contract, what medium, why and by when. */
export function NewDisposal({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { town } = useTown()
  const parties = useParties()
  return (
    <FormDialog
      title={t.title}
      confirm={t.confirm}
      start={{ party: '', medium: '', number: '', reason: '', due: addDays(town.today, 30) }}
      onClose={onClose}
      onSend={async ({ party, ...rest }) => {
        const row = partyOf(parties, party)
        if (!row) return
        await send<Done>('POST', '/api/disposals', { engagement: row.engagement, contractor: row.contractor, ...rest })
        onDone()
      }}
    >
      {(field) => (
        <>
          <p>{t.text}</p>
          <PartySelect parties={parties} {...field('party')} />
          <TextField label={t.medium} help={t.mediumHelp} {...field('medium')} />
          <TextField label={t.number} {...field('number')} />
          <TextArea label={t.reason} help={t.reasonHelp} rows={2} {...field('reason')} />
          <DateField label={t.due} min={town.today} {...field('due')} />
        </>
      )}
    </FormDialog>
  )
}
