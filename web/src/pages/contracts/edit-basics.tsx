import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { components } from '../../api/schema'
import type { AssetView, Done, EngagementView, Items } from '../../api/types'
import { Checkbox, DateField, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { Load } from '../../ui/states'
import { useFaults } from '../../ui/use-form'
import type { EditProps } from './record-edit'
import { ScopeList, scopeIsWhole } from './scope-fields'

type BasicsInput = components['schemas']['BasicsInput']

const t = {
  title: '契約の内容',
  lead: '変えた内容は、これから渡すデータに当てはまります。前の内容は記録に残ります。',
  name: '契約の名前',
  starts: '契約の始まり',
  ends: '契約の終わり',
  production: '契約で、本番データ（住民の実際のデータ）の持ち出しを認めている',
  myNumber: '個人番号（マイナンバー）を扱う',
  save: '保存する',
  faults: {
    title: '契約の名前を入れてください。',
    ends: '契約の終わりを、始まりより後の日で入れてください。',
    scope: '渡してよい情報を1つ以上、種類・範囲・方法まで入れてください。',
  },
}

export function EditBasics(props: EditProps) {
  const query = useQuery<EngagementView>(`/api/engagements/${props.record.id}`)
  return <Load query={query}>{(view) => <Form {...props} view={view} />}</Load>
}

function Form({ record, view, onDone, onCancel }: EditProps & { view: EngagementView }) {
  const assets = useQuery<Items<AssetView>>('/api/assets')
  const [input, setInput] = useState<BasicsInput>({
    title: view.input.title,
    starts: view.input.starts,
    ends: view.input.ends,
    scope: view.input.scope,
    production_data_allowed: view.input.production_data_allowed,
    my_number: view.input.my_number,
  })
  const set = (change: Partial<BasicsInput>) => setInput({ ...input, ...change })
  const form = useFaults()
  const act = useAction(async () => {
    await send<Done>('PUT', `/api/engagements/${record.id}`, input)
    onDone()
  })
  const filled = (value: string) => value.trim() !== ''
  return (
    <BoxForm
      id="basics"
      title={t.title}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.save}
      onCancel={onCancel}
      onSubmit={() =>
        form.check([
          ['title', filled(input.title), t.faults.title],
          ['ends', filled(input.ends) && input.ends >= input.starts, t.faults.ends],
          ['scope', scopeIsWhole(input.scope), t.faults.scope],
        ]) && void act.run()
      }
    >
      <p className="text-solid-gray-700">{t.lead}</p>
      <TextField
        id="title"
        label={t.name}
        required
        value={input.title}
        onValue={(title) => set({ title })}
        error={form.of('title')}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <DateField label={t.starts} required value={input.starts} onValue={(starts) => set({ starts })} />
        <DateField
          id="ends"
          label={t.ends}
          required
          min={input.starts}
          value={input.ends}
          onValue={(ends) => set({ ends })}
          error={form.of('ends')}
        />
      </div>
      <ScopeList
        scope={input.scope}
        informations={[...new Set((assets.data?.items ?? []).map((a) => a.asset.information))]}
        error={form.of('scope')}
        onChange={(scope) => set({ scope })}
      />
      <Checkbox
        label={t.production}
        checked={input.production_data_allowed}
        onChecked={(production_data_allowed) => set({ production_data_allowed })}
      />
      <Checkbox label={t.myNumber} checked={input.my_number} onChecked={(my_number) => set({ my_number })} />
    </BoxForm>
  )
}
