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

/** The gate needs to know which contract, which information, for whom and until when. */
const judgeable = (input: PassageInput): boolean =>
  [input.engagement, input.asset, input.recipient, input.collect_until, input.custody_due].every((v) => v !== '') &&
  input.downloads_allowed >= 1 &&
  input.downloads_allowed <= 100

/** Asks the gate what submitting would answer, half a second after the last change. `turn` asks again. */
export function useJudge(passage: string | undefined, input: PassageInput, turn: string | number): Judged {
  const text = JSON.stringify({ passage: passage ?? null, input })
  const ready = judgeable(input)
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
