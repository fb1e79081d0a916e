import { useNavigate } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { components } from '../../api/schema'
import type { AssetView, ContractorView, Done, Items } from '../../api/types'
import { addDays } from '../../lib/dates'
import { dropDraft, useDraft } from '../../lib/draft'
import { useSession, useTown } from '../../session/session'
import { Checkbox, DateField, Select, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { Page } from '../../ui/page'
import { useFaults } from '../../ui/use-form'
import { ScopeList, scopeIsWhole } from './scope-fields'

type EngagementInput = components['schemas']['EngagementInput']
type SectionView = components['schemas']['SectionView']

const t = {
  title: '委託契約を登録する',
  lead: '契約書に書いたとおりに登録します。ここで決めた情報・範囲・方法でだけ、データを渡せるようになります。',
  crumb: '委託',
  form: '契約の内容',
  name: '契約の名前',
  contractor: '元請けの会社',
  section: '受け持ちの課',
  responsible: '委託事業者の責任者の名前',
  workplace: '作業する場所',
  starts: '契約の始まり',
  ends: '契約の終わり',
  production: '契約で、本番データ（住民の実際のデータ）の持ち出しを認めている',
  productionHelp: '認めていても、持ち出すたびに、理由を書いた申請と承認が要ります。',
  myNumber: '個人番号（マイナンバー）を扱う',
  submit: '登録する',
  faults: {
    title: '契約の名前を入れてください。',
    contractor: '元請けの会社を選んでください。',
    section: '受け持ちの課を選んでください。',
    responsible_person: '責任者の名前を入れてください。',
    workplace: '作業する場所を入れてください。',
    starts: '契約の始まりを入れてください。',
    ends: '契約の終わりを、始まりより後の日で入れてください。',
    scope: '渡してよい情報を1つ以上、種類・範囲・方法まで入れてください。',
  },
}

const DRAFT = 'engagement:new'

export function NewEngagementPage() {
  const session = useSession()
  const { town } = useTown()
  const navigate = useNavigate()
  const contractors = useQuery<Items<ContractorView>>('/api/contractors')
  const sections = useQuery<Items<SectionView>>('/api/sections')
  const assets = useQuery<Items<AssetView>>('/api/assets')
  const [input, setInput] = useDraft<EngagementInput>(DRAFT, {
    title: '',
    contractor: '',
    section: session.section,
    responsible_person: '',
    workplace: '',
    starts: town.today,
    ends: addDays(town.today, 365),
    scope: [{ information: '', range: '', ways: ['service_transfer'] }],
    production_data_allowed: false,
    my_number: false,
  })
  const set = (change: Partial<EngagementInput>) => setInput({ ...input, ...change })
  const form = useFaults()
  const act = useAction(async () => {
    const made = await send<Done>('POST', '/api/engagements', input)
    dropDraft(DRAFT)
    await navigate(`/contracts/${made.id}`)
  })
  const filled = (value: string) => value.trim() !== ''
  const informations = [...new Set((assets.data?.items ?? []).map((a) => a.asset.information))]

  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ to: '/contracts', label: t.crumb }]}>
      <BoxForm
        id="new-engagement"
        title={t.form}
        {...form}
        error={act.error}
        busy={act.busy}
        submit={t.submit}
        onSubmit={() =>
          form.check([
            ['title', filled(input.title), t.faults.title],
            ['contractor', filled(input.contractor), t.faults.contractor],
            ['section', filled(input.section), t.faults.section],
            ['responsible_person', filled(input.responsible_person), t.faults.responsible_person],
            ['workplace', filled(input.workplace), t.faults.workplace],
            ['starts', filled(input.starts), t.faults.starts],
            ['ends', filled(input.ends) && input.ends >= input.starts, t.faults.ends],
            ['scope', scopeIsWhole(input.scope), t.faults.scope],
          ]) && void act.run()
        }
      >
        <TextField
          id="title"
          label={t.name}
          required
          value={input.title}
          onValue={(title) => set({ title })}
          error={form.of('title')}
        />
        <Select
          id="contractor"
          label={t.contractor}
          required
          value={input.contractor}
          onValue={(contractor) => set({ contractor })}
          error={form.of('contractor')}
          options={(contractors.data?.items ?? []).map((c) => ({ value: c.id, label: c.name }))}
        />
        <Select
          id="section"
          label={t.section}
          required
          value={input.section}
          onValue={(section) => set({ section })}
          error={form.of('section')}
          options={(sections.data?.items ?? []).map((s) => ({ value: s.id, label: s.name }))}
        />
        <TextField
          id="responsible_person"
          label={t.responsible}
          required
          value={input.responsible_person}
          onValue={(responsible_person) => set({ responsible_person })}
          error={form.of('responsible_person')}
        />
        <TextField
          id="workplace"
          label={t.workplace}
          required
          value={input.workplace}
          onValue={(workplace) => set({ workplace })}
          error={form.of('workplace')}
        />
        <div className="grid gap-6 sm:grid-cols-2">
          <DateField
            id="starts"
            label={t.starts}
            required
            value={input.starts}
            onValue={(starts) => set({ starts })}
            error={form.of('starts')}
          />
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
          informations={informations}
          error={form.of('scope')}
          onChange={(scope) => set({ scope })}
        />
        <Checkbox
          label={t.production}
          help={t.productionHelp}
          checked={input.production_data_allowed}
          onChecked={(production_data_allowed) => set({ production_data_allowed })}
        />
        <Checkbox label={t.myNumber} checked={input.my_number} onChecked={(my_number) => set({ my_number })} />
      </BoxForm>
    </Page>
  )
}
