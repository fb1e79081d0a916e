import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { ApiError, get, messageOf, send, SESSION_ENDED, setCsrfToken } from '../api/client'
import type { SessionView, TownView } from '../api/types'
import { clearDrafts, keepDraftsOf } from '../lib/draft'
import { Notice } from '../ui/notice'
import { Loading } from '../ui/states'
import { Button } from '../ui/button'
import { SessionContext } from './session'

const t = {
  loading: '開いています…',
  failed: '画面を開けませんでした',
  again: 'もう一度開く',
}

interface Known {
  town: TownView
  session: SessionView | undefined
}

async function whoIsIn(): Promise<SessionView | undefined> {
  try {
    const session = await get<SessionView>('/api/session')
    setCsrfToken(session.csrf_token)
    return session
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      setCsrfToken('')
      return undefined
    }
    throw error
  }
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [known, setKnown] = useState<Known>()
  const [ended, setEnded] = useState(false)
  const [left, setLeft] = useState(false)
  const [failure, setFailure] = useState('')

  const start = useCallback(async () => {
    try {
      const [town, session] = await Promise.all([get<TownView>('/api/town'), whoIsIn()])
      if (session) keepDraftsOf(session.account)
      setKnown({ town, session })
      setFailure('')
    } catch (error) {
      // the reception desk goes on without the server
      const seat =
        error instanceof ApiError && error.status === 0 && window.location.pathname === '/reception'
          ? await (await import('../pages/reception/shell')).seatKept()
          : undefined
      if (seat) {
        setCsrfToken(seat.session.csrf_token)
        setKnown(seat)
      } else setFailure(messageOf(error))
    }
  }, [])

  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- state is set when the answer has come
    void start()
  }, [start])

  useEffect(() => {
    const onEnd = () => {
      setCsrfToken('')
      setEnded(true)
      setKnown((old) => (old ? { ...old, session: undefined } : old))
    }
    window.addEventListener(SESSION_ENDED, onEnd)
    return () => window.removeEventListener(SESSION_ENDED, onEnd)
  }, [])

  const refresh = useCallback(async () => {
    const session = await whoIsIn()
    if (session) keepDraftsOf(session.account)
    setEnded(false)
    setLeft(false)
    setKnown((old) => (old ? { ...old, session } : old))
  }, [])

  const signOut = useCallback(async () => {
    await send('DELETE', '/api/session')
    setCsrfToken('')
    clearDrafts()
    if (known?.session?.roles.includes('reception')) await (await import('../pages/reception/shell')).leaveSeat()
    setEnded(false)
    setLeft(true)
    setKnown((old) => (old ? { ...old, session: undefined } : old))
  }, [known])

  if (failure && !known) {
    return (
      <div className="mx-auto max-w-2xl p-6">
        <Notice kind="error" title={t.failed}>
          <p>{failure}</p>
          <Button className="mt-4" onClick={() => void start()}>
            {t.again}
          </Button>
        </Notice>
      </div>
    )
  }
  if (!known) return <Loading text={t.loading} />
  return (
    <SessionContext value={{ town: known.town, session: known.session, ended, left, refresh, signOut }}>
      {children}
    </SessionContext>
  )
}
