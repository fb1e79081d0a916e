import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged } from '../../api/hooks'
import type { AuditRow } from '../../api/types'
import { auditsFirms, useSession } from '../../session/session'
import { Button, TextLink } from '../../ui/button'
import { Chip } from '../../ui/data'
import { DayText } from '../../ui/deadline'
import { Page } from '../../ui/page'
import { StateList } from '../../ui/state-list'
import { NewAudit } from './new-audit'
import { auditOpinionWords, auditStateWords } from './words'

const t = {
  title: '監査',
  lead: '委託事業者が、預かった情報を定めのとおりに扱っているかを、契約を受け持つ課とは別の人が確かめます。',
  leadFirm: 'あなたの会社が受ける監査です。知らせに、だれが立ち会うかを答えてください。',
  state: '状態',
  all: 'すべて',
  open: '終わっていないもの',
  caption: '監査の一覧',
  name: '監査',
  firm: '会社',
  day: '予定日・行った日',
  result: '評価',
  findings: (open: number, all: number) =>
    all === 0 ? '指摘なし' : open === 0 ? `指摘${all}件（すべて改善ずみ）` : `指摘${all}件（うち${open}件が未改善）`,
  late: '回答の期限を過ぎています',
  lateReport: '報告の期限を過ぎています',
  none: 'あてはまる監査はありません。',
  make: '監査を計画する',
}

export const auditTone = (row: AuditRow) =>
  row.overdue || row.opinion === 'serious'
    ? 'red'
    : row.state === 'cancelled'
      ? 'gray'
      : row.opinion === 'good'
        ? 'green'
        : 'yellow'
export const underWay = (row: AuditRow) => row.state === 'planned' || row.state === 'accepted'

export function AuditsPage() {
  const session = useSession()
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('plan')
  const [making, setMaking] = useState(wanted !== null)
  const state = search.get('state') ?? 'open'
  const list = usePaged<AuditRow>(
    query('/api/audits', {
      state: state === 'all' ? '' : state,
      engagement: search.get('engagement') ?? '',
      contractor: search.get('contractor') ?? '',
      limit: 100,
    }),
  )
  const mayPlan = session.side === 'town' && auditsFirms(session)
  return (
    <Page
      title={t.title}
      lead={session.side === 'town' ? t.lead : t.leadFirm}
      crumbs={[]}
      aside={mayPlan && <Button onClick={() => setMaking(true)}>{t.make}</Button>}
    >
      <StateList
        list={list}
        caption={t.caption}
        none={t.none}
        filter={{ label: t.state, open: t.open, all: t.all, words: auditStateWords }}
        columns={[
          {
            header: t.name,
            main: true,
            cell: (row) => (
              <>
                <TextLink to={`/audits/${row.id}`} className="inline-block py-1 font-bold">
                  {row.title}
                </TextLink>
                <span className="block text-sm text-solid-gray-700">{row.engagement_title}</span>
              </>
            ),
          },
          { header: t.firm, cell: (row) => row.contractor_name },
          {
            header: t.state,
            bare: true,
            cell: (row) => (
              <>
                <Chip tone={auditTone(row)}>{auditStateWords[row.state]}</Chip>
                {row.overdue && (
                  <span className="block text-sm">{row.state === 'planned' ? t.late : t.lateReport}</span>
                )}
              </>
            ),
          },
          {
            header: t.result,
            cell: (row) =>
              row.opinion ? (
                <>
                  {auditOpinionWords[row.opinion]}
                  <span className="block text-sm text-solid-gray-700">
                    {t.findings(row.open_findings, row.findings)}
                  </span>
                </>
              ) : (
                '―'
              ),
          },
          {
            header: t.day,
            cell: (row) => <DayText day={row.held_on || row.planned_on} />,
          },
        ]}
      />
      {making && mayPlan && (
        <NewAudit
          engagement={wanted ?? ''}
          onClose={() => {
            setMaking(false)
            if (wanted !== null) setSearch({}, { replace: true })
          }}
        />
      )}
    </Page>
  )
}
