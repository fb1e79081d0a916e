// The gate's questions, asked of the snapshot while the server is away. The server judges again later; so this may only be
// as strict or stricter, and what it cannot know (a consent that was withdrawn a minute ago) it does not know.
import type { EnterInput, Finding, LeaveInput, Snapshot, ThingView, Verdict } from '../../api/types'

const PATTERN_DAYS = 7
const DAY = 24 * 60 * 60 * 1000

const passed = (rule: string, reason: string): Finding => finding(rule, 'passed', reason, '')
const stop = (rule: string, reason: string, todo: string): Finding => finding(rule, 'failed', reason, todo)
function finding(rule: string, outcome: Finding['outcome'], ja: string, todo: string): Finding {
  return { rule, clauses: [], outcome, reason_ja: ja, reason_en: '', todo_ja: todo, todo_en: '', evidence: [] }
}
function verdict(findings: Finding[]): Verdict {
  return { passed: findings.every((f) => f.outcome === 'passed'), findings }
}

export const usable = (snapshot: Snapshot, now: Date): boolean => now < new Date(snapshot.until)

function entryFor(s: Snapshot, input: EnterInput, now: Date) {
  const mine = s.entries.filter((e) => e.area === input.area && e.people.includes(input.person))
  const at = now.toISOString()
  return mine.find((e) => e.starts_at <= at && at < e.ends_at) ?? mine[0]
}

function permission(s: Snapshot, input: EnterInput, now: Date): Finding[] {
  const area = s.areas.find((a) => a.id === input.area)
  const person = s.people.find((p) => p.id === input.person)
  if (!area || !person) {
    return [
      stop(
        'entry.permission',
        '控えに、この人の入室の申請がありません。',
        'つながるのを待つか、担当課に確かめてください。急ぐときも、関所の記録なしに入れないでください。',
      ),
    ]
  }
  if (person.officer) {
    return [
      area.standing.includes(person.id)
        ? passed('entry.permission', '常時の入室を認められた職員です。')
        : stop(
            'entry.permission',
            'この職員は、この管理区域への常時の入室を認められていません。',
            '担当課に確かめてください。',
          ),
    ]
  }
  const entry = entryFor(s, input, now)
  if (!entry)
    return [stop('entry.permission', 'この管理区域への入室の申請がありません。', '担当課に確かめてください。')]
  const at = now.toISOString()
  const inTime = entry.starts_at <= at && at < entry.ends_at
  return [
    inTime
      ? passed('entry.permission', '承認された入室の申請があり、いまがその時間です。')
      : stop(
          'entry.permission',
          '承認された時間ではありません。',
          '承認された時間に来てもらうか、申請し直してください。',
        ),
    ...entry.open,
    ...person.open,
    ...(person.open.length === 0
      ? [passed('entry.roster', '控えを取ったときに、名簿・本人確認・研修がそろっていました。')]
      : []),
  ]
}

function escort(s: Snapshot, input: EnterInput): Finding {
  const area = s.areas.find((a) => a.id === input.area)
  const officer = s.people.find((p) => p.id === input.person)?.officer ?? false
  if (officer && area && !area.escort_for_officers) return passed('desk.escort', '職員には、随行は要りません。')
  if (!input.escort) return stop('desk.escort', '随行する職員が決まっていません。', '随行する職員を選んでください。')
  if (input.escort === input.person)
    return stop('desk.escort', '入室する本人は、自分の随行者になれません。', '別の職員を呼んでください。')
  if (!area?.standing.includes(input.escort))
    return stop(
      'desk.escort',
      '随行する職員が、この管理区域への入室を認められていません。',
      '入れる職員を呼んでください。',
    )
  if (!input.escort_present)
    return stop('desk.escort', '随行する職員が、まだ受付に来ていません。', '来てから、印を付けてください。')
  return passed('desk.escort', '職員が随行します。')
}

export function patternIsCurrent(day: string, now: Date): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false
  const today = new Date(now.getTime() + 9 * 60 * 60 * 1000).toISOString().slice(0, 10)
  const age = (Date.parse(today) - Date.parse(day)) / DAY
  return age >= 0 && age <= PATTERN_DAYS
}

