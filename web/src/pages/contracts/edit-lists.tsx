import { useState, type ReactNode } from 'react'
import { send } from '../../api/client'
import { useAction, type Action } from '../../api/hooks'
import type { components } from '../../api/schema'
import type { Done } from '../../api/types'
import { qualityWords } from '../../lib/words'
import { Button } from '../../ui/button'
import { Select, TextArea, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { useFaults } from '../../ui/use-form'
import type { EditProps } from './record-edit'

type S = components['schemas']

const t = {
  save: '保存する',
  add: '行を加える',
  remove: 'この行を外す',
  row: (n: number) => `${n}行目`,
  incomplete: '空いている必須の欄があります。',
  levels: 'サービスレベル',
  levelsLead: '機密性・完全性・可用性のそれぞれに、1つ以上の項目と目標を入れます。',
  quality: '何について',
  item: '項目',
  itemHelp: '例：業務時間中の停止',
  target: '目標',
  targetHelp: '例：月60分以内',
  measure: '測り方',
  months: '報告の間隔（か月）',
  monthsHelp: '契約で決めた、サービスレベルの報告の間隔です。決めていないときは0。',
  noMonths: '報告の間隔を、0から60の数字で入れてください。',
  workplaces: '作業場所',
  workplacesLead: '契約に係るデータを扱う場所を、会社ごとにすべて入れます。',
  firm: '会社',
  place: '場所の名前',
  address: '所在地',
  measures: '安全のための対策',
  measuresHelp: '例：施錠、入退室の記録、監視カメラ',
  specification: '調達仕様書の要件',
  specificationLead: '仕様書に書いた、情報セキュリティポリシーに基づく要件を入れます。',
  document: '仕様書の名前と箇所',
  clause: 'ポリシーの条項',
  clauseHelp: '例：対策基準 8.1(2)',
  requirement: '仕様書に書いた要件',
}

/** A list of rows, each a group of fields; every row has a key of its own while it is edited. */
function useRows<T>(first: T[], empty: () => T) {
  const [rows, setRows] = useState(() => (first.length > 0 ? first : [empty()]).map((value, key) => ({ key, value })))
  return {
    values: rows.map((row) => row.value),
    draw: (fields: (value: T, set: (change: Partial<T>) => void, n: number) => ReactNode) => (
      <>
        {rows.map((row, i) => (
          <fieldset key={row.key} className="grid gap-4 rounded-8 border border-solid-gray-420 p-4">
            <legend className="px-1 font-bold">{t.row(i + 1)}</legend>
            {fields(
              row.value,
              (change) =>
                setRows(
                  rows.map((one) => (one.key === row.key ? { ...one, value: { ...one.value, ...change } } : one)),
                ),
              i,
            )}
            {rows.length > 1 && (
              <div>
                <Button look="quiet" onClick={() => setRows(rows.filter((one) => one.key !== row.key))}>
                  {t.remove}
                </Button>
              </div>
            )}
          </fieldset>
        ))}
        <div>
          <Button
            look="secondary"
            onClick={() => setRows([...rows, { key: Math.max(...rows.map((r) => r.key)) + 1, value: empty() }])}
          >
            {t.add}
          </Button>
        </div>
      </>
    ),
  }
}

const filled = (text: string) => text.trim() !== ''

function ListForm({
  id,
  title,
  lead,
  act,
  complete,
  more = [],
  onCancel,
  children,
}: {
  id: string
  title: string
  lead: string
  act: Action<[], void>
  complete: boolean
  more?: (readonly [string, boolean, string])[]
  onCancel: () => void
  children: ReactNode
}) {
  const form = useFaults()
  return (
    <BoxForm
      id={id}
      title={title}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.save}
      onCancel={onCancel}
      onSubmit={() => form.check([[id, complete, t.incomplete], ...more]) && void act.run()}
    >
      <p className="text-solid-gray-700">{lead}</p>
      {children}
    </BoxForm>
  )
}

