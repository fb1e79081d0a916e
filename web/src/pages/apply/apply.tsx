import { useParams } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { AssetView, Done, EngagementRow, Items, PassageView } from '../../api/types'
import { emptyInput } from '../../lib/apply'
import { useSession, useTown } from '../../session/session'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Load } from '../../ui/states'
import { ApplyForm } from './form'

const t = {
  title: '申請する',
  crumb: '通過の一覧',
  lead: 'データを渡す・持ち出すための申請です。書いている間、決まりを通るかどうかが「いまの判定」に出ます。',
  done: 'この申請は、もう直せません',
  doneText: '必要なら、新しく申請してください。',
  reopen: 'この申請は、もう出してあります',
  reopenText:
    '直すときは、作成中に戻します。これまでの承認は無効になり、直したあとで、もう一度申請して承認を受けます。',
  toDraft: '作成中に戻して直す',
  see: '申請を見る',
}

export function ApplyPage() {
  const { id } = useParams()
  const { town } = useTown()
  const session = useSession()
  const passage = useQuery<PassageView>(id ? `/api/passages/${id}` : null, (p) =>
    p.content.state === 'waiting' || p.content.state === 'running' ? 1500 : 0,
  )
  const engagements = useQuery<Items<EngagementRow>>('/api/engagements?limit=200')
  const assets = useQuery<Items<AssetView>>('/api/assets?limit=200')

  const body = (view: PassageView | undefined) => (
    <Load query={engagements}>
      {(e) => (
        <Load query={assets}>
          {(a) => (
            <ApplyForm
              key={id ?? 'new'}
              saved={view}
              initial={view?.input ?? emptyInput(town.today, session.side === 'town' ? 'receive' : 'carry_out')}
              engagements={e.items.filter((row) => row.active || row.id === view?.input.engagement)}
              assets={a.items}
              onChanged={passage.reload}
            />
          )}
        </Load>
      )}
    </Load>
  )

  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ to: '/passages', label: t.crumb }]}>
      {id ? (
        <Load query={passage}>
          {(view) => (view.state === 'draft' ? body(view) : <Submitted view={view} onReopened={passage.reload} />)}
        </Load>
      ) : (
        body(undefined)
      )}
    </Page>
  )
}

function Submitted({ view, onReopened }: { view: PassageView; onReopened: () => void }) {
  const reopen = useAction(async () => {
    await send<Done>('PUT', `/api/passages/${view.id}`, view.input)
    onReopened()
  })
  const may = view.may.includes('change_passage')
  return (
    <Notice kind={may ? 'warning' : 'info'} title={may ? t.reopen : t.done}>
      <p className="mb-4">{may ? t.reopenText : t.doneText}</p>
      <ErrorNotice error={reopen.error} className="mb-4" />
      <ButtonRow>
        <ButtonLink to={`/passages/${view.id}`}>{t.see}</ButtonLink>
        {may && (
          <Button look="secondary" busy={reopen.busy} onClick={() => void reopen.run()}>
            {t.toDraft}
          </Button>
        )}
      </ButtonRow>
    </Notice>
  )
}
