import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged } from '../../api/hooks'
import type { FindingRow } from '../../api/types'
import { daysLeft } from '../../lib/dates'
import { findingSourceWords, findingStateWords } from '../../lib/words'
import { keepsContracts, useSession } from '../../session/session'
import { Button, TextLink } from '../../ui/button'
import { Chip } from '../../ui/data'
import { Deadline } from '../../ui/deadline'
import { Page } from '../../ui/page'
import { StateList } from '../../ui/state-list'
import { NewFinding } from './new-finding'

const t = {
  title: '指摘と改善',
  crumb: 'チェックシート',
  lead: 'チェックシート・現地の確認・監査・記録から見つけたことです。改善が報告され、団体が確かめるまで終わりません。',
  state: '状態',
  all: 'すべて',
  open: 'なおっていないもの',
  caption: '指摘の一覧',
  text: '指摘',
  firm: '会社',
  due: '改善の期限',
  none: 'あてはまる指摘はありません。',
  make: '指摘を登録する',
}

export const findingTone = (row: FindingRow) => (row.overdue ? 'red' : row.state === 'closed' ? 'green' : 'yellow')

export function FindingsPage() {
  const session = useSession()
  const [search] = useSearchParams()
  const [making, setMaking] = useState(false)
  const state = search.get('state') ?? 'open'
  const list = usePaged<FindingRow>(
    query('/api/findings', {
      state: state === 'all' ? '' : state,
      engagement: search.get('engagement') ?? '',
      contractor: search.get('contractor') ?? '',
      limit: 100,
    }),
  )
  const mayMake = session.side === 'town' && (keepsContracts(session) || session.roles.includes('auditor'))
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[{ to: '/sheets', label: t.crumb }]}
      aside={mayMake && <Button onClick={() => setMaking(true)}>{t.make}</Button>}
    >
      <StateList
        list={list}
        caption={t.caption}
        none={t.none}
        filter={{ label: t.state, open: t.open, all: t.all, words: findingStateWords }}
        columns={[
          {
            header: t.text,
            main: true,
            cell: (row) => (
              <>
                <TextLink to={`/findings/${row.id}`}>{row.text}</TextLink>
                <span className="block text-sm text-solid-gray-700">
                  {findingSourceWords[row.source]}
                  {row.line && `　${row.line}`}
                </span>
              </>
            ),
          },
          {
            header: t.firm,
            cell: (row) => (
              <>
                {row.contractor_name}
                <span className="block text-sm text-solid-gray-700">{row.engagement_title}</span>
              </>
            ),
          },
          {
            header: t.state,
            cell: (row) => <Chip tone={findingTone(row)}>{findingStateWords[row.state]}</Chip>,
          },
          {
            header: t.due,
            cell: (row) =>
              row.due ? <Deadline day={row.due} left={daysLeft(row.due)} plain={row.state !== 'demanded'} /> : '―',
          },
        ]}
      />
      {making && <NewFinding onClose={() => setMaking(false)} onDone={list.reload} />}
    </Page>
  )
}
