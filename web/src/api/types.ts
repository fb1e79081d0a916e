import type { components } from './schema'

type S = components['schemas']

export type Act = S['Act']
export type AccountCreated = S['AccountCreated']
export type AccountView = S['AccountView']
export type ApprovalView = S['ApprovalView']
export type AssetView = S['AssetView']
export type ClauseView = S['ClauseView']
export type ContentView = S['ContentView']
export type ContractorView = S['ContractorView']
export type CustodyRow = S['CustodyRow']
export type CustodyView = S['CustodyView']
export type DemoPerson = S['DemoPerson']
export type Done = S['Done']
export type DownloadGrant = S['DownloadGrant']
export type DutyRow = S['DutyRow']
export type DutyView = S['DutyView']
export type EngagementRow = S['EngagementRow']
export type EngagementView = S['EngagementView']
export type EnrolView = S['EnrolView']
export type EntryRow = S['EntryRow']
export type EntryView = S['EntryView']
export type Evidence = S['Evidence']
export type Finding = S['Finding']
export type HomeView = S['HomeView']
export type ImportKindView = S['ImportKindView']
export type ImportMapping = S['ImportMapping']
export type ImportView = S['ImportView']
export type LedgerState = S['LedgerState']
export type OfficerView = S['OfficerView']
export type PaperView = S['PaperView']
export type PassageInput = S['PassageInput']
export type PassageRow = S['PassageRow']
export type PassageView = S['PassageView']
export type PersonView = S['PersonView']
export type Receipt = S['Receipt']
export type RecoveryCodes = S['RecoveryCodes']
export type Role = S['Role']
export type RosterView = S['RosterView']
export type SessionView = S['SessionView']
export type FindingRow = S['FindingRow']
export type FindingSource = S['FindingSource']
export type FindingView = S['FindingView']
export type ObservedState = S['ObservedState']
export type SheetAnswer = S['SheetAnswer']
export type SheetAnswerInput = S['SheetAnswerInput']
export type SheetContact = S['SheetContact']
export type SheetFormView = S['SheetFormView']
export type SheetLine = S['SheetLine']
export type SheetLineView = S['SheetLineView']
export type SheetMark = S['SheetMark']
export type SheetOwnLine = S['SheetOwnLine']
export type SheetRow = S['SheetRow']
export type SheetState = S['SheetState']
export type SheetView = S['SheetView']
export type SignInStep = S['SignInStep']
export type StoppedView = S['StoppedView']
export type TierView = S['TierView']
export type TimelineItem = S['TimelineItem']
export type TownView = S['TownView']
export type Verdict = S['Verdict']
export type WorkerView = S['WorkerView']

/** What stands in a filled-in check sheet (a route that takes a file; the document describes JSON alone). */
export interface SheetFileView {
  answers: S['SheetAnswerInput'][]
  contact?: S['SheetContact'] | null
  problems: { row: number; column: string; value: string; text: string }[]
}

/** The body of a refusal by the gate; `receipt` is the ledger entry that keeps it. */
export interface Refused {
  verdict: S['Verdict']
  receipt?: S['Receipt'] | null
}

/** Answers of the list routes; the document describes each one by itself. */
export interface Items<T> {
  items: T[]
  next?: string | null
}
