import { useEffect, useState } from 'react'
import type { Judged } from './use-desk'

/** What the gate says to `asked` (JSON), shortly after it last changed, and anew when the server goes or comes. */
export function useJudged(asked: string, away: boolean, judge: (asked: unknown) => Promise<Judged>) {
  const [judged, setJudged] = useState<Judged>()
  const [trouble, setTrouble] = useState<string>()
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      judge(JSON.parse(asked)).then(
        (answer) => {
          if (!current) return
          setJudged(answer)
          setTrouble(undefined)
        },
        (error: unknown) => current && setTrouble(error instanceof Error ? error.message : String(error)),
      )
    }, 200)
    return () => {
      current = false
      clearTimeout(timer)
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `judge` is a new function each time
  }, [asked, away])
  return { judged, trouble }
}
