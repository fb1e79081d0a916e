import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged, useQuery } from '../../api/hooks'
import type { EntryRow, LedgerState } from '../../api/types'
import { eventWords } from '../../lib/events'
import { shortTime } from '../../lib/dates'
import { count } from '../../lib/numbers'
import { placeOf } from '../../lib/places'
import { useSession } from '../../session/session'
import { Button, ButtonLink, TextLink } from '../../ui/button'
import { DataTable, More } from '../../ui/data'
import { Select, TextField } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'

const t = {
  title: '記録',
  lead: 'この仕組みで起きたことの記録です。止められた操作も残ります。記録は足すだけで、だれにも書き換えられません。',
  state: (n: number) => `いま全部で${count(n)}件あり、そのうち、あなたが見てよいものを新しい順に表示しています。`,
  kind: '出来事',
  all: 'すべて',
  subject: '申請や預かりの番号',
  search: '探す',
  caption: '記録の一覧',
  number: '番号',
  what: '出来事',
  who: 'した人',
  at: '日時',
  about: '何について',
  open: '開く',
  none: 'あてはまる記録がありません。',
  bundle: 'すべての証拠をまとめて保存する',
}

const EVIDENCE_ROLES = ['auditor', 'supervising_officer', 'ciso']

export function LedgerPage() {
  const session = useSession()
  const [search, setSearch] = useSearchParams()
  const kind = search.get('kind') ?? ''
  const subject = search.get('subject') ?? ''
  const [text, setText] = useState(subject)
  const list = usePaged<EntryRow>(query('/api/ledger', { kind, subject, limit: 50 }))
  const state = useQuery<LedgerState>('/api/ledger/state')
  const apply = (next: { kind?: string }) =>
    setSearch(Object.entries({ kind, subject: text.trim(), ...next }).filter(([, v]) => v !== ''))

  return (
    <Page
      title={t.title}
      lead={
        <>
          {t.lead}
          {state.data && t.state(state.data.size)}
        </>
      }
      crumbs={[]}
      aside={
        session.roles.some((r) => EVIDENCE_ROLES.includes(r)) && (
          <ButtonLink look="secondary" reloadDocument download to="/api/evidence">
            {t.bundle}
          </ButtonLink>
        )
      }
    >
      <form
        role="search"
        aria-label={t.search}
        className="mb-6 grid items-end gap-4 rounded-8 bg-solid-gray-50 p-4 md:grid-cols-[1fr_1fr_auto]"
        onSubmit={(event) => {
          event.preventDefault()
          apply({})
        }}
      >
        <Select
          label={t.kind}
          bare
          empty={t.all}
          value={kind}
          onValue={(next) => apply({ kind: next })}
          options={Object.entries(eventWords).map(([value, label]) => ({ value, label }))}
        />
        <TextField label={t.subject} bare type="search" value={text} onValue={setText} spellCheck={false} />
        <Button type="submit" look="secondary">
          {t.search}
        </Button>
      </form>
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <DataTable
            caption={t.caption}
            rows={list.items}
            rowKey={(row) => String(row.seq)}
            columns={[
              {
                header: t.what,
                main: true,
                cell: (row) => (
                  <TextLink to={`/ledger/${row.seq}`} className="inline-block py-1 font-bold">
                    {row.text}
                  </TextLink>
                ),
              },
              { header: t.number, number: true, cell: (row) => count(row.seq) },
              { header: t.who, cell: (row) => row.actor_name || '―' },
              { header: t.at, cell: (row) => shortTime(row.at) },
              {
                header: t.about,
                cell: (row) => {
                  const to = placeOf(row.subject)
                  return to ? (
                    <TextLink to={to} className="inline-block py-1 text-sm">
                      {row.subject}
                    </TextLink>
                  ) : (
                    <span className="text-sm">{row.subject}</span>
                  )
                },
              },
            ]}
          />
          <More shown={list.items.length} more={list.more} busy={list.loading} />
        </>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{t.none}</Empty>
      )}
    </Page>
  )
}
