import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Act, Done, PassageView } from '../../api/types'
import { longDay } from '../../lib/dates'
import { useSession } from '../../session/session'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { ConfirmDialog } from '../../ui/dialog'
import { Select, TextArea } from '../../ui/field'
import { Notice } from '../../ui/notice'
import { DecisionPanel } from './decision'

const t = {
  title: '次にすること',
  edit: '続きを書く',
  change: '内容を直す',
  withdraw: '申請を取り下げる',
  toDownload: 'ファイルを受け取る',
  receipt: '受領証を出す',
  seeReceipt: '受領証を見る',
  custody: '預かりを見る',
  evidence: '証拠をまとめて保存する',
  withdrawTitle: '申請を取り下げますか',
  withdrawText: '取り下げると、この申請は終わり、元に戻せません。必要になったら、新しく申請してください。',
  withdrawReason: '取り下げる理由',
  receiptTitle: '受領証を出しますか',
  receiptText:
    'データを受け取ったことを、自治体に示す書類です。出すと「預かり」が始まり、期限までに返すか消すことになります。',
  place: 'データを扱う場所',
  placeHelp: '契約に登録されている作業場所から選びます。ほかの場所で扱うときは、先に担当課に登録してもらってください。',
  noPlace:
    'この契約には、あなたの会社の作業場所が登録されていません。担当課の課長に、データを扱う場所の登録を頼んでください。登録されるまで、受領証は出せません。',
  placeMissing: '作業場所を選んでください。',
}

function sentence(view: PassageView, own: boolean): string {
  const may = (act: Act) => view.may.includes(act)
  const counted = view.approvals.filter((a) => a.counts && a.decision === 'approve').length
  const left = Math.max(0, view.approvals_needed - counted)
  const collect = view.input.collect_until && longDay(view.input.collect_until)
  switch (view.state) {
    case 'draft':
      return own ? '書きかけの申請です。続きを書いて、申請してください。' : '申請した人が、まだ書いているところです。'
    case 'submitted':
      if (may('approve_passage') || may('reject_passage'))
        return 'あなたが承認するかどうかを決める番です。下の内容を確かめてから、承認か却下を選んでください。'
      return `承認を待っています（あと${left}人）。いま、あなたがすることはありません。`
    case 'approved':
      if (may('give_receipt') && view.downloads_used > 0)
        return 'ファイルを受け取りました。続けて、受領証を出してください。'
      if (may('download_content')) return `承認されました。${collect}までに、ファイルを受け取ってください。`
      return `承認されました。${view.recipient.name}さんが、${collect}までに受け取るのを待っています。`
    case 'received':
      return `${view.recipient.name}さんが預かっています。${
        view.input.custody_due && longDay(view.input.custody_due)
      }までに、返すか消すことになっています。`
    case 'closed':
      return 'データの返却または消去まで、すべて終わりました。'
    case 'rejected':
      return own
        ? '却下されました。理由を読み、必要なら内容を直して、新しく申請してください。'
        : '却下されました。この申請では、データは渡りません。'
    case 'withdrawn':
      return '取り下げられました。この申請では、データは渡りません。'
    case 'expired':
      return '受け取りの期限が過ぎました。必要なら、新しく申請してください。'
  }
}

export function NextStep({ view, onDone }: { view: PassageView; onDone: () => void }) {
  const session = useSession()
  const [asks, setAsks] = useState<'withdraw' | 'receipt'>()
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const may = (act: Act) => view.may.includes(act)
  const own = view.applicant.id === session.person

  const act = useAction(async () => {
    const path = `/api/passages/${view.id}`
    if (asks === 'withdraw') await send<Done>('POST', `${path}/withdraw`, { reason: text.trim() })
    else await send<Done>('POST', `${path}/receipt`, { place: text.trim() })
    setAsks(undefined)
    onDone()
  })
  const ask = (what: 'withdraw' | 'receipt') => {
    act.clear()
    // where there is but one place, it is that one
    setText(what === 'receipt' && view.workplaces.length === 1 ? (view.workplaces[0] ?? '') : '')
    setTried(false)
    setAsks(what)
  }
  const hasReceipt = view.custody !== undefined && view.custody !== null
  const receiptFirst = may('give_receipt') && view.downloads_used > 0

  return (
    <section aria-labelledby="next-step" className="rounded-12 border-2 border-key-900 bg-key-50 p-5">
      <h2 id="next-step" className="text-std-20B-150">
        {t.title}
      </h2>
      <p className="mt-1">{sentence(view, own)}</p>
      {(may('approve_passage') || may('reject_passage')) && <DecisionPanel view={view} onDone={onDone} />}
      <ButtonRow className="mt-4 empty:hidden">
        {may('change_passage') && (
          <ButtonLink look={view.state === 'draft' ? 'primary' : 'secondary'} to={`/passages/${view.id}/edit`}>
            {view.state === 'draft' ? t.edit : t.change}
          </ButtonLink>
        )}
        {receiptFirst && <Button onClick={() => ask('receipt')}>{t.receipt}</Button>}
        {may('download_content') && (
          <ButtonLink look={receiptFirst ? 'secondary' : 'primary'} to={`/passages/${view.id}/download`}>
            {t.toDownload}
          </ButtonLink>
        )}
        {view.custody && (
          <ButtonLink look={view.state === 'received' ? 'primary' : 'secondary'} to={`/custodies/${view.custody}`}>
            {t.custody}
          </ButtonLink>
        )}
        {hasReceipt && ['received', 'closed'].includes(view.state) && (
          <ButtonLink look="secondary" to={`/passages/${view.id}/receipt`}>
            {t.seeReceipt}
          </ButtonLink>
        )}
        {may('export_evidence') && view.state !== 'draft' && (
          <ButtonLink look="secondary" reloadDocument download to={`/api/evidence?passage=${view.id}`}>
            {t.evidence}
          </ButtonLink>
        )}
        {may('withdraw_passage') && (
          <Button look="secondary" onClick={() => ask('withdraw')}>
            {t.withdraw}
          </Button>
        )}
      </ButtonRow>

      <ConfirmDialog
        title={asks === 'receipt' ? t.receiptTitle : t.withdrawTitle}
        confirm={asks === 'receipt' ? t.receipt : t.withdraw}
        danger={asks === 'withdraw'}
        open={asks !== undefined}
        onClose={() => setAsks(undefined)}
        onConfirm={() => {
          setTried(true)
          if (asks === 'withdraw' || text) void act.run()
        }}
        busy={act.busy}
        error={act.error}
      >
        {asks === 'receipt' ? (
          <>
            <p>{t.receiptText}</p>
            {view.workplaces.length === 0 ? (
              <Notice kind="warning" title={t.noPlace} />
            ) : (
              <Select
                label={t.place}
                help={t.placeHelp}
                required
                value={text}
                onValue={setText}
                error={tried && !text ? t.placeMissing : undefined}
                options={view.workplaces.map((place) => ({ value: place, label: place }))}
              />
            )}
          </>
        ) : (
          <>
            <p>{t.withdrawText}</p>
            <TextArea label={t.withdrawReason} value={text} onValue={setText} />
          </>
        )}
      </ConfirmDialog>
    </section>
  )
}
