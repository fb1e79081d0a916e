// The application form's own logic: what it starts from, which step asks for what, and what is missing there.
import type { AssetView, EngagementView, PassageInput, WorkerView } from '../api/types'
import { addDays } from './dates'

export const STEPS = ['what', 'who', 'why', 'file', 'check'] as const
export type StepId = (typeof STEPS)[number]

export function emptyInput(today: string, kind: PassageInput['kind']): PassageInput {
  return {
    kind,
    engagement: '',
    asset: '',
    range: '',
    way: 'service_transfer',
    recipient: '',
    purpose: '',
    content_description: '',
    protection: '',
    production_application: false,
    production_reason: '',
    collect_until: addDays(today, 7),
    custody_due: addDays(today, 30),
    downloads_allowed: 3,
    transfer: { access_control: false, encrypted_at_rest: false, encrypted_link: false },
  }
}

export type InputField = Exclude<keyof PassageInput, 'transfer'> | 'transfer'

/** What must be there before the next step; everything else the gate judges. */
export function missing(step: StepId, input: PassageInput): InputField[] {
  const need: Record<StepId, InputField[]> = {
    what: ['engagement', 'asset', 'range'],
    who: ['recipient'],
    why: ['purpose', 'content_description', 'protection', 'collect_until', 'custody_due'],
    file: [],
    check: [],
  }
  return need[step].filter((field) => String(input[field]).trim() === '')
}

/** Assets of the engagement's section; first those whose kind of information the contract opens. */
export function assetsFor(
  engagement: EngagementView,
  assets: AssetView[],
): { inScope: AssetView[]; other: AssetView[] } {
  const opened = new Set(engagement.input.scope.map((s) => s.information))
  const own = assets.filter((a) => a.asset.section === engagement.input.section)
  return {
    inScope: own.filter((a) => opened.has(a.asset.information)),
    other: own.filter((a) => !opened.has(a.asset.information)),
  }
}

/** The ranges that the contract opens for this asset's kind of information. */
export function rangesFor(engagement: EngagementView | undefined, asset: AssetView | undefined): string[] {
  if (!engagement || !asset) return []
  const ranges = engagement.input.scope.filter((s) => s.information === asset.asset.information).map((s) => s.range)
  return [...new Set(ranges)]
}

export interface FirmOfPeople {
  contractor: string
  name: string
  depth: number
  consent: EngagementView['tiers'][number]['consent']
  people: WorkerView[]
}

/** Who can be named as recipient: the people of each firm's roster, the prime contractor first. */
export function peopleOf(engagement: EngagementView): FirmOfPeople[] {
  return [...engagement.tiers]
    .sort((a, b) => a.depth - b.depth)
    .map((tier) => ({
      contractor: tier.contractor,
      name: tier.contractor_name,
      depth: tier.depth,
      consent: tier.consent,
      people: (tier.roster?.workers ?? []).filter((w) => !w.left),
    }))
}
