import { send } from '../api/client'
import { useAction, useQuery } from '../api/hooks'
import type { Items } from '../api/types'
import type { components } from '../api/schema'
import { longTime } from '../lib/dates'
import { Button } from '../ui/button'
import { Chip, DataTable } from '../ui/data'
import { ErrorNotice } from '../ui/notice'
import { Page } from '../ui/page'
import { Load } from '../ui/states'

type OpenSession = components['schemas']['OpenSession']

const t = {
  title: 'サインイン中の端末',
  lead: 'あなたの名前でサインインしている端末です。心当たりのないものがあれば、終わらせて、運用担当に知らせてください。',
  caption: 'サインイン中の端末',
  started: 'サインインした日時',
  seen: '最後に使った日時',
  address: '端末の番号',
  current: 'この端末',
  end: '終わらせる',
  act: '操作',
}

export function SessionsPage() {
  const query = useQuery<Items<OpenSession> | OpenSession[]>('/api/sessions')
  const end = useAction(async (id: string) => {
    await send('DELETE', `/api/sessions/${id}`)
    query.reload()
  })
  return (
    <Page title={t.title} lead={t.lead} crumbs={[]}>
      <ErrorNotice error={end.error} className="mb-4" />
      <Load query={query}>
        {(answer) => (
          <DataTable
            caption={t.caption}
            rows={Array.isArray(answer) ? answer : answer.items}
            rowKey={(s) => s.id}
            columns={[
              {
                header: t.address,
                main: true,
                cell: (s) => (
                  <>
                    {s.address}　{s.current && <Chip tone="blue">{t.current}</Chip>}
                  </>
                ),
              },
              { header: t.started, cell: (s) => longTime(s.started_at) },
              { header: t.seen, cell: (s) => longTime(s.last_seen_at) },
              {
                header: t.act,
                bare: true,
                cell: (s) =>
                  !s.current && (
                    <Button look="secondary" onClick={() => void end.run(s.id)}>
                      {t.end}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Load>
    </Page>
  )
}
