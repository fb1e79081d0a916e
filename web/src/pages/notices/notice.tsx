import { useParams } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, NoticeView } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { Button, ButtonRow, linkClass } from '../../ui/button'
import { Chip, DataTable, FactList } from '../../ui/data'
import { Markup } from '../../ui/markup'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { audienceWords, noticeKindWords } from './words'

const t = {
  crumb: 'お知らせ',
  facts: 'このお知らせについて',
  kind: '種類',
  audience: 'あて先',
  held: '開催の日',
  place: '場所',
  link: '案内のページ',
  until: '読む期限',
  published: '出した日時',
  body: '本文',
  read: '読んだことを残す',
  isRead: (at: string) => `${at}に、読んだことが残りました`,
  withdraw: '取り下げる',
  withdrawn: '取り下げられたお知らせです',
  readers: (done: number, all: number) => `読んだ人（${all}人のうち${done}人）`,
  readersCaption: '読んだ人と、まだの人',
  name: '名前',
  where: '課・会社',
  state: '状態',
  unread: 'まだ',
}

export function NoticePage() {
  const { id = '' } = useParams()
  const notice = useQuery<NoticeView>(`/api/notices/${id}`)
  const act = useAction(async (what: 'read' | 'withdraw') => {
    await send<Done>('POST', `/api/notices/${id}/${what}`)
    notice.reload()
  })
  return (
    <Load query={notice}>
      {(n) => (
        <Page title={n.row.title} crumbs={[{ to: '/notices', label: t.crumb }]}>
          {n.row.withdrawn && <Notice kind="warning" title={t.withdrawn} className="mb-6" />}
          <Section title={t.facts}>
            <FactList
              lines={[
                [t.kind, noticeKindWords[n.row.kind]],
                [t.audience, audienceWords[n.row.audience]],
                n.row.held_on && [t.held, longDay(n.row.held_on)],
                n.place && [t.place, n.place],
                n.link && [
                  t.link,
                  <a key="link" href={n.link} target="_blank" rel="noopener noreferrer" className={linkClass}>
                    {n.link}
                  </a>,
                ],
                n.row.read_by && [t.until, longDay(n.row.read_by)],
                [t.published, longTime(n.row.published_at)],
              ]}
            />
          </Section>
          <Section title={t.body}>
            <Markup source={n.body} />
            <div className="mt-6 grid gap-4">
              {n.read_at && <Notice kind="success" title={t.isRead(longTime(n.read_at))} live />}
              <ErrorNotice error={act.error} />
              <ButtonRow>
                {n.may.includes('read_notice') && (
                  <Button busy={act.busy} onClick={() => void act.run('read')}>
                    {t.read}
                  </Button>
                )}
                {n.may.includes('publish_notice') && (
                  <Button look="quiet" busy={act.busy} onClick={() => void act.run('withdraw')}>
                    {t.withdraw}
                  </Button>
                )}
              </ButtonRow>
            </div>
          </Section>
          {n.readers.length > 0 && (
            <Section title={t.readers(n.readers.filter((r) => r.at).length, n.readers.length)}>
              <DataTable
                caption={t.readersCaption}
                rows={n.readers}
                rowKey={(r) => `${r.place} ${r.name}`}
                columns={[
                  { header: t.name, main: true, cell: (r) => r.name },
                  { header: t.where, cell: (r) => r.place || '―' },
                  {
                    header: t.state,
                    bare: true,
                    cell: (r) => (r.at ? longTime(r.at) : <Chip tone="yellow">{t.unread}</Chip>),
                  },
                ]}
              />
            </Section>
          )}
        </Page>
      )}
    </Load>
  )
}
