import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, usePaged } from '../../api/hooks'
import type { AccountCreated, AccountView, Done } from '../../api/types'
import { roleWords } from '../../lib/words'
import { useSession } from '../../session/session'
import { Button } from '../../ui/button'
import { Chip, DataTable, More } from '../../ui/data'
import { ConfirmDialog } from '../../ui/dialog'
import { ErrorNotice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'
import { CreateAccount } from './create'
import { FirstCode } from './first-code'

const t = {
  title: '利用者',
  lead: 'サインインできる人の一覧です。登録すると「はじめのコード」が1回だけ表示されます。',
  create: '利用者を登録する',
  caption: '利用者の一覧',
  name: '名前',
  login: '利用者名',
  roles: '役割',
  state: '状態',
  act: '操作',
  closed: '停止中',
  locked: '失敗が続き、一時停止中',
  open: '使用中',
  notEnrolled: 'はじめの登録がまだ',
  close: '停止する',
  reset: '登録をやり直す',
  none: '利用者がまだいません。',
  closeTitle: (name: string) => `${name}さんの利用を停止しますか`,
  closeText: 'サインインできなくなり、開いている画面もすぐに終わります。これまでの記録は残ります。',
  resetTitle: (name: string) => `${name}さんに、登録をやり直してもらいますか`,
  resetText:
    'パスワードと認証アプリの登録が取り消され、新しい「はじめのコード」が表示されます。本人であることを、会うか電話で確かめてから行ってください。',
}

export function AccountsPage() {
  const session = useSession()
  const list = usePaged<AccountView>('/api/accounts?limit=100')
  const [creating, setCreating] = useState(false)
  const [asks, setAsks] = useState<{ what: 'close' | 'reset'; account: AccountView }>()
  const [first, setFirst] = useState<AccountCreated>()
  const act = useAction(async ({ what, account }: { what: 'close' | 'reset'; account: AccountView }) => {
    if (what === 'close') await send<Done>('POST', `/api/accounts/${account.id}/close`)
    else setFirst(await send<AccountCreated>('POST', `/api/accounts/${account.id}/reset`))
    setAsks(undefined)
    list.reload()
  })
  const ask = (what: 'close' | 'reset', account: AccountView) => {
    act.clear()
    setAsks({ what, account })
  }

  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[]}
      aside={!creating && <Button onClick={() => setCreating(true)}>{t.create}</Button>}
    >
      {first && <FirstCode created={first} onClose={() => setFirst(undefined)} />}
      {creating && (
        <CreateAccount
          onCancel={() => setCreating(false)}
          onCreated={(created) => {
            setCreating(false)
            setFirst(created)
            list.reload()
          }}
        />
      )}
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <>
          <DataTable
            caption={t.caption}
            rows={list.items}
            rowKey={(a) => a.id}
            columns={[
              {
                header: t.name,
                main: true,
                cell: (a) => (
                  <>
                    <span className="font-bold">{a.name}</span>
                    <span className="block text-sm text-solid-gray-700">{a.place}</span>
                  </>
                ),
              },
              { header: t.login, cell: (a) => a.login },
              { header: t.roles, cell: (a) => a.roles.map((r) => roleWords[r]).join('、') },
              { header: t.state, bare: true, cell: (a) => <AccountState account={a} /> },
              {
                header: t.act,
                bare: true,
                cell: (a) =>
                  !a.closed &&
                  a.id !== session.account && (
                    <span className="flex gap-2 whitespace-nowrap max-md:flex-wrap">
                      <Button look="secondary" onClick={() => ask('reset', a)}>
                        {t.reset}
                        <span className="sr-only">：{a.name}</span>
                      </Button>
                      <Button look="secondary" onClick={() => ask('close', a)}>
                        {t.close}
                        <span className="sr-only">：{a.name}</span>
                      </Button>
                    </span>
                  ),
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
      <ConfirmDialog
        title={asks ? (asks.what === 'close' ? t.closeTitle : t.resetTitle)(asks.account.name) : ''}
        confirm={asks?.what === 'close' ? t.close : t.reset}
        danger={asks?.what === 'close'}
        open={asks !== undefined}
        onClose={() => setAsks(undefined)}
        onConfirm={() => asks && void act.run(asks)}
        busy={act.busy}
        error={act.error}
      >
        <p>{asks?.what === 'close' ? t.closeText : t.resetText}</p>
      </ConfirmDialog>
    </Page>
  )
}

function AccountState({ account }: { account: AccountView }) {
  if (account.closed) return <Chip tone="gray">{t.closed}</Chip>
  if (account.locked) return <Chip tone="red">{t.locked}</Chip>
  if (!account.enrolled) return <Chip tone="yellow">{t.notEnrolled}</Chip>
  return <Chip tone="green">{t.open}</Chip>
}
