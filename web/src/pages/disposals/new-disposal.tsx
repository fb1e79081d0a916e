import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, Items, SheetRow } from '../../api/types'
import { addDays } from '../../lib/dates'
import { useTown } from '../../session/session'
import { ConfirmDialog } from '../../ui/dialog'
import { DateField, Select, TextArea, TextField } from '../../ui/field'
import { Load } from '../../ui/states'

const t = {
  title: '記録媒体の廃棄を指示する',
  confirm: '指示する',
  text: '委託事業者の責任者に、期限までの廃棄と、廃棄の証明を求めます。',
  which: '会社と委託契約',
  of: (firm: string, contract: string) => `${firm}（${contract}）`,
  medium: 'どの記録媒体か',
  mediumHelp: '例：外付けディスク（500 GB）',
  number: '製造番号・管理番号',
  reason: '理由',
  reasonHelp: '例：移行が終わり、使わなくなったため',
  due: '廃棄の期限',
  missing: '入力してください。',
}

/** Which firm of which contract, what medium, why and by when. */
export function NewDisposal({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { town } = useTown()
  const parties = useQuery<Items<SheetRow>>('/api/sheets?limit=200')
  const [form, setForm] = useState({ party: '', medium: '', number: '', reason: '', due: addDays(town.today, 30) })
  const [tried, setTried] = useState(false)
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const need = (value: string) => (tried && !value.trim() ? t.missing : undefined)
  const act = useAction(async () => {
    const row = parties.data?.items.find((each) => each.party === form.party)
    if (!row) return
    await send<Done>('POST', '/api/disposals', {
      engagement: row.engagement,
      contractor: row.contractor,
      medium: form.medium.trim(),
      number: form.number.trim(),
      reason: form.reason.trim(),
      due: form.due,
    })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.title}
      confirm={t.confirm}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (Object.values(form).every((v) => v.trim())) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.text}</p>
      <Load query={parties}>
        {({ items }) => (
          <Select
            label={t.which}
            required
            value={form.party}
            onValue={(party) => set({ party })}
            options={items.map((row) => ({ value: row.party, label: t.of(row.contractor_name, row.engagement_title) }))}
            error={need(form.party)}
          />
        )}
      </Load>
      <TextField
        label={t.medium}
        help={t.mediumHelp}
        required
        value={form.medium}
        onValue={(medium) => set({ medium })}
        error={need(form.medium)}
      />
      <TextField
        label={t.number}
        required
        value={form.number}
        onValue={(number) => set({ number })}
        error={need(form.number)}
      />
      <TextArea
        label={t.reason}
        help={t.reasonHelp}
        required
        rows={2}
        value={form.reason}
        onValue={(reason) => set({ reason })}
        error={need(form.reason)}
      />
      <DateField label={t.due} required min={town.today} value={form.due} onValue={(due) => set({ due })} />
    </ConfirmDialog>
  )
}
