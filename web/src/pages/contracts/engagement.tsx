import { useParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { EngagementView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { tierTree, type TierNode } from '../../lib/tree'
import { wayWords } from '../../lib/words'
import { ButtonLink, ButtonRow } from '../../ui/button'
import { TextLink } from '../../ui/button'
import { Chip, DataTable, FactList } from '../../ui/data'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { Tier } from './tier'

const t = {
  title: '委託契約',
  crumb: '委託',
  active: '有効',
  ended: '期間外',
  terms: '契約の内容',
  firm: '元請け',
  section: '受け持ちの課',
  responsible: '委託事業者の責任者',
  workplace: '作業する場所',
  term: '期間',
  termOf: (from: string, to: string) => `${from} から ${to} まで`,
  production: '本番データの持ち出し',
  allowed: '契約で認めている（そのつど申請と承認が要ります）',
  notAllowed: '認めていない',
  myNumber: '個人番号（マイナンバー）',
  includes: '含む',
  excludes: '含まない',
  sheets: 'この契約のチェックシート',
  disposals: 'この契約の記録媒体の廃棄',
  audits: 'この契約の監査',
  scope: '渡してよい情報',
  scopeLead: 'ここにない情報・範囲・方法では、渡せません。',
  scopeCaption: '契約で認めた情報',
  information: '情報の種類',
  range: '範囲',
  ways: '方法',
  chain: '会社のつながりと従事者',
  toChain: '会社のつながりを図で見る',
  toRecord: '契約の定めと記録を見る',
  chainLead: '元請けから再委託先までの会社です。自治体の承諾がない会社と、その先の会社には、データは渡りません。',
}

export function EngagementPage() {
  const { id } = useParams()
  const query = useQuery<EngagementView>(`/api/engagements/${id ?? ''}`)
  return (
    <Page title={query.data?.input.title ?? t.title} crumbs={[{ to: '/contracts', label: t.crumb }]}>
      <Load query={query}>
        {(view) => (
          <>
            <div className="mb-4 flex flex-wrap items-center gap-4">
              <Chip tone={view.active ? 'green' : 'gray'}>{view.active ? t.active : t.ended}</Chip>
              <TextLink to={`/sheets?engagement=${view.id}`}>{t.sheets}</TextLink>
              <TextLink to={`/disposals?engagement=${view.id}&state=all`}>{t.disposals}</TextLink>
              <TextLink to={`/audits?engagement=${view.id}&state=all`}>{t.audits}</TextLink>
            </div>
            <ButtonRow className="mb-6">
              <ButtonLink look="secondary" to={`/contracts/${view.id}/record`}>
                {t.toRecord}
              </ButtonLink>
              <ButtonLink look="secondary" to={`/contracts/${view.id}/chain`}>
                {t.toChain}
              </ButtonLink>
            </ButtonRow>
            <Section title={t.chain} lead={t.chainLead}>
              <ul className="grid gap-4">
                {tierTree(view.tiers).map((node) => (
                  <Branch key={node.tier.id || 'prime'} node={node} view={view} onDone={query.reload} />
                ))}
              </ul>
            </Section>
            <Section title={t.scope} lead={t.scopeLead}>
              <DataTable
                caption={t.scopeCaption}
                rows={view.input.scope}
                rowKey={(s) => `${s.information} ${s.range}`}
                columns={[
                  {
                    header: t.information,
                    main: true,
                    cell: (s) => <span className="font-bold">{s.information}</span>,
                  },
                  { header: t.range, cell: (s) => s.range },
                  { header: t.ways, cell: (s) => s.ways.map((w) => wayWords[w]).join('、') },
                ]}
              />
            </Section>
            <Section title={t.terms}>
              <FactList
                lines={[
                  [t.firm, view.contractor_name],
                  [t.responsible, view.input.responsible_person],
                  [t.section, view.section_name],
                  [t.workplace, view.input.workplace],
                  [t.term, t.termOf(longDay(view.input.starts), longDay(view.input.ends))],
                  [t.production, view.input.production_data_allowed ? t.allowed : t.notAllowed],
                  [t.myNumber, view.input.my_number ? t.includes : t.excludes],
                ]}
              />
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}

function Branch({ node, view, onDone }: { node: TierNode; view: EngagementView; onDone: () => void }) {
  return (
    <li>
      <Tier tier={node.tier} view={view} onDone={onDone} />
      {node.children.length > 0 && (
        <ul className="mt-4 ml-4 grid gap-4 border-l-4 border-solid-gray-300 pl-4 max-sm:ml-1 max-sm:pl-2">
          {node.children.map((child) => (
            <Branch key={child.tier.id} node={child} view={view} onDone={onDone} />
          ))}
        </ul>
      )}
    </li>
  )
}
