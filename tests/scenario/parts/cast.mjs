// 見本市 as the incident found it: a section that pays a benefit, a prime contractor, its sub-contractor (with consent),
// and a further firm that the section knows from another contract, and nobody has consented to for this one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { account, checkSheet, contractor, day, engagement, officer, openTown, roster, section, subContract, train, worker } from '../../lib/people.mjs';
import { run } from '../../lib/server.mjs';

export const range = '給付対象世帯';
export const information = '住民基本情報';

// A contract with the prime contractor, of which the sub-contractor is a consented tier; rosters of both confirmed.
export async function benefitContract(town, title, production, subWorkers) {
  const { manager, prime_manager: prime } = town.people;
  const id = await engagement(manager, town.prime, town.section, {
    title, scope: [{ information, range, ways: ['service_transfer'] }], production_data_allowed: production,
  });
  const tier = await subContract(prime, manager, id, '', town.sub, { more: { information: [information] } });
  await roster(prime, manager, id, town.prime, [prime.session.person]);
  const workers = subWorkers.map((key) => town.people[key].session.person);
  await roster(town.people.sub_manager, manager, id, town.sub, workers);
  await checkSheet(prime, manager, id, town.prime);
  await checkSheet(town.people.sub_manager, manager, id, town.sub);
  return { id, tier };
}

// `opened`: where the town is noted as soon as it runs.
export async function cast(options, opened) {
  const town = await openTown(options);
  opened.push(town);
  const people = (town.people = { administrator: town.administrator });
  town.section = await section(town, '給付課');
  town.otherSection = await section(town, '情報政策課');
  for (const [key, name, place, role] of [
    ['clerk', '見本 一郎', town.section, 'officer'], ['manager', '見本 課子', town.section, 'section_manager'],
    ['department_officer', '見本 部夫', '', 'department_officer'], ['supervising_officer', '見本 統子', town.otherSection, 'supervising_officer'],
    ['other_manager', '見本 別造', town.otherSection, 'section_manager'], ['auditor', '見本 監一', '', 'auditor'],
  ])
    people[key] = await account(town, await officer(town, name, place, [role]), [role], { login: key });
  const { manager, clerk } = people;

  town.prime = await contractor(manager, '見本元請株式会社', '990000000011');
  town.sub = await contractor(manager, '見本再委託株式会社', '990000000022');
  town.further = await contractor(manager, '見本再々委託合同会社', '990000000033');
  town.asset = (await manager.act('/api/assets', {
    name: '住民基本台帳', information, section: town.section, confidentiality: 'c3b', integrity: 'i2', availability: 'a2', personal_data: true,
  })).id;

  // The further firm prints envelopes for the section: known, and no party to the benefit.
  const printing = await engagement(manager, town.further, town.section, {
    title: '通知書の印刷', scope: [{ information: '通知書の様式', range: '様式', ways: ['on_site'] }], production_data_allowed: false,
  });
  const firstContract = await engagement(manager, town.prime, town.section, {
    title: '臨時特別給付金の支給事務', scope: [{ information, range, ways: ['service_transfer'] }], production_data_allowed: false,
  });
  const staff = async (firm, names) => {
    for (const [key, name, role] of names) people[key] = await account(town, await worker(clerk, town[firm], name), [role], { login: key });
  };
  await staff('prime', [['prime_manager', '元請 責子', 'contractor_manager']]);
  await staff('further', [['further_manager', '再々 責太', 'contractor_manager'], ['further_worker', '再々 従子', 'worker']]);
  const tier = await subContract(people.prime_manager, manager, firstContract, '', town.sub, { more: { information: [information] } });
  await staff('sub', [
    ['sub_manager', '再委 責夫', 'contractor_manager'], ['sub_worker', '再委 従一', 'worker'], ['sub_colleague', '再委 従二', 'worker'],
  ]);
  await roster(people.prime_manager, manager, firstContract, town.prime, [people.prime_manager.session.person]);
  await roster(people.sub_manager, manager, firstContract, town.sub, [people.sub_manager.session.person]);
  await roster(people.further_manager, manager, printing, town.further, ['further_manager', 'further_worker'].map((key) => people[key].session.person));
  for (const key of ['prime_manager', 'sub_manager', 'further_manager', 'further_worker']) await train(manager, people[key].session.person);
  await checkSheet(people.prime_manager, manager, firstContract, town.prime);
  await checkSheet(people.sub_manager, manager, firstContract, town.sub);
  town.first = { id: firstContract, tier };
  return town;
}

