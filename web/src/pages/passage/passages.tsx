import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { query } from '../../api/client'
import { usePaged } from '../../api/hooks'
import type { PassageRow } from '../../api/types'
import { kindWords, stateWords } from '../../lib/words'
import { mayApply, useSession } from '../../session/session'
import { Button, ButtonLink } from '../../ui/button'
import { More } from '../../ui/data'
import { Select, TextField } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'
import { PassageTable } from './passage-table'

const t = {
  title: '通過の一覧',
  lead: 'データの受け渡しと持ち出しの申請です。あなたに関係するものだけを表示しています。',
  apply: '新しく申請する',
  state: '状態',
  kind: '種類',
  text: 'ことば',
  textHelp: '目的・情報資産・受け取る人など',
  all: 'すべて',
  search: '絞り込む',
  clear: '絞り込みをやめる',
  caption: '通過の一覧',
  none: 'まだ申請がありません。',
  noMatch: 'あてはまる申請がありません。条件をゆるめてください。',
}

const options = (table: Record<string, string>) => Object.entries(table).map(([value, label]) => ({ value, label }))
const HANDLED = { receive: kindWords.receive, carry_out: kindWords.carry_out }

export function PassagesPage() {
  const session = useSession()
  const [search, setSearch] = useSearchParams()
  const filter = { state: search.get('state') ?? '', kind: search.get('kind') ?? '', q: search.get('q') ?? '' }
  const [text, setText] = useState(filter.q)
  const list = usePaged<PassageRow>(query('/api/passages', { ...filter, limit: 50 }))
  const filtered = Object.values(filter).some((v) => v !== '')
  const apply = (change: Partial<typeof filter>) => {
    const next = { ...filter, q: text.trim(), ...change }
    setSearch(Object.entries(next).filter(([, v]) => v !== ''))
  }

  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[]}
      aside={mayApply(session) && <ButtonLink to="/passages/new">{t.apply}</ButtonLink>}
    >
      <form
        role="search"
        aria-label={t.search}
        className="mb-6 grid items-end gap-4 rounded-8 bg-solid-gray-50 p-4 md:grid-cols-[1fr_1fr_2fr_auto]"
        onSubmit={(event) => {
          event.preventDefault()
          apply({})
        }}
      >
        <Select
          label={t.state}
          bare
          empty={t.all}
          value={filter.state}
          onValue={(state) => apply({ state })}
          options={options(stateWords)}
        />
        <Select
          label={t.kind}
          bare
          empty={t.all}
          value={filter.kind}
          onValue={(kind) => apply({ kind })}
          options={options(HANDLED)}
        />
        <TextField label={t.text} bare type="search" placeholder={t.textHelp} value={text} onValue={setText} />
        <Button type="submit" look="secondary">
          {t.search}
        </Button>
      </form>
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <PassageTable caption={t.caption} rows={list.items} />
          <More shown={list.items.length} more={list.more} busy={list.loading} />
        </>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && (
          <Empty>
            <p>{filtered ? t.noMatch : t.none}</p>
            {filtered && (
              <Button
                look="secondary"
                className="mt-3"
                onClick={() => {
                  setText('')
                  setSearch([])
                }}
              >
                {t.clear}
              </Button>
            )}
          </Empty>
        )
      )}
    </Page>
  )
}
