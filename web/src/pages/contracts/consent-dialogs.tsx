import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { ContractorView, Done, Items, Withdrawn } from '../../api/types'
import { Button } from '../../ui/button'
import { ConfirmDialog, Dialog } from '../../ui/dialog'
import { Checkbox, Choices, DateField, FieldError, Select, TextArea, TextField } from '../../ui/field'
import { Load } from '../../ui/states'
import { TextDialog } from '../../ui/text-dialog'
import { HeldTable } from './held'

const t = {
  applyTitle: '再委託の承諾を申請しますか',
  applyText: (firm: string) =>
    `${firm}が、仕事の一部を別の会社に任せるための申請です。自治体が承諾するまで、その会社にデータは渡りません。`,
  contractor: '任せる会社',
  noContractor: '任せる会社を選んでください。',
  unlisted: '一覧にない会社',
  firmName: '会社の名前',
  number: '法人番号',
  numberHelp: '13桁の数字です。国税庁の法人番号公表サイトで調べられます。',
  noFirm: '会社の名前と、13桁の法人番号を入れてください。',
  work: '任せる業務',
  noWork: '任せる業務を書いてください。',
  information: '扱わせる情報',
  informationHelp: '必要なものだけを選びます。',
  noInformation: '扱わせる情報を1つ以上選んでください。',
  starts: '任せる期間の始まり',
  ends: '任せる期間の終わり',
  noPeriod: '元の契約の期間の中で、始まりと終わりを入れてください。',
  applyReason: '再委託が必要な理由',
  noReason: '理由を書いてください。',
  apply: '申請する',
  decideTitle: (firm: string) => `${firm}への再委託を承諾しますか`,
  decideText: '重要な情報を扱う再委託は、2人以上が承諾してはじめて認められます。1人でも断れば、この申請は終わります。',
  decision: 'どうしますか',
  consent: '承諾する',
  refuse: '承諾しない',
  decideReason: '理由',
  decideReasonHelp: '承諾しないときは、必ず書いてください。',
  decide: '決める',
  flowTitle: (firm: string) => `${firm}に同じ定めを守らせていることを確かめましたか`,
  flowText:
    '再委託の契約書を見て、元の契約と同じ定めがあることを確かめます。確かめるまで、この会社にデータは渡りません。',
  evidence: '確かめた書類と箇所',
  evidenceHelp: '例：再委託契約書の写し 第3条から第9条',
  noEvidence: '確かめた書類と箇所を書いてください。',
  flow: '確かめた',
  withdrawTitle: (firm: string) => `${firm}への承諾を取り消しますか`,
  withdrawText: 'この会社と、その先の会社には、すぐにデータが渡らなくなります。',
  withdraw: '承諾を取り消す',
  withdrawReason: '取り消す理由',
  withdrawnTitle: '承諾を取り消しました',
  nothingHeld: 'この会社と、その先の会社が預かっているデータや、進んでいる申請はありません。',
  stillHeld: 'この会社と、その先の会社に、まだ次のものがあります。返却や消去をさせ、申請を終わらせてください。',
  close: '閉じる',
}

/** The firm that the dialog is about; `id` is empty for the contract's own party. */
interface Firm {
  id: string
  contractor: string
  contractor_name: string
}
export interface TierDialogProps {
  tier: Firm
  onClose: () => void
  onDone: () => void
}
/** What of the contract bounds a sub-contract. */
export interface Bounds {
  id: string
  information: string[]
  starts: string
  ends: string
}

const UNLISTED = 'unlisted'