function equipment(s: Snapshot, input: EnterInput, now: Date): Finding[] {
  const officer = s.people.find((p) => p.id === input.person)?.officer ?? false
  if (officer) return [passed('desk.equipment', '職員です。')]
  if (input.other_things > 0)
    return [stop('desk.equipment', '持ち込みの申請にないものがあります。', '受付で預かってください。')]
  const at = now.toISOString()
  const known = (id: string) =>
    s.things.find(
      (t) =>
        t.thing.id === id &&
        t.area === input.area &&
        t.people.includes(input.person) &&
        t.starts_at <= at &&
        at < t.ends_at,
    )
  if (input.things.some((t) => !known(t.id)))
    return [stop('desk.equipment', '持ち込みが承認されていないものがあります。', '受付で預かってください。')]
  if (input.things.some((t) => s.inside.some((v) => v.things.some((x) => x.id === t.id))))
    return [stop('desk.equipment', 'すでに区域の中にあるはずのものです。', '製造番号を確かめてください。')]
  const old = input.things.some((t) => {
    const thing = known(t.id)?.thing
    return thing?.kind === 'pc' && (!thing.antivirus || !patternIsCurrent(t.pattern_day || thing.pattern_day, now))
  })
  return [
    passed(
      'desk.equipment',
      input.things.length > 0 ? '持ち込むものは、承認されています。' : '持ち込むものはありません。',
    ),
    old
      ? stop(
          'desk.antivirus',
          'ウイルス対策ソフトのパターンファイルが古いパソコンがあります。',
          '更新してもらい、画面に出る日付を入れてください。できなければ受付で預かってください。',
        )
      : passed('desk.antivirus', 'ウイルス対策ソフトは最新です。'),
  ]
}

export function judgeEntry(s: Snapshot, input: EnterInput, now: Date): Verdict {
  if (!usable(s, now)) {
    return verdict([
      stop('entry.permission', '控えの期限が過ぎたため、判断できません。', '紙の一覧で確かめ、手で書いてください。'),
    ])
  }
  const area = s.areas.find((a) => a.id === input.area)
  const here = s.inside.filter((v) => v.person === input.person)
  const twice =
    here.some((v) => v.area === input.area) || (area?.one_area_at_a_time && here.some((v) => v.area !== input.area))
  return verdict([
    ...permission(s, input, now),
    input.document
      ? passed('desk.document', '身分証明書を見て、本人を確かめました。')
      : stop('desk.document', '身分証明書を確かめていません。', '身分証明書を見せてもらい、種類を選んでください。'),
    escort(s, input),
    !area || area.cameras.length === 0 || area.cameras.includes(input.camera)
      ? passed('desk.camera', '監視カメラを確かめました。')
      : stop('desk.camera', 'どの監視カメラに写るかが選ばれていません。', '監視カメラの番号を選んでください。'),
    !input.badge
      ? stop('desk.badge', '入室証の番号が入っていません。', '入室証を渡し、その番号を入れてください。')
      : s.inside.some((v) => v.badge === input.badge)
        ? stop('desk.badge', 'その番号の入室証は、ほかの人が使っています。', '別の入室証を渡してください。')
        : passed('desk.badge', '入室証を渡します。'),
    twice
      ? stop('desk.inside', 'この人は、すでに入室しています。', '先に退室を記録してください。')
      : passed('desk.inside', 'いま、ほかに入っていません。'),
    ...equipment(s, input, now),
  ])
}

export function judgeExit(
  inside: { badge: string; officer: boolean; things: ThingView[] },
  input: LeaveInput,
): Verdict {
  const open = inside.things.filter((t) => !t.stays && !input.leaving.includes(t.id)).map((t) => t.serial)
  return verdict([
    input.badge === inside.badge
      ? passed('exit.badge', '入室証が返りました。')
      : stop(
          'exit.badge',
          '入室のときに渡した入室証が、返っていません。',
          '渡した番号の入室証を返してもらってください。',
        ),
    open.length === 0
      ? passed('exit.equipment', '持ち込んだものは、すべて持ち帰ります。')
      : stop(
          'exit.equipment',
          `持ち込んだものが、区域に残っています：${open.join('、')}。`,
          '取りに戻ってもらってください。',
        ),
    input.other_things > 0 || input.carried_out.length > 0
      ? stop(
          'exit.carry_out',
          '持ち込んでいないものの持ち出しは、つながらない間は確かめられません。',
          '区域に戻してもらってください。',
        )
      : passed('exit.carry_out', '持ち込んでいないものを、持ち出しません。'),
    inside.officer || input.work.trim().length >= 2
      ? passed('exit.work', '行った作業が記録されます。')
      : stop('exit.work', '行った作業が書かれていません。', '随行した職員に聞いて、短く書いてください。'),
  ])
}
