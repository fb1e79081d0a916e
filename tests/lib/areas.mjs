// A controlled area and who comes to it, as in use.
import { checkSheet, engagement, roster } from './people.mjs';

export const hours = (offset) => new Date(Date.now() + offset * 3600_000).toISOString();
const today = () => new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10);

export const areaInput = (town, more = {}) => ({
  name: 'サーバー室', kind: 'server_room', place: '本庁舎 地下1階', section: town.welfare, roles: ['officer', 'section_manager'], persons: [],
  cameras: ['CAM-01', 'CAM-02'], one_area_at_a_time: true, escort_for_officers: false, closed: false,
  house_rules: '携帯電話を持ち込まないこと。', contact: '福祉課 内線 100', ...more,
});

// town.area, and a contract that provides for work on site: town.onSite, with its rosters.
export async function withArea(town) {
  const { manager, clerk } = town.people;
  town.area = (await manager.act('/api/areas', areaInput(town))).id;
  town.onSite = await engagement(manager, town.prime, town.welfare, {
    title: 'サーバーの保守', scope: [{ information: '給付対象者の情報', range: '市内全域', ways: ['on_site'] }],
  });
  await checkSheet(clerk, manager, town.onSite, town.prime);
  await roster(clerk, manager, town.onSite, town.prime, [town.people.prime_manager.who.person, town.people.prime_worker.who.person]);
  return town;
}

export const entryInput = (town, more = {}) => ({
  engagement: town.onSite, contractor: town.prime, area: town.area, people: [town.people.prime_worker.who.person],
  starts_at: hours(-1), ends_at: hours(3), purpose: 'サーバーの定期点検のため', ...more,
});
export const bringInInput = (town, more = {}) => ({
  engagement: town.onSite, contractor: town.prime, area: town.area, starts_at: hours(-1), ends_at: hours(3), purpose: '点検に使うため',
  evidence: '本日、全体を検査し、検出はありませんでした',
  things: [{ kind: 'pc', maker: '見本電機', serial: `PC-${Math.random().toString(36).slice(2, 10)}`, antivirus: '見本アンチウイルス', pattern_day: today(), stays: false }],
  ...more,
});
export const apply = async (town, more, by = town.people.clerk) => (await by.act('/api/entries', entryInput(town, more))).id;
export const applyBringIn = async (town, more, by = town.people.clerk) => (await by.act('/api/bring-ins', bringInInput(town, more))).id;
export const approve = (town, id, by = town.people.manager) => by.act(`/api/entries/${id}/decision`, { approve: true, reason: '' });

let badges = 0;
export const enterInput = (town, more = {}) => ({
  person: town.people.prime_worker.who.person, area: town.area, application: '', document: '運転免許証', escort: town.people.clerk.who.person,
  escort_present: true, camera: 'CAM-01', badge: String(++badges), purpose: '', things: [], other_things: 0, ...more,
});
export const leaveInput = (badge, more = {}) => ({ badge, leaving: [], carried_out: [], other_things: 0, work: '定期点検をした', ...more });

// The rules that stopped an answer.
export const stops = (answer) => answer.json.verdict.findings.filter((f) => f.outcome !== 'passed').map((f) => f.rule);
