import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, get, messageOf } from './client'
import type { Items } from './types'

const asError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError(0, 'unknown', messageOf(error))

export interface Query<T> {
  data: T | undefined
  error: ApiError | undefined
  loading: boolean
  /** Asks again; what is shown stays until the answer is there. */
  reload: () => void
}

/** Reads `path`; again whenever it changes, and every `pollMs` while that is above 0. Null reads nothing. */
export function useQuery<T>(path: string | null, pollMs: (data: T) => number = () => 0): Query<T> {
  const [state, setState] = useState<{ path: string | null; data?: T; error?: ApiError }>({ path: null })
  const [turn, setTurn] = useState(0)
  const reload = useCallback(() => setTurn((n) => n + 1), [])
  const poll = useRef(pollMs)
  useEffect(() => {
    poll.current = pollMs
  })

  useEffect(() => {
    if (path === null) return
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = async () => {
      try {
        const data = await get<T>(path, abort.signal)
        if (abort.signal.aborted) return
        setState({ path, data })
        const wait = poll.current(data)
        if (wait > 0) timer = setTimeout(() => void read(), wait)
      } catch (error) {
        if (!abort.signal.aborted) {
          setState((old) =>
            old.path === path && old.data !== undefined
              ? { path, data: old.data, error: asError(error) }
              : { path, error: asError(error) },
          )
        }
      }
    }
    void read()
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [path, turn])

  const current = state.path === path
  return {
    data: current ? state.data : undefined,
    error: current ? state.error : undefined,
    loading: path !== null && !current,
    reload,
  }
}

export interface Action<A extends unknown[], R> {
  run: (...args: A) => Promise<R | undefined>
  busy: boolean
  error: ApiError | undefined
  clear: () => void
}

/** An act of the person: one at a time, with its error kept to be shown. Answers undefined when it failed. */
export function useAction<A extends unknown[], R>(act: (...args: A) => Promise<R>): Action<A, R> {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  const running = useRef(false)
  const run = async (...args: A): Promise<R | undefined> => {
    if (running.current) return undefined
    running.current = true
    setBusy(true)
    setError(undefined)
    try {
      return await act(...args)
    } catch (cause) {
      setError(asError(cause))
      return undefined
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { run, busy, error, clear: () => setError(undefined) }
}

export interface Paged<T> {
  items: T[]
  loading: boolean
  error: ApiError | undefined
  more: (() => void) | undefined
  reload: () => void
}

/** A list that grows by pressing "more". `path` carries the filters, without ?after=. */
export function usePaged<T>(path: string): Paged<T> {
  const first = useQuery<Items<T>>(path)
  const [grown, setGrown] = useState<{ from: Items<T> | undefined; pages: Items<T>[] }>({ from: undefined, pages: [] })
  const pages = grown.from === first.data ? grown.pages : []
  const all = first.data ? [first.data, ...pages] : []
  const next = all.at(-1)?.next
  const append = useAction(async (after: string) => {
    const page = await get<Items<T>>(`${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`)
    setGrown({ from: first.data, pages: [...pages, page] })
  })
  return {
    items: all.flatMap((page) => page.items),
    loading: first.loading || append.busy,
    error: first.error ?? append.error,
    more: next ? () => void append.run(next) : undefined,
    reload: first.reload,
  }
}
