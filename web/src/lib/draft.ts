// What is being written survives a reload and a session that ended, in this tab only. Cleared on signing out.
import { useState } from 'react'

const PREFIX = 'sekisho:draft:'
const OWNER = 'sekisho:drafts-of'

function read<T>(key: string): T | undefined {
  try {
    const text = sessionStorage.getItem(PREFIX + key)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}

export function dropDraft(key: string): void {
  try {
    sessionStorage.removeItem(PREFIX + key)
  } catch {
    // a browser that refuses storage only loses the convenience
  }
}

export function clearDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
  } catch {
    // as above
  }
}

/** Somebody else's drafts are not shown to the one who has signed in now. */
export function keepDraftsOf(account: string): void {
  try {
    if (sessionStorage.getItem(OWNER) !== account) clearDrafts()
    sessionStorage.setItem(OWNER, account)
  } catch {
    // as above
  }
}

/** Like useState, but kept under `key`. `merge` brings an older draft to today's shape. */
export function useDraft<T>(
  key: string,
  initial: T,
  merge: (kept: T, initial: T) => T = (kept) => kept,
): [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => {
    const kept = read<T>(key)
    return kept === undefined ? initial : merge(kept, initial)
  })
  const set = (next: T) => {
    setValue(next)
    try {
      sessionStorage.setItem(PREFIX + key, JSON.stringify(next))
    } catch {
      // as above
    }
  }
  return [value, set]
}
