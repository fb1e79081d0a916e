import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged } from '../../api/hooks'
import type { DisposalRow } from '../../api/types'
import { daysLeft } from '../../lib/dates'
import { disposalStateWords } from '../../lib/words'
import { keepsContracts, useSession } from '../../session/session'
import { Button, TextLink } from '../../ui/button'
import { Chip } from '../../ui/data'
import { Deadline } from '../../ui/deadline'
import { Page } from '../../ui/page'
import { StateList } from '../../ui/state-list'
import { NewDisposal } from './new-disposal'

const t = {
  title: '記録媒体の廃棄',
  crumb: '委託',
  lead: '自治体が廃棄を指示した記録媒体です。委託事業者が廃棄を証明し、自治体が確かめるまで終わりません。',
  state: '状態',
  all: 'すべて',
  open: '終わっていないもの',
  caption: '記録媒体の廃棄の一覧',
  medium: '記録媒体',
  firm: '会社',
  due: '廃棄の期限',
  none: 'あてはまる廃棄の指示はありません。',
  make: '廃棄を指示する',
}

export const disposalTone = (row: DisposalRow) =>
  row.overdue || row.state === 'sent_back'
    ? 'red'
    : row.state === 'confirmed'
      ? 'green'
      : row.state === 'withdrawn'
        ? 'gray'
        : 'yellow'
export const owedStill = (row: DisposalRow) => row.state === 'instructed' || row.state === 'sent_back'

export function DisposalsPage() {
  const session = useSession()
  const [search] = useSearchParams()
  const [making, setMaking] = useState(false)
  const state = search.get('state') ?? 'open'
  const list = usePaged<DisposalRow>(
    query('/api/disposals', {
      state: state === 'all' ? '' : state,
      engagement: search.get('engagement') ?? '',
      contractor: search.get('contractor') ?? '',
      limit: 100,
    }),
  )
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[{ to: '/contracts', label: t.crumb }]}
      aside={
        session.side === 'town' && keepsContracts(session) && <Button onClick={() => setMaking(true)}>{t.make}</Button>
      }
    >
      <StateList
        list={list}
        caption={t.caption}
        none={t.none}
        filter={{ label: t.state, open: t.open, all: t.all, words: disposalStateWords }}
        columns={[
          {
            header: t.medium,
            main: true,
            cell: (row) => (
              <>
                <TextLink to={`/disposals/${row.id}`} className="inline-block py-1 font-bold">
                  {row.medium}
                </TextLink>
                <span className="block text-sm text-solid-gray-700">{row.number}</span>
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
            bare: true,
            cell: (row) => <Chip tone={disposalTone(row)}>{disposalStateWords[row.state]}</Chip>,
          },
          {
            header: t.due,
            cell: (row) => <Deadline day={row.due} left={daysLeft(row.due)} plain={!owedStill(row)} />,
          },
        ]}
      />
      {making && (
        <NewDisposal
          onClose={() => setMaking(false)}
          onDone={() => {
            setMaking(false)
            list.reload()
          }}
        />
      )}
    </Page>
  )
}
