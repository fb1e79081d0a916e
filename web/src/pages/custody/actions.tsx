import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Act, CustodyView, Done } from '../../api/types'
import { deadline, longDay } from '../../lib/dates'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { ConfirmDialog } from '../../ui/dialog'
import { Checkbox, Select, TextArea, TextField } from '../../ui/field'

type Asks = 'copy' | 'return' | 'confirm' | 'erase'

const t = {
  title: '次にすること',
  copy: '複製を届け出る',
  return: '返したことを届け出る',
  confirm: '返却を確かめた',
  erase: '消去する',
  receipt: '受領証を見る',
  certificate: '証明書を見る',
  copyTitle: '複製を届け出ますか',
  copyText: '承認を受けて作った複製の数と置き場所を、管理簿に書き加えます。',
  under: '承認された申請',
  underOf: (purpose: string, left: number) => `${purpose}（残り${left}個）`,
  returnTitle: '返したことを届け出ますか',
  returnText: '借りたデータを自治体に返したことを届け出ます。自治体の職員が受け取って確かめると、預かりが終わります。',
  confirmTitle: '返却を確かめましたか',
  confirmText: 'データが返ってきたことと、複製が残っていないことを確かめたら、記録します。元に戻せません。',
  eraseTitle: 'データを消去しますか',
  eraseText:
    'この仕組みの中のデータは、鍵を壊すことで、二度と開けられなくなります。元に戻せません。手元の端末や媒体にあるデータは、先に消しておいてください。消すと「消去証明書」が作られます。',
  place: '置き場所',
  placeHelp: '例：本社3階 開発室の作業用端末',
  purpose: '複製した目的',
  number: '複製の数',
  method: '返し方',
  methodHelp: '例：記録媒体を職員に手渡した',
  eraseMethod: '消去の方法',
  eraseMethodHelp: '手元のデータをどう消したか。例：専用ソフトで上書きして消去した',
  copiesErased: (n: number) =>
    n > 0 ? `複製（${n}個）も、すべて消去した` : '複製は作っていない、またはすべて消去した',
  statement: '確かめたことを一言',
  statementHelp: '例：端末・バックアップ・紙のいずれにも残っていないことを、2人で確かめた',
  missing: '入力してください。',
}

function overdue({ row, may }: CustodyView): string {
  const late = `期限（${longDay(row.due)}）を${-row.days_left}日過ぎています。`
  return may.includes('erase_custody') || may.includes('declare_return')
    ? `${late}すぐに、返すか消してください。`
    : `${late}${row.holder_name}さん（${row.holder_firm}）に連絡し、返すか消すことを求めてください。`
}

function sentence(view: CustodyView): string {
  const { row, may } = view
  const due = `${longDay(row.due)}（${deadline(row.days_left)}）`
  switch (row.state) {
    case 'held':
      if (row.days_left < 0) return overdue(view)
      if (may.includes('erase_custody') || may.includes('declare_return'))
        return `${due}までに、返すか消してください。複製するには、先に申請して承認を受けてください。`
      return `${row.holder_name}さん（${row.holder_firm}）が、${due}までに返すか消すことになっています。`
    case 'return_declared':
      return may.includes('confirm_return')
        ? '返したという届け出がありました。データと複製が残っていないことを確かめて、記録してください。'
        : '返したという届け出がありました。自治体の職員が確かめるのを待っています。'
    case 'erasing':
      return '消去している途中です。しばらくしてから、もう一度開いてください。'
    case 'returned':
      return '返却が確かめられ、預かりは終わりました。'
    case 'erased':
      return '消去が終わり、預かりは終わりました。証明書を見て、必要なら印刷してください。'
  }
}

const blank = { application: '', place: '', purpose: '', count: 1, method: '', statement: '', erased: false }

