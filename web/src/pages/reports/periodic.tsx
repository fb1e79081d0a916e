import { useParams } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, PeriodicView } from '../../api/types'
import { longDay, longTime } from '../../lib/dates'
import { Button, ButtonLink, ButtonRow, TextLink } from '../../ui/button'
import { FactList } from '../../ui/data'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { PeriodicFigures } from './figures'

const t = {
  crumb: '報告',
  title: (section: string, from: string) => `${section}の定期報告（${from}から）`,
  facts: 'この報告について',
  section: '課',
  period: '期間',
  span: (from: string, to: string) => `${from}から${to}まで`,
  made: '作った人',
  at: '作った日時',
  entry: '台帳の記録',
  entryOf: (n: number) => `${n}番`,
  content: '確かめたこと',
  note: '課長から',
  pdf: 'PDFで保存する',
  xlsx: 'Excelで保存する',
  read: '受け取ったことを残す',
  isRead: (who: string, at: string) => `${who}さんが、${at}に受け取りました`,
}

export function PeriodicPage() {
  const { id = '' } = useParams()
  const report = useQuery<PeriodicView>(`/api/periodic-reports/${id}`)
  const act = useAction(async () => {
    await send<Done>('POST', `/api/periodic-reports/${id}/read`)
    report.reload()
  })
  return (
    <Load query={report}>
      {(r) => (
        <Page
          title={t.title(r.row.section_name, longDay(r.row.period_from))}
          crumbs={[{ to: '/reports', label: t.crumb }]}
        >
          <ButtonRow className="mb-6">
            <ButtonLink look="secondary" reloadDocument download to={`/api/periodic-reports/${id}/pdf`}>
              {t.pdf}
            </ButtonLink>
            <ButtonLink look="secondary" reloadDocument download to={`/api/periodic-reports/${id}/xlsx`}>
              {t.xlsx}
            </ButtonLink>
            {r.may.includes('read_periodic_report') && (
              <Button busy={act.busy} onClick={() => void act.run()}>
                {t.read}
              </Button>
            )}
          </ButtonRow>
          <ErrorNotice error={act.error} className="mb-4" />
          {r.row.read_at && (
            <Notice kind="success" title={t.isRead(r.read_by, longTime(r.row.read_at))} live className="mb-6" />
          )}
          <Section title={t.facts}>
            <FactList
              lines={[
                [t.section, r.row.section_name],
                [t.period, t.span(longDay(r.row.period_from), longDay(r.row.period_to))],
                [t.made, r.made_by],
                [t.at, longTime(r.row.made_at)],
                [
                  t.entry,
                  <TextLink key="entry" to={`/ledger/${r.entry}`}>
                    {t.entryOf(r.entry)}
                  </TextLink>,
                ],
                r.note && [t.note, r.note],
              ]}
            />
          </Section>
          <Section title={t.content}>
            <PeriodicFigures content={r.content} />
          </Section>
        </Page>
      )}
    </Load>
  )
}
