import { useState } from 'react'
import { useQuery } from '../../api/hooks'
import type { PledgeKind, PledgeOwed, PledgesView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { count } from '../../lib/numbers'
import { useSession } from '../../session/session'
import { Button, linkClass } from '../../ui/button'
import { Chip, DataTable } from '../../ui/data'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'
import { PaperPledge, SignPledge } from './dialogs'

const t = {
  title: '誓約書',
  lead: '業務で知り得た秘密を守る約束です。従事者が1人ずつ出します。出ていない人には、データを渡せません。',
  owed: (n: number) => `まだ出ていない誓約書（${count(n)}件）`,
  allGiven: 'すべて出ています。',
  given: '出ている誓約書',
  noneGiven: 'まだ1件もありません。',
  caption: 'まだ出ていない誓約書',
  givenCaption: '出ている誓約書',
  who: '従事者',
  firm: '会社',
  contract: '契約',
  kind: '種類',
  left: (day: string) => `${longDay(day)}に離れました`,
  sign: '読んで誓約する',
  paper: '署名した誓約書を登録する',
  day: '出した日',
  way: '出し方',
  scan: '署名した誓約書を受け取る',
  signedIn: '本人がサインインして誓約',
}

export const pledgeWords: Record<PledgeKind, string> = {
  joining: '仕事に就くとき',
  leaving: '仕事を離れるとき',
}

export function PledgesPage() {
  const query = useQuery<PledgesView>('/api/pledges')
  const session = useSession()
  const [asks, setAsks] = useState<{ how: 'sign' | 'paper'; owed: PledgeOwed }>()
  const close = () => setAsks(undefined)
  const done = () => {
    close()
    query.reload()
  }
  const many = session.side === 'town'
  return (
    <Page title={t.title} lead={t.lead}>
      <Load query={query}>
        {(view) => (
          <>
            <Section title={t.owed(view.owed.length)}>
              {view.owed.length === 0 ? (
                <Empty>{t.allGiven}</Empty>
              ) : (
                <DataTable
                  caption={t.caption}
                  rows={view.owed}
                  rowKey={(p) => `${p.worker} ${p.engagement} ${p.kind}`}
                  columns={[
                    {
                      header: t.who,
                      main: true,
                      className: 'md:min-w-40',
                      cell: (p) => (
                        <>
                          <span className="font-bold">{p.worker_name}</span>
                          {p.worker_left && (
                            <span className="block text-sm text-solid-gray-700">{t.left(p.worker_left)}</span>
                          )}
                        </>
                      ),
                    },
                    ...(many ? [{ header: t.firm, cell: (p: PledgeOwed) => p.contractor_name }] : []),
                    { header: t.contract, cell: (p) => p.engagement_title },
                    {
                      header: t.kind,
                      cell: (p) => <Chip tone={p.kind === 'leaving' ? 'red' : 'yellow'}>{pledgeWords[p.kind]}</Chip>,
                    },
                    {
                      header: '操作',
                      bare: true,
                      cell: (p) => (
                        <div className="flex flex-wrap gap-2">
                          {p.may_sign && (
                            <Button onClick={() => setAsks({ how: 'sign', owed: p })}>
                              {t.sign}
                              <span className="sr-only">：{p.engagement_title}</span>
                            </Button>
                          )}
                          {p.may_record && (
                            <Button look="secondary" onClick={() => setAsks({ how: 'paper', owed: p })}>
                              {t.paper}
                              <span className="sr-only">：{p.worker_name}</span>
                            </Button>
                          )}
                        </div>
                      ),
                    },
                  ]}
                />
              )}
            </Section>
            <Section title={t.given}>
              {view.given.length === 0 ? (
                <Empty>{t.noneGiven}</Empty>
              ) : (
                <DataTable
                  caption={t.givenCaption}
                  rows={view.given}
                  rowKey={(p) => p.id}
                  columns={[
                    { header: t.who, main: true, cell: (p) => <span className="font-bold">{p.worker_name}</span> },
                    { header: t.firm, cell: (p) => p.contractor_name },
                    { header: t.contract, cell: (p) => p.engagement_title },
                    { header: t.kind, cell: (p) => pledgeWords[p.kind] },
                    { header: t.day, cell: (p) => longDay(p.given_on) },
                    {
                      header: t.way,
                      cell: (p) =>
                        p.scan ? (
                          <a className={linkClass} href={p.scan}>
                            {t.scan}
                            <span className="sr-only">：{p.worker_name}</span>
                          </a>
                        ) : (
                          t.signedIn
                        ),
                    },
                  ]}
                />
              )}
            </Section>
          </>
        )}
      </Load>
      {asks?.how === 'sign' && <SignPledge owed={asks.owed} onClose={close} onDone={done} />}
      {asks?.how === 'paper' && <PaperPledge owed={asks.owed} onClose={close} onDone={done} />}
    </Page>
  )
}
