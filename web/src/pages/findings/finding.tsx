import { useState } from 'react'
import { useParams } from 'react-router'
import { send } from '../../api/client'
import type { Act, Done, FindingView } from '../../api/types'
import { addDays, daysLeft, longDay, longTime } from '../../lib/dates'
import { findingSourceWords, findingStateWords } from '../../lib/words'
import { useTown } from '../../session/session'
import { Button, ButtonRow, TextLink } from '../../ui/button'
import { Chip, FactList } from '../../ui/data'
import { Deadline } from '../../ui/deadline'
import { DateField, TextArea } from '../../ui/field'
import { ChosenFiles, FileList } from '../../ui/files'
import { FormDialog } from '../../ui/form-dialog'
import { Section } from '../../ui/page'
import { ThingPage, type StepProps } from '../../ui/thing-page'
import { useAttach } from '../../ui/use-attach'
import { findingTone } from './findings'

type Asks = 'demand' | 'report' | 'close'

const t = {
  title: '指摘',
  crumb: '指摘と改善',
  about: '指摘の内容',
  text: '指摘',
  source: '見つけたところ',
  firm: '会社',
  contract: '委託契約',
  section: '受け持ちの課',
  line: 'チェックシートの項目',
  sheet: 'チェックシートを見る',
  opened: '指摘した日時',
  by: (at: string, by: string) => `${at}　${by}`,
  due: '改善の期限',
  steps: 'そのあとのこと',
  noSteps: 'まだ改善を求めていません。',
  until: (day: string) => `期限：${day}`,
  demand: '改善を求める',
  demandAgain: 'もう一度、改善を求める',
  report: '改善を報告する',
  close: 'なおったことを確かめ、終わりにする',
  demandText: '求める改善',
  reportText: '何をどう直したか',
  reportHelp: '直したことが、読む人にわかるように書いてください。個人の名前は書かないでください。',
  closeText: 'どうやって確かめたか',
  files: '添えられたファイル',
  attach: 'ファイルを添える',
  attachHelp:
    '直したことを示すものがあれば添えてください（PDF、Excel、Word、JPEG、PNG、テキスト、CSV。1つ20 MBまで）。',
}

const steps: Record<string, string> = {
  demanded: '改善を求めた',
  reported: '改善を報告した',
  closed: '確かめて終わりにした',
}

export function FindingPage() {
  const { id } = useParams()
  return (
    <ThingPage<FindingView, Asks>
      title={t.title}
      crumbs={[{ to: '/findings', label: t.crumb }]}
      path={`/api/findings/${id ?? ''}`}
      state={({ finding }) => <Chip tone={findingTone(finding)}>{findingStateWords[finding.state]}</Chip>}
      step={(view, asks, step) => <NextStep id={view.finding.id} asks={asks} {...step} />}
    >
      {(view, ask) => {
        const f = view.finding
        const may = (act: Act) => view.may.includes(act)
        return (
          <>
            <Section title={t.about}>
              <FactList
                lines={[
                  [t.text, f.text],
                  [
                    t.source,
                    f.audit ? (
                      <TextLink to={`/audits/${f.audit}`}>{findingSourceWords[f.source]}</TextLink>
                    ) : (
                      findingSourceWords[f.source]
                    ),
                  ],
                  f.line && [
                    t.line,
                    f.sheet ? <TextLink to={`/sheets/${f.sheet}#${f.line}`}>{f.line}</TextLink> : f.line,
                  ],
                  [t.firm, f.contractor_name],
                  [t.contract, <TextLink to={`/contracts/${f.engagement}`}>{f.engagement_title}</TextLink>],
                  [t.section, f.section_name],
                  [t.opened, t.by(longTime(f.opened_at), view.opened_by)],
                  f.due && [t.due, <Deadline day={f.due} left={daysLeft(f.due)} plain={f.state !== 'demanded'} />],
                ]}
              />
            </Section>
            <Section title={t.steps}>
              {view.steps.length === 0 ? (
                <p>{t.noSteps}</p>
              ) : (
                <ol className="grid gap-4 border-l-2 border-solid-gray-300 pl-4">
                  {view.steps.map((step) => (
                    <li key={step.at}>
                      <p className="font-bold">{steps[step.state]}</p>
                      <p className="whitespace-pre-line">{step.text}</p>
                      <FileList label={t.files} files={step.evidence} />
                      <p className="text-sm text-solid-gray-700">
                        {t.by(longTime(step.at), step.by)}
                        {step.due && `　${t.until(longDay(step.due))}`}
                      </p>
                    </li>
                  ))}
                </ol>
              )}
              <ButtonRow className="mt-6 empty:hidden">
                {may('report_improvement') && f.state === 'demanded' && (
                  <Button onClick={() => ask('report')}>{t.report}</Button>
                )}
                {may('close_finding') && f.state === 'reported' && (
                  <Button onClick={() => ask('close')}>{t.close}</Button>
                )}
                {may('demand_improvement') && (
                  <Button look={f.state === 'opened' ? 'primary' : 'secondary'} onClick={() => ask('demand')}>
                    {f.state === 'opened' ? t.demand : t.demandAgain}
                  </Button>
                )}
              </ButtonRow>
            </Section>
          </>
        )
      }}
    </ThingPage>
  )
}

function NextStep({ id, asks, onClose, onDone }: StepProps & { id: string; asks: Asks }) {
  const { town } = useTown()
  const [files, setFiles] = useState<File[]>([])
  const attachAll = useAttach('evidence')
  return (
    <FormDialog
      title={t[asks]}
      start={{ text: '', due: addDays(town.today, 30) }}
      optional={asks === 'close' ? ['text'] : []}
      onClose={onClose}
      onSend={async ({ text, due }) => {
        const evidence = await attachAll(id, files)
        const bodies = { demand: { text, due }, report: { text, evidence }, close: { note: text } }
        await send<Done>('POST', `/api/findings/${id}/${asks}`, bodies[asks])
        onDone()
      }}
    >
      {(field) => (
        <>
          <TextArea
            label={asks === 'demand' ? t.demandText : asks === 'report' ? t.reportText : t.closeText}
            help={asks === 'report' ? t.reportHelp : undefined}
            maxLength={2000}
            rows={5}
            {...field('text')}
          />
          {asks === 'report' && (
            <ChosenFiles
              purpose="evidence"
              accept=".pdf,.xlsx,.docx,.jpg,.jpeg,.png,.txt,.csv"
              label={t.attach}
              help={t.attachHelp}
              files={files}
              onFiles={setFiles}
            />
          )}
          {asks === 'demand' && <DateField label={t.due} min={town.today} {...field('due')} />}
        </>
      )}
    </FormDialog>
  )
}
