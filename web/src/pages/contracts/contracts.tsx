import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { usePaged } from '../../api/hooks'
import type { ContractorView, EngagementRow } from '../../api/types'
import { keepsContracts, useSession, usesLists } from '../../session/session'
import { Button, ButtonLink, TextLink } from '../../ui/button'
import { Chip, DataTable, More } from '../../ui/data'
import { DayText } from '../../ui/deadline'
import { Checkbox } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'
import { NewContractor } from './new-contractor'

const t = {
  title: '委託',
  lead: 'どの会社に、何を、いつまで委託しているか。再委託も、自治体の承諾があるかどうかまで確かめられます。',
  engagements: '委託契約',
  engagementsCaption: '委託契約の一覧',
  name: '契約',
  firm: '元請け',
  section: '受け持ちの課',
  term: '期間',
  from: 'から',
  to: 'まで',
  state: '状態',
  active: '有効',
  ended: '期間外',
  tiers: '会社の数',
  tiersOf: (n: number) => `${n}社`,
  noConsent: (n: number) => `承諾のない再委託 ${n}件`,
  onlyActive: '有効な契約だけを表示する',
  none: '委託契約がまだ登録されていません。',
  contractors: '委託事業者',
  contractorsCaption: '委託事業者の一覧',
  contractor: '会社',
  corporate: '法人番号',
  workers: '従事者',
  people: (n: number) => `${n}人`,
  count: '契約',
  times: (n: number) => `${n}件`,
  newEngagement: '委託契約を登録する',
  newContractor: '委託事業者を登録する',
  files: 'Excel・CSVでまとめて登録する・書き出す',
  noContractors: '委託事業者がまだ登録されていません。',
}

export function ContractsPage() {
  const [search, setSearch] = useSearchParams()
  const onlyActive = search.get('active') === '1'
  const engagements = usePaged<EngagementRow>('/api/engagements?limit=100')
  const contractors = usePaged<ContractorView>('/api/contractors?limit=100')
  const session = useSession()
  const keeps = keepsContracts(session)
  const [adding, setAdding] = useState(false)
  const rows = engagements.items.filter((e) => e.active || !onlyActive)
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[]}
      aside={
        usesLists(session) && (
          <ButtonLink look="secondary" to="/imports">
            {t.files}
          </ButtonLink>
        )
      }
    >
      <Section
        title={t.engagements}
        aside={
          keeps && (
            <ButtonLink look="secondary" to="/contracts/new">
              {t.newEngagement}
            </ButtonLink>
          )
        }
      >
        <ErrorNotice error={engagements.error} className="mb-4" />
        <Checkbox label={t.onlyActive} checked={onlyActive} onChecked={(on) => setSearch(on ? { active: '1' } : {})} />
        {rows.length > 0 ? (
          <>
            <DataTable
              caption={t.engagementsCaption}
              rows={rows}
              rowKey={(e) => e.id}
              columns={[
                {
                  header: t.name,
                  main: true,
                  className: 'md:min-w-56',
                  cell: (e) => (
                    <TextLink to={`/contracts/${e.id}`} className="inline-block py-1 font-bold">
                      {e.title}
                    </TextLink>
                  ),
                },
                {
                  header: t.state,
                  bare: true,
                  cell: (e) => (
                    <span className="flex flex-wrap gap-1">
                      <Chip tone={e.active ? 'green' : 'gray'}>{e.active ? t.active : t.ended}</Chip>
                      {e.tiers_without_consent > 0 && <Chip tone="red">{t.noConsent(e.tiers_without_consent)}</Chip>}
                    </span>
                  ),
                },
                { header: t.firm, cell: (e) => e.contractor_name },
                { header: t.section, cell: (e) => e.section_name },
                {
                  header: t.term,
                  cell: (e) => (
                    <>
                      <DayText day={e.starts} /> {t.from} <DayText day={e.ends} /> {t.to}
                    </>
                  ),
                },
                { header: t.tiers, cell: (e) => t.tiersOf(e.tiers) },
              ]}
            />
            <More shown={rows.length} more={engagements.more} busy={engagements.loading} />
          </>
        ) : engagements.loading ? (
          <Loading />
        ) : (
          !engagements.error && <Empty>{t.none}</Empty>
        )}
      </Section>
      <Section
        title={t.contractors}
        aside={
          keeps &&
          !adding && (
            <Button look="secondary" onClick={() => setAdding(true)}>
              {t.newContractor}
            </Button>
          )
        }
      >
        {adding && (
          <NewContractor
            onDone={() => {
              setAdding(false)
              contractors.reload()
            }}
            onCancel={() => setAdding(false)}
          />
        )}
        <ErrorNotice error={contractors.error} className="mb-4" />
        {contractors.items.length > 0 ? (
          <>
            <DataTable
              caption={t.contractorsCaption}
              rows={contractors.items}
              rowKey={(c) => c.id}
              columns={[
                { header: t.contractor, main: true, cell: (c) => <span className="font-bold">{c.name}</span> },
                { header: t.corporate, cell: (c) => c.corporate_number || '―' },
                { header: t.count, cell: (c) => t.times(c.engagements) },
                { header: t.workers, cell: (c) => t.people(c.workers) },
              ]}
            />
            <More shown={contractors.items.length} more={contractors.more} busy={contractors.loading} />
          </>
        ) : contractors.loading ? (
          <Loading />
        ) : (
          !contractors.error && <Empty>{t.noContractors}</Empty>
        )}
      </Section>
    </Page>
  )
}
