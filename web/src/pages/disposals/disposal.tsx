import { useParams } from 'react-router'
import { send } from '../../api/client'
import { useQuery } from '../../api/hooks'
import type { Act, DisposalView, Done, Items, WorkerView } from '../../api/types'
import { daysLeft, longDay, longTime } from '../../lib/dates'
import { disposalStateWords, disposalWayWords } from '../../lib/words'
import { useTown } from '../../session/session'
import { Button, ButtonLink, ButtonRow, TextLink } from '../../ui/button'
import { Chip, FactList } from '../../ui/data'
import { Deadline } from '../../ui/deadline'
import { DateField, Select, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Section } from '../../ui/page'
import { Load } from '../../ui/states'
import { TextDialog } from '../../ui/text-dialog'
import { ThingPage, type StepProps } from '../../ui/thing-page'
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
}

export function DisposalPage() {
  const { id } = useParams()
  return (
    <ThingPage<DisposalView, Asks>
      title={t.title}
      crumbs={[{ to: '/disposals', label: t.title }]}
      path={`/api/disposals/${id ?? ''}`}
      state={({ row }) => <Chip tone={disposalTone(row)}>{disposalStateWords[row.state]}</Chip>}
      step={(view, asks, step) => <NextStep view={view} asks={asks} {...step} />}
    >
      {(view, ask) => {
        const d = view.row
        const may = (act: Act) => view.may.includes(act)
        return (
          <>
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
                {may('certify_disposal') && <Button onClick={() => ask('certify')}>{t.certify}</Button>}
                {may('confirm_disposal') && <Button onClick={() => ask('confirm')}>{t.confirm}</Button>}
                {may('send_back_disposal') && (
                  <Button look="secondary" onClick={() => ask('send-back')}>
                    {t['send-back']}
                  </Button>
                )}
                {view.has_certificate && <ButtonLink to={`/disposals/${d.id}/certificate`}>{t.certificate}</ButtonLink>}
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

function NextStep({ view, asks, onClose, onDone }: StepProps & { view: DisposalView; asks: Asks }) {
  const to = `/api/disposals/${view.row.id}/${asks}`
  if (asks === 'certify') return <Certify view={view} to={to} onClose={onClose} onDone={onDone} />
  const back = asks === 'send-back'
  return (
    <TextDialog
      title={t[asks]}
      label={back ? t.sendBackNote : t.confirmNote}
      optional={!back}
      maxLength={600}
      onClose={onClose}
      onSend={async (note) => {
        await send<Done>('POST', to, { note })
        onDone()
      }}
    >
      <p>{back ? t.sendBackText : t.confirmText}</p>
    </TextDialog>
  )
}

function Certify({ view, to, onClose, onDone }: StepProps & { view: DisposalView; to: string }) {
  const { town } = useTown()
  const workers = useQuery<Items<WorkerView>>(`/api/workers?contractor=${view.row.contractor}`)
  return (
    <FormDialog
      title={t.certify}
      start={{ way: '', tool: '', done_on: town.today, worker: '', witness: '' }}
      onClose={onClose}
      onSend={async (form) => {
        await send<Done>('POST', to, form)
        onDone()
      }}
    >
      {(field) => (
        <>
          <p>{t.certifyText}</p>
          <Select
            label={t.way}
            {...field('way')}
            options={Object.entries(disposalWayWords).map(([value, label]) => ({ value, label }))}
          />
          <TextField label={t.tool} help={t.toolHelp} {...field('tool')} />
          <DateField label={t.doneOn} max={town.today} {...field('done_on')} />
          <Load query={workers}>
            {({ items }) => (
              <Select
                label={t.worker}
                help={t.workerHelp}
                {...field('worker')}
                options={items.map((w) => ({ value: w.id, label: w.name }))}
              />
            )}
          </Load>
          <TextField label={t.witness} help={t.witnessHelp} {...field('witness')} />
        </>
      )}
    </FormDialog>
  )
}
