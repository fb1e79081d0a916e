import { useState } from 'react'
import { useParams } from 'react-router'
import { send } from '../api/client'
import { useAction, useQuery } from '../api/hooks'
import type { DownloadGrant, PassageView } from '../api/types'
import { longDay, longTime } from '../lib/dates'
import { count, fileSize } from '../lib/numbers'
import { Button, ButtonLink, ButtonRow, buttonClass } from '../ui/button'
import { FactList, Fingerprint } from '../ui/data'
import { ErrorNotice, Notice } from '../ui/notice'
import { Page, Section } from '../ui/page'
import { Load } from '../ui/states'
import { VerdictList, verdictSummary } from '../ui/verdict'

const t = {
  title: 'ファイルを受け取る',
  crumb: '通過の一覧',
  what: 'ファイル',
  content: 'データの内容',
  purpose: '使ってよい目的',
  until: '受け取りの期限',
  due: '返却・消去の期限',
  left: '受け取れる回数',
  leftOf: (n: number) => `あと${count(n)}回`,
  print: '指紋',
  printHelp: '受け取ったファイルが途中で変わっていないことを、この目印で確かめられます。',
  rule: '受け取ると、いつ・だれが受け取ったかが記録され、残りの回数が1つ減ります。目的のほかには使わないでください。',
  get: '受け取りを始める',
  ready: '受け取りの準備ができました',
  readyText: (until: string) =>
    `下のボタンでファイルを保存してください。途中で切れても、${until}までは、同じボタンで続きから受け取れます（回数は減りません）。`,
  save: (name: string) => `「${name}」を保存する`,
  then: '保存できたら、受領証を出してください。',
  toReceipt: '受領証を出す画面へ',
  stopped: '今は受け取れません',
}

export function DownloadPage() {
  const { id = '' } = useParams()
  const query = useQuery<PassageView>(`/api/passages/${id}`)
  const [grant, setGrant] = useState<DownloadGrant>()
  const start = useAction(async () => setGrant(await send<DownloadGrant>('POST', `/api/passages/${id}/downloads`)))

  return (
    <Page
      title={t.title}
      narrow
      crumbs={[
        { to: '/passages', label: t.crumb },
        { to: `/passages/${id}`, label: query.data?.input.purpose ?? '' },
      ]}
    >
      <Load query={query}>
        {(view) => {
          const left = grant ? grant.left : view.input.downloads_allowed - view.downloads_used
          return (
            <div className="grid gap-6">
              <FactList
                lines={[
                  [t.what, `${view.content.name}（${fileSize(view.content.size)}）`],
                  [t.content, view.input.content_description],
                  [t.purpose, view.input.purpose],
                  [t.until, longDay(view.input.collect_until)],
                  [t.due, longDay(view.input.custody_due)],
                  [t.left, t.leftOf(Math.max(0, left))],
                  view.content.sha256 && [
                    t.print,
                    <>
                      <Fingerprint hex={view.content.sha256} />
                      <span className="block text-sm text-solid-gray-700">{t.printHelp}</span>
                    </>,
                  ],
                ]}
              />
              <ErrorNotice error={start.error} />
              {grant ? (
                <Notice kind="success" title={t.ready} live>
                  <p>{t.readyText(longTime(grant.until))}</p>
                  <p className="my-4">
                    <a href={grant.url} download={grant.file_name} className={buttonClass()}>
                      {t.save(grant.file_name)}
                    </a>
                  </p>
                  <p>{t.then}</p>
                  <ButtonRow className="mt-3">
                    <ButtonLink look="secondary" to={`/passages/${id}`}>
                      {t.toReceipt}
                    </ButtonLink>
                  </ButtonRow>
                </Notice>
              ) : view.may.includes('download_content') ? (
                <>
                  <p>{t.rule}</p>
                  <ButtonRow>
                    <Button busy={start.busy} onClick={() => void start.run()}>
                      {t.get}
                    </Button>
                  </ButtonRow>
                </>
              ) : (
                <Section title={t.stopped}>
                  <p className="font-bold">{verdictSummary(view.verdict)}</p>
                  <VerdictList verdict={view.verdict} />
                </Section>
              )}
            </div>
          )
        }}
      </Load>
    </Page>
  )
}
