import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { messageOf, send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { components } from '../../api/schema'
import type { Done, EngagementRow, Items, ReportPlanView, ReportView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { useSession, useTown } from '../../session/session'
import { Button, ButtonRow } from '../../ui/button'
import { Checkbox, DateField, FieldError, Select, TextArea, TextField } from '../../ui/field'
import { ChosenFiles } from '../../ui/files'
import { BoxForm } from '../../ui/form'
import { Page } from '../../ui/page'
import { Load } from '../../ui/states'
import { useAttach } from '../../ui/use-attach'
import { useFaults } from '../../ui/use-form'
import { reportFiles, reportKindWords } from './words'

type Input = components['schemas']['WorkReportInput']

const t = {
  crumb: '報告',
  title: (kind: string) => `${kind}を出す`,
  engagement: '委託契約',
  kind: '報告の種類',
  from: '期間の初めの日',
  to: '期間の終わりの日',
  body: '本文',
  bodyHelp: {
    work: 'この期間に何をしたか、決まりを守れているか、困っていることを書いてください。',
    service_level: '水準を守れなかったときは、理由と、これからの対策を書いてください。',
    system_change: '情報セキュリティ対策のために変えたことを書いてください。変更がないときは、その旨を書きます。',
  } satisfies Record<Input['kind'], string>,
  asked: '書いてほしいこと',
  figures: 'サービスレベルの結果',
  item: (n: number) => `項目${n}`,
  target: (n: number) => `決めた水準${n}`,
  actual: (n: number) => `結果${n}`,
  met: (n: number) => `水準を守れた（項目${n}）`,
  addFigure: '項目を加える',
  changes: '変更したこと',
  system: (n: number) => `システム${n}`,
  what: (n: number) => `何を変えたか${n}`,
  why: (n: number) => `理由となった対策${n}`,
  day: (n: number) => `変更した日${n}`,
  addChange: '変更を加える',
  remove: 'この行を消す',
  submit: '報告を出す',
  noEngagement: '委託契約を選んでください。',
  noBody: '本文を入れてください。',
  noPeriod: '期間を入れてください。',
  noFigures: 'すべての項目に、水準と結果を入れてください。',
  noChanges: 'すべての変更に、システム・内容・理由・日を入れてください。',
}

const noFigure = { item: '', target: '', actual: '', met: true }
const noChange = { system: '', what: '', reason: '', changed_on: '' }

/** Of a plan's period, in place of one that was sent back, or without being asked. */
export function NewReportPage() {
  const session = useSession()
  const { town } = useTown()
  const [search] = useSearchParams()
  const plan = search.get('plan')
  const replaces = search.get('replaces')
  const plans = useQuery<Items<ReportPlanView>>(plan ? '/api/report-plans' : null)
  const before = useQuery<ReportView>(replaces ? `/api/reports/${replaces}` : null)
  const empty: Input = {
    engagement: search.get('engagement') ?? '',
    contractor: session.contractor,
    kind: search.get('kind') === 'work' ? 'work' : 'system_change',
    plan: '',
    period_from: town.today,
    period_to: town.today,
    replaces: '',
    body: '',
    figures: [],
    changes: [],
  }
  if (plan)
    return (
      <Load query={plans}>
        {({ items }) => {
          const found = items.find((p) => p.id === plan)
          return (
            <ReportForm
              note={found?.plan.note ?? ''}
              fixed
              start={{
                ...empty,
                ...(found && {
                  engagement: found.plan.engagement,
                  kind: found.plan.kind,
                  plan,
                  period_from: found.owed_from,
                  period_to: found.owed_to,
                  figures: found.plan.kind === 'service_level' ? [noFigure] : [],
                }),
              }}
            />
          )
        }}
      </Load>
    )
  if (replaces)
    return (
      <Load query={before}>
        {(r) => (
          <ReportForm
            note={r.reason}
            fixed
            start={{
              ...empty,
              engagement: r.row.engagement,
              kind: r.row.kind,
              plan: r.plan,
              period_from: r.row.period_from,
              period_to: r.row.period_to,
              replaces,
              body: r.body,
              figures: r.figures,
              changes: r.changes,
            }}
          />
        )}
      </Load>
    )
  return <ReportForm note="" fixed={false} start={empty} />
}

function ReportForm({ start, note, fixed }: { start: Input; note: string; fixed: boolean }) {
  const navigate = useNavigate()
  const engagements = useQuery<Items<EngagementRow>>('/api/engagements')
  const [input, setInput] = useState(start)
  const set = (change: Partial<Input>) => setInput({ ...input, ...change })
  const form = useFaults()
  const [files, setFiles] = useState<File[]>([])
  const attachAll = useAttach('report')
  const act = useAction(async () => {
    const made = await send<Done>('POST', '/api/reports', input)
    // It is reported by now, whatever becomes of the files: the next page takes what is missing.
    let trouble = ''
    try {
      await attachAll(made.id, files)
    } catch (error) {
      trouble = messageOf(error)
    }
    void navigate(`/reports/${made.id}`, trouble ? { state: { trouble } } : {})
  })
  const figure = (at: number, change: Partial<Input['figures'][number]>) =>
    set({ figures: input.figures.map((f, i) => (i === at ? { ...f, ...change } : f)) })
  const changed = (at: number, change: Partial<Input['changes'][number]>) =>
    set({ changes: input.changes.map((c, i) => (i === at ? { ...c, ...change } : c)) })
  const title = t.title(reportKindWords[input.kind])
  return (
    <Page title={title} crumbs={[{ to: '/reports', label: t.crumb }]}>
      <BoxForm
        id="new-report"
        title={title}
        {...form}
        error={act.error}
        busy={act.busy}
        submit={t.submit}
        onCancel={() => void navigate('/reports')}
        onSubmit={() =>
          form.check([
            ['report-engagement', input.engagement !== '', t.noEngagement],
            ['report-from', input.period_from !== '' && input.period_to >= input.period_from, t.noPeriod],
            ['report-body', input.body.trim() !== '', t.noBody],
            [
              'report-figures',
              input.figures.every((f) => f.item.trim() && f.target.trim() && f.actual.trim()) &&
                (input.kind !== 'service_level' || input.figures.length > 0),
              t.noFigures,
            ],
            [
              'report-changes',
              input.changes.every((c) => c.system.trim() && c.what.trim() && c.reason.trim() && c.changed_on),
              t.noChanges,
            ],
          ]) && void act.run()
        }
      >
        {note && (
          <div className="rounded-8 bg-solid-gray-50 p-4">
            <p className="font-bold">{t.asked}</p>
            <p className="whitespace-pre-line">{note}</p>
          </div>
        )}
        <Select
          id="report-engagement"
          label={t.engagement}
          required
          disabled={fixed}
          value={input.engagement}
          onValue={(engagement) => set({ engagement })}
          error={form.of('report-engagement')}
          options={(engagements.data?.items ?? []).map((e) => ({ value: e.id, label: e.title }))}
        />
        {!fixed && (
          <Select
            label={t.kind}
            required
            empty=""
            value={input.kind}
            onValue={(kind) => set({ kind: kind as Input['kind'], figures: [], changes: [] })}
            options={(['system_change', 'work'] as const).map((k) => ({ value: k, label: reportKindWords[k] }))}
          />
        )}
        <div className="grid gap-6 sm:grid-cols-2">
          {fixed ? (
            <>
              <TextField label={t.from} bare readOnly value={longDay(input.period_from)} onValue={() => undefined} />
              <TextField label={t.to} bare readOnly value={longDay(input.period_to)} onValue={() => undefined} />
            </>
          ) : (
            <>
              <DateField
                id="report-from"
                label={t.from}
                required
                value={input.period_from}
                onValue={(period_from) => set({ period_from })}
                error={form.of('report-from')}
              />
              <DateField label={t.to} required value={input.period_to} onValue={(period_to) => set({ period_to })} />
            </>
          )}
        </div>
        <TextArea
          id="report-body"
          label={t.body}
          help={t.bodyHelp[input.kind]}
          required
          rows={8}
          value={input.body}
          onValue={(body) => set({ body })}
          error={form.of('report-body')}
        />
        {input.kind === 'service_level' && (
          <fieldset id="report-figures" className="grid gap-4">
            <legend className="font-bold">{t.figures}</legend>
            {form.of('report-figures') && <FieldError>{form.of('report-figures')}</FieldError>}
            {input.figures.map((f, i) => (
              <div key={i} className="grid gap-3 rounded-8 border border-solid-gray-420 p-4">
                <TextField label={t.item(i + 1)} required value={f.item} onValue={(item) => figure(i, { item })} />
                <TextField
                  label={t.target(i + 1)}
                  required
                  value={f.target}
                  onValue={(target) => figure(i, { target })}
                />
                <TextField
                  label={t.actual(i + 1)}
                  required
                  value={f.actual}
                  onValue={(actual) => figure(i, { actual })}
                />
                <Checkbox label={t.met(i + 1)} checked={f.met} onChecked={(met) => figure(i, { met })} />
                <ButtonRow>
                  <Button look="quiet" onClick={() => set({ figures: input.figures.filter((_, k) => k !== i) })}>
                    {t.remove}
                  </Button>
                </ButtonRow>
              </div>
            ))}
            <div>
              <Button look="secondary" onClick={() => set({ figures: [...input.figures, noFigure] })}>
                {t.addFigure}
              </Button>
            </div>
          </fieldset>
        )}
        {input.kind === 'system_change' && (
          <fieldset id="report-changes" className="grid gap-4">
            <legend className="font-bold">{t.changes}</legend>
            {form.of('report-changes') && <FieldError>{form.of('report-changes')}</FieldError>}
            {input.changes.map((c, i) => (
              <div key={i} className="grid gap-3 rounded-8 border border-solid-gray-420 p-4">
                <TextField
                  label={t.system(i + 1)}
                  required
                  value={c.system}
                  onValue={(system) => changed(i, { system })}
                />
                <TextField label={t.what(i + 1)} required value={c.what} onValue={(what) => changed(i, { what })} />
                <TextField
                  label={t.why(i + 1)}
                  required
                  value={c.reason}
                  onValue={(reason) => changed(i, { reason })}
                />
                <DateField
                  label={t.day(i + 1)}
                  required
                  value={c.changed_on}
                  onValue={(changed_on) => changed(i, { changed_on })}
                />
                <ButtonRow>
                  <Button look="quiet" onClick={() => set({ changes: input.changes.filter((_, k) => k !== i) })}>
                    {t.remove}
                  </Button>
                </ButtonRow>
              </div>
            ))}
            <div>
              <Button look="secondary" onClick={() => set({ changes: [...input.changes, noChange] })}>
                {t.addChange}
              </Button>
            </div>
          </fieldset>
        )}
        <ChosenFiles
          purpose="report"
          accept={reportFiles.accept}
          label={reportFiles.attach}
          help={reportFiles.help}
          files={files}
          onFiles={setFiles}
        />
      </BoxForm>
    </Page>
  )
}
