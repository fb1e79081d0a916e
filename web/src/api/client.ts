// How the pages talk to the server: one function to read, one to act.
import { mediaTypeOf } from '../lib/files'
import { uuid } from '../lib/ids'
import type { AttachmentPurpose, Done, Refused } from './types'

/** What went wrong, in words for the person at the screen. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly field: string
  /** Set when the gate stopped the act. */
  readonly refused: Refused | undefined

  constructor(status: number, code: string, ja: string, field = '', refused?: Refused) {
    super(ja)
    this.status = status
    this.code = code
    this.field = field
    this.refused = refused
  }
}

const words = {
  offline:
    'サーバーにつながりません。通信の状態を確かめて、もう一度お試しください。続くときは、この仕組みの運用担当に知らせてください。',
  odd: 'サーバーの返事を読み取れませんでした。もう一度お試しください。続くときは、この仕組みの運用担当に知らせてください。',
  stopped: '決まりによって、この操作は止められました。理由を確かめてください。',
  ended: 'サインインの時間が切れました。もう一度サインインしてください。',
}

let csrfToken = ''
export const setCsrfToken = (token: string): void => {
  csrfToken = token
}
export const csrf = (): string => csrfToken

/** Dispatched on window when the server says that nobody is signed in any more. */
export const SESSION_ENDED = 'sekisho:session-ended'

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

async function errorOf(response: Response): Promise<ApiError> {
  let body: unknown
  try {
    body = await response.json()
  } catch {
    return new ApiError(response.status, 'unreadable', words.odd)
  }
  if (isObject(body) && isObject(body.verdict)) {
    const refused = body as unknown as Refused
    return new ApiError(response.status, 'refused', words.stopped, '', refused)
  }
  if (isObject(body) && isObject(body.error)) {
    const { code, ja, field } = body.error
    return new ApiError(
      response.status,
      typeof code === 'string' ? code : '',
      typeof ja === 'string' && ja ? ja : words.odd,
      typeof field === 'string' ? field : '',
    )
  }
  return new ApiError(response.status, 'unreadable', words.odd)
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin', cache: 'no-store', redirect: 'error' })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError(0, 'offline', words.offline)
  }
  return answered(path, response)
}

// The answer where it is a good one; throws what went wrong.
async function answered(path: string, response: Response): Promise<Response> {
  if (response.ok) return response
  const error = await errorOf(response)
  // While signing in, 401 means a wrong password or code; anywhere else the session has ended.
  if (response.status === 401 && !/^\/api\/(sign-in|demo|session$|enrolment)/.test(path)) {
    window.dispatchEvent(new Event(SESSION_ENDED))
  }
  throw error
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const text = await response.text()
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(response.status, 'unreadable', words.odd)
  }
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { headers: { Accept: 'application/json' } }
  if (signal) init.signal = signal
  return (await bodyOf(await ask(path, init))) as T
}

// An act keeps its key until the server has answered it: pressing the button again after the network failed cannot
// act twice. A changed content is a new act.
const keys = new Map<string, string>()

export async function send<T = void>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const act = `${method} ${path} ${text ?? ''}`
  const key = keys.get(act) ?? uuid()
  keys.set(act, key)
  const headers: Record<string, string> = { Accept: 'application/json', 'Idempotency-Key': key }
  if (csrfToken) headers['X-CSRF-Token'] = csrfToken
  if (text !== undefined) headers['Content-Type'] = 'application/json'
  const init: RequestInit = { method, headers }
  if (text !== undefined) init.body = text
  if (signal) init.signal = signal
  try {
    const answer = (await bodyOf(await ask(path, init))) as T
    keys.delete(act)
    return answer
  } catch (error) {
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) keys.delete(act)
    throw error
  }
}

/** A command whose key was made, and kept, before it is sent for the first time. */
export async function sendWithKey<T>(method: 'POST', path: string, key: string, body: unknown): Promise<T> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'Idempotency-Key': key,
  }
  if (csrfToken) headers['X-CSRF-Token'] = csrfToken
  return (await bodyOf(await ask(path, { method, headers, body: JSON.stringify(body) }))) as T
}

/** A file as it is, octet by octet; it is no act, and may be sent again. */
export async function sendFile<T>(path: string, file: Blob): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Content-Type': 'application/octet-stream' }
  if (csrfToken) headers['X-CSRF-Token'] = csrfToken
  return (await bodyOf(await ask(path, { method: 'POST', headers, body: file }))) as T
}

// fetch() does not tell how far a body has been sent.
function post(
  path: string,
  headers: Record<string, string>,
  file: File,
  onSent: (sent: number, of: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => onSent(event.loaded, event.total)
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }))
    request.onerror = () => reject(new ApiError(0, 'offline', words.offline))
    request.send(file)
  })
}

/** An extract of the town's own data: its octets, with progress; its name is sent where no log keeps it. */
export async function sendExtract<T>(path: string, file: File, onSent: (sent: number, of: number) => void): Promise<T> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Content-Type': 'application/octet-stream',
    'X-File-Name': encodeURIComponent(file.name.normalize('NFC')),
  }
  if (csrfToken) headers['X-CSRF-Token'] = csrfToken
  return (await bodyOf(await answered(path, await post(path, headers, file, onSent)))) as T
}

/** Hands in a file of people (/api/attachments) for what `subject` names; its name is sent where no log keeps it. */
export async function attach(
  purpose: AttachmentPurpose,
  subject: string,
  file: File,
  onSent: (sent: number, of: number) => void = () => undefined,
): Promise<Done> {
  const act = `attach ${purpose} ${subject} ${file.name} ${String(file.size)} ${String(file.lastModified)}`
  const key = keys.get(act) ?? uuid()
  keys.set(act, key)
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Content-Type': mediaTypeOf(file.name, file.type),
    'Idempotency-Key': key,
    'X-File-Name': encodeURIComponent(file.name.normalize('NFC')),
  }
  if (csrfToken) headers['X-CSRF-Token'] = csrfToken
  try {
    const path = query('/api/attachments', { purpose, subject })
    const answer = (await bodyOf(await answered(path, await post(path, headers, file, onSent)))) as Done
    keys.delete(act)
    return answer
  } catch (error) {
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) keys.delete(act)
    throw error
  }
}

/** "/api/passages?state=draft", without the parameters that are empty. */
export function query(path: string, parameters: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : words.odd)
export const endedMessage = words.ended
