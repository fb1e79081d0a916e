import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { ContractorView, Done, Items, TierView } from '../../api/types'
import { ConfirmDialog } from '../../ui/dialog'
import { Checkbox, Choices, Select, TextArea } from '../../ui/field'
import { Load } from '../../ui/states'

const t = {
  applyTitle: '再委託の承諾を申請しますか',
  applyText: (firm: string) =>
    `${firm}が、仕事の一部を別の会社に任せるための申請です。自治体が承諾するまで、その会社にデータは渡りません。`,
  contractor: '任せる会社',
  noContractor: '任せる会社を選んでください。',
  applyReason: '再委託が必要な理由',
  noReason: '理由を書いてください。',
  apply: '申請する',
  decideTitle: (firm: string) => `${firm}への再委託を承諾しますか`,
  decision: 'どうしますか',
  consent: '承諾する',
  refuse: '承諾しない',
  flow: '再委託先にも、元請けと同じ決まりを守らせる契約になっていることを確かめた',
  decideReason: '理由',
  decide: '決める',
  withdrawTitle: (firm: string) => `${firm}への承諾を取り消しますか`,
  withdrawText: 'この会社と、その先の会社には、すぐにデータが渡らなくなります。',
  withdraw: '承諾を取り消す',
  withdrawReason: '取り消す理由',
}

export interface TierDialogProps {
  tier: TierView
  onClose: () => void
  onDone: () => void
}

export function ApplySubContract({ tier, engagement, onClose, onDone }: TierDialogProps & { engagement: string }) {
  const contractors = useQuery<Items<ContractorView>>('/api/contractors?limit=200')
  const [contractor, setContractor] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    await send<Done>('POST', `/api/engagements/${engagement}/sub-contracts`, {
      parent: tier.id,
      contractor,
      reason: reason.trim(),
    })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.applyTitle}
      confirm={t.apply}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (contractor && reason.trim()) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.applyText(tier.contractor_name)}</p>
      <Load query={contractors}>
        {({ items }) => (
          <Select
            label={t.contractor}
            required
            value={contractor}
            onValue={setContractor}
            error={tried && !contractor ? t.noContractor : undefined}
            options={items.filter((c) => c.id !== tier.contractor).map((c) => ({ value: c.id, label: c.name }))}
          />
        )}
      </Load>
      <TextArea
        label={t.applyReason}
        required
        value={reason}
        onValue={setReason}
        error={tried && !reason.trim() ? t.noReason : undefined}
      />
    </ConfirmDialog>
  )
}

export function DecideSubContract({ tier, onClose, onDone }: TierDialogProps) {
  const [decision, setDecision] = useState<'approve' | 'reject'>('approve')
  const [flow, setFlow] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAction(async () => {
    await send<Done>('POST', `/api/sub-contracts/${tier.id}/decision`, {
      decision,
      flow_down_confirmed: decision === 'approve' && flow,
      reason: reason.trim(),
    })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.decideTitle(tier.contractor_name)}
      confirm={t.decide}
      open
      onClose={onClose}
      onConfirm={() => void act.run()}
      busy={act.busy}
      error={act.error}
    >
      <Choices
        legend={t.decision}
        name="decision"
        required
        value={decision}
        onValue={(d) => setDecision(d as typeof decision)}
        choices={[
          { value: 'approve', label: t.consent },
          { value: 'reject', label: t.refuse },
        ]}
      />
      {decision === 'approve' && <Checkbox label={t.flow} checked={flow} onChecked={setFlow} />}
      <TextArea label={t.decideReason} value={reason} onValue={setReason} />
    </ConfirmDialog>
  )
}

export function WithdrawConsent({ tier, onClose, onDone }: TierDialogProps) {
  const [reason, setReason] = useState('')
  const act = useAction(async () => {
    await send<Done>('POST', `/api/sub-contracts/${tier.id}/withdraw`, { reason: reason.trim() })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.withdrawTitle(tier.contractor_name)}
      confirm={t.withdraw}
      danger
      open
      onClose={onClose}
      onConfirm={() => void act.run()}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.withdrawText}</p>
      <TextArea label={t.withdrawReason} value={reason} onValue={setReason} />
    </ConfirmDialog>
  )
}
