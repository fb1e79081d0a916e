// The desk's reads, answered from the snapshot.
import type { BoardView, AreaEntryView, Snapshot, ThingView, VisitorRow, VisitorView, VisitView } from '../../api/types'

const katakana = (text: string) => text.replace(/[\u3041-\u3096]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60))
export const fold = (text: string): string => katakana(text.normalize('NFKC').replace(/\s/g, ''))

const nameOfArea = (s: Snapshot, id: string) => s.areas.find((a) => a.id === id)?.name ?? ''

function rowOf(s: Snapshot, person: Snapshot['people'][number]): VisitorRow {
  return {
    person: person.id,
    name: person.name,
    kana: person.kana,
    place: person.place,
    officer: person.officer,
    expected: s.entries.some((e) => e.people.includes(person.id)),
    inside: s.inside.find((v) => v.person === person.id)?.visit ?? '',
  }
}

export function findIn(s: Snapshot, text: string): VisitorRow[] {
  const typed = fold(text)
  if (!typed) return []
  const badge = s.inside.find((v) => v.badge === text.trim())?.person
  return s.people
    .filter(
      (p) => p.id === text.trim() || p.id === badge || fold(p.kana).includes(typed) || fold(p.name).includes(typed),
    )
    .slice(0, 20)
    .map((p) => rowOf(s, p))
}

function entryView(s: Snapshot, e: Snapshot['entries'][number]): AreaEntryView {
  return {
    id: e.id,
    bring_in: false,
    engagement: '',
    engagement_title: '',
    contractor: '',
    contractor_name: '',
    area: e.area,
    area_name: nameOfArea(s, e.area),
    section_name: '',
    people: e.people.map((id) => {
      const p = s.people.find((x) => x.id === id)
      return { id, name: p?.name ?? '', place: p?.place ?? '' }
    }),
    things: [],
    starts_at: e.starts_at,
    ends_at: e.ends_at,
    purpose: e.purpose,
    evidence: '',
    state: 'approved',
    applied_by: '',
    submitted_at: '',
    decided_by: '',
    decided_at: '',
    reason: '',
    may: [],
  }
}

export function visitIn(s: Snapshot, v: Snapshot['inside'][number]): VisitView {
  const p = s.people.find((x) => x.id === v.person)
  return {
    id: v.visit,
    area: v.area,
    area_name: nameOfArea(s, v.area),
    person: v.person,
    name: p?.name ?? '',
    place: p?.place ?? '',
    document: '',
    escort: '',
    escort_name: '',
    camera: '',
    badge: v.badge,
    purpose: '',
    officer: p?.officer ?? false,
    things: v.things,
    state: 'inside',
    entered_at: '',
    entered_by: '',
    until: v.until,
    left_at: '',
    left_by: '',
    work: '',
    leaving: [],
    carried_out: [],
    overstays: v.until < new Date().toISOString(),
    entry_off_line: v.visit.startsWith('queue:'),
    exit_off_line: false,
    judged_off_line: '',
    gate_now: '',
    findings: [],
    review: 'none',
    reviewed_at: '',
    reviewed_by: '',
    note: '',
    may: [],
  }
}

export function visitorIn(s: Snapshot, id: string): VisitorView {
  const person = s.people.find((p) => p.id === id)
  const entries = s.entries.filter((e) => e.people.includes(id)).map((e) => entryView(s, e))
  const things: ThingView[] = s.things.filter((t) => t.people.includes(id)).map((t) => t.thing)
  const inside = s.inside.find((v) => v.person === id)
  return {
    who: person
      ? rowOf(s, person)
      : { person: id, name: '', kana: '', place: '', officer: false, expected: false, inside: '' },
    photo: '',
    trained_until: '',
    on_roster: person !== undefined && !person.open.some((f) => f.rule === 'entry.roster'),
    identity_confirmed: person !== undefined && !person.open.some((f) => f.rule === 'entry.identity'),
    left: false,
    entries,
    things,
    areas: person?.officer ? s.areas.filter((a) => a.standing.includes(id)).map((a) => a.id) : [],
    inside: inside ? visitIn(s, inside) : null,
  }
}

export const boardOf = (s: Snapshot): BoardView => ({
  now: new Date().toISOString(),
  inside: s.inside.map((v) => visitIn(s, v)),
  left: [],
  expected: s.entries.map((e) => entryView(s, e)),
})
