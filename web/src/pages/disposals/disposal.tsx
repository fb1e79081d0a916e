import { useState } from 'react'
import { useParams } from 'react-router'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Act, DisposalView, Done, Items, WorkerView } from '../../api/types'
import { daysLeft, longDay, longTime } from '../../lib/dates'
import { disposalStateWords, disposalWayWords } from '../../lib/words'
import { useTown } from '../../session/session'
import { Button, ButtonLink, ButtonRow, TextLink } from '../../ui/button'
import { Chip, FactList } from '../../ui/data'
import { Deadline } from '../../ui/deadline'
import { ConfirmDialog } from '../../ui/dialog'
import { DateField, Select, TextArea, TextField } from '../../ui/field'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { Timeline } from '../../ui/timeline'
import { disposalTone, owedStill } from './disposals'

type Asks = 'certify' | 'confirm' | 'send-back'

const t = {
  title: '記録媒体の廃棄',
  about: '廃棄の指示',
  medium: '記録媒体',
  number: '製造番号・管理番号',
  reason: '理由',
  due: '廃棄の期限',
  firm: '会社',
  contract: '委託契約',
  section: '受け持ちの課',
  custody: '入っていたデータの預かり',
  see: '預かりを見る',
  instructed: '指示した日時',
  by: (at: string, by: string) => `${at}　${by}`,
  proof: '廃棄の証明',
  noProof: 'まだ出ていません。',
  way: '廃棄の方法',
  tool: '使った機械・ソフト・規格',
  toolHelp: '例：媒体破砕機 MB-3、NIST SP 800-88 の消去',
  doneOn: '廃棄した日',
  worker: '廃棄した人',
  workerHelp: '確認済みの従事者名簿にいる人',
  witness: '立ち会った人',
  witnessHelp: '廃棄した人とは別の人の名前',
  certified: '証明した日時',
  note: '自治体からの申し添え',
  decided: '自治体が答えた日時',
  timeline: 'これまでの動き',
  certify: '廃棄を証明する',
  certifyText: '廃棄したことを、会社の責任者として証明します。自治体が確かめると、廃棄証明書が作られます。',
  confirm: '廃棄を確かめた',
  confirmText: '方法・日・立会いを確かめたら、記録します。元に戻せません。',
  'send-back': '差し戻す',
  sendBackText: '足りないことや、やり直してほしいことを書いてください。',
  confirmNote: 'どうやって確かめたか',
  sendBackNote: '差し戻す理由',
  certificate: '廃棄証明書を見る',
  missing: '入力してください。',
}

export function DisposalPage() {
  const { id } = useParams()
  const query = useQuery<DisposalView>(`/api/disposals/${id ?? ''}`)
  const [asks, setAsks] = useState<Asks>()
  return (
    <Page title={t.title} crumbs={[{ to: '/disposals', label: t.title }]}>
      <Load query={query}>
        {(view) => {
          const d = view.row
          const may = (act: Act) => view.may.includes(act)
          return (
            <>
              <div className="mb-4">
                <Chip tone={disposalTone(d)}>{disposalStateWords[d.state]}</Chip>
              </div>
              <Section title={t.about}>
                <FactList
                  lines={[
                    [t.medium, d.medium],
                    [t.number, d.number],
                    [t.reason, view.reason],
                    [t.due, <Deadline key="due" day={d.due} left={daysLeft(d.due)} plain={!owedStill(d)} />],
                    [t.firm, d.contractor_name],
                    [
                      t.contract,
                      <TextLink key="contract" to={`/contracts/${d.engagement}`}>
                        {d.engagement_title}
                      </TextLink>,
                    ],
                    [t.section, d.section_name],
                    view.custody !== '' && [
                      t.custody,
                      <TextLink key="custody" to={`/custodies/${view.custody}`}>
                        {t.see}
                      </TextLink>,
                    ],
                    [t.instructed, t.by(longTime(d.instructed_at), view.instructed_by)],
                  ]}
                />
              </Section>
              <Section title={t.proof}>
                {view.way ? (
                  <FactList
                    lines={[
                      [t.way, disposalWayWords[view.way]],
                      [t.tool, view.tool],
                      [t.doneOn, longDay(view.done_on)],
                      [t.worker, view.worker_name],
                      [t.witness, view.witness],
                      [t.certified, t.by(longTime(view.certified_at), view.certified_by)],
                      view.decided_at !== '' && [t.decided, t.by(longTime(view.decided_at), view.decided_by)],
                      view.note !== '' && [t.note, view.note],
                    ]}
                  />
                ) : (
                  <p>{t.noProof}</p>
                )}
                <ButtonRow className="mt-6 empty:hidden">
                  {may('certify_disposal') && <Button onClick={() => setAsks('certify')}>{t.certify}</Button>}
                  {may('confirm_disposal') && <Button onClick={() => setAsks('confirm')}>{t.confirm}</Button>}
                  {may('send_back_disposal') && (
                    <Button look="secondary" onClick={() => setAsks('send-back')}>
                      {t['send-back']}
                    </Button>
                  )}
                  {view.has_certificate && (
                    <ButtonLink to={`/disposals/${d.id}/certificate`}>{t.certificate}</ButtonLink>
                  )}
                </ButtonRow>
              </Section>
              <Section title={t.timeline}>
                <Timeline items={view.timeline} />
              </Section>
              {asks && (
                <NextStep
                  key={asks}
                  view={view}
                  asks={asks}
                  onClose={() => setAsks(undefined)}
                  onDone={() => {
                    setAsks(undefined)
                    query.reload()
                  }}
                />
              )}
            </>
          )
        }}
      </Load>
    </Page>
  )
}

