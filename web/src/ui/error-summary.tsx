import { useEffect, useRef } from 'react'

const t = { title: (n: number) => `直していただくところが${n}か所あります` }

export interface FieldFault {
  id: string
  text: string
}

/** At the top of a form: what is wrong, each a link to its field. Takes the focus each time `turn` grows. */
export function ErrorSummary({ faults, turn }: { faults: FieldFault[]; turn: number }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (turn > 0) box.current?.focus()
  }, [turn])
  if (faults.length === 0) return null
  return (
    <div ref={box} tabIndex={-1} role="alert" className="rounded-8 border-2 border-error-1 bg-red-50 p-4">
      <p className="font-bold">{t.title(faults.length)}</p>
      <ul className="mt-2 list-disc pl-6">
        {faults.map((fault) => (
          <li key={fault.id}>
            <a
              href={`#${fault.id}`}
              className="inline-block py-1 text-error-2 underline underline-offset-4"
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(fault.id)?.focus()
              }}
            >
              {fault.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
