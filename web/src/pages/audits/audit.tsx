import { useParams } from 'react-router'
import type { Act, AuditView } from '../../api/types'
import { daysLeft, longDay, longTime } from '../../lib/dates'
import { findingStateWords } from '../../lib/words'
import { useSession } from '../../session/session'
import { Button, ButtonLink, ButtonRow, TextLink } from '../../ui/button'
import { Chip, FactList } from '../../ui/data'
import { Deadline } from '../../ui/deadline'
import { Notice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { ThingPage } from '../../ui/thing-page'
import { Timeline } from '../../ui/timeline'
import { findingTone } from '../findings/findings'
import { auditTone, underWay } from './audits'
import { AuditStep, stepWords, type Asks } from './steps'
import { auditMethodWords, auditOpinionWords, auditStateWords } from './words'

const t = {
  title: '監査',
  next: '次にすること',
  firmAnswers: (day: string) =>
    `${day}までに、だれが立ち会うかを答えてください。下の「監査の知らせに答える」から答えられます。`,
  firmWaits: (day: string) => `${day}の監査の準備をしてください。見るものは、下に書いてあります。`,
  townWaits: (day: string) =>
    `会社の回答を待っています。回答の期限は、${day}です。回答がなくても、監査を行って報告できます。`,
  hold: (day: string) =>
    `予定日は${day}です。監査を行い、直すことを見つけたら「指摘を登録する」で登録してから、「監査を報告する」で結果を残してください。`,
  others: '監査の報告は、監査をする人（監査担当・統括情報セキュリティ責任者・CISO）が行います。',
  mending: '指摘の改善は、受け持ちの課が求め、会社が報告し、課が確かめると終わります。',
  cancelled: (at: string, by: string) => `この監査は、取りやめになりました（${at}　${by}）。`,
  plan: '監査の計画',
  name: '監査の名前',
  firm: '監査を受ける会社',
  contract: '委託契約',
  section: '受け持ちの課',
  scope: '見るもの',
  method: '方法',
  plannedOn: '予定日',
  told: '会社に知らせた日時',
  by: (at: string, by: string) => `${at}　${by}`,
  answerBy: '回答の期限',
  answer: '会社の回答',
  noAnswer: 'まだ回答がありません。',
  neverAnswered: '回答はありませんでした。',
  who: '立ち会う人',
  answered: '答えた日時',
  report: '監査の報告',
  noReport: 'まだ報告されていません。報告されるまで、会社には結果が見えません。',
  noReportFirm: 'まだ報告されていません。報告されると、ここで読めるようになります。',
  opinion: '評価',
  heldOn: '行った日',
  attended: '会社の立ち会った人',
  lookedAt: '見たもの',
  summary: '結果',
  reported: '報告した日時',
  paper: '監査報告書（PDF）',
  findings: '指摘',
  noFindings: '指摘はありません。',
  timeline: 'これまでの動き',
}

function nextOf(view: AuditView, firm: boolean): string[] {
  const { row } = view
  const may = (act: Act) => view.may.includes(act)
  if (row.state === 'planned' && firm) return [t.firmAnswers(longDay(row.answer_by))]
  if (row.state === 'accepted' && firm) return [t.firmWaits(longDay(row.planned_on))]
  if (!underWay(row)) return row.open_findings > 0 ? [t.mending] : []
  const hold = may('report_audit') ? t.hold(longDay(row.planned_on)) : t.others
  return row.state === 'planned' ? [t.townWaits(longDay(row.answer_by)), hold] : [hold]
}

export function AuditPage() {
  const { id } = useParams()
  const firm = useSession().side === 'contractor'
  return (
    <ThingPage<AuditView, Asks>
      title={t.title}
      crumbs={[{ to: '/audits', label: t.title }]}
      path={`/api/audits/${id ?? ''}`}
      state={({ row }) => <Chip tone={auditTone(row)}>{auditStateWords[row.state]}</Chip>}
      step={(view, asks, step) => <AuditStep view={view} asks={asks} {...step} />}
    >
      {(view, ask) => {
        const { row } = view
        const may = (act: Act) => view.may.includes(act)
        const next = nextOf(view, firm)
        return (
          <>
            {row.state === 'cancelled' ? (
              <Notice kind="info" title={t.cancelled(longTime(view.cancelled_at), view.cancelled_by)} className="mb-8">
                <p className="whitespace-pre-line">{view.cancel_reason}</p>
              </Notice>
            ) : (
              next.length > 0 && (
                <Notice kind="info" title={t.next} className="mb-8">
                  {next.map((text) => (
                    <p key={text}>{text}</p>
                  ))}
                </Notice>
              )
            )}
            <Section title={t.plan}>
              <FactList
                lines={[
                  [t.name, row.title],
                  [t.firm, row.contractor_name],
                  [t.contract, <TextLink to={`/contracts/${row.engagement}`}>{row.engagement_title}</TextLink>],
                  [t.section, row.section_name],
                  [t.scope, view.scope],
                  [t.method, auditMethodWords[row.method]],
                  [t.plannedOn, longDay(row.planned_on)],
                  [t.told, t.by(longTime(view.planned_at), view.planned_by)],
                ]}
              />
            </Section>
            <Section title={t.answer}>
              {view.accepted_at !== '' ? (
                <FactList
                  lines={[
                    [t.who, view.answer],
                    [t.answered, t.by(longTime(view.accepted_at), view.accepted_by)],
                  ]}
                />
              ) : row.state === 'planned' ? (
                <FactList
                  lines={[
                    [t.who, t.noAnswer],
                    [t.answerBy, <Deadline day={row.answer_by} left={daysLeft(row.answer_by)} />],
                  ]}
                />
              ) : (
                <p>{t.neverAnswered}</p>
              )}
              {may('accept_audit') && (
                <ButtonRow className="mt-6">
                  <Button onClick={() => ask('accept')}>{stepWords.accept}</Button>
                </ButtonRow>
              )}
            </Section>
            <Section title={t.findings}>
              {view.findings.length === 0 ? (
                <p>{t.noFindings}</p>
              ) : (
                <ul className="grid gap-3">
                  {view.findings.map((f) => (
                    <li key={f.id} className="rounded-8 border border-solid-gray-420 p-4">
                      <div className="mb-1">
                        <Chip tone={findingTone(f)}>{findingStateWords[f.state]}</Chip>
                      </div>
                      <TextLink to={`/findings/${f.id}`} className="inline-block py-1">
                        {f.text}
                      </TextLink>
                    </li>
                  ))}
                </ul>
              )}
              {may('open_finding') && (
                <ButtonRow className="mt-6">
                  <Button look="secondary" onClick={() => ask('finding')}>
                    {stepWords.finding}
                  </Button>
                </ButtonRow>
              )}
            </Section>
            <Section title={t.report}>
              {row.opinion ? (
                <FactList
                  lines={[
                    [t.opinion, <Chip tone={auditTone(row)}>{auditOpinionWords[row.opinion]}</Chip>],
                    [t.heldOn, longDay(row.held_on)],
                    [t.attended, view.attended],
                    [t.lookedAt, view.looked_at],
                    [t.summary, view.summary],
                    [t.reported, t.by(longTime(view.reported_at), view.reported_by)],
                  ]}
                />
              ) : (
                underWay(row) && <p>{firm ? t.noReportFirm : t.noReport}</p>
              )}
              <ButtonRow className="mt-6 empty:hidden">
                {row.state === 'reported' && (
                  <ButtonLink look="secondary" reloadDocument download to={`/api/audits/${row.id}/paper.pdf`}>
                    {t.paper}
                  </ButtonLink>
                )}
                {may('report_audit') && <Button onClick={() => ask('report')}>{stepWords.report}</Button>}
                {may('cancel_audit') && (
                  <Button look="quiet" onClick={() => ask('cancel')}>
                    {stepWords.cancel}
                  </Button>
                )}
              </ButtonRow>
            </Section>
            <Section title={t.timeline}>
              <Timeline items={view.timeline} />
            </Section>
          </>
        )
      }}
    </ThingPage>
  )
}