export function CustodyActions({ view, onDone }: { view: CustodyView; onDone: () => void }) {
  const [asks, setAsks] = useState<Asks>()
  const [form, setForm] = useState(blank)
  const [tried, setTried] = useState(false)
  const set = (change: Partial<typeof blank>) => setForm({ ...form, ...change })
  const base = `/api/custodies/${view.row.id}`
  const act = useAction(async (what: Asks) => {
    const method = form.method.trim()
    if (what === 'copy')
      await send<Done>('POST', `${base}/copies`, {
        application: form.application,
        place: form.place.trim(),
        purpose: form.purpose.trim(),
        count: form.count,
      })
    else if (what === 'return') await send<Done>('POST', `${base}/return`, { method, copies_erased: form.erased })
    else if (what === 'confirm') await send<Done>('POST', `${base}/return/confirm`)
    else
      await send<Done>('POST', `${base}/erase`, {
        method,
        copies_erased: form.erased,
        statement: form.statement.trim(),
      })
    setAsks(undefined)
    onDone()
  })
  const usable = view.copy_applications.filter((a) => a.usable)
  const ask = (what: Asks) => {
    const only = usable.length === 1 ? usable[0] : undefined // nothing to choose
    act.clear()
    setForm({ ...blank, application: only?.id ?? '', place: only?.place ?? '' })
    setTried(false)
    setAsks(what)
  }
  const may = (a: Act) => view.may.includes(a)
  const need = (value: string) => (tried && !value.trim() ? t.missing : undefined)
  const complete =
    asks === 'confirm' ||
    (asks === 'copy'
      ? form.application !== '' && form.place.trim() !== '' && form.purpose.trim() !== '' && form.count > 0
      : form.method.trim() !== '')
  const labels: Record<Asks, [title: string, text: string, button: string]> = {
    copy: [t.copyTitle, t.copyText, t.copy],
    return: [t.returnTitle, t.returnText, t.return],
    confirm: [t.confirmTitle, t.confirmText, t.confirm],
    erase: [t.eraseTitle, t.eraseText, t.erase],
  }
  const [title, text, button] = labels[asks ?? 'copy']

  return (
    <section aria-labelledby="next-step" className="rounded-12 border-2 border-key-900 bg-key-50 p-5">
      <h2 id="next-step" className="text-std-20B-150">
        {t.title}
      </h2>
      <p className="mt-1">{sentence(view)}</p>
      <ButtonRow className="mt-4 empty:hidden">
        {may('confirm_return') && <Button onClick={() => ask('confirm')}>{t.confirm}</Button>}
        {may('erase_custody') && <Button onClick={() => ask('erase')}>{t.erase}</Button>}
        {may('declare_return') && (
          <Button look="secondary" onClick={() => ask('return')}>
            {t.return}
          </Button>
        )}
        {may('declare_copy') && usable.length > 0 && (
          <Button look="secondary" onClick={() => ask('copy')}>
            {t.copy}
          </Button>
        )}
        {view.has_certificate && <ButtonLink to={`/custodies/${view.row.id}/certificate`}>{t.certificate}</ButtonLink>}
        <ButtonLink look="secondary" to={`/passages/${view.row.passage}/receipt`}>
          {t.receipt}
        </ButtonLink>
      </ButtonRow>

      <ConfirmDialog
        title={title}
        confirm={button}
        danger={asks === 'erase'}
        open={asks !== undefined}
        onClose={() => setAsks(undefined)}
        onConfirm={() => {
          setTried(true)
          if (asks && complete) void act.run(asks)
        }}
        busy={act.busy}
        error={act.error}
      >
        <p>{text}</p>
        {asks === 'copy' && (
          <>
            <Select
              label={t.under}
              required
              value={form.application}
              onValue={(application) =>
                set({ application, place: form.place || (usable.find((a) => a.id === application)?.place ?? '') })
              }
              options={usable.map((a) => ({ value: a.id, label: t.underOf(a.purpose, a.count - a.used) }))}
              error={need(form.application)}
            />
            <TextField
              label={t.place}
              help={t.placeHelp}
              required
              value={form.place}
              onValue={(place) => set({ place })}
              error={need(form.place)}
            />
            <TextField
              label={t.purpose}
              required
              value={form.purpose}
              onValue={(purpose) => set({ purpose })}
              error={need(form.purpose)}
            />
            <TextField
              label={t.number}
              required
              type="number"
              min={1}
              className="max-w-32"
              value={String(form.count || '')}
              onValue={(n) => set({ count: Math.max(0, Math.trunc(Number(n)) || 0) })}
              error={need(form.count > 0 ? 'x' : '')}
            />
          </>
        )}
        {(asks === 'return' || asks === 'erase') && (
          <>
            <TextField
              label={asks === 'erase' ? t.eraseMethod : t.method}
              help={asks === 'erase' ? t.eraseMethodHelp : t.methodHelp}
              required
              value={form.method}
              onValue={(method) => set({ method })}
              error={need(form.method)}
            />
            <Checkbox
              label={t.copiesErased(view.row.copies)}
              checked={form.erased}
              onChecked={(erased) => set({ erased })}
            />
          </>
        )}
        {asks === 'erase' && (
          <TextArea
            label={t.statement}
            help={t.statementHelp}
            rows={2}
            value={form.statement}
            onValue={(statement) => set({ statement })}
          />
        )}
      </ConfirmDialog>
    </section>
  )
}
