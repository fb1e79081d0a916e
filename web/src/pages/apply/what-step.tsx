import type { ApiError } from '../../api/client'
import type { AssetView, EngagementRow, PassageInput } from '../../api/types'
import { assetsFor, rangesFor } from '../../lib/apply'
import { longDay } from '../../lib/dates'
import { confidentialityWords, wayWords } from '../../lib/words'
import { useSession } from '../../session/session'
import { Choices, Select, TextField } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import type { StepProps } from './form'

const t = {
  kind: '申請の種類',
  receive: '受け渡し',
  receiveHelp: '自治体のデータを、この仕組みを通して委託事業者に渡します。',
  carryOut: '持ち出し',
  carryOutHelp: '委託された作業のために、データを今ある場所の外へ出します。',
  engagement: '委託契約',
  engagementHelp: 'いま有効な契約だけを表示しています。',
  none: '選べる委託契約がありません。課長に、契約を登録してもらってください。',
  until: (name: string, firm: string, end: string) => `${name}（${firm}、${end}まで）`,
  asset: '情報資産',
  assetHelp: '渡すデータがどの情報資産にあたるかを選びます。',
  other: (name: string) => `${name}（この契約にない情報）`,
  important: '重要な情報資産です。2人以上の承認が要ります。',
  range: '情報の範囲',
  rangeHelp: '契約で決めた範囲から選びます。',
  way: '渡し方',
  notInContract: 'この契約では認められていません',
}

const WAYS: PassageInput['way'][] = ['service_transfer', 'physical_medium', 'on_site', 'remote_access']

export function WhatStep({
  input,
  set,
  engagement,
  fault,
  engagements,
  assets,
  error,
}: StepProps & { engagements: EngagementRow[]; assets: AssetView[]; error: ApiError | undefined }) {
  const session = useSession()
  const offered = engagement ? assetsFor(engagement, assets) : { inScope: [], other: [] }
  const asset = assets.find((a) => a.id === input.asset)
  const ranges = rangesFor(engagement, asset)
  const allowed = engagement?.input.scope
    .filter((s) => s.information === asset?.asset.information && s.range === input.range)
    .flatMap((s) => s.ways)
  const nameOf = (a: AssetView) => `${a.asset.name}（${confidentialityWords[a.asset.confidentiality]}）`
  const chooseAsset = (id: string) => {
    const next = rangesFor(
      engagement,
      assets.find((a) => a.id === id),
    )
    set({ asset: id, range: next.length === 1 ? (next[0] ?? '') : '' })
  }

  return (
    <>
      {session.side === 'town' && (
        <Choices
          legend={t.kind}
          name="kind"
          required
          value={input.kind}
          onValue={(kind) => set({ kind: kind as PassageInput['kind'] })}
          choices={[
            { value: 'receive', label: t.receive, help: t.receiveHelp },
            { value: 'carry_out', label: t.carryOut, help: t.carryOutHelp },
          ]}
        />
      )}
      {engagements.length === 0 && <p>{t.none}</p>}
      <Select
        id="engagement"
        label={t.engagement}
        help={t.engagementHelp}
        required
        value={input.engagement}
        onValue={(id) => set({ engagement: id, asset: '', range: '', recipient: '' })}
        error={fault('engagement')}
        options={engagements.map((e) => ({ value: e.id, label: t.until(e.title, e.contractor_name, longDay(e.ends)) }))}
      />
      <ErrorNotice error={error} />
      <div className="grid gap-1">
        <Select
          id="asset"
          label={t.asset}
          help={t.assetHelp}
          required
          value={input.asset}
          onValue={chooseAsset}
          error={fault('asset')}
          disabled={!engagement}
          options={[
            ...offered.inScope.map((a) => ({ value: a.id, label: nameOf(a) })),
            ...offered.other.map((a) => ({ value: a.id, label: t.other(nameOf(a)) })),
          ]}
        />
        {asset?.important && <p className="font-bold">{t.important}</p>}
      </div>
      {ranges.length > 0 || !asset ? (
        <Select
          id="range"
          label={t.range}
          help={t.rangeHelp}
          required
          value={input.range}
          onValue={(range) => set({ range })}
          error={fault('range')}
          disabled={!asset}
          options={ranges.map((r) => ({ value: r, label: r }))}
        />
      ) : (
        <TextField
          id="range"
          label={t.range}
          required
          value={input.range}
          onValue={(range) => set({ range })}
          error={fault('range')}
        />
      )}
      <Choices
        legend={t.way}
        name="way"
        required
        value={input.way}
        onValue={(way) => set({ way: way as PassageInput['way'] })}
        choices={WAYS.map((way) => ({
          value: way,
          label: wayWords[way],
          help: input.range && allowed && !allowed.includes(way) ? t.notInContract : undefined,
        }))}
      />
    </>
  )
}
