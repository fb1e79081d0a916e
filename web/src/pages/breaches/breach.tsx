import { useState } from 'react'
import { useParams } from 'react-router'
import { send } from '../../api/client'
import { useQuery } from '../../api/hooks'
import type { BreachView, Done } from '../../api/types'
import { longTime } from '../../lib/dates'
import { Button, ButtonRow, TextLink } from '../../ui/button'
import { FactList } from '../../ui/data'
import { Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { TextDialog } from '../../ui/text-dialog'
import { breachWords } from './words'

const t = {
  title: '漏えい等の報告',
  waitsText: '報告はCISOと統括情報セキュリティ責任者に届いています。急ぐときは、電話でも知らせてください。',
  acknowledgedBy: (at: string, by: string) => `${at}　${by}`,
  decided: 'CISOが決めたこと',
  about: '報告の内容',
  what: '何が起きたか',
  found: '気づいた日時',
  goingOn: '今も続いているか',
  information: '関係する情報の種類',
  noInformation: '書かれていません',
  contract: '関係する委託契約',
  unknown: 'わからない・委託契約ではない',
  by: '報告した人',
  reported: '報告した日時',
  acknowledge: '報告を受け止める',
  acknowledgeText: '報告を読んだことと、決めたことを記録します。報告した人も読めるようになります。',
  decision: '決めたこと',
  decisionHelp: 'だれに、何を、いつまでにさせるかを書いてください。',
  decisionMissing: '決めたことを書いてください。',
}

export function BreachPage() {
  const { id } = useParams()
  const query = useQuery<BreachView>(`/api/breaches/${id ?? ''}`, (view) =>
    view.breach.acknowledged_at === '' ? 60_000 : 0,
  )
  const [asks, setAsks] = useState(false)
  return (
    <Page title={t.title} narrow crumbs={[{ to: '/breaches', label: t.title }]}>
      <Load query={query}>
        {(view) => {
          const b = view.breach
          return (
            <>
              {b.acknowledged_at ? (
                <Notice kind="success" title={breachWords.acknowledged} className="mb-8">
                  <p>{t.acknowledgedBy(longTime(b.acknowledged_at), view.acknowledged_by)}</p>
                  <p className="mt-3 font-bold">{t.decided}</p>
                  <p className="whitespace-pre-line">{view.decision}</p>
                </Notice>
              ) : (
                <Notice kind="warning" title={breachWords.waits} className="mb-8">
                  <p>{t.waitsText}</p>
                </Notice>
              )}
              <Section title={t.about}>
                <FactList
                  lines={[
                    [t.what, <span className="whitespace-pre-line">{view.what}</span>],
                    [t.found, longTime(b.found_at)],
                    [t.goingOn, b.going_on ? breachWords.goingOn : breachWords.stopped],
                    [t.information, <span className="whitespace-pre-line">{view.information || t.noInformation}</span>],
                    [
                      t.contract,
                      view.engagement ? (
                        <TextLink to={`/contracts/${view.engagement}`}>{b.engagement_title}</TextLink>
                      ) : (
                        t.unknown
                      ),
                    ],
                    [t.by, [b.reporter.name, b.reporter.place].filter(Boolean).join('　')],
                    [t.reported, longTime(b.reported_at)],
                  ]}
                />
              </Section>
              {view.may.includes('acknowledge_breach') && (
                <ButtonRow className="mt-6">
                  <Button onClick={() => setAsks(true)}>{t.acknowledge}</Button>
                </ButtonRow>
              )}
              {asks && (
                <TextDialog
                  title={t.acknowledge}
                  label={t.decision}
                  help={t.decisionHelp}
                  missing={t.decisionMissing}
                  confirm={t.acknowledge}
                  onClose={() => setAsks(false)}
                  onSend={async (decision) => {
                    await send<Done>('POST', `/api/breaches/${b.id}/acknowledge`, { decision })
                    setAsks(false)
                    query.reload()
                  }}
                >
                  <p>{t.acknowledgeText}</p>
                </TextDialog>
              )}
            </>
          )
        }}
      </Load>
    </Page>
  )
}