export function ApplySubContract({ tier, contract, onClose, onDone }: TierDialogProps & { contract: Bounds }) {
  const contractors = useQuery<Items<ContractorView>>('/api/contractors?limit=200')
  const only = contract.information.length === 1 ? contract.information : []
  const [input, setInput] = useState({
    contractor: '',
    firm_name: '',
    corporate_number: '',
    reason: '',
    work: '',
    information: only,
    starts: contract.starts,
    ends: contract.ends,
  })
  const set = (change: Partial<typeof input>) => setInput({ ...input, ...change })
  const [tried, setTried] = useState(false)
  const unlisted = input.contractor === UNLISTED
  const firm = unlisted
    ? input.firm_name.trim() !== '' && input.corporate_number.replace(/\D/g, '').length === 13
    : input.contractor !== ''
  const act = useAction(async () => {
    await send<Done>('POST', `/api/engagements/${contract.id}/sub-contracts`, {
      parent: tier.id,
      ...input,
      contractor: unlisted ? '' : input.contractor,
      corporate_number: input.corporate_number.replace(/\D/g, ''),
    })
    onDone()
  })
  const within =
    input.starts >= contract.starts && input.ends <= contract.ends && input.starts !== '' && input.ends >= input.starts
  const complete =
    firm && input.reason.trim() !== '' && input.work.trim() !== '' && input.information.length > 0 && within
  return (
    <ConfirmDialog
      title={t.applyTitle}
      confirm={t.apply}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (complete) void act.run()
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
            value={input.contractor}
            onValue={(contractor) => set({ contractor })}
            error={tried && !input.contractor ? t.noContractor : undefined}
            options={[
              ...items.filter((c) => c.id !== tier.contractor).map((c) => ({ value: c.id, label: c.name })),
              { value: UNLISTED, label: t.unlisted },
            ]}
          />
        )}
      </Load>
      {unlisted && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={t.firmName}
            required
            value={input.firm_name}
            onValue={(firm_name) => set({ firm_name })}
            error={tried && !firm ? t.noFirm : undefined}
          />
          <TextField
            label={t.number}
            help={t.numberHelp}
            required
            inputMode="numeric"
            value={input.corporate_number}
            onValue={(corporate_number) => set({ corporate_number })}
          />
        </div>
      )}
      <TextArea
        label={t.work}
        required
        rows={2}
        value={input.work}
        onValue={(work) => set({ work })}
        error={tried && !input.work.trim() ? t.noWork : undefined}
      />
      <fieldset>
        <legend className="font-bold">{t.information}</legend>
        <p className="text-solid-gray-700">{t.informationHelp}</p>
        {contract.information.map((kind) => (
          <Checkbox
            key={kind}
            label={kind}
            checked={input.information.includes(kind)}
            onChecked={(on) =>
              set({ information: on ? [...input.information, kind] : input.information.filter((k) => k !== kind) })
            }
          />
        ))}
        {tried && input.information.length === 0 && <FieldError>{t.noInformation}</FieldError>}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField
          label={t.starts}
          required
          min={contract.starts}
          max={contract.ends}
          value={input.starts}
          onValue={(starts) => set({ starts })}
          error={tried && !within ? t.noPeriod : undefined}
        />
        <DateField
          label={t.ends}
          required
          min={contract.starts}
          max={contract.ends}
          value={input.ends}
          onValue={(ends) => set({ ends })}
        />
      </div>
      <TextArea
        label={t.applyReason}
        required
        value={input.reason}
        onValue={(reason) => set({ reason })}
        error={tried && !input.reason.trim() ? t.noReason : undefined}
      />
    </ConfirmDialog>
  )
}

export function DecideSubContract({ tier, onClose, onDone }: TierDialogProps) {
  const [decision, setDecision] = useState<'approve' | 'reject'>('approve')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const complete = decision === 'approve' || reason.trim() !== ''
  const act = useAction(async () => {
    await send<Done>('POST', `/api/sub-contracts/${tier.id}/decision`, { decision, reason: reason.trim() })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.decideTitle(tier.contractor_name)}
      confirm={t.decide}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (complete) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.decideText}</p>
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
      <TextArea
        label={t.decideReason}
        help={t.decideReasonHelp}
        required={decision === 'reject'}
        value={reason}
        onValue={setReason}
        error={tried && !complete ? t.noReason : undefined}
      />
    </ConfirmDialog>
  )
}

export function ConfirmFlowDown({ tier, onClose, onDone }: TierDialogProps) {
  return (
    <TextDialog
      title={t.flowTitle(tier.contractor_name)}
      label={t.evidence}
      help={t.evidenceHelp}
      missing={t.noEvidence}
      confirm={t.flow}
      onClose={onClose}
      onSend={(evidence) => send<Done>('POST', `/api/sub-contracts/${tier.id}/flow-down`, { evidence }).then(onDone)}
    >
      <p>{t.flowText}</p>
    </TextDialog>
  )
}

export function WithdrawConsent({ tier, onClose, onDone }: TierDialogProps) {
  const [done, setDone] = useState<Withdrawn>()
  if (done)
    return (
      <Dialog title={t.withdrawnTitle} open onClose={onDone}>
        <p>{done.held.length > 0 ? t.stillHeld : t.nothingHeld}</p>
        {done.held.length > 0 && <HeldTable rows={done.held} />}
        <div className="flex justify-end">
          <Button onClick={onDone}>{t.close}</Button>
        </div>
      </Dialog>
    )
  return (
    <TextDialog
      title={t.withdrawTitle(tier.contractor_name)}
      label={t.withdrawReason}
      missing={t.noReason}
      confirm={t.withdraw}
      danger
      onClose={onClose}
      onSend={async (reason) => {
        setDone(await send<Withdrawn>('POST', `/api/sub-contracts/${tier.id}/withdraw`, { reason }))
      }}
    >
      <p>{t.withdrawText}</p>
    </TextDialog>
  )
}