// What somebody of the benefit contract fills in when everything is as it should be, save what the test says.
export const application = (town, contract, recipient, more = {}) => ({
  kind: 'carry_out', engagement: contract, asset: town.asset, range, way: 'service_transfer', recipient: recipient.session.person,
  purpose: '給付金システムの移行試験のため', content_description: '給付対象世帯の一覧', protection: '端末のディスクを暗号化し、施錠した部屋で扱う',
  production_application: false, production_reason: '', collect_until: day(5), custody_due: day(20), downloads_allowed: 2,
  transfer: { access_control: true, encrypted_at_rest: true, encrypted_link: true }, ...more,
});

// The town's register becomes the index that inspections use; answers the extract of all of them, the CSV in CP932 that an
// operator would make for the benefit.
export function importRegister(town, residents) {
  const register = join(town.directory, 'register.csv');
  const file = join(town.directory, 'extract.csv');
  assert.equal(run(['register', 'synthesize', '-o', register]).code, 0);
  assert.equal(run(['register', 'synthesize', '-o', file, '--extract', '--encoding', 'cp932']).code, 0);
  const imported = run(['register', 'import', register, '--out', join(town.data, 'register.idx'), '--key', join(town.keys, 'index.key'), '--json']);
  assert.equal(imported.code, 0, imported.err);
  assert.equal(imported.json.units, residents);
  const extract = readFileSync(file);
  const [heading] = new TextDecoder('shift_jis').decode(extract.subarray(0, 200)).split(/\r?\n/);
  assert.equal(heading, '統一コード,氏名,郵便番号,住所,生年月日,性別,住民となった日');
  assert.equal(extract.reduce((count, byte) => count + (byte === 10), 0), residents + 1);
  assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(extract), 'it is CP932, not UTF-8');
  return extract;
}

// The CP932 extract with its heading and `count` of its rows, spread over the whole. A line feed is never part of a character.
export function someOf(extract, count) {
  const rows = extract.toString('latin1').split('\n');
  const body = rows.slice(1, -1);
  const chosen = Array.from({ length: count }, (_, i) => body[Math.floor((i * body.length) / count)]);
  return Buffer.from(`${[rows[0], ...chosen].join('\n')}\n`, 'latin1');
}

export const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

// The gate stopped it, by exactly these rules, each with these clauses, in words that say why and what to do; and the
// ledger holds the refusal. `expected`: {rule: [clause, …]}
export async function stopped(town, answer, expected) {
  assert.equal(answer.status, 403, answer.text);
  const { verdict, receipt } = answer.json;
  assert.equal(verdict.passed, false);
  const open = verdict.findings.filter((finding) => finding.outcome !== 'passed');
  assert.deepEqual(open.map((finding) => finding.rule).sort(), Object.keys(expected).sort(), answer.text);
  for (const finding of open) {
    for (const clause of expected[finding.rule]) assert.ok(finding.clauses.includes(clause), `${finding.rule} cites ${finding.clauses}, not ${clause}`);
    assert.match(finding.reason_ja, japanese);
    assert.match(finding.todo_ja, japanese);
  }
  const entry = await town.people.auditor.read(`/api/ledger/${receipt.entry}`);
  const written = JSON.parse(entry.canonical);
  assert.equal(written.kind, 'act.refused');
  assert.deepEqual(written.data.findings.map((finding) => finding.rule).sort(), Object.keys(expected).sort());
  town.refusals = (town.refusals ?? 0) + 1;
  return Object.fromEntries(open.map((finding) => [finding.rule, finding]));
}
