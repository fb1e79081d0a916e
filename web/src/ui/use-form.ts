import { useState } from 'react'
import type { FieldFault } from './error-summary'

/** What a form says is wrong, for the summary at its top and for each field. */
export function useFaults() {
  const [faults, setFaults] = useState<FieldFault[]>([])
  const [turn, setTurn] = useState(0)
  return {
    faults,
    turn,
    of: (id: string) => faults.find((f) => f.id === id)?.text,
    /** Keeps the texts of what does not hold; true when all holds. */
    check: (rules: readonly (readonly [id: string, holds: boolean, text: string])[]): boolean => {
      const found = rules.filter(([, holds]) => !holds).map(([id, , text]) => ({ id, text }))
      setFaults(found)
      if (found.length > 0) setTurn(turn + 1)
      return found.length === 0
    },
  }
}
