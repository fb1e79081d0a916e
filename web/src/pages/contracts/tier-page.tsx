import { useParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { ChainView, TierDetail } from '../../api/types'
import { useSession } from '../../session/session'
import { ButtonLink } from '../../ui/button'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { HeldTable } from './held'
import { TierPanel } from './tier-panel'

const t = {
  title: '再委託先',
  crumb: '委託',
  chain: '会社のつながりを見る',
  held: 'この会社と、その先の会社が扱っているもの',
  none: '預かっているデータも、進んでいる申請もありません。',
}

/** One firm of a chain by itself: where duties and mails lead to. */
export function TierPage() {
  const { id } = useParams()
  const session = useSession()
  const query = useQuery<TierDetail>(`/api/sub-contracts/${id ?? ''}`)
  const engagement = query.data?.engagement
  const chain = useQuery<ChainView>(engagement ? `/api/engagements/${engagement}/chain` : null)
  return (
    <Page
      title={query.data?.tier.contractor_name ?? t.title}
      crumbs={[
        { to: '/contracts', label: t.crumb },
        ...(query.data ? [{ to: `/contracts/${query.data.engagement}`, label: query.data.title }] : []),
      ]}
      aside={
        query.data && (
          <ButtonLink look="secondary" to={`/contracts/${query.data.engagement}/chain?tier=${query.data.tier.id}`}>
            {t.chain}
          </ButtonLink>
        )
      }
    >
      <Load query={query}>
        {(view) => (
          <>
            <TierPanel
              tier={view.tier}
              contract={{
                id: view.engagement,
                information: chain.data?.information ?? [],
                starts: chain.data?.starts ?? '',
                ends: chain.data?.ends ?? '',
              }}
              onDone={query.reload}
            />
            {session.side === 'town' && (
              <Section title={t.held}>
                {view.held.length > 0 ? <HeldTable rows={view.held} /> : <Empty>{t.none}</Empty>}
              </Section>
            )}
          </>
        )}
      </Load>
    </Page>
  )
}
