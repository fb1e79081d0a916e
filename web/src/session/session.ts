import { createContext, use } from 'react'
import type { Role, SessionView, TownView } from '../api/types'

export interface SessionState {
  town: TownView
  /** Nobody is signed in when absent. */
  session: SessionView | undefined
  /** The server ended the session while the page was open. */
  ended: boolean
  /** The person signed out: whoever signs in next starts at home. */
  left: boolean
  /** Asks the server who is signed in. */
  refresh: () => Promise<void>
  signOut: () => Promise<void>
}

export const SessionContext = createContext<SessionState | null>(null)

export function useTown(): SessionState {
  const state = use(SessionContext)
  if (!state) throw new Error('SessionContext is missing')
  return state
}

/** Only below a route that asks for a session. */
export function useSession(): SessionView {
  const { session } = useTown()
  if (!session) throw new Error('nobody is signed in')
  return session
}

// For the navigation only: what somebody may do is decided by the server each time.
const holds = (session: SessionView, roles: readonly Role[]): boolean => session.roles.some((r) => roles.includes(r))

export const isAdministrator = (session: SessionView): boolean => holds(session, ['administrator'])
export const mayApply = (session: SessionView): boolean =>
  !isAdministrator(session) &&
  holds(session, ['officer', 'section_manager', 'system_administrator', 'contractor_manager', 'worker'])
/** Keeps the records of assets, contractors and contracts. */
export const keepsContracts = (session: SessionView): boolean =>
  !isAdministrator(session) && holds(session, ['section_manager', 'department_officer', 'supervising_officer', 'ciso'])
/** Audits contractors; not those of the own section. */
export const auditsFirms = (session: SessionView): boolean =>
  !isAdministrator(session) && holds(session, ['auditor', 'supervising_officer', 'ciso'])
/** Of the data that contents are compared with: how much there is, and from when. */
export const seesDatasets = (session: SessionView): boolean =>
  session.side === 'town' &&
  !isAdministrator(session) &&
  holds(session, [
    'system_administrator',
    'section_manager',
    'department_officer',
    'supervising_officer',
    'ciso',
    'auditor',
  ])
/** Keeps the register of controlled areas. */
export const keepsAreas = (session: SessionView): boolean =>
  keepsContracts(session) || (!isAdministrator(session) && holds(session, ['system_administrator']))
/** Of all reports of breaches, and not of their own alone. */
export const hearsOfBreaches = (session: SessionView): boolean =>
  !isAdministrator(session) && holds(session, ['ciso', 'supervising_officer'])
export const sitsAtReception = (session: SessionView): boolean =>
  !isAdministrator(session) && holds(session, ['reception'])
/** Imports or exports lists of contractors, contracts or workers. */
export const usesLists = (session: SessionView): boolean =>
  keepsContracts(session) ||
  (!isAdministrator(session) && holds(session, ['officer', 'system_administrator', 'auditor', 'contractor_manager']))
