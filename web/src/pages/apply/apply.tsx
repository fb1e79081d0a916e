import { useParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { AssetView, EngagementRow, Items, PassageView } from '../../api/types'
import { emptyInput } from '../../lib/apply'
import { useSession, useTown } from '../../session/session'
import { ButtonLink } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Load } from '../../ui/states'
import { ApplyForm } from './form'

const t = {
  title: '申請する',
  crumb: '通過の一覧',
  lead: 'データを渡す・持ち出すための申請です。書いている間、決まりを通るかどうかが「いまの判定」に出ます。',
  done: 'この申請は、もう直せません',
  doneText: '申請したあとは、内容を変えられません。直すときは、いったん取り下げて、新しく申請してください。',
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
          {(view) =>
            view.state === 'draft' ? (
              body(view)
            ) : (
              <Notice kind="info" title={t.done}>
                <p className="mb-4">{t.doneText}</p>
                <ButtonLink to={`/passages/${view.id}`}>{t.see}</ButtonLink>
              </Notice>
            )
          }
        </Load>
      ) : (
        body(undefined)
      )}
    </Page>
  )
}
