import { useState, type ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { encode } from 'uqr'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { EnrolView, RecoveryCodes } from '../../api/types'
import { useTown } from '../../session/session'
import { Button, ButtonRow, TextLink } from '../../ui/button'
import { Checkbox, TextField } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Frame } from './frame'

const t = {
  title: 'はじめての登録',
  step: (n: number, name: string) => `3つのうち${n}つ目：${name}`,
  step1: 'パスワードを決める',
  step2: '認証アプリを登録する',
  step3: '予備のコードを控える',
  password: '新しいパスワード',
  passwordHelp:
    '12文字以上。ほかで使っているものは使わないでください。好きな言葉をいくつか並べると、覚えやすく破られにくくなります。',
  again: '新しいパスワード（もう一度）',
  show: '入力した文字を表示する',
  short: 'パスワードは12文字以上にしてください。',
  differ: '2つの欄のパスワードが違います。同じものを入れてください。',
  next: '次へ進む',
  why: 'パスワードが人に知られても入られないように、サインインのたびに、認証アプリの数字も確かめます。',
  scan: 'スマートフォンなどの認証アプリで、この四角い図を読み取ってください。',
  qr: '認証アプリで読み取る図（QRコード）',
  manual: '読み取れないときは、認証アプリでこの文字を手で入れてください。',
  code: '認証アプリに表示された6けたの数字',
  confirm: '確かめて次へ進む',
  codes: '予備のコードは、今この画面でだけ表示します',
  codesHelp:
    '認証アプリを使えなくなったときに、1つずつ、1回だけ使えます。印刷するか書き写して、鍵のかかる場所にしまってください。',
  print: '印刷する',
  copy: '文字として写す（コピー）',
  copied: '写しました。安全な場所に貼り付けてください。',
  kept: '10個の予備のコードを控えました',
  start: '使い始める',
  restart: 'サインインからやり直す',
}

export function EnrolPage() {
  const [view, setView] = useState<EnrolView>()
  const [codes, setCodes] = useState<string[]>()
  return (
    <Frame title={t.title}>
      {codes ? <Codes codes={codes} /> : view ? <App view={view} onDone={setCodes} /> : <Password onDone={setView} />}
      {!codes && (
        <p className="mt-8">
          <TextLink to="/sign-in" className="inline-flex min-h-11 items-center">
            {t.restart}
          </TextLink>
        </p>
      )}
    </Frame>
  )
}

function Form({ children, onSubmit }: { children: ReactNode; onSubmit: () => void }) {
  return (
    <form
      noValidate
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}

const StepTitle = ({ n, name }: { n: number; name: string }) => <h2 className="text-std-20B-150">{t.step(n, name)}</h2>

function Password({ onDone }: { onDone: (view: EnrolView) => void }) {
  const [one, setOne] = useState('')
  const [two, setTwo] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const set = useAction(async () => onDone(await send<EnrolView>('POST', '/api/enrolment', { new_password: one })))
  const short = [...one].length < 12
  const differ = one !== two
  return (
    <Form
      onSubmit={() => {
        setTried(true)
        if (!short && !differ) void set.run()
      }}
    >
      <StepTitle n={1} name={t.step1} />
      <ErrorNotice error={set.error} />
      <TextField
        label={t.password}
        bare
        help={t.passwordHelp}
        type={shown ? 'text' : 'password'}
        value={one}
        onValue={setOne}
        error={tried && short ? t.short : undefined}
        autoComplete="new-password"
      />
      <TextField
        label={t.again}
        bare
        type={shown ? 'text' : 'password'}
        value={two}
        onValue={setTwo}
        error={tried && !short && differ ? t.differ : undefined}
        autoComplete="new-password"
      />
      <Checkbox label={t.show} checked={shown} onChecked={setShown} />
      <ButtonRow>
        <Button type="submit" busy={set.busy}>
          {t.next}
        </Button>
      </ButtonRow>
    </Form>
  )
}

/** One path element; a dark square for each module, on white with the quiet zone that readers need. */
function Qr({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg
      role="img"
      aria-label={t.qr}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-60 border border-solid-gray-300 bg-white forced-color-adjust-none"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function App({ view, onDone }: { view: EnrolView; onDone: (codes: string[]) => void }) {
  const [code, setCode] = useState('')
  const confirm = useAction(async () => {
    const answer = await send<RecoveryCodes>('POST', '/api/enrolment/confirm', { code: code.trim() })
    onDone(answer.codes)
  })
  return (
    <Form onSubmit={() => void confirm.run()}>
      <StepTitle n={2} name={t.step2} />
      <p>{t.why}</p>
      <p>{t.scan}</p>
      <Qr text={view.otpauth_uri} />
      <div>
        <p>{t.manual}</p>
        <p className="mt-1 rounded-8 bg-solid-gray-50 p-3 font-mono text-lg break-words">
          {view.secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </p>
      </div>
      <ErrorNotice error={confirm.error} />
      <TextField
        label={t.code}
        bare
        value={code}
        onValue={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        className="max-w-60 font-mono text-xl tracking-widest"
      />
      <ButtonRow>
        <Button type="submit" busy={confirm.busy}>
          {t.confirm}
        </Button>
      </ButtonRow>
    </Form>
  )
}

function Codes({ codes }: { codes: string[] }) {
  const { refresh } = useTown()
  const navigate = useNavigate()
  const state = (useLocation().state ?? {}) as { from?: string }
  const [kept, setKept] = useState(false)
  const [copied, setCopied] = useState(false)
  const copy = useAction(async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setCopied(true)
  })
  const start = useAction(async () => {
    await refresh()
    await navigate(state.from ?? '/', { replace: true })
  })
  return (
    <Form onSubmit={() => kept && void start.run()}>
      <StepTitle n={3} name={t.step3} />
      <Notice kind="warning" title={t.codes}>
        {t.codesHelp}
      </Notice>
      <ol className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-8 border border-solid-gray-420 p-4 font-mono text-lg max-sm:grid-cols-1">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <ButtonRow>
        <Button look="secondary" onClick={() => window.print()}>
          {t.print}
        </Button>
        <Button look="secondary" onClick={() => void copy.run()}>
          {t.copy}
        </Button>
      </ButtonRow>
      {copied && <p role="status">{t.copied}</p>}
      <div className="no-print grid gap-4">
        <Checkbox label={t.kept} checked={kept} onChecked={setKept} />
        <ErrorNotice error={start.error} />
        <ButtonRow>
          <Button type="submit" disabled={!kept} busy={start.busy}>
            {t.start}
          </Button>
        </ButtonRow>
      </div>
    </Form>
  )
}
