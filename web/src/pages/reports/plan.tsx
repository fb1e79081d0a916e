import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, EngagementRow, EngagementView, Items } from '../../api/types'
import { Choices, DateField, Select, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { useFaults } from '../../ui/use-form'
import { reportKindWords } from './words'

type Kind = keyof typeof reportKindWords

const t = {
  title: '定期に出す報告を決める',
  engagement: '委託契約',
  contractor: '報告する会社',
  kind: '報告の種類',
  kindHelp: {
    work: '何をしたか、決まりを守れているかを書いた報告',
    service_level: '契約で決めたサービスレベルと、その結果',
    system_change: '情報セキュリティ対策のために、情報システムの何を変えたか',
  } satisfies Record<Kind, string>,
  months: '間隔',
  every: (n: number) => (n === 1 ? '毎月' : `${n}か月ごと`),
  starts: '最初の期間の初めの日',
  startsHelp: '期間が終わって10日以内に、報告を出してもらいます。',
  note: '書いてほしいこと',
  submit: '決める',
  noEngagement: '委託契約を選んでください。',
  noContractor: '会社を選んでください。',
  noStarts: '日を入れてください。',
}

export function NewPlan({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const engagements = useQuery<Items<EngagementRow>>('/api/engagements')
  const [engagement, setEngagement] = useState('')
  const chosen = useQuery<EngagementView>(engagement ? `/api/engagements/${engagement}` : null)
  const [contractor, setContractor] = useState('')
  const [kind, setKind] = useState<Kind>('work')
  const [months, setMonths] = useState('1')
  const [starts, setStarts] = useState('')
  const [note, setNote] = useState('')
  const form = useFaults()
  const act = useAction(async () => {
    await send<Done>('POST', '/api/report-plans', {
      engagement,
      contractor,
      kind,
      months: Number(months),
      starts,
      note: note.trim(),
    })
    onDone()
  })
  return (
    <BoxForm
      id="new-plan"
      title={t.title}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.submit}
      onCancel={onCancel}
      onSubmit={() =>
        form.check([
          ['plan-engagement', engagement !== '', t.noEngagement],
          ['plan-contractor', contractor !== '', t.noContractor],
          ['plan-starts', starts !== '', t.noStarts],
        ]) && void act.run()
      }
    >
      <Select
        id="plan-engagement"
        label={t.engagement}
        required
        value={engagement}
        onValue={(id) => {
          setEngagement(id)
          const found = engagements.data?.items.find((e) => e.id === id)
          setContractor(found?.contractor ?? '')
          setStarts(found?.starts ?? '')
        }}
        error={form.of('plan-engagement')}
        options={(engagements.data?.items ?? []).filter((e) => e.active).map((e) => ({ value: e.id, label: e.title }))}
      />
      <Select
        id="plan-contractor"
        label={t.contractor}
        required
        value={contractor}
        onValue={setContractor}
        error={form.of('plan-contractor')}
        options={(chosen.data?.tiers ?? []).map((tier) => ({ value: tier.contractor, label: tier.contractor_name }))}
      />
      <Choices
        legend={t.kind}
        name="report-kind"
        required
        value={kind}
        onValue={(k) => setKind(k as Kind)}
        choices={(Object.keys(reportKindWords) as Kind[]).map((k) => ({
          value: k,
          label: reportKindWords[k],
          help: t.kindHelp[k],
        }))}
      />
      <Select
        label={t.months}
        required
        empty=""
        value={months}
        onValue={setMonths}
        options={[1, 2, 3, 6, 12].map((n) => ({ value: String(n), label: t.every(n) }))}
      />
      <DateField
        id="plan-starts"
        label={t.starts}
        help={t.startsHelp}
        required
        value={starts}
        onValue={setStarts}
        error={form.of('plan-starts')}
      />
      <TextField label={t.note} value={note} onValue={setNote} />
    </BoxForm>
  )
}