export function EditLevels({ record, onDone, onCancel }: EditProps) {
  const rows = useRows<S['ServiceLevel']>(record.service_levels, () => ({
    quality: 'confidentiality',
    item: '',
    target: '',
    measure: '',
  }))
  const [months, setMonths] = useState(String(record.report_months))
  const act = useAction(async () => {
    await send<Done>('PUT', `/api/engagements/${record.id}/service-levels`, {
      levels: rows.values,
      report_months: Number(months),
    })
    onDone()
  })
  return (
    <ListForm
      id="levels"
      title={t.levels}
      lead={t.levelsLead}
      act={act}
      complete={rows.values.every((r) => filled(r.item) && filled(r.target))}
      more={[['months', /^\d{1,2}$/.test(months) && Number(months) <= 60, t.noMonths]]}
      onCancel={onCancel}
    >
      {rows.draw((value, set) => (
        <>
          <Select
            label={t.quality}
            required
            empty=""
            value={value.quality}
            onValue={(quality) => set({ quality: quality as S['Quality'] })}
            options={Object.entries(qualityWords).map(([key, label]) => ({ value: key, label }))}
          />
          <TextField label={t.item} help={t.itemHelp} required value={value.item} onValue={(item) => set({ item })} />
          <TextField
            label={t.target}
            help={t.targetHelp}
            required
            value={value.target}
            onValue={(target) => set({ target })}
          />
          <TextField label={t.measure} value={value.measure} onValue={(measure) => set({ measure })} />
        </>
      ))}
      <TextField
        id="months"
        label={t.months}
        help={t.monthsHelp}
        required
        inputMode="numeric"
        className="max-w-40"
        value={months}
        onValue={setMonths}
      />
    </ListForm>
  )
}

export function EditWorkplaces({ record, onDone, onCancel }: EditProps) {
  const prime = record.firms.find((f) => f.depth === 0)?.id ?? ''
  const rows = useRows<S['Workplace']>(record.workplaces, () => ({
    contractor: prime,
    name: '',
    address: '',
    measures: '',
  }))
  const act = useAction(async () => {
    await send<Done>('PUT', `/api/engagements/${record.id}/workplaces`, { workplaces: rows.values })
    onDone()
  })
  return (
    <ListForm
      id="workplaces"
      title={t.workplaces}
      lead={t.workplacesLead}
      act={act}
      complete={rows.values.every((r) => filled(r.name) && r.contractor !== '')}
      onCancel={onCancel}
    >
      {rows.draw((value, set) => (
        <>
          <Select
            label={t.firm}
            required
            value={value.contractor}
            onValue={(contractor) => set({ contractor })}
            options={record.firms.map((f) => ({ value: f.id, label: f.name }))}
          />
          <TextField label={t.place} required value={value.name} onValue={(name) => set({ name })} />
          <TextField label={t.address} value={value.address} onValue={(address) => set({ address })} />
          <TextField
            label={t.measures}
            help={t.measuresHelp}
            value={value.measures}
            onValue={(measures) => set({ measures })}
          />
        </>
      ))}
    </ListForm>
  )
}

export function EditSpecification({ record, onDone, onCancel }: EditProps) {
  const rows = useRows<S['Requirement']>(record.requirements, () => ({ clause: '', text: '' }))
  const [document, setDocument] = useState(record.specification)
  const act = useAction(async () => {
    await send<Done>('PUT', `/api/engagements/${record.id}/specification`, { document, requirements: rows.values })
    onDone()
  })
  return (
    <ListForm
      id="specification"
      title={t.specification}
      lead={t.specificationLead}
      act={act}
      complete={filled(document) && rows.values.every((r) => filled(r.clause) && filled(r.text))}
      onCancel={onCancel}
    >
      <TextField label={t.document} required value={document} onValue={setDocument} />
      {rows.draw((value, set) => (
        <>
          <TextField
            label={t.clause}
            help={t.clauseHelp}
            required
            value={value.clause}
            onValue={(clause) => set({ clause })}
          />
          <TextArea label={t.requirement} required value={value.text} onValue={(text) => set({ text })} />
        </>
      ))}
    </ListForm>
  )
}
