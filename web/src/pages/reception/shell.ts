// Opening the page while the server is away: its files, by a service worker, and who sat here, from the vault.
import type { SessionView, TownView } from '../../api/types'
import { openShelf, Vault } from './vault'

const CACHE = 'reception'
const SEAT = 'seat'

export interface Seat {
  town: TownView
  session: SessionView
}

/** The files that this page was loaded with are there at the next start, also without the server. */
export async function keepFiles(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return
  await navigator.serviceWorker.register('/reception-sw.js', { scope: '/reception' })
  const cache = await caches.open(CACHE)
  const loaded = performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter((url) => url.origin === location.origin && url.pathname.startsWith('/assets/'))
    .map((url) => url.pathname)
  // what an older version left behind goes
  for (const old of await cache.keys()) {
    const path = new URL(old.url).pathname
    if (path.startsWith('/assets/') && !loaded.includes(path)) await cache.delete(old)
  }
  await cache.addAll(['/reception', ...loaded])
}

export const keepSeat = (vault: Vault, seat: Seat): Promise<void> => vault.put(SEAT, seat)

/** Who sat here within the last day; undefined where that is not known. */
export async function seatKept(): Promise<Seat | undefined> {
  try {
    const seat = await new Vault(await openShelf()).get<Seat>(SEAT)
    return seat && new Date() < new Date(seat.session.expires_at) ? seat : undefined
  } catch {
    return undefined
  }
}

/** On signing out: what is still to be sent stays, sealed; all else goes. */
export async function leaveSeat(): Promise<void> {
  try {
    const vault = new Vault(await openShelf())
    await vault.remove(SEAT)
    await vault.remove('snapshot')
  } catch {
    // a browser that refuses storage kept nothing
  }
}
