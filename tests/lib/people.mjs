// The people of a town, made as in use: by the administrator, the section managers and the contractors, through the API.
import { randomUUID } from 'node:crypto';
import { Client } from './client.mjs';
import { Town } from './server.mjs';

export function corporateNumber(twelve) {
  const sum = [...twelve].reverse().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 2), 0);
  return `${9 - (sum % 9)}${twelve}`;
}

// Days in Japan, from today.
export function day(offset = 0) {
  return new Date(Date.now() + 9 * 3600_000 + offset * 86_400_000).toISOString().slice(0, 10);
}

// A town that is served, with one administrator who is signed in: town.administrator.
export async function openTown(options = {}) {
  const town = new Town(options);
  const who = town.addAdministrator();
  await town.start();
  const client = await new Client(town).enrol(who);
  town.administrator = Object.assign(client, { who });
  return town;
}

let logins = 0;

export const section = async (town, name) => (await town.administrator.act('/api/sections', { name })).id;
export const officer = async (town, name, inSection, roles) =>
  (await town.administrator.act('/api/officers', { name, section: inSection, roles })).id;
export const contractor = async (by, name, twelve) =>
  (await by.act('/api/contractors', { name, corporate_number: corporateNumber(twelve) })).id;
export const worker = async (by, firm, name) =>
  (await by.act('/api/workers', { contractor: firm, name, kana: 'ミホン' })).id;
export const train = (by, id) =>
  by.act('/api/trainings', { worker: id, course: '個人情報の取扱い', held_on: day(-30), valid_until: day(300), kind: 'own' });

// An account for somebody who is registered; signed in unless told otherwise. client.who: {id, login, person, …}.
export async function account(town, person, roles, { login = `user${++logins}`, enrolled = true } = {}) {
  const made = await town.administrator.act('/api/accounts', { login, person, roles });
  const who = { id: made.id, login, person, roles, first_code: made.first_code };
  const client = Object.assign(new Client(town), { who });
  return enrolled ? client.enrol(who) : client;
}

export async function engagement(by, firm, inSection, more = {}) {
  const made = await by.act('/api/engagements', {
    title: '給付金支給事務の委託', contractor: firm, section: inSection, responsible_person: '見本 責子', workplace: '見本ビル 3階',
    starts: day(-60), ends: day(200),
    scope: [{ information: '給付対象者の情報', range: '市内全域', ways: ['service_transfer'] }],
    production_data_allowed: true, my_number: false, ...more,
  });
  await agree(by, made.id, firm);
  await nameDataManager(by, made.id, firm);
  return made.id;
}

export const terms = ['policy', 'identified', 'service_level', 'access', 'education', 'purpose', 'secrecy', 'sub_contracting', 'return_disposal',
  'reporting', 'audit', 'publication', 'breach'];

// What a contract must say before anything is handed over: all 13 terms, and where the data is handled.
export async function agree(by, id, firm) {
  await by.act(`/api/engagements/${id}/terms`, { terms: terms.map((term, i) => ({ term, agreed: true, article: `第${i + 1}条`, text: '' })) }, { method: 'PUT' });
  await by.act(`/api/engagements/${id}/workplaces`,
    { workplaces: [{ contractor: firm, name: '見本ビル 3階', address: '見本市中央 1-1', measures: '施錠と入退室の記録' }] }, { method: 'PUT' });
}
export async function addWorkplace(by, id, firm, name = '見本ビル 3階') {
  const { workplaces } = await by.read(`/api/engagements/${id}/record`);
  await by.act(`/api/engagements/${id}/workplaces`,
    { workplaces: [...workplaces, { contractor: firm, name, address: '見本市中央 1-1', measures: '施錠と入退室の記録' }] }, { method: 'PUT' });
}
export const nameDataManager = (by, id, firm) =>
  by.act(`/api/engagements/${id}/appointments`, { contractor: firm, post: 'data_manager', worker: '', name: '管理 花子', since: day(-60) });

export const subContractInput = (parent, firm, more = {}) => ({
  parent, contractor: firm, reason: 'データ入力の一部のため', work: 'データ入力', information: ['給付対象者の情報'], starts: day(-60), ends: day(200), ...more,
});

