import { useState } from 'react'
import type { Act, ChainTier } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { standingWords } from '../../lib/words'
import { Button, ButtonRow } from '../../ui/button'
import { Chip, FactList, type Tone } from '../../ui/data'
import { Notice } from '../../ui/notice'
import { ApplySubContract, ConfirmFlowDown, DecideSubContract, WithdrawConsent, type Bounds } from './consent-dialogs'

type Asks = 'apply' | 'decide' | 'flow' | 'withdraw'

const t = {
  prime: '元請け（契約の相手）',
  sub: (n: number) => `再委託先（${n}つ目の下請け）`,
  next: '次にすること',
  work: '任せる業務',
  information: '扱わせる情報',
  period: '期間',
  periodOf: (from: string, to: string) => `${from} から ${to} まで`,
  reason: '再委託の理由',
  applied: '申請した日時',
  consents: '承諾',
  consentsOf: (given: number, needed: number) => `${needed}人の承諾が要ります。いま ${given}人です。`,
  yes: '承諾',
  no: '断った',
  flow: '同じ定めを守らせること',
  flowYes: (at: string, by: string) => `確かめました${at && `（${at}${by && `、${by}さん`}）`}`,
  flowNo: 'まだ確かめていません',
  evidence: '確かめた書類',
  manager: 'データの管理責任者',
  managerYes: '届け出ずみ',
  managerNo: 'まだ届け出ていません',
  sheet: 'チェックシート',
  sheetYes: '確認ずみ',
  sheetNo: 'まだ確かめていません',
  held: 'いま扱っているもの',
  heldOf: (n: number) => (n === 0 ? 'ありません' : `${n}件`),
  apply: 'この会社からの再委託を申請する',
  decide: '承諾するかどうかを決める',
  confirm: '同じ定めを守らせていることを確かめる',
  withdraw: '承諾を取り消す',
}

export const standingTone = (standing: ChainTier['standing']): Tone =>
  standing === 'counts'
    ? 'green'
    : standing === 'waits_consent' || standing === 'flow_down_open' || standing === 'check_sheet_open'
      ? 'yellow'
      : standing === 'not_begun' || standing === 'over'
        ? 'gray'
        : 'red'

/** What has to happen next for this firm, in one or two sentences. */
export function nextStep(tier: ChainTier): string {
  switch (tier.standing) {
    case 'counts':
      return tier.data_manager_named
        ? 'することはありません。名簿に載り、研修を受けた人にだけ、データを渡せます。'
        : 'この会社の責任者が、データの管理責任者を届け出てください。それまでデータは渡せません。'
    case 'no_consent':
      return '再委託の承諾を申請してください。'
    case 'waits_consent':
      return tier.consents_given > 0
        ? `あと${Math.max(0, tier.consents_needed - tier.consents_given)}人の承諾を待っています。先に承諾した人とは別の人が決めます。`
        : '自治体が、理由・業務・情報・期間を確かめて、承諾するかどうかを決めます。'
    case 'refused':
      return 'この申請は断られました。必要なら、内容を直して新しく申請してください。'
    case 'withdrawn':
      return '承諾は取り消されました。預けたデータを返させるか、消去させてください。'
    case 'above_stopped':
      return `${tier.stopped_by}が止まっているため、この会社も扱えません。先に${tier.stopped_by}の手続きを済ませてください。`
    case 'flow_down_open':
      return '再委託の契約書を出してもらい、同じ定めがあることを、担当課の課長が確かめてください。'
    case 'check_sheet_open':
      return 'この会社のチェックシートを出してもらい、確かめてください。'
    case 'not_begun':
      return `期間が始まる${longDay(tier.starts)}まで、データは渡せません。`
    case 'over':
      return '再委託の期間が終わりました。続けるときは、承諾を申請し直してください。'
  }
}

export function TierPanel({
  tier,
  contract,
  level = 2,
  onDone,
}: {
  tier: ChainTier
  contract: Bounds
  level?: 2 | 3
  onDone: () => void
}) {
  const [asks, setAsks] = useState<Asks>()
  const may = (act: Act) => tier.may.includes(act)
  const close = () => setAsks(undefined)
  const done = () => {
    close()
    onDone()
  }
  const Heading = level === 2 ? 'h2' : 'h3'
  const sub = tier.depth > 0
  return (
    <div className="grid gap-4">
      <Heading className="flex flex-wrap items-center gap-x-3 gap-y-1 text-std-20B-150">
        {tier.contractor_name}
        <span className="text-sm font-normal text-solid-gray-700">{sub ? t.sub(tier.depth) : t.prime}</span>
        <Chip tone={standingTone(tier.standing)}>{standingWords[tier.standing]}</Chip>
      </Heading>
      <Notice kind={tier.standing === 'counts' && tier.data_manager_named ? 'success' : 'info'} title={t.next}>
        {nextStep(tier)}
      </Notice>
      <FactList
        lines={[
          sub && tier.work && [t.work, tier.work],
          sub && tier.information.length > 0 && [t.information, tier.information.join('、')],
          sub && tier.starts && [t.period, t.periodOf(longDay(tier.starts), longDay(tier.ends))],
          sub && tier.reason && [t.reason, tier.reason],
          sub && tier.applied_at && [t.applied, longTime(tier.applied_at)],
          sub &&
            tier.consents_needed > 0 && [
              t.consents,
              <div key="consents">
                {tier.consent === 'applied' && <p>{t.consentsOf(tier.consents_given, tier.consents_needed)}</p>}
                {tier.consents.length > 0 && (
                  <ul>
                    {tier.consents.map((c) => (
                      <li key={c.at + c.name}>
                        {c.name}：{c.decision === 'approve' ? t.yes : t.no}（{longTime(c.at)}）
                        {c.reason && <span className="block text-solid-gray-700">{c.reason}</span>}
                      </li>
                    ))}
                  </ul>
                )}
              </div>,
            ],
          sub && [
            t.flow,
            tier.flow_down_confirmed
              ? t.flowYes(tier.flow_down_at && longTime(tier.flow_down_at), tier.flow_down_by)
              : t.flowNo,
          ],
          sub && tier.flow_down_evidence && [t.evidence, tier.flow_down_evidence],
          [t.sheet, tier.check_sheet_confirmed ? t.sheetYes : t.sheetNo],
          [t.manager, tier.data_manager_named ? t.managerYes : t.managerNo],
          [t.held, t.heldOf(tier.held)],
        ]}
      />
      <ButtonRow className="empty:hidden">
        {may('consent_sub_contract') && <Button onClick={() => setAsks('decide')}>{t.decide}</Button>}
        {may('confirm_flow_down') && <Button onClick={() => setAsks('flow')}>{t.confirm}</Button>}
        {may('apply_sub_contract') && (
          <Button look="secondary" onClick={() => setAsks('apply')}>
            {t.apply}
          </Button>
        )}
        {may('withdraw_consent') && (
          <Button look="secondary" onClick={() => setAsks('withdraw')}>
            {t.withdraw}
          </Button>
        )}
      </ButtonRow>
      {asks === 'apply' && <ApplySubContract tier={tier} contract={contract} onClose={close} onDone={done} />}
      {asks === 'decide' && <DecideSubContract tier={tier} onClose={close} onDone={done} />}
      {asks === 'flow' && <ConfirmFlowDown tier={tier} onClose={close} onDone={done} />}
      {asks === 'withdraw' && <WithdrawConsent tier={tier} onClose={close} onDone={done} />}
    </div>
  )
}
