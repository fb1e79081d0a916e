import { dayParts, deadline, longDay, urgency } from '../lib/dates'
import { Icon } from './icons'

/** A due day and how long it is until then; what is overdue is marked by sign, words and colour. */
export function Deadline({ day, left, plain = false }: { day: string; left: number; plain?: boolean }) {
  const level = plain ? 'calm' : urgency(left)
  return (
    <span className="inline-block">
      <span className="block whitespace-nowrap">{longDay(day)}</span>
      {!plain && (
        <span
          className={`inline-flex items-center gap-1 font-bold ${
            level === 'overdue'
              ? 'text-error-2'
              : level === 'soon'
                ? 'text-yellow-1200'
                : 'font-normal text-solid-gray-700'
          }`}
        >
          {level !== 'calm' && <Icon name="warn" className="size-5" />}
          {deadline(left)}
        </span>
      )}
    </span>
  )
}

/** A day in a narrow column: it breaks only before the Japanese era. */
export function DayText({ day }: { day: string }) {
  const [western, japanese] = dayParts(day)
  return (
    <>
      <span className="whitespace-nowrap">{western}</span>
      <wbr />
      <span className="whitespace-nowrap">{japanese}</span>
    </>
  )
}
