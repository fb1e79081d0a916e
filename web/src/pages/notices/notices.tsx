import { usePaged } from '../../api/hooks'
import type { NoticeRow } from '../../api/types'
import { longDay } from '../../lib/dates'
import { keepsContracts, useSession } from '../../session/session'
import { ButtonLink, TextLink } from '../../ui/button'
import { Chip } from '../../ui/data'
import { ErrorNotice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Empty, Loading } from '../../ui/states'
import { audienceWords, noticeKindWords } from './words'

const t = {
  title: 'お知らせ',
  lead: 'ガイドラインの概要、改定の説明、外部の研修の案内です。読んだことは記録に残ります。',
  add: 'お知らせを出す',
  none: 'お知らせはありません。',
  read: '読みました',
  unread: 'まだ読んでいません',
  withdrawn: '取り下げ',
  until: (day: string) => `${day}までに読んでください`,
  held: (day: string) => `開催：${day}`,
}

export function NoticesPage() {
  const session = useSession()
  const list = usePaged<NoticeRow>('/api/notices')
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[]}
      aside={keepsContracts(session) && <ButtonLink to="/notices/new">{t.add}</ButtonLink>}
    >
      <ErrorNotice error={list.error} className="mb-4" />
      {list.items.length > 0 ? (
        <ul className="grid gap-3">
          {list.items.map((n) => (
            <li key={n.id} className="grid gap-2 rounded-8 border border-solid-gray-420 bg-white p-4">
              <h2 className="text-std-17B-170">
                <TextLink to={`/notices/${n.id}`}>{n.title}</TextLink>
              </h2>
              <p className="flex flex-wrap items-center gap-2">
                <Chip tone="blue">{noticeKindWords[n.kind]}</Chip>
                {session.side === 'town' && <Chip>{audienceWords[n.audience]}</Chip>}
                {n.withdrawn ? (
                  <Chip tone="gray">{t.withdrawn}</Chip>
                ) : (
                  <Chip tone={n.read ? 'green' : 'yellow'}>{n.read ? t.read : t.unread}</Chip>
                )}
              </p>
              {(n.held_on || (n.read_by && !n.read)) && (
                <p className="text-solid-gray-700">
                  {[n.held_on && t.held(longDay(n.held_on)), n.read_by && !n.read && t.until(longDay(n.read_by))]
                    .filter(Boolean)
                    .join('　')}
                </p>
              )}
            </li>
          ))}
        </ul>
      ) : list.loading ? (
        <Loading />
      ) : (
        !list.error && <Empty>{t.none}</Empty>
      )}
    </Page>
  )
}
