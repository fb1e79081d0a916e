import { useEffect, useState } from 'react'
import { ApiError, send } from '../../api/client'
import type { PassageInput, Verdict } from '../../api/types'

export interface Judged {
  verdict: Verdict | undefined
  error: ApiError | undefined
  /** What is written has changed since the verdict. */
  asking: boolean
}

const PAUSE = 500

/** Asks the gate what submitting would answer, half a second after the last change. `turn` asks again. */
export function useJudge(passage: string | undefined, input: PassageInput, turn: string | number): Judged {
  const text = JSON.stringify({ passage: passage ?? null, input })
  const ready = input.engagement !== '' && input.asset !== ''
  const [state, setState] = useState<{ text: string; turn: string | number; verdict?: Verdict; error?: ApiError }>({
    text: '',
    turn,
  })
  useEffect(() => {
    if (!ready) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      send<Verdict>('POST', '/api/passages/judge', JSON.parse(text), abort.signal)
        .then((verdict) => setState({ text, turn, verdict }))
        .catch((error: unknown) => {
          if (!abort.signal.aborted && error instanceof ApiError) setState({ text, turn, error })
        })
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text, ready, turn])
  return {
    verdict: ready ? state.verdict : undefined,
    error: ready ? state.error : undefined,
    asking: ready && (state.text !== text || state.turn !== turn),
  }
}
