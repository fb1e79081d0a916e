import { useNavigate, useSearchParams } from 'react-router'
import { query, send } from '../../api/client'
import { useAction, usePaged } from '../../api/hooks'
import type { Done, SheetRow } from '../../api/types'
import { addDays, longDay, longTime } from '../../lib/dates'
import { sheetStateWords } from '../../lib/words'
import { useSession, useTown } from '../../session/session'
import { Button, ButtonLink, ButtonRow, TextLink } from '../../ui/button'
import { DataTable, More } from '../../ui/data'
import { Select } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'
import { SheetChip } from './sheet-chip'

const t = {
  title: 'チェックシート',
  leadTown:
    '国のガイドラインの「外部委託先に関するセキュリティ要件のチェックシート」です。契約のとき、そして年に1回、会社ごとに答えてもらい、記録と見比べて確かめます。確かめていない会社には、データは渡りません。',
  leadFirm:
    '安全に扱う決まりを守っているかを、契約のとき、そして年に1回、答えていただく書類です。確かめられるまで、データは受け取れません。',
  state: '状態',
  all: 'すべて',
  none: 'まだ始めていない',
  caption: 'チェックシートの一覧',
  firm: '会社',
  contract: '委託契約',
  since: 'いつから',
  valid: '有効な期限',
  findings: 'なおっていない指摘',
  count: (n: number) => `${n}件`,
  round: (n: number) => `第${n}回`,
  noRows: 'あてはまるチェックシートはありません。',
  begin: '書き始める',
  renew: '今年の分を始める',
  open: '開く',
  form: '国の項目と、団体独自の項目',
  allFindings: '指摘の一覧',
  sub: (n: number) => `再委託先（${n}つ目の下請け）`,
}

const RENEW_AHEAD = 60

export function SheetsPage() {
  const session = useSession()
  const { town } = useTown()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const state = search.get('state') ?? ''
  const engagement = search.get('engagement') ?? ''
  const list = usePaged<SheetRow>(query('/api/sheets', { state, engagement, limit: 100 }))
  const begin = useAction(async (row: SheetRow) => {
    const made = await send<Done>('POST', `/api/engagements/${row.engagement}/sheets`, { contractor: row.contractor })
    await navigate(`/sheets/${made.id}`)
  })
  const firm = session.side === 'contractor'
  const mayBegin = firm
    ? session.roles.includes('contractor_manager')
    : session.roles.some((r) => ['officer', 'section_manager', 'system_administrator'].includes(r))
  const renewable = (row: SheetRow) =>
    row.state === 'confirmed' && row.valid_until !== '' && row.valid_until <= addDays(town.today, RENEW_AHEAD)

  return (
    <Page
      title={t.title}
      lead={firm ? t.leadFirm : t.leadTown}
      crumbs={[]}
      aside={
        <ButtonRow>
          <ButtonLink look="secondary" to="/findings">
            {t.allFindings}
          </ButtonLink>
          <ButtonLink look="secondary" to="/sheets/form">
            {t.form}
          </ButtonLink>
        </ButtonRow>
      }
    >
      <div className="mb-6 max-w-80">
        <Select
          label={t.state}
          bare
          empty={t.all}
          value={state}
          onValue={(next) => {
            const to = new URLSearchParams(search)
            if (next) to.set('state', next)
            else to.delete('state')
            setSearch(to)
          }}
          options={[
            { value: 'none', label: t.none },
            ...Object.entries(sheetStateWords).map(([value, label]) => ({ value, label })),
          ]}
        />
      </div>
      <ErrorNotice error={list.error ?? begin.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <DataTable
            caption={t.caption}
            rows={list.items}
            rowKey={(row) => row.party}
            columns={[
              {
                header: t.firm,
                main: true,
                cell: (row) => (
                  <>
                    {row.sheet ? (
                      <TextLink to={`/sheets/${row.sheet}`} className="font-bold">
                        {row.contractor_name}
                      </TextLink>
                    ) : (
                      <span className="font-bold">{row.contractor_name}</span>
                    )}
                    {row.depth > 0 && <span className="block text-sm text-solid-gray-700">{t.sub(row.depth)}</span>}
                  </>
                ),
              },
              {
                header: t.contract,
                cell: (row) => (
                  <>
                    {row.engagement_title}
                    <span className="block text-sm text-solid-gray-700">{row.section_name}</span>
                  </>
                ),
              },
              {
                header: t.state,
                cell: (row) => (
                  <>
                    <SheetChip state={row.state ?? undefined} />
                    {row.round > 0 && <span className="ml-2 text-sm">{t.round(row.round)}</span>}
                    {row.since && <span className="block text-sm text-solid-gray-700">{longTime(row.since)}</span>}
                  </>
                ),
              },
              { header: t.valid, cell: (row) => (row.valid_until ? longDay(row.valid_until) : '―') },
              {
                header: t.findings,
                cell: (row) =>
                  row.open_findings > 0 ? (
                    <TextLink
                      to={query('/findings', { engagement: row.engagement, contractor: row.contractor, state: 'open' })}
                    >
                      {t.count(row.open_findings)}
                    </TextLink>
                  ) : (
                    '―'
                  ),
              },
              {
                header: t.open,
                bare: true,
                cell: (row) =>
                  mayBegin && (!row.sheet || renewable(row)) ? (
                    <Button
                      look={firm ? 'primary' : 'secondary'}
                      busy={begin.busy}
                      onClick={() => void begin.run(row)}
                      aria-label={`${row.sheet ? t.renew : t.begin}：${row.contractor_name} ${row.engagement_title}`}
                    >
                      {row.sheet ? t.renew : t.begin}
                    </Button>
                  ) : row.sheet ? (
                    <ButtonLink look="secondary" to={`/sheets/${row.sheet}`}>
                      {t.open}
                      <span className="sr-only">
                        ：{row.contractor_name} {row.engagement_title}
                      </span>
                    </ButtonLink>
                  ) : null,
              },
            ]}
          />
          <More shown={list.items.length} more={list.more} busy={list.loading} />
        </>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{t.noRows}</Empty>
      )}
    </Page>
  )
}
