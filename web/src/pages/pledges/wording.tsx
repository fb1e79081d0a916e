import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { query, send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, PledgeKind, PledgeText } from '../../api/types'
import { Button, ButtonRow } from '../../ui/button'
import { Choices, TextArea } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Load } from '../../ui/states'
import { pledgeWords } from './pledges'

const t = {
  title: '誓約書の文面',
  crumb: '誓約書',
  lead: '契約ごとに決められます。決めないときは、この仕組みのふつうの文面を使います。もう出ている誓約書は、そのまま使えます。',
  kind: 'どちらの誓約書か',
  text: '文面',
  save: 'この文面にする',
}

export function PledgeWordingPage() {
  const [search, setSearch] = useSearchParams()
  const engagement = search.get('engagement') ?? ''
  const kind: PledgeKind = search.get('kind') === 'leaving' ? 'leaving' : 'joining'
  const text = useQuery<PledgeText>(query(`/api/engagements/${engagement}/pledge`, { kind }))
  return (
    <Page title={t.title} crumbs={[{ to: '/pledges', label: t.crumb }]} lead={t.lead} narrow>
      <div className="grid gap-6">
        <Choices
          legend={t.kind}
          name="kind"
          value={kind}
          onValue={(value) => setSearch({ engagement, kind: value }, { replace: true })}
          choices={(['joining', 'leaving'] as const).map((value) => ({ value, label: pledgeWords[value] }))}
        />
        <Load query={text}>{(view) => <Form key={view.sha256} view={view} />}</Load>
      </div>
    </Page>
  )
}

function Form({ view }: { view: PledgeText }) {
  const go = useNavigate()
  const [text, setText] = useState(view.text)
  const act = useAction(async () => {
    await send<Done>('PUT', `/api/engagements/${view.engagement}/pledge`, { kind: view.kind, text })
    await go(`/contracts/${view.engagement}`)
  })
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (!act.busy) void act.run()
      }}
    >
      <p className="font-bold">{view.engagement_title}</p>
      <TextArea label={t.text} required rows={16} value={text} onValue={setText} />
      <ErrorNotice error={act.error} />
      <ButtonRow>
        <Button type="submit" busy={act.busy}>
          {t.save}
        </Button>
      </ButtonRow>
    </form>
  )
}
