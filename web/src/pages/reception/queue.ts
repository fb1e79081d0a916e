// What happened at the desk while the server was away. Each is kept sealed until the server has answered for it; the key of
// the command is made with it, so that it acts once however often it is sent.
import type { EnterInput, LeaveInput, ReplayDone, ReplayInput, Snapshot } from '../../api/types'
import type { Vault } from './vault'

export interface Kept {
  id: string // "queue:" and when; sorted, it is the order in which things happened
  key: string // Idempotency-Key
  at: string
  passed: boolean
  enter?: EnterInput
  /** Of an exit: the server's id of the visit, or the id of the entry that is kept here. */
  visit?: string
  leave?: LeaveInput
  name: string // for the list on the screen
  trouble?: string // the server's last answer, where it did not take it
}

const PREFIX = 'queue:'
const VISITS = 'queue-visits' // ids of kept entries → ids of visits, once the server knows them
/** Of all that must not be lost. */
export const QUEUE_PREFIX = 'queue'

let counter = 0
export async function keep(vault: Vault, what: Omit<Kept, 'id' | 'key'>): Promise<Kept> {
  counter += 1
  const kept = { ...what, id: `${PREFIX}${what.at}-${String(counter).padStart(4, '0')}`, key: crypto.randomUUID() }
  await vault.put(kept.id, kept)
  return kept
}

export async function all(vault: Vault): Promise<Kept[]> {
  const ids = await vault.ids(PREFIX)
  return (await Promise.all(ids.map((id) => vault.get<Kept>(id)))).filter((k) => k !== undefined)
}

/** Sends all, in order. Stops where `send` throws: the server is away again. Answers what is left. */
export async function replay(
  vault: Vault,
  send: (key: string, input: ReplayInput) => Promise<ReplayDone | { trouble: string }>,
): Promise<{ sent: { kept: Kept; gate: ReplayDone['gate'] }[]; left: Kept[] }> {
  const sent: { kept: Kept; gate: ReplayDone['gate'] }[] = []
  const left: Kept[] = []
  const visits = (await vault.get<Record<string, string>>(VISITS)) ?? {}
  for (const kept of await all(vault)) {
    const visit = kept.visit?.startsWith(PREFIX) ? visits[kept.visit] : kept.visit
    if (kept.leave && !visit) {
      left.push(kept) // its entry was not taken
      continue
    }
    const answer = await send(kept.key, {
      at: kept.at,
      passed: kept.passed,
      enter: kept.enter ?? null,
      visit: visit ?? '',
      leave: kept.leave ?? null,
    })
    if ('trouble' in answer) {
      const again = { ...kept, trouble: answer.trouble }
      await vault.put(kept.id, again)
      left.push(again)
      continue
    }
    if (kept.enter) {
      visits[kept.id] = answer.id
      await vault.put(VISITS, visits)
    }
    await vault.remove(kept.id)
    sent.push({ kept, gate: answer.gate })
  }
  return { sent, left }
}

/** The snapshot as it would be with what is kept: who came in is inside. */
export function withKept(snapshot: Snapshot, list: Kept[]): Snapshot {
  const inside = [...snapshot.inside]
  for (const kept of list) {
    if (kept.enter) {
      const { enter } = kept
      const entry = snapshot.entries.find((e) => e.id === enter.application)
      inside.push({
        visit: kept.id,
        person: enter.person,
        area: enter.area,
        badge: enter.badge,
        until: entry?.ends_at ?? snapshot.until,
        things: enter.things.flatMap((t) => snapshot.things.filter((x) => x.thing.id === t.id).map((x) => x.thing)),
      })
    } else {
      const at = inside.findIndex((v) => v.visit === kept.visit)
      if (at >= 0) inside.splice(at, 1)
    }
  }
  return { ...snapshot, inside }
}
