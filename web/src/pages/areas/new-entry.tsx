import { useState } from 'react'
import { useNavigate } from 'react-router'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, TierView } from '../../api/types'
import { useTown } from '../../session/session'
import { Checkbox, FieldError, TextArea } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { Page } from '../../ui/page'
import { useFaults } from '../../ui/use-form'
import { newWhere, times, WhereFields, whereRules } from './where'

const t = {
  title: '入室を申請する',
  lead: '区域を受け持つ課の課長が承認すると、その時間だけ入れます。承認した後で内容は変えられません。',
  crumb: '管理区域',
  form: '入室の申請',
  people: '入る人',
  pickFirm: '会社を選ぶと、確認済みの名簿の人が出ます。',
  nobody: 'この会社の確認済みの名簿がありません。名簿を出し、担当課の確認を受けてください。',
  untrained: '研修がまだです',
  purpose: '目的と作業の内容',
  submit: '申請する',
  noPeople: '入る人を1人以上選んでください。',
  noPurpose: '何のために、どのような作業をするかを書いてください。',
}

export function NewEntryPage() {
  const { town } = useTown()
  const navigate = useNavigate()
  const [where, setWhere] = useState(() => newWhere(town.today))
  const [tier, setTier] = useState<TierView>()
  const [people, setPeople] = useState<string[]>([])
  const [purpose, setPurpose] = useState('')
  const form = useFaults()
  const act = useAction(async () => {
    const { engagement, contractor, area } = where
    const made = await send<Done>('POST', '/api/entries', {
      engagement,
      contractor,
      area,
      people,
      purpose,
      ...times(where),
    })
    void navigate(`/areas/entries/${made.id}`)
  })
  const roster = tier?.roster?.confirmed ? tier.roster.workers.filter((w) => !w.left) : []
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ to: '/areas', label: t.crumb }]}>
      <BoxForm
        id="entry-form"
        title={t.form}
        {...form}
        error={act.error}
        busy={act.busy}
        submit={t.submit}
        onCancel={() => void navigate('/areas')}
        onSubmit={() =>
          form.check([
            ...whereRules(where),
            ['people', people.length > 0, t.noPeople],
            ['purpose', purpose.trim().length >= 4, t.noPurpose],
          ]) && void act.run()
        }
      >
        <WhereFields
          value={where}
          onValue={setWhere}
          of={form.of}
          onTier={(next) => {
            setTier(next)
            setPeople([])
          }}
        />
        <fieldset id="people" tabIndex={-1}>
          <legend className="font-bold">{t.people}</legend>
          {!tier && <p className="text-solid-gray-700">{t.pickFirm}</p>}
          {tier && roster.length === 0 && <p>{t.nobody}</p>}
          {roster.map((w) => (
            <Checkbox
              key={w.id}
              label={`${w.name}${w.trained ? '' : `（${t.untrained}）`}`}
              checked={people.includes(w.id)}
              onChecked={(on) => setPeople(on ? [...people, w.id] : people.filter((id) => id !== w.id))}
            />
          ))}
          {form.of('people') && <FieldError>{form.of('people')}</FieldError>}
        </fieldset>
        <TextArea
          id="purpose"
          label={t.purpose}
          required
          value={purpose}
          onValue={setPurpose}
          error={form.of('purpose')}
        />
      </BoxForm>
    </Page>
  )
}
