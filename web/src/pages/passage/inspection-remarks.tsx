// What may do harm, and what could not be seen: each with what to do.
import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, InspectionRemark, InspectionReport } from '../../api/types'
import { count } from '../../lib/numbers'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'
import type { MayInspect } from './inspection'

const t = {
  hostile: (n: number) => `開くと動くもの、害のあるおそれのあるものが${count(n)}か所あります`,
  hostileText: 'このファイルは、取り除くまで渡せません。開かないでください。',
  caution: (n: number) => `気をつけて扱うものが${count(n)}か所あります`,
  cautionText: '渡すことはできますが、開く前に、覚えのあるものかを確かめてください。',
  unseen: (n: number) => `中身を確かめられない部分が${count(n)}か所あります`,
  unseenText: '確かめられない部分は、住民の情報が入っているものとして扱います。',
  times: (n: number) => `${count(n)}か所`,
  more: (n: number) => `ほか${count(n)}か所`,
  password: 'ファイルのパスワード',
  passwordHelp: 'この検査にだけ使い、保存も記録もしません。いくつもあるときは、1つずつ検査し直してください。',
  withPassword: 'パスワードを使って検査し直す',
  again: 'もう一度検査する',
  missing: 'パスワードを入れてください。',
}

function Remarks({ remarks, all }: { remarks: InspectionRemark[]; all: number }) {
  const listed = remarks.reduce((sum, r) => sum + r.count, 0)
  return (
    <ul className="mt-2 grid gap-3">
      {remarks.map((r, i) => (
        <li key={i} className="border-t border-solid-gray-300 pt-2">
          <p className="font-bold">
            {r.kind}
            {r.count > 1 && <span className="ml-2 font-normal">{t.times(r.count)}</span>}
          </p>
          {r.path && <p className="break-all">{r.path}</p>}
          {r.detail && <p className="text-sm break-all text-solid-gray-700">{r.detail}</p>}
          <p>{r.ja}</p>
        </li>
      ))}
      {all > listed && <li className="text-solid-gray-700">{t.more(all - listed)}</li>}
    </ul>
  )
}

/** What stops the file. */
export function StopRemarks({ report }: { report: InspectionReport }) {
  const stops = report.hostile.filter((r) => r.severity === 'stop')
  if (stops.length === 0) return null
  return (
    <Notice kind="error" title={t.hostile(report.stops)}>
      <p>{t.hostileText}</p>
      <Remarks remarks={stops} all={report.stops} />
    </Notice>
  )
}

/** What deserves a look. */
export function CautionRemarks({ report }: { report: InspectionReport }) {
  const cautions = report.hostile.filter((r) => r.severity !== 'stop')
  if (cautions.length === 0) return null
  const all = Math.max(report.hostile_count - report.stops, cautions.length)
  return (
    <Notice kind="warning" title={t.caution(all)}>
      <p>{t.cautionText}</p>
      <Remarks remarks={cautions} all={all} />
    </Notice>
  )
}

function AskAgain({ locked, inspect }: { locked: boolean; inspect: MayInspect }) {
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const again = useAction(async (text: string) => {
    await send<Done>('POST', `/api/passages/${inspect.passage}/inspection`, { password: text })
    setPassword('')
    setTried(false)
    inspect.onDone()
  })
  return (
    <form
      noValidate
      className="mt-4 grid gap-4 rounded-8 border border-solid-gray-420 bg-white p-4"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!locked || password !== '') void again.run(password)
      }}
    >
      {locked && (
        <TextField
          label={t.password}
          help={t.passwordHelp}
          required
          type="password"
          autoComplete="off"
          maxLength={200}
          value={password}
          onValue={setPassword}
          error={tried && password === '' ? t.missing : undefined}
          className="max-w-md"
        />
      )}
      <ErrorNotice error={again.error} />
      <div>
        <Button type="submit" look="secondary" busy={again.busy}>
          {locked ? t.withPassword : t.again}
        </Button>
      </div>
    </form>
  )
}

export function UnseenRemarks({ report, inspect }: { report: InspectionReport; inspect: MayInspect | undefined }) {
  if (report.unseen_count === 0) return null
  const locked = report.unseen.some((r) => r.code === 'encrypted')
  return (
    <Notice kind="warning" title={t.unseen(report.unseen_count)}>
      <p>{t.unseenText}</p>
      <Remarks remarks={report.unseen} all={report.unseen_count} />
      {inspect?.may && <AskAgain locked={locked} inspect={inspect} />}
    </Notice>
  )
}
