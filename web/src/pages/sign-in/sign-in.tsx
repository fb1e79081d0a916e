import { useState } from 'react'
import { Navigate, useLocation, useNavigate } from 'react-router'
import { endedMessage, send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { SignInStep } from '../../api/types'
import { useTown } from '../../session/session'
import { Button, ButtonRow } from '../../ui/button'
import { ErrorSummary, type FieldFault } from '../../ui/error-summary'
import { TextField } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'
import { DemoPeople } from './demo-people'
import { Frame } from './frame'

const t = {
  title: 'サインイン',
  codeTitle: '確認コードの入力',
  login: '利用者名',
  password: 'パスワード',
  passwordHelp: 'はじめての人は、運用担当から受け取った「はじめのコード」を入れてください。',
  next: '次へ進む',
  code: '確認コード',
  codeHelp: 'スマートフォンなどの認証アプリに表示されている6けたの数字を入れてください。',
  recovery: '認証アプリを使えないとき',
  recoveryHelp:
    'はじめて登録したときに控えた「予備のコード」を1つ、上の欄に入れてください。使った予備のコードは、もう使えません。予備のコードもないときは、運用担当に登録のやり直しを頼んでください。',
  enter: 'サインインする',
  back: '最初からやり直す',
  noLogin: '利用者名を入れてください。',
  noPassword: 'パスワードを入れてください。',
  noCode: '確認コードを入れてください。',
}

/** Where to go after signing in: only to a place of these pages. */
function placeFrom(state: unknown): { to: string; ended: boolean } {
  const s = (state ?? {}) as { from?: unknown; ended?: unknown }
  const from = typeof s.from === 'string' && /^\/(?!\/)/.test(s.from) ? s.from : '/'
  return { to: from, ended: s.ended === true }
}

export function SignInPage() {
  const { town, session, refresh } = useTown()
  const navigate = useNavigate()
  const location = useLocation()
  const { to, ended } = placeFrom(location.state)
  const [asksCode, setAsksCode] = useState(false)

  const onStep = async (step: SignInStep) => {
    if (step.next === 'totp') setAsksCode(true)
    else if (step.next === 'enrol') await navigate('/enrol', { state: { from: to } })
    else await refresh()
  }
  if (session) return <Navigate to={to} replace />

  return (
    <Frame title={asksCode ? t.codeTitle : t.title} wide={town.demonstration && !asksCode}>
      {ended && !asksCode && <Notice kind="warning" title={endedMessage} live className="mb-6" />}
      {asksCode ? (
        <CodeForm onStep={onStep} onBack={() => setAsksCode(false)} />
      ) : town.demonstration ? (
        <DemoPeople onStep={onStep}>
          <PasswordForm onStep={onStep} />
        </DemoPeople>
      ) : (
        <PasswordForm onStep={onStep} />
      )}
    </Frame>
  )
}

function PasswordForm({ onStep }: { onStep: (step: SignInStep) => Promise<void> }) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [faults, setFaults] = useState<FieldFault[]>([])
  const [turn, setTurn] = useState(0)
  const signIn = useAction(async () => onStep(await send<SignInStep>('POST', '/api/sign-in', { login, password })))

  const submit = () => {
    const found: FieldFault[] = []
    if (!login.trim()) found.push({ id: 'login', text: t.noLogin })
    if (!password) found.push({ id: 'password', text: t.noPassword })
    setFaults(found)
    if (found.length > 0) setTurn(turn + 1)
    else void signIn.run()
  }
  const fault = (id: string) => faults.find((f) => f.id === id)?.text
  return (
    <form
      noValidate
      className="grid max-w-xl gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ErrorSummary faults={faults} turn={turn} />
      <ErrorNotice error={signIn.error} />
      <TextField
        id="login"
        label={t.login}
        bare
        value={login}
        onValue={setLogin}
        error={fault('login')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        id="password"
        label={t.password}
        bare
        help={t.passwordHelp}
        type="password"
        value={password}
        onValue={setPassword}
        error={fault('password')}
        autoComplete="current-password"
      />
      <ButtonRow>
        <Button type="submit" busy={signIn.busy}>
          {t.next}
        </Button>
      </ButtonRow>
    </form>
  )
}

function CodeForm({ onStep, onBack }: { onStep: (step: SignInStep) => Promise<void>; onBack: () => void }) {
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const enter = useAction(async () =>
    onStep(await send<SignInStep>('POST', '/api/sign-in/code', { code: code.trim() })),
  )
  return (
    <form
      noValidate
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(!code.trim())
        if (code.trim()) void enter.run()
      }}
    >
      <ErrorNotice error={enter.error} />
      <TextField
        id="code"
        label={t.code}
        bare
        help={t.codeHelp}
        value={code}
        onValue={setCode}
        error={missing ? t.noCode : undefined}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the only field of a page that one has just asked for
        autoFocus
        className="max-w-80 font-mono text-xl tracking-widest"
      />
      <details>
        <summary className="inline-flex min-h-11 items-center text-key-900 underline underline-offset-4">
          {t.recovery}
        </summary>
        <p className="mt-2">{t.recoveryHelp}</p>
      </details>
      <ButtonRow>
        <Button type="submit" busy={enter.busy}>
          {t.enter}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {t.back}
        </Button>
      </ButtonRow>
    </form>
  )
}
