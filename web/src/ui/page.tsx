import { useEffect, useRef, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { useTown } from '../session/session'
import { TextLink } from './button'
import { Icon } from './icons'

const t = { crumbs: 'いまいる場所', home: 'ホーム' }

export interface Crumb {
  to: string
  label: string
}

interface PageProps {
  title: string
  /** Between home and this page. */
  crumbs?: Crumb[]
  lead?: ReactNode
  aside?: ReactNode
  narrow?: boolean
  children: ReactNode
}

// The first page is read from its top as the browser does; afterwards the focus goes to the heading of each new page,
// so that a screen reader says where one has come to.
let visited = ''

export function Page({ title, crumbs, lead, aside, narrow = false, children }: PageProps) {
  const { town } = useTown()
  const { pathname } = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title}｜${town.name} 関所`
  }, [title, town.name])
  useEffect(() => {
    if (visited && visited !== pathname) {
      window.scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    }
    visited = pathname
  }, [pathname])

  return (
    <div className={narrow ? 'max-w-3xl' : 'max-w-6xl'}>
      {crumbs && (
        <nav aria-label={t.crumbs} className="no-print mb-3">
          <ol className="flex flex-wrap items-center gap-x-1">
            {[{ to: '/', label: t.home }, ...crumbs].map((crumb) => (
              <li key={crumb.to} className="flex items-center gap-1">
                <TextLink to={crumb.to} className="inline-flex min-h-11 items-center">
                  {crumb.label}
                </TextLink>
                <Icon name="next" className="size-4 text-solid-gray-600" />
              </li>
            ))}
            <li aria-current="page" className="text-solid-gray-700">
              {title}
            </li>
          </ol>
        </nav>
      )}
      <div className="mb-6 flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="text-std-32B-150 max-sm:text-std-26B-150">
            {title}
          </h1>
          {lead && <div className="mt-2 max-w-3xl text-solid-gray-700">{lead}</div>}
        </div>
        {aside}
      </div>
      {children}
    </div>
  )
}

export function Section({
  title,
  lead,
  aside,
  children,
  id,
}: {
  title: string
  lead?: ReactNode
  aside?: ReactNode
  children: ReactNode
  id?: string
}) {
  return (
    <section className="mt-10 first:mt-0" {...(id ? { id } : {})}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-std-22B-150 max-sm:text-std-20B-150">{title}</h2>
        {aside}
      </div>
      {lead && <p className="mb-3 text-solid-gray-700">{lead}</p>}
      {children}
    </section>
  )
}
