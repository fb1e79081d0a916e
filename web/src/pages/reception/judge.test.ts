import { describe, expect, test } from 'vitest'
import type { EnterInput, LeaveInput, ReplayDone, Snapshot, ThingView } from '../../api/types'
import { findIn } from './offline'
import { judgeEntry, judgeExit, patternIsCurrent } from './judge'
import * as queue from './queue'
import { instant, span } from './times'
import { Vault, type Shelf } from './vault'

const now = new Date('2026-11-26T03:00:00.000Z')
const thing: ThingView = {
  id: 'thg_1',
  application: 'bri_1',
  kind: 'pc',
  maker: '見本電機',
  serial: 'PC-1',
  antivirus: '見本',
  pattern_day: '2026-11-25',
  stays: false,
  inside: false,
}
const snapshot: Snapshot = {
  at: '2026-11-26T02:59:00.000Z',
  until: '2026-11-26T04:59:00.000Z',
  areas: [
    {
      id: 'are_1',
      name: 'サーバー室',
      cameras: ['CAM-1'],
      standing: ['off_1', 'off_2'],
      one_area_at_a_time: true,
      escort_for_officers: false,
    },
    {
      id: 'are_2',
      name: '保管庫',
      cameras: [],
      standing: ['off_1'],
      one_area_at_a_time: true,
      escort_for_officers: true,
    },
  ],
  people: [
    { id: 'off_1', name: '職員 一', kana: '', place: '情報政策課', officer: true, open: [] },
    { id: 'off_2', name: '職員 二', kana: '', place: '情報政策課', officer: true, open: [] },
    { id: 'wkr_1', name: '移行 すすむ', kana: 'イコウ ススム', place: '見本', officer: false, open: [] },
    {
      id: 'wkr_2',
      name: '未講 あらた',
      kana: 'ミコウ アラタ',
      place: '見本',
      officer: false,
      open: [
        {
          rule: 'entry.trained',
          clauses: ['R-3'],
          outcome: 'failed',
          reason_ja: '研修',
          reason_en: '',
          todo_ja: '',
          todo_en: '',
          evidence: [],
        },
      ],
    },
  ],
  entries: [
    {
      id: 'ent_1',
      area: 'are_1',
      starts_at: '2026-11-26T00:00:00.000Z',
      ends_at: '2026-11-26T08:00:00.000Z',
      purpose: '点検',
      people: ['wkr_1', 'wkr_2'],
      open: [],
    },
  ],
  things: [
    {
      thing,
      area: 'are_1',
      contractor_name: '見本',
      starts_at: '2026-11-26T00:00:00.000Z',
      ends_at: '2026-11-26T08:00:00.000Z',
      people: ['wkr_1', 'wkr_2'],
    },
  ],
  inside: [],
}
const input: EnterInput = {
  person: 'wkr_1',
  area: 'are_1',
  application: 'ent_1',
  document: '社員証',
  escort: 'off_1',
  escort_present: true,
  camera: 'CAM-1',
  badge: '7',
  purpose: '',
  things: [{ id: 'thg_1', pattern_day: '' }],
  other_things: 0,
}
const out: LeaveInput = { badge: '7', leaving: ['thg_1'], carried_out: [], other_things: 0, work: '点検した' }
const stops = (more: Partial<EnterInput>, s = snapshot, at = now) =>
  judgeEntry(s, { ...input, ...more }, at)
    .findings.filter((f) => f.outcome !== 'passed')
    .map((f) => f.rule)

describe('by the snapshot', () => {
  test('all papers, and each that is missing', () => {
    expect(stops({})).toEqual([])
    expect(stops({ person: 'wkr_9' })).toContain('entry.permission')
    expect(stops({ area: 'are_2', escort: 'off_1', camera: '', things: [] })).toEqual(['entry.permission'])
    expect(stops({ person: 'wkr_2' })).toEqual(['entry.trained'])
    expect(stops({ document: '' })).toEqual(['desk.document'])
    expect(stops({ escort: '' })).toEqual(['desk.escort'])
    expect(stops({ escort: 'wkr_1' })).toEqual(['desk.escort'])
    expect(stops({ escort: 'wkr_2' })).toEqual(['desk.escort'])
    expect(stops({ escort_present: false })).toEqual(['desk.escort'])
    expect(stops({ camera: '' })).toEqual(['desk.camera'])
    expect(stops({ badge: '' })).toEqual(['desk.badge'])
    expect(stops({ other_things: 1 })).toEqual(['desk.equipment'])
    expect(stops({ things: [{ id: 'thg_9', pattern_day: '' }] })).toEqual(['desk.equipment'])
    expect(stops({ things: [{ id: 'thg_1', pattern_day: '2026-11-01' }] })).toEqual(['desk.antivirus'])
    expect(
      stops(
        {},
        { ...snapshot, entries: snapshot.entries.map((e) => ({ ...e, open: snapshot.people.flatMap((p) => p.open) })) },
      ),
    ).toEqual(['entry.trained'])
  })
  test('not before, not after, not with an old snapshot', () => {
    expect(stops({}, snapshot, new Date('2026-11-25T23:59:00.000Z'))).toContain('entry.permission')
    expect(stops({}, snapshot, new Date('2026-11-26T05:00:00.000Z'))).toEqual(['entry.permission'])
  })
  test('officers by standing permission', () => {
    const officer = { person: 'off_2', application: '', things: [], escort: '', escort_present: false }
    expect(stops(officer)).toEqual([])
    expect(stops({ ...officer, area: 'are_2', camera: '' })).toEqual(['entry.permission', 'desk.escort'])
    expect(stops({ ...officer, person: 'off_1', area: 'are_2', camera: '' })).toEqual(['desk.escort'])
  })
  test('out with what came in', () => {
    const inside = { badge: '7', officer: false, things: [thing] }
    expect(judgeExit(inside, out).passed).toBe(true)
    for (const more of [{ badge: '8' }, { leaving: [] }, { other_things: 1 }, { work: '' }])
      expect(judgeExit(inside, { ...out, ...more }).passed).toBe(false)
  })
  test('found by reading, name, card, badge', () => {
    for (const text of ['いこう', 'ｲｺｳ', '移行す', 'wkr_1'])
      expect(findIn(snapshot, text).map((r) => r.person)).toEqual(['wkr_1'])
    expect(findIn(snapshot, ' ')).toEqual([])
  })
  test('patterns of the last week', () => {
    expect(patternIsCurrent('2026-11-19', now)).toBe(true)
    expect(patternIsCurrent('2026-11-18', now)).toBe(false)
    expect(patternIsCurrent('2026-11-27', now)).toBe(false)
    expect(patternIsCurrent('', now)).toBe(false)
  })
})

