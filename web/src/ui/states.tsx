import type { ReactNode } from 'react'
import type { Query } from '../api/hooks'
import { Button, ButtonLink } from './button'
import { ErrorNotice } from './notice'

const t = { loading: '読み込んでいます…', again: 'もう一度読み込む', home: 'ホームへ' }

export function Loading({ text = t.loading }: { text?: string }) {
  return (
    <p role="status" className="py-8 text-solid-gray-700">
      {text}
    </p>
  )
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="rounded-8 bg-solid-gray-50 p-5 text-solid-gray-800">{children}</div>
}

/** Shows words while a query runs or failed, and its content once it is there. */
export function Load<T>({ query, children }: { query: Query<T>; children: (data: T) => ReactNode }) {
  if (query.data === undefined && !query.error) return <Loading />
  return (
    <>
      {query.error && (
        <div className="mb-4 grid gap-3">
          <ErrorNotice error={query.error} />
          <div>
            {query.error.status === 404 ? (
              <ButtonLink look="secondary" to="/">
                {t.home}
              </ButtonLink>
            ) : (
              <Button look="secondary" onClick={query.reload}>
                {t.again}
              </Button>
            )}
          </div>
        </div>
      )}
      {query.data !== undefined && children(query.data)}
    </>
  )
}