// Applied for; and, unless told otherwise, consented to by two people, bound to the same terms, with a data manager. The
// second person is the town's department officer.
export async function subContract(by, decider, engagementId, parent, firm, { consent = true, more = {} } = {}) {
  const made = await by.act(`/api/engagements/${engagementId}/sub-contracts`, subContractInput(parent, firm, more));
  if (!consent) return made.id;
  for (const person of [decider, await departmentOfficer(by.town)])
    await person.act(`/api/sub-contracts/${made.id}/decision`, { decision: 'approve', reason: '' });
  await decider.act(`/api/sub-contracts/${made.id}/flow-down`, { evidence: '再委託契約書の写し' });
  await nameDataManager(decider, engagementId, firm);
  await addWorkplace(decider, engagementId, firm);
  return made.id;
}

// The one who is among the people, signed in or not; else one who is made for it.
async function departmentOfficer(town) {
  const known = town.people?.department_officer;
  if (known?.csrf) return known;
  town.secondDecider ??= account(town, await officer(town, '部長 二人目', '', ['department_officer']), ['department_officer']);
  return town.secondDecider;
}

export async function roster(by, decider, engagementId, firm, workers) {
  const made = await by.act(`/api/engagements/${engagementId}/rosters`, { contractor: firm, workers, employment_declared: true });
  await decider.act(`/api/rosters/${made.id}/confirm`, {
    checks: workers.map((id) => ({ worker: id, method: 'document:運転免許証', seen: '氏名と顔写真' })),
  });
  for (const id of workers) await pledge(by, engagementId, id);
  return made.id;
}

// A file of people: what /api/attachments answers.
export const attach = (by, purpose, subject, body, type, name, key = randomUUID()) =>
  by.ask('POST', `/api/attachments?purpose=${purpose}&subject=${subject}`, {
    body, headers: { 'Content-Type': type, 'X-File-Name': encodeURIComponent(name), 'Idempotency-Key': key },
  });

// The pledge of a worker, signed on paper, with its scan. Nothing where it is given already.
export async function pledge(by, engagementId, worker, kind = 'joining') {
  const given = (await by.read('/api/pledges')).given;
  if (given.some((one) => one.worker === worker && one.engagement === engagementId && one.kind === kind)) return;
  const scan = await attach(by, 'pledge', worker, '%PDF-1.7 誓約書', 'application/pdf', '誓約書.pdf');
  await by.act('/api/pledges/paper', { worker, engagement: engagementId, kind, attachment: scan.json.id, given_on: day() });
}

// What a contract must have besides its terms, part by part: [path, body].
export const contractParts = () => {
  const levels = ['confidentiality', 'integrity', 'availability'].map((quality) => ({ quality, item: '停止', target: '月60分以内', measure: '監視の記録' }));
  const criteria = ['capital', 'place_of_work', 'workers', 'evidence', 'unintended_changes'];
  return [
    ['service-levels', { levels, report_months: 3 }],
    ['specification', { document: '調達仕様書 第3章', requirements: [{ clause: '対策基準 8.1(2)', text: '13の事項を定めること' }] }],
    ['selection', { entries: criteria.map((criterion) => ({ criterion, met: true, how: '書類で確かめた' })) }],
  ];
};
export async function completeContract(by, engagementId) {
  for (const [part, body] of contractParts()) await by.act(`/api/engagements/${engagementId}/${part}`, body, { method: 'PUT' });
  // and their report is asked for
  const { contractor } = (await by.read('/api/engagements')).items.find(({ id }) => id === engagementId);
  await by.act('/api/report-plans', { engagement: engagementId, contractor, kind: 'service_level', months: 3, starts: day(), note: '' });
}

