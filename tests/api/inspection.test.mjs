// Inspections over HTTP: figures by dataset, masked samples only for those with the right, what the application says beside
// it; asked for again, ended; inspected again when a dataset changes.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { castTown } from '../lib/people.mjs';
import * as passage from '../lib/passage.mjs';
import { run } from '../lib/server.mjs';

let town, people, lines;
before(async () => {
  town = await castTown();
  people = town.people;
  await town.stop();
  const register = join(town.directory, 'jumin.csv');
  assert.equal(run(['register', 'synthesize', '-o', register, '--count', '2000']).code, 0);
  assert.equal(run(['register', 'import', register, '--out', join(town.data, 'register.idx'), '--key', join(town.keys, 'index.key')]).code, 0);
  await town.start();
  for (const client of Object.values(people)) client.agent.destroy();
  lines = readFileSync(register, 'utf8').split(/\r?\n/).filter(Boolean);
});
after(() => town?.remove());

const some = (n) => `${lines.slice(0, n + 1).join('\r\n')}\r\n`;
const sent = async (bytes, more, name) => {
  const id = await passage.draft(town, people.clerk, people.prime_worker, more);
  await passage.upload(people.clerk, id, bytes, name);
  return [id, (await passage.inspected(people.clerk, id)).content];
};
const view = (by, id) => by.read(`/api/passages/${id}`);
async function until(by, id, is) {
  for (const end = Date.now() + 20000; ; await sleep(30)) {
    const { content } = await view(by, id);
    if (is(content)) return content;
    if (Date.now() > end) throw new Error(JSON.stringify(content));
  }
}
const stoppedBy = (got) => got.json.verdict.findings.filter((finding) => finding.outcome !== 'passed').map((finding) => finding.rule);

test('people are counted once, by dataset, with what proved them and where', async () => {
  const [id, content] = await sent(some(37) + some(37).split('\r\n').slice(1).join('\r\n'));
  assert.equal(content.state, 'production_data');
  const { report } = content;
  assert.equal(report.complete, true);
  const [found] = report.datasets;
  assert.deepEqual([found.name, found.units, found.counter, found.total, found.weak], ['住民基本台帳', 37, '人', 2000, false]);
  assert.ok(found.households > 0 && found.households <= 37);
  assert.ok(found.evidence.length > 0 && found.evidence.every((one) => one.attributes && one.records > 0));
  assert.ok(found.places.length > 0);
  assert.deepEqual(report.compared, ['住民基本台帳']);
  assert.equal(content.residents, 37);
  const ledger = JSON.stringify(await people.auditor.read(`/api/ledger?limit=50`));
  assert.doesNotMatch(ledger, /個人番号の形/);
  return id;
});

test('masked samples: for who may approve there and the security officers, never for a contractor', async () => {
  const [id] = await sent(some(5));
  await people.clerk.act(`/api/passages/${id}/submit`);
  const shown = [];
  for (const name of ['clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer', 'ciso', 'auditor', 'prime_manager', 'prime_worker']) {
    const { content } = await view(people[name], id);
    assert.equal(content.report.datasets[0].units, 5, name);
    const samples = [...content.report.datasets, ...content.report.patterns].flatMap((one) => one.samples);
    assert.equal(content.report.samples_shown, samples.length > 0, name);
    if (samples.length > 0) shown.push(name);
    for (const cell of lines[1].split(',')) if (cell.length >= 8) for (const sample of samples) assert.equal(sample.includes(cell), false, `${name} sees ${sample}`);
  }
  assert.deepEqual(shown, ['manager', 'department_officer', 'supervising_officer', 'ciso']);
  // Nor by way of the ledger, or of an evidence bundle.
  const { timeline } = await view(people.manager, id);
  const { entry } = timeline.find((item) => item.kind === 'content.inspected');
  for (const name of ['clerk', 'manager', 'auditor', 'prime_manager', 'prime_worker']) {
    const seen = await people[name].get(`/api/ledger/${entry}`);
    assert.ok([200, 404].includes(seen.status));
    if (seen.status === 200) assert.deepEqual(seen.json.disclosed, [], name);
  }
  const bundle = await people.auditor.get(`/api/evidence?passage=${id}`);
  assert.equal(bundle.status, 200);
  assert.equal(bundle.body.includes('"samples"'), true, 'its commitment stands in the entry');
  assert.equal(bundle.body.includes('"field":"samples"'), false, 'its value does not');
});

