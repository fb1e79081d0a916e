import { Fragment, useState, type ReactNode } from 'react'
import { useQuery } from '../api/hooks'
import { Page, type Crumb } from './page'
import { Load } from './states'

export interface StepProps {
  onClose: () => void
  onDone: () => void
}

interface ThingPageProps<V, A> {
  title: string
  crumbs: Crumb[]
  path: string // where it is read
  state: (view: V) => ReactNode
  children: (view: V, ask: (what: A) => void) => ReactNode
  /** The next step, asked for in a dialog; when it is done, the thing is read again. */
  step: (view: V, what: A, props: StepProps) => ReactNode
}

/** The page of one thing that goes from step to step. */
export function ThingPage<V, A extends string>({ title, crumbs, path, state, children, step }: ThingPageProps<V, A>) {
  const query = useQuery<V>(path)
  const [asks, setAsks] = useState<A>()
  const close = () => setAsks(undefined)
  return (
    <Page title={title} crumbs={crumbs}>
      <Load query={query}>
        {(view) => (
          <>
            <div className="mb-4">{state(view)}</div>
            {children(view, setAsks)}
            {asks && (
              <Fragment key={asks}>
                {step(view, asks, {
                  onClose: close,
                  onDone: () => {
                    close()
                    query.reload()
                  },
                })}
              </Fragment>
            )}
          </>
        )}
      </Load>
    </Page>
  )
}
