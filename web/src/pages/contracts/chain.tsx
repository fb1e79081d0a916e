import { useParams, useSearchParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { ChainTier, ChainView } from '../../api/types'
import { standingWords } from '../../lib/words'
import { Chip } from '../../ui/data'
import { Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Load } from '../../ui/states'
import { ChainTree } from './chain-tree'
import { standingTone, TierPanel } from './tier-panel'

const t = {
  title: '会社のつながり',
  crumb: '委託',
  lead: '元請けから再委託先までの会社です。「扱える」会社にだけデータが渡り、その人だけが管理区域に入れます。会社を選ぶと、次にすることがわかります。',
  tree: '会社のつながり（上下左右の矢印キーで選べます）',
  myNumber: '個人番号（マイナンバー）を扱う契約です',
  myNumberText: 'どの段の再委託にも、自治体の承諾が要ります。',
  stopped: (n: number) => `扱えない会社が${n}社あります`,
  stoppedText: '選ぶと、何をすればよいかがわかります。',
}

export function ChainPage() {
  const { id } = useParams()
  const query = useQuery<ChainView>(`/api/engagements/${id ?? ''}/chain`)
  const [search, setSearch] = useSearchParams()
  const chosen = search.get('tier') ?? ''
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[
        { to: '/contracts', label: t.crumb },
        ...(query.data ? [{ to: `/contracts/${query.data.engagement}`, label: query.data.title }] : []),
      ]}
    >
      <Load query={query}>
        {(view) => {
          const tier = view.tiers.find((one) => one.id === chosen) ?? view.tiers[0]
          const stopped = view.tiers.filter((one) => one.standing !== 'counts').length
          return (
            <>
              {view.my_number && (
                <Notice kind="info" title={t.myNumber} className="mb-4">
                  {t.myNumberText}
                </Notice>
              )}
              {stopped > 0 && (
                <Notice kind="warning" title={t.stopped(stopped)} className="mb-4">
                  {t.stoppedText}
                </Notice>
              )}
              <div className="grid items-start gap-6 lg:grid-cols-[minmax(18rem,2fr)_3fr]">
                <ChainTree
                  label={t.tree}
                  tiers={view.tiers}
                  chosen={tier?.id ?? ''}
                  onChoose={(next) => setSearch(next ? { tier: next } : {}, { replace: true })}
                  describe={describe}
                />
                {tier && (
                  <section
                    aria-label={tier.contractor_name}
                    className="rounded-12 border border-solid-gray-420 p-5 max-sm:p-4"
                  >
                    <TierPanel
                      key={tier.id}
                      tier={tier}
                      contract={{
                        id: view.engagement,
                        information: view.information,
                        starts: view.starts,
                        ends: view.ends,
                      }}
                      onDone={query.reload}
                    />
                  </section>
                )}
              </div>
            </>
          )
        }}
      </Load>
    </Page>
  )
}

const describe = (tier: ChainTier) => (
  <>
    <span className="font-bold">{tier.contractor_name}</span>
    <Chip tone={standingTone(tier.standing)}>{standingWords[tier.standing]}</Chip>
  </>
)
