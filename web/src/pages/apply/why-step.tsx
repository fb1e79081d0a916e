import type { PassageInput } from '../../api/types'
import { longDay } from '../../lib/dates'
import { useTown } from '../../session/session'
import { Checkbox, DateField, TextArea, TextField } from '../../ui/field'
import type { StepProps } from './form'

const t = {
  purpose: '目的',
  purposeHelp: '何のために使うのかを、はじめて読む人にも分かるように書いてください。例：給付金システムの移行試験のため',
  content: 'データの内容',
  contentHelp:
    'どのようなデータか。例：給付対象世帯の一覧（宛名番号・世帯区分）。氏名などの個人の情報は、ここに書かないでください。',
  protection: '暗号化などの対策',
  protectionHelp: '受け取ったあと、どう守るか。例：ディスクを暗号化した端末だけで、鍵のかかる部屋で扱う',
  collect: '受け取りの期限',
  collectHelp: 'この日を過ぎると、受け取れなくなります。',
  due: '返却・消去の期限',
  dueHelp: (end: string) => `この日までに、返すか消してもらいます。契約の終わり（${end}）より前にしてください。`,
  times: '受け取れる回数',
  timesHelp: '通信が切れたときのために、少し余裕をみてください。1回から100回まで。',
  production: '本番データの持ち出しを申請する',
  productionHelp:
    '住民の実際のデータ（本番データ）が入っているときは、申請のたびに理由が要ります。試験用に作ったデータなら、印を付けません。',
  notAllowed: 'この契約は、本番データの持ち出しを認めていません。',
  reason: '本番データが必要な理由',
  reasonHelp: '試験用のデータではなぜ足りないのかを書いてください。',
  checks: '渡す前の3つの確認',
  checksHelp: '国のガイドラインで、渡す前に確かめることになっている3つです。確かめたら、印を付けてください。',
  access: '受け取る本人だけが開ける設定になっている',
  accessHelp: 'この仕組みでは、2つ目の手順で選んだ人だけが、確認コードでサインインして受け取れます。',
  rest: '暗号化して保管される',
  restHelp: 'この仕組みでは、届いたデータを1つずつ別の鍵で暗号化して保管します。',
  link: '委託事業者との通信が暗号化される',
  linkHelp: '住所の先頭が「https」で始まり、鍵の印が出ていることを確かめてください。',
}

export function WhyStep({ input, set, engagement, fault }: StepProps) {
  const { town } = useTown()
  const check = (change: Partial<PassageInput['transfer']>) => set({ transfer: { ...input.transfer, ...change } })
  return (
    <>
      <TextArea
        id="purpose"
        label={t.purpose}
        help={t.purposeHelp}
        required
        value={input.purpose}
        onValue={(purpose) => set({ purpose })}
        error={fault('purpose')}
      />
      <TextArea
        id="content_description"
        label={t.content}
        help={t.contentHelp}
        required
        value={input.content_description}
        onValue={(content_description) => set({ content_description })}
        error={fault('content_description')}
      />
      <TextArea
        id="protection"
        label={t.protection}
        help={t.protectionHelp}
        required
        value={input.protection}
        onValue={(protection) => set({ protection })}
        error={fault('protection')}
      />
      <div className="grid gap-6 md:grid-cols-2">
        <DateField
          id="collect_until"
          label={t.collect}
          help={t.collectHelp}
          required
          min={town.today}
          value={input.collect_until}
          onValue={(collect_until) => set({ collect_until })}
          error={fault('collect_until')}
        />
        <DateField
          id="custody_due"
          label={t.due}
          help={t.dueHelp(engagement ? longDay(engagement.input.ends) : '')}
          required
          min={input.collect_until || town.today}
          value={input.custody_due}
          onValue={(custody_due) => set({ custody_due })}
          error={fault('custody_due')}
        />
      </div>
      <TextField
        id="downloads_allowed"
        label={t.times}
        help={t.timesHelp}
        type="number"
        min={1}
        max={100}
        inputMode="numeric"
        className="max-w-32"
        required
        value={String(input.downloads_allowed || '')}
        onValue={(n) => set({ downloads_allowed: Math.trunc(Number(n)) || 0 })}
      />
      <div className="grid gap-4 rounded-8 border border-solid-gray-420 p-4">
        <Checkbox
          label={<span className="font-bold">{t.production}</span>}
          help={
            <>
              {t.productionHelp}
              {engagement && !engagement.input.production_data_allowed && (
                <span className="block font-bold text-error-2">{t.notAllowed}</span>
              )}
            </>
          }
          checked={input.production_application}
          onChecked={(production_application) => set({ production_application })}
        />
        {input.production_application && (
          <TextArea
            id="production_reason"
            label={t.reason}
            help={t.reasonHelp}
            required
            value={input.production_reason}
            onValue={(production_reason) => set({ production_reason })}
          />
        )}
      </div>
      <fieldset className="grid gap-3 rounded-8 border border-solid-gray-420 p-4">
        <legend className="px-1 font-bold">{t.checks}</legend>
        <p className="text-solid-gray-700">{t.checksHelp}</p>
        <Checkbox
          label={t.access}
          help={t.accessHelp}
          checked={input.transfer.access_control}
          onChecked={(access_control) => check({ access_control })}
        />
        <Checkbox
          label={t.rest}
          help={t.restHelp}
          checked={input.transfer.encrypted_at_rest}
          onChecked={(encrypted_at_rest) => check({ encrypted_at_rest })}
        />
        <Checkbox
          label={t.link}
          help={t.linkHelp}
          checked={input.transfer.encrypted_link}
          onChecked={(encrypted_link) => check({ encrypted_link })}
        />
      </fieldset>
    </>
  )
}