class Memory implements Shelf {
  readonly kept = { keys: new Map<string, { id: string }>(), sealed: new Map<string, { id: string }>() }
  get<T>(store: 'keys' | 'sealed', id: string) {
    return Promise.resolve(this.kept[store].get(id) as T | undefined)
  }
  all<T>(store: 'keys' | 'sealed') {
    return Promise.resolve([...this.kept[store].values()] as T[])
  }
  put(store: 'keys' | 'sealed', value: { id: string }) {
    this.kept[store].set(value.id, value)
    return Promise.resolve()
  }
  remove(store: 'keys' | 'sealed', id: string) {
    this.kept[store].delete(id)
    return Promise.resolve()
  }
}

describe('what is kept', () => {
  test('is sealed, bound to its name, and gone with its key after a day', async () => {
    const shelf = new Memory()
    let time = 0
    const vault = new Vault(shelf, () => time)
    await vault.put('snapshot', { name: '移行 すすむ' })
    await vault.put('queue:1', { name: '未講 あらた' })
    const sealed = shelf.kept.sealed.get('snapshot') as unknown as { data: ArrayBuffer; id: string }
    expect(new TextDecoder().decode(sealed.data)).not.toContain('すすむ')
    const key = [...shelf.kept.keys.values()][0] as unknown as { key: CryptoKey }
    expect(key.key.extractable).toBe(false)
    expect(await vault.get('snapshot')).toEqual({ name: '移行 すすむ' })
    shelf.kept.sealed.set('other', { ...sealed, id: 'other' })
    expect(await vault.get('other')).toBeUndefined()
    time = 25 * 3600_000
    await vault.tidy('queue')
    expect(await vault.get('snapshot')).toBeUndefined()
    expect(await vault.get('queue:1')).toEqual({ name: '未講 あらた' })
    await vault.remove('queue:1')
    await vault.tidy('queue')
    expect(shelf.kept.keys.size).toBe(0)
  })

  test('is sent in order, once, and stays while the server is away', async () => {
    const vault = new Vault(new Memory())
    const entered = await queue.keep(vault, {
      at: '2026-11-26T03:00:00.000Z',
      passed: true,
      enter: input,
      name: '移行',
    })
    await queue.keep(vault, {
      at: '2026-11-26T03:10:00.000Z',
      passed: true,
      visit: entered.id,
      leave: out,
      name: '移行',
    })
    expect(queue.withKept(snapshot, await queue.all(vault)).inside).toEqual([])
    const away = queue.replay(vault, () => Promise.reject(new Error('away')))
    await expect(away).rejects.toThrow('away')
    expect(await queue.all(vault)).toHaveLength(2)

    const seen: [string, string][] = []
    const answer = (id: string): ReplayDone => ({
      id,
      gate: { passed: true, findings: [] },
      receipt: { entry: 1, kind: '', at: '', leaf: '' },
    })
    // the answer to the first one is lost on its way: it is sent again with the same key
    let lost = true
    const send = (key: string, { visit }: { visit: string }) => {
      seen.push([key, visit])
      if (lost) {
        lost = false
        return Promise.reject(new Error('lost'))
      }
      return Promise.resolve(answer('vis_1'))
    }
    await expect(queue.replay(vault, send)).rejects.toThrow('lost')
    const { sent, left } = await queue.replay(vault, send)
    expect([sent.length, left.length]).toEqual([2, 0])
    expect(seen.map(([, visit]) => visit)).toEqual(['', '', 'vis_1'])
    expect(seen[0]?.[0]).toBe(seen[1]?.[0])
    expect(await queue.all(vault)).toEqual([])
  })

  test('what the server does not take stays, with its answer', async () => {
    const vault = new Vault(new Memory())
    const entered = await queue.keep(vault, {
      at: '2026-11-26T03:00:00.000Z',
      passed: true,
      enter: input,
      name: '移行',
    })
    await queue.keep(vault, {
      at: '2026-11-26T03:10:00.000Z',
      passed: true,
      visit: entered.id,
      leave: out,
      name: '移行',
    })
    const { left } = await queue.replay(vault, () => Promise.resolve({ trouble: '区域がありません' }))
    expect(left.map((k) => k.trouble)).toEqual(['区域がありません', undefined])
  })
})

test('times in Japan', () => {
  expect(instant('2026-11-26', '09:30')).toBe('2026-11-26T00:30:00.000Z')
  expect(instant('', '09:30')).toBe('')
  expect(span('2026-11-26T00:00:00.000Z', '2026-11-26T08:00:00.000Z')).toBe('11月26日 9:00から17:00まで')
  expect(span('2026-11-26T00:00:00.000Z', '2026-11-27T08:00:00.000Z')).toBe('11月26日 9:00から11月27日 17:00まで')
})
