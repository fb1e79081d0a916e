// The desk: asks the server while it answers, and the snapshot while it does not. What happened meanwhile is sent when it
// is back.
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, get, messageOf, send, sendWithKey } from '../../api/client'
import type {
  BoardView,
  Done,
  EnterInput,
  Items,
  LeaveInput,
  ReplayDone,
  ReplayInput,
  Snapshot,
  Verdict,
  VisitorRow,
  VisitorView,
  VisitView,
} from '../../api/types'
import { judgeEntry, judgeExit, usable } from './judge'
import * as queue from './queue'
import { boardOf, findIn, visitorIn } from './offline'
import { keepFiles, keepSeat, type Seat } from './shell'
import { openShelf, Vault } from './vault'

const SNAPSHOT = 'snapshot'
const BEAT = 5_000
const FRESH = 60_000

export const isAway = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 0 || [502, 503, 504].includes(error.status))

export interface Judged {
  verdict: Verdict
  offLine: boolean
}

export function useDesk(seat: Seat) {
  const [vault, setVault] = useState<Vault>()
  const [away, setAway] = useState(false)
  const [snapshot, setSnapshot] = useState<Snapshot>()
  const [kept, setKept] = useState<queue.Kept[]>([])
  const [board, setBoard] = useState<BoardView>()
  const [stoppedLater, setStoppedLater] = useState<string[]>([])
  const [failure, setFailure] = useState('')
  const taken = useRef(0)
  const stored = useRef(false) // the newest is in the vault, which may be opened after it was taken
  const sending = useRef(false)
  const seatNow = useRef(seat)
  useEffect(() => {
    seatNow.current = seat
  })
  useEffect(() => {
    // a browser that cannot keep the files can still go on as long as the page is open
    keepFiles().catch(() => undefined)
  }, [])

  const open = useCallback(async () => {
    const opened = new Vault(await openShelf())
    await opened.tidy(queue.QUEUE_PREFIX)
    const old = await opened.get<Snapshot>(SNAPSHOT)
    if (old && usable(old, new Date())) setSnapshot(old)
    setKept(await queue.all(opened))
    setVault(opened)
  }, [])
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- state is set when the vault is open
    open().catch((error: unknown) => setFailure(messageOf(error)))
  }, [open])

  const refresh = useCallback(async () => {
    try {
      setBoard(await get<BoardView>('/api/reception/board'))
      setAway(false)
      if (Date.now() - taken.current > FRESH || (vault && !stored.current)) {
        const fresh = await get<Snapshot>('/api/reception/snapshot')
        taken.current = Date.now()
        setSnapshot(fresh)
        if (vault) {
          await vault.put(SNAPSHOT, fresh)
          stored.current = true
          await keepSeat(vault, seatNow.current)
        }
      }
      if (vault && !sending.current) {
        sending.current = true
        try {
          const { sent, left } = await queue.replay(vault, async (key, input: ReplayInput) => {
            try {
              return await sendWithKey<ReplayDone>('POST', '/api/visits/replay', key, input)
            } catch (error) {
              if (isAway(error) || (error instanceof ApiError && error.status === 401)) throw error
              return { trouble: messageOf(error) }
            }
          })
          setKept(left)
          const stopped = sent.filter((s) => !s.gate.passed).map((s) => s.kept.name)
          if (stopped.length > 0) setStoppedLater((list) => [...list, ...stopped])
          if (sent.length > 0) {
            taken.current = 0
            setBoard(await get<BoardView>('/api/reception/board'))
          }
        } finally {
          sending.current = false
        }
      }
    } catch (error) {
      if (isAway(error)) setAway(true)
      else setFailure(messageOf(error))
    }
  }, [vault])

  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- state is set when the answer has come
    void refresh()
    const timer = setInterval(() => void refresh(), BEAT)
    return () => clearInterval(timer)
  }, [refresh])

  const now = snapshot && queue.withKept(snapshot, kept)
  // Tries the server; where it is away, the snapshot answers.
  const either = async <T>(ask: () => Promise<T>, otherwise: (s: Snapshot) => T): Promise<T> => {
    if (!away) {
      try {
        return await ask()
      } catch (error) {
        if (!isAway(error)) throw error
        setAway(true)
      }
    }
    if (!now)
      throw new ApiError(0, 'offline', 'サーバーにつながらず、この端末に控えもありません。紙の一覧を使ってください。')
    return otherwise(now)
  }

  const hold = async (what: Omit<queue.Kept, 'id' | 'key'>) => {
    if (!vault) throw new ApiError(0, 'offline', 'この端末に記録できません。紙に書いてください。')
    const one = await queue.keep(vault, what)
    setKept((list) => [...list, one])
  }

  return {
    away,
    snapshot,
    kept,
    failure,
    stoppedLater,
    clearStopped: () => setStoppedLater([]),
    board: away && now ? boardOf(now) : board,
    refresh,
    search: (text: string) =>
      either(
        async () => (await send<Items<VisitorRow>>('POST', '/api/reception/search', { text })).items,
        (s) => findIn(s, text),
      ),
    visitor: (person: string) =>
      either(
        () => get<VisitorView>(`/api/reception/people/${person}`),
        (s) => visitorIn(s, person),
      ),
    judge: (input: EnterInput): Promise<Judged> =>
      either<Judged>(
        async () => ({ verdict: await send<Verdict>('POST', '/api/reception/judge', input), offLine: false }),
        (s) => ({ verdict: judgeEntry(s, input, new Date()), offLine: true }),
      ),
    judgeExit: (visit: VisitView, input: LeaveInput): Promise<Judged> =>
      either<Judged>(
        async () => ({ verdict: await send<Verdict>('POST', `/api/visits/${visit.id}/judge`, input), offLine: false }),
        () => ({ verdict: judgeExit(visit, input), offLine: true }),
      ),
    /** Answers whether it was kept for later. */
    enter: async (input: EnterInput, name: string): Promise<boolean> => {
      const kind = await either<'sent' | Verdict>(
        async () => {
          await send<Done>('POST', '/api/visits', input)
          return 'sent'
        },
        (s) => judgeEntry(s, input, new Date()),
      )
      // what was not let in did not happen: only the server keeps refusals
      if (kind !== 'sent' && !kind.passed) throw new ApiError(0, 'stopped', '入れません。理由を確かめてください。')
      if (kind !== 'sent') await hold({ at: new Date().toISOString(), passed: kind.passed, enter: input, name })
      taken.current = 0 // who is inside has changed
      void refresh()
      return kind !== 'sent'
    },
    /** Tells the server of somebody who is not let in, so that the refusal is in the ledger. */
    turnAway: async (input: EnterInput): Promise<void> => {
      try {
        await send<Done>('POST', '/api/visits', input)
      } catch (error) {
        if (error instanceof ApiError && error.refused) return
        throw error
      }
      throw new ApiError(
        0,
        'passed',
        '関所は止めませんでした。入室として記録されました。在室の一覧を確かめてください。',
      )
    },
    leave: async (visit: VisitView, input: LeaveInput): Promise<boolean> => {
      const kind = await either<'sent' | Verdict>(
        async () => {
          await send<Done>('POST', `/api/visits/${visit.id}/leave`, input)
          return 'sent'
        },
        () => judgeExit(visit, input),
      )
      if (kind !== 'sent') {
        const { name } = visit
        await hold({ at: new Date().toISOString(), passed: kind.passed, visit: visit.id, leave: input, name })
      }
      taken.current = 0
      void refresh()
      return kind !== 'sent'
    },
  }
}
export type Desk = ReturnType<typeof useDesk>
