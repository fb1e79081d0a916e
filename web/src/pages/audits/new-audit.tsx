import { useNavigate } from 'react-router'
import { send } from '../../api/client'
import type { Done } from '../../api/types'
import { addDays } from '../../lib/dates'
import { useTown } from '../../session/session'
import { DateField, Select, TextArea, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { partyOf, PartySelect, useParties } from '../sheets/party-select'
import { auditMethodWords } from './words'

const t = {
  title: '監査を計画する',
  confirm: '計画し、会社に知らせる',
  text: '会社の責任者に、予定日と見るものを知らせ、だれが立ち会うかの回答を求めます。再委託先も選べます。',
  name: '監査の名前',
  nameHelp: '例：令和8年度 委託先監査',
  scope: '見るもの',
  scopeHelp: '例：作業場所の施錠、従事者名簿と研修の記録、預かったデータの消去の記録',
  method: '方法',
  day: '予定日',
  dayHelp: '会社は、14日以内（予定日が先に来るときは予定日まで）に答えます。',
}

/** Which firm of which contract, what is looked at, how and when. */
export function NewAudit({ engagement, onClose }: { engagement: string; onClose: () => void }) {
  const { town } = useTown()
  const navigate = useNavigate()
  const parties = useParties(engagement)
  return (
    <FormDialog
      title={t.title}
      confirm={t.confirm}
      start={{ party: '', title: '', scope: '', method: '', planned_on: addDays(town.today, 30) }}
      onClose={onClose}
      onSend={async ({ party, ...plan }) => {
        const row = partyOf(parties, party)
        if (!row) return
        const made = await send<Done>('POST', '/api/audits', {
          engagement: row.engagement,
          contractor: row.contractor,
          ...plan,
        })
        await navigate(`/audits/${made.id}`)
      }}
    >
      {(field) => (
        <>
          <p>{t.text}</p>
          <PartySelect parties={parties} {...field('party')} />
          <TextField label={t.name} help={t.nameHelp} maxLength={150} {...field('title')} />
          <TextArea label={t.scope} help={t.scopeHelp} rows={3} maxLength={2000} {...field('scope')} />
          <Select
            label={t.method}
            {...field('method')}
            options={Object.entries(auditMethodWords).map(([value, label]) => ({ value, label }))}
          />
          <DateField label={t.day} help={t.dayHelp} min={town.today} {...field('planned_on')} />
        </>
      )}
    </FormDialog>
  )
}
