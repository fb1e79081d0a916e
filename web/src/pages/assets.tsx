import { useState } from 'react'
import { send } from '../api/client'
import { useAction, usePaged, useQuery } from '../api/hooks'
import type { components } from '../api/schema'
import type { AssetView, Done, Items } from '../api/types'
import { confidentialityWords } from '../lib/words'
import { keepsContracts, useSession } from '../session/session'
import { Button } from '../ui/button'
import { Chip, DataTable } from '../ui/data'
import { Checkbox, Choices, Select, TextField } from '../ui/field'
import { BoxForm } from '../ui/form'
import { ErrorNotice } from '../ui/notice'
import { Page } from '../ui/page'
import { Empty, Loading } from '../ui/states'
import { useFaults } from '../ui/use-form'

type AssetInput = components['schemas']['AssetInput']
type SectionView = components['schemas']['SectionView']

const t = {
  title: '情報資産',
  lead: '渡すことのある情報の一覧です。重要さの区分によって、要る承認の人数が決まります。',
  add: '情報資産を登録する',
  caption: '情報資産の一覧',
  name: '名前',
  information: '情報の種類',
  informationHelp: '委託契約の「渡してよい情報」と同じことばにします。例：住民基本台帳、臨時給付金',
  section: '受け持ちの課',
  confidentiality: '機密性',
  integrity: '完全性',
  availability: '可用性',
  grade: '区分',
  personal: '個人の情報を含む',
  important: '重要（承認は2人以上）',
  normal: '承認は1人以上',
  none: '情報資産がまだ登録されていません。',
  submit: '登録する',
  noName: '名前を入れてください。',
  noInformation: '情報の種類を入れてください。',
  noSection: '受け持ちの課を選んでください。',
}

// As the guideline orders them: who would be harmed, and how much, if it became known
const confidentialityHelp: Record<AssetInput['confidentiality'], string> = {
  c3a: '特に秘密にするもの（秘密文書にあたるもの）',
  c3b: '知られると、住民の生活や財産に大きな影響が出るもの',
  c3c: '知られると、行政の事務に影響が出るもの',
  c3: '前の区分を使っている団体の「3」',
  c2: '直ちに公開しないもの',
  c1: '公開してよいもの',
}

export function AssetsPage() {
  const session = useSession()
  const list = usePaged<AssetView>('/api/assets')
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[]}
      aside={keepsContracts(session) && !adding && <Button onClick={() => setAdding(true)}>{t.add}</Button>}
    >
      {adding && (
        <NewAsset
          onDone={() => {
            setAdding(false)
            list.reload()
          }}
          onCancel={() => setAdding(false)}
        />
      )}
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <DataTable
          caption={t.caption}
          rows={list.items}
          rowKey={(a) => a.id}
          columns={[
            { header: t.name, main: true, cell: (a) => <span className="font-bold">{a.asset.name}</span> },
            { header: t.information, cell: (a) => a.asset.information },
            { header: t.section, cell: (a) => a.section_name },
            {
              header: t.grade,
              cell: (a) =>
                `${confidentialityWords[a.asset.confidentiality]}・完全性${a.asset.integrity.slice(1)}・可用性${a.asset.availability.slice(1)}`,
            },
            {
              header: t.important,
              bare: true,
              cell: (a) => <Chip tone={a.important ? 'yellow' : 'plain'}>{a.important ? t.important : t.normal}</Chip>,
            },
          ]}
        />
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{t.none}</Empty>
      )}
    </Page>
  )
}

function NewAsset({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const session = useSession()
  const sections = useQuery<Items<SectionView>>('/api/sections')
  const [input, setInput] = useState<AssetInput>({
    name: '',
    information: '',
    section: session.section,
    confidentiality: 'c3b',
    integrity: 'i2',
    availability: 'a2',
    personal_data: true,
  })
  const set = (change: Partial<AssetInput>) => setInput({ ...input, ...change })
  const form = useFaults()
  const act = useAction(async () => {
    await send<Done>('POST', '/api/assets', {
      ...input,
      name: input.name.trim(),
      information: input.information.trim(),
    })
    onDone()
  })
  return (
    <BoxForm
      id="new-asset"
      title={t.add}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.submit}
      onCancel={onCancel}
      onSubmit={() =>
        form.check([
          ['asset-name', input.name.trim() !== '', t.noName],
          ['asset-information', input.information.trim() !== '', t.noInformation],
          ['asset-section', input.section !== '', t.noSection],
        ]) && void act.run()
      }
    >
      <TextField
        id="asset-name"
        label={t.name}
        required
        value={input.name}
        onValue={(name) => set({ name })}
        error={form.of('asset-name')}
      />
      <TextField
        id="asset-information"
        label={t.information}
        help={t.informationHelp}
        required
        value={input.information}
        onValue={(information) => set({ information })}
        error={form.of('asset-information')}
      />
      <Select
        id="asset-section"
        label={t.section}
        required
        value={input.section}
        onValue={(section) => set({ section })}
        error={form.of('asset-section')}
        options={(sections.data?.items ?? []).map((s) => ({ value: s.id, label: s.name }))}
      />
      <Choices
        legend={t.confidentiality}
        name="confidentiality"
        required
        value={input.confidentiality}
        onValue={(c) => set({ confidentiality: c as AssetInput['confidentiality'] })}
        choices={(Object.keys(confidentialityHelp) as AssetInput['confidentiality'][]).map((c) => ({
          value: c,
          label: confidentialityWords[c],
          help: confidentialityHelp[c],
        }))}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <Select
          label={t.integrity}
          empty=""
          required
          value={input.integrity}
          onValue={(i) => set({ integrity: i as AssetInput['integrity'] })}
          options={[
            { value: 'i2', label: '2（誤りや書き換えが大きな影響を与える）' },
            { value: 'i1', label: '1（それ以外）' },
          ]}
        />
        <Select
          label={t.availability}
          empty=""
          required
          value={input.availability}
          onValue={(a) => set({ availability: a as AssetInput['availability'] })}
          options={[
            { value: 'a2', label: '2（使えないと大きな影響がある）' },
            { value: 'a1', label: '1（それ以外）' },
          ]}
        />
      </div>
      <Checkbox
        label={t.personal}
        checked={input.personal_data}
        onChecked={(personal_data) => set({ personal_data })}
      />
    </BoxForm>
  )
}
