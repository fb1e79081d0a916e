// What the desk keeps in this browser: sealed with AES-256-GCM under a key that the browser never gives out. A record is
// bound to its name. The key lives for a day; with it goes what it sealed, but for entries that were not sent yet.

const DATABASE = 'sekisho-reception'
const KEY_LIFE = 24 * 60 * 60 * 1000

interface KeyRecord {
  id: string
  key: CryptoKey
  at: number
}
interface Sealed {
  id: string
  key: string
  iv: Uint8Array<ArrayBuffer>
  data: ArrayBuffer
}

/** Where records lie; IndexedDB in use, a map in tests. */
export interface Shelf {
  get<T>(store: 'keys' | 'sealed', id: string): Promise<T | undefined>
  all<T>(store: 'keys' | 'sealed'): Promise<T[]>
  put(store: 'keys' | 'sealed', value: { id: string }): Promise<void>
  remove(store: 'keys' | 'sealed', id: string): Promise<void>
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'))
  })

export function openShelf(): Promise<Shelf> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('keys', { keyPath: 'id' })
      opening.result.createObjectStore('sealed', { keyPath: 'id' })
    }
    opening.onerror = () => reject(opening.error ?? new Error('IndexedDB'))
    opening.onsuccess = () => {
      const database = opening.result
      // durable when put() has answered: an entry that was shown as kept is kept
      const change = (store: string, act: (s: IDBObjectStore) => void) =>
        new Promise<void>((ok, failed) => {
          const transaction = database.transaction(store, 'readwrite', { durability: 'strict' })
          transaction.oncomplete = () => ok()
          transaction.onerror = () => failed(transaction.error ?? new Error('IndexedDB'))
          transaction.onabort = () => failed(transaction.error ?? new Error('IndexedDB'))
          act(transaction.objectStore(store))
        })
      resolve({
        get: (store, id) => done(database.transaction(store).objectStore(store).get(id)),
        all: (store) => done(database.transaction(store).objectStore(store).getAll()),
        put: (store, value) => change(store, (s) => s.put(value)),
        remove: (store, id) => change(store, (s) => s.delete(id)),
      })
    }
  })
}

export class Vault {
  private readonly shelf: Shelf
  private readonly now: () => number
  constructor(shelf: Shelf, now: () => number = Date.now) {
    this.shelf = shelf
    this.now = now
  }

  private async key(): Promise<KeyRecord> {
    const young = (await this.shelf.all<KeyRecord>('keys')).find((k) => this.now() - k.at < KEY_LIFE)
    if (young) return young
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const record = { id: crypto.randomUUID(), key, at: this.now() }
    await this.shelf.put('keys', record)
    return record
  }

  async put(id: string, value: unknown): Promise<void> {
    const { id: keyId, key } = await this.key()
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify(value))
    const data = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) },
      key,
      plain,
    )
    const sealed: Sealed = { id, key: keyId, iv, data }
    await this.shelf.put('sealed', sealed)
  }

  /** Undefined where there is nothing, or nothing that can be opened any more. */
  async get<T>(id: string): Promise<T | undefined> {
    const sealed = await this.shelf.get<Sealed>('sealed', id)
    const key = sealed && (await this.shelf.get<KeyRecord>('keys', sealed.key))
    if (!sealed || !key) return undefined
    try {
      const additionalData = new TextEncoder().encode(id)
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: sealed.iv, additionalData },
        key.key,
        sealed.data,
      )
      return JSON.parse(new TextDecoder().decode(plain)) as T
    } catch {
      return undefined
    }
  }

  remove(id: string): Promise<void> {
    return this.shelf.remove('sealed', id)
  }

  async ids(prefix: string): Promise<string[]> {
    return (await this.shelf.all<Sealed>('sealed'))
      .map((s) => s.id)
      .filter((id) => id.startsWith(prefix))
      .sort()
  }

  /** Old keys go, with all that they sealed but what begins with `keep`. */
  async tidy(keep: string): Promise<void> {
    const sealed = await this.shelf.all<Sealed>('sealed')
    for (const key of await this.shelf.all<KeyRecord>('keys')) {
      if (this.now() - key.at < KEY_LIFE) continue
      for (const s of sealed.filter((s) => s.key === key.id && !s.id.startsWith(keep))) await this.remove(s.id)
      if (!sealed.some((s) => s.key === key.id && s.id.startsWith(keep))) await this.shelf.remove('keys', key.id)
    }
  }
}