test('what the application says beside what was found', async () => {
  const [id, content] = await sent(some(3), { production_application: false, production_reason: '' });
  const production = content.comparison.find((line) => line.topic === 'production');
  assert.deepEqual([production.agrees, production.said], [false, '申請していません']);
  assert.match(production.found, /^住民基本台帳 3人/);
  assert.deepEqual(stoppedBy(await people.clerk.command(`/api/passages/${id}/submit`)), ['production.application']);
  const [, clean] = await sent('項目,件数\n申請,12\n', { production_application: false, production_reason: '' });
  assert.equal(clean.state, 'clean');
  assert.equal(clean.comparison.find((line) => line.topic === 'production').agrees, true);
  assert.equal(clean.report.complete, true);
  assert.deepEqual(clean.report.datasets, []);
});

test('what cannot be seen is named, and another inspection can be asked for by the applicant alone', async () => {
  const [id, content] = await sent(Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200, 255)]), {}, '名簿.bin');
  assert.equal(content.state, 'unreadable');
  assert.ok(content.report.unseen_count > 0);
  for (const remark of content.report.unseen) assert.ok(remark.kind && remark.ja.endsWith('。') && remark.code, JSON.stringify(remark));
  for (const name of ['clerk2', 'manager', 'system_administrator', 'ciso', 'prime_worker', 'prime_manager', 'administrator']) {
    const got = await people[name].command(`/api/passages/${id}/inspection`, { password: 'himitsu' });
    assert.ok([403, 404].includes(got.status), `${name}: ${got.status}`);
    const end = await people[name].command(`/api/passages/${id}/inspection`, undefined, { method: 'DELETE' });
    assert.ok([403, 404, 409].includes(end.status), `${name}: ${end.status}`);
  }
  const password = 'kagi-no-kotoba-2026';
  await people.clerk.act(`/api/passages/${id}/inspection`, { password });
  const again = await until(people.clerk, id, (now) => now.report?.before);
  assert.equal(again.report.reinspected_for, 'password');
  assert.equal(again.report.before.state, 'unreadable');
  assert.equal(again.report.worse, false);
  for (const at of ['sekisho.db', 'sekisho.db-wal'])
    if (existsSync(join(town.data, at))) assert.equal(readFileSync(join(town.data, at)).includes(password), false, at);
  assert.equal((await people.clerk.command(`/api/passages/${id}/inspection`, undefined, { method: 'DELETE' })).status, 409, 'it has ended');
});

test('a dataset that comes later is found in what was approved already, and the page says so', async () => {
  const csv = '支店番号,口座番号,口座名義\n101,1234567,ミホン タロウ\n102,2345678,ヒナガタ ハナコ\n103,3456789,レイ ジロウ\n';
  const id = await passage.released(town, people.clerk, people.prime_worker, csv.replace('支店番号,口座番号,口座名義', '店番,番号,名義'));
  assert.deepEqual((await view(people.manager, id)).content.report.datasets, []);
  const by = people.system_administrator;
  const file = await by.ask('POST', '/api/dataset-files', { body: Buffer.from(csv), headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': 'koza.csv' } });
  assert.equal(file.status, 200, file.text);
  const looked = async () => {
    for (const end = Date.now() + 10000; Date.now() < end; await sleep(30)) if ((await by.read(`/api/dataset-files/${file.json.id}`)).state !== 'checking') return;
    throw new Error('the dry run does not end');
  };
  await looked();
  const columns = [{ heading: '支店番号', meaning: 'branch_code' }, { heading: '口座番号', meaning: 'account_number' }, { heading: '口座名義', meaning: 'kana' }];
  const told = await by.ask('POST', `/api/dataset-files/${file.json.id}/check`, { body: { layout: 'found', encoding: '', sheet: '', unit: 'account', columns, fixed: [] } });
  assert.equal(told.status, 200, told.text);
  await looked();
  const dataset = (await by.act(`/api/dataset-files/${file.json.id}/run`, { dataset: '', name: '児童手当の口座', classification: 'c3b' })).id;
  const content = await until(people.manager, id, (now) => now.report.datasets.length > 0);
  assert.equal(content.report.worse, true);
  assert.equal(content.report.reinspected_for, 'dataset:児童手当の口座');
  assert.deepEqual([content.report.datasets[0].units, content.report.datasets[0].counter], [3, '口座']);
  const { timeline, state } = await view(people.manager, id);
  assert.equal(state, 'approved', 'approvals are of the content, which is the same');
  assert.ok(timeline.some((item) => item.kind === 'content.reinspected'));
  await by.act(`/api/datasets/${dataset}/remove`, { reason: '試しに登録したため' });
  const after = await until(people.manager, id, (now) => now.report.datasets.length === 0);
  assert.equal(after.report.worse, false);
  await town.stop();
  const rebuilt = town.run('verify', ['--rebuild', '--json']);
  assert.equal(rebuilt.json.equal, true, rebuilt.out);
  await town.start();
});