interface StepProps {
  view: DisposalView
  onClose: () => void
  onDone: () => void
}

function NextStep({ asks, ...rest }: StepProps & { asks: Asks }) {
  return asks === 'certify' ? <Certify {...rest} /> : <AnswerIt asks={asks} {...rest} />
}

function Certify({ view, onClose, onDone }: StepProps) {
  const { town } = useTown()
  const workers = useQuery<Items<WorkerView>>(`/api/workers?contractor=${view.row.contractor}`)
  const [form, setForm] = useState({ way: '', tool: '', done_on: town.today, worker: '', witness: '' })
  const [tried, setTried] = useState(false)
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const need = (value: string) => (tried && !value.trim() ? t.missing : undefined)
  const act = useAction(async () => {
    await send<Done>('POST', `/api/disposals/${view.row.id}/certify`, {
      ...form,
      tool: form.tool.trim(),
      witness: form.witness.trim(),
    })
    onDone()
  })
  return (
    <ConfirmDialog
      title={t.certify}
      confirm={t.certify}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (Object.values(form).every((v) => v.trim())) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{t.certifyText}</p>
      <Select
        label={t.way}
        required
        value={form.way}
        onValue={(way) => set({ way })}
        options={Object.entries(disposalWayWords).map(([value, label]) => ({ value, label }))}
        error={need(form.way)}
      />
      <TextField
        label={t.tool}
        help={t.toolHelp}
        required
        value={form.tool}
        onValue={(tool) => set({ tool })}
        error={need(form.tool)}
      />
      <DateField
        label={t.doneOn}
        required
        max={town.today}
        value={form.done_on}
        onValue={(done_on) => set({ done_on })}
        error={need(form.done_on)}
      />
      <Load query={workers}>
        {({ items }) => (
          <Select
            label={t.worker}
            help={t.workerHelp}
            required
            value={form.worker}
            onValue={(worker) => set({ worker })}
            options={items.map((w) => ({ value: w.id, label: w.name }))}
            error={need(form.worker)}
          />
        )}
      </Load>
      <TextField
        label={t.witness}
        help={t.witnessHelp}
        required
        value={form.witness}
        onValue={(witness) => set({ witness })}
        error={need(form.witness)}
      />
    </ConfirmDialog>
  )
}

function AnswerIt({ view, asks, onClose, onDone }: StepProps & { asks: 'confirm' | 'send-back' }) {
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    await send<Done>('POST', `/api/disposals/${view.row.id}/${asks}`, { note: note.trim() })
    onDone()
  })
  const back = asks === 'send-back'
  return (
    <ConfirmDialog
      title={t[asks]}
      confirm={t[asks]}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (!back || note.trim()) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      <p>{back ? t.sendBackText : t.confirmText}</p>
      <TextArea
        label={back ? t.sendBackNote : t.confirmNote}
        required={back}
        rows={3}
        maxLength={600}
        value={note}
        onValue={setNote}
        error={tried && back && !note.trim() ? t.missing : undefined}
      />
    </ConfirmDialog>
  )
}