// A check sheet, all 「はい」 unless told otherwise, confirmed by the other. `answers`: {line: {answer, text}}
export async function checkSheet(by, decider, engagementId, firm, { answers = {}, submit = true, confirm = true } = {}) {
  const { id } = await by.act(`/api/engagements/${engagementId}/sheets`, { contractor: firm });
  const lines = (await by.read(`/api/sheets/${id}`)).lines.map(({ line }) => line.id);
  await by.act(`/api/sheets/${id}/answers`, {
    answers: lines.map((line) => ({ line, answer: 'yes', text: '', evidence: [], ...answers[line] })),
    contact: { name: '連絡 係', phone: '000-0000-0000', mail: '' },
  }, { method: 'PUT' });
  if (submit) await by.act(`/api/sheets/${id}/submit`);
  if (submit && confirm) await decider.act(`/api/sheets/${id}/decision`, { decision: 'approve', note: '', marks: lines.map((line) => ({ line, accepted: true, note: '' })) });
  return id;
}

// Everybody. 福祉課 has a contract with 甲社, which has 乙社 below it with consent; 税務課 has one with 丙社.
// town.people: {clerk, clerk2, manager, …}, each a signed-in Client with .who and .session.
// `who`: only these sign in beside the clerks and managers (everybody has an account), to be quicker.
export async function castTown({ who, ...options } = {}) {
  const enrols = (key) => !who || [...who, 'clerk', 'manager', 'tax_clerk', 'tax_manager'].includes(key);
  const town = await openTown(options);
  const people = (town.people = { administrator: town.administrator });
  town.welfare = await section(town, '福祉課');
  town.tax = await section(town, '税務課');
  const officers = [
    ['clerk', '福祉 一郎', town.welfare, 'officer'], ['clerk2', '福祉 次郎', town.welfare, 'officer'],
    ['manager', '福祉 課子', town.welfare, 'section_manager'], ['system_administrator', '福祉 機子', town.welfare, 'system_administrator'],
    ['department_officer', '部長 秋子', '', 'department_officer'], ['supervising_officer', '統括 冬子', '', 'supervising_officer'],
    ['ciso', '副市長 春子', '', 'ciso'], ['auditor', '監査 夏子', '', 'auditor'], ['reception', '受付 桜子', '', 'reception'],
    ['tax_clerk', '税務 一郎', town.tax, 'officer'], ['tax_manager', '税務 課子', town.tax, 'section_manager'],
  ];
  for (const [key, name, place, role] of officers)
    people[key] = await account(town, await officer(town, name, place, [role]), [role], { login: key, enrolled: enrols(key) });
  const { manager, tax_manager: taxManager } = people;

  town.prime = await contractor(manager, '甲社', '234567890123');
  town.sub = await contractor(manager, '乙社', '345678901234');
  town.other = await contractor(taxManager, '丙社', '456789012345');
  const asset = { information: '給付対象者の情報', confidentiality: 'c3b', integrity: 'i2', availability: 'a2', personal_data: true };
  town.asset = (await manager.act('/api/assets', { ...asset, name: '給付対象者台帳', section: town.welfare })).id;
  town.plainAsset = (await manager.act('/api/assets', { ...asset, name: '案内文', section: town.welfare, confidentiality: 'c2', integrity: 'i1', personal_data: false })).id;
  town.taxAsset = (await taxManager.act('/api/assets', { ...asset, name: '課税台帳', section: town.tax })).id;
  town.engagement = await engagement(manager, town.prime, town.welfare);
  town.taxEngagement = await engagement(taxManager, town.other, town.tax, { title: '課税資料の入力' });
  town.tier = await subContract(people.clerk, manager, town.engagement, '', town.sub);

  const firms = [['prime', manager, town.engagement], ['sub', manager, town.engagement], ['other', taxManager, town.taxEngagement]];
  for (const [firm, decider, contract] of firms) {
    const clerk = decider === manager ? people.clerk : people.tax_clerk;
    const ids = [];
    for (const [role, given] of [['contractor_manager', '責任'], ['worker', '従事']]) {
      const id = await worker(clerk, town[firm], `${{ prime: '甲', sub: '乙', other: '丙' }[firm]}野 ${given}`);
      ids.push(id);
      const key = `${firm}_${role === 'worker' ? 'worker' : 'manager'}`;
      people[key] = await account(town, id, [role], { login: key, enrolled: enrols(key) });
      await train(decider, id);
    }
    await roster(clerk, decider, contract, town[firm], ids);
    await checkSheet(clerk, decider, contract, town[firm]);
  }
  return town;
}
