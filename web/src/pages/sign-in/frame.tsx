import { useEffect, type ReactNode } from 'react'
import { Brand, DemoBanner } from '../../layout/layout'
import { useTown } from '../../session/session'

/** The pages before one is signed in: no navigation, one thing to do. */
export function Frame({ title, children, wide = false }: { title: string; children: ReactNode; wide?: boolean }) {
  const { town } = useTown()
  useEffect(() => {
    document.title = `${title}｜${town.name} 関所`
  }, [title, town.name])
  return (
    <div className="min-h-dvh">
      <DemoBanner />
      <header className="no-print border-b border-solid-gray-420 px-4 py-2 lg:px-6">
        <div className="flex min-h-12 items-center gap-3">
          <Brand />
        </div>
      </header>
      <main className={`mx-auto px-4 py-8 ${wide ? 'max-w-6xl' : 'max-w-xl'}`}>
        <h1 className="mb-6 text-std-28B-150 max-sm:text-std-24B-150">{title}</h1>
        {children}
      </main>
    </div>
  )
}
