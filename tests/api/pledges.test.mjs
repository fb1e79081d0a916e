// Pledges over HTTP: signed by the person alone, or from paper with its scan; without one no data; leavers owe another.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { draft, inspected, upload } from '../lib/passage.mjs';
import { account, attach, castTown, day, train, worker } from '../lib/people.mjs';
import { rows, value } from '../lib/sqlite.mjs';

let town, people, fresh, holder;
const rulesOf = (answer) => answer.json.verdict.findings.filter((finding) => finding.outcome !== 'passed').map((finding) => finding.rule);
before(async () => {
  town = await castTown({ who: ['prime_manager', 'prime_worker', 'sub_manager', 'other_manager', 'auditor', 'administrator'] });
  people = town.people;
  fresh = await worker(people.clerk, town.prime, '甲野 新');
  await train(people.manager, fresh);
  holder = await account(town, fresh, ['worker'], { login: 'fresh-worker' });
  const workers = [...['prime_manager', 'prime_worker'].map((key) => people[key].who.person), fresh];
  const made = await people.prime_manager.act(`/api/engagements/${town.engagement}/rosters`, { contractor: town.prime, workers, employment_declared: true });
  await people.manager.act(`/api/rosters/${made.id}/confirm`, { checks: [{ worker: fresh, method: 'interview' }] });
});
after(() => town?.remove());

const owed = async (client) => (await client.read('/api/pledges')).owed;
const duties = async (client) => (await client.read('/api/duties')).items.map((duty) => duty.kind);
async function tried() {
  const id = await draft(town, people.clerk, holder);
  await upload(people.clerk, id, '一般の案内です');
  await inspected(people.clerk, id);
  return people.clerk.command(`/api/passages/${id}/submit`);
}

test('no pledge, no data; the person reads the wording and signs it with their own name', async () => {
  assert.deepEqual(rulesOf(await tried()), ['recipient.pledge']);
  assert.ok((await duties(holder)).includes('give_pledge'));
  assert.ok((await duties(people.prime_manager)).includes('give_pledge'));
  assert.deepEqual((await owed(holder)).map(({ worker: id, kind, may_sign, may_record }) => [id, kind, may_sign, may_record]), [[fresh, 'joining', true, false]]);
  for (const name of ['sub_manager', 'other_manager', 'administrator']) assert.deepEqual(await owed(people[name]), [], name);
  assert.equal((await owed(people.manager)).length, 1);

  await people.manager.act(`/api/engagements/${town.engagement}/pledge`, { kind: 'joining', text: '私は、秘密を守ります。' }, { method: 'PUT' });
  const text = await holder.read(`/api/engagements/${town.engagement}/pledge?kind=joining`);
  assert.equal(text.text, '私は、秘密を守ります。');
  const sign = { engagement: town.engagement, kind: 'joining', sha256: text.sha256, signature: '甲野　新' };
  for (const [status, more] of [[400, { signature: '' }], [400, { signature: '乙野 別' }], [409, { sha256: '0'.repeat(64) }], [404, { engagement: town.taxEngagement }]])
    assert.equal((await holder.command('/api/pledges', { ...sign, ...more })).status, status, JSON.stringify(more));
  assert.equal((await people.clerk.command('/api/pledges', sign)).status, 403);
  await holder.act('/api/pledges', sign);
  assert.equal((await holder.command('/api/pledges', sign)).status, 409);
  assert.deepEqual(await owed(holder), []);
  assert.ok(!(await duties(holder)).includes('give_pledge'));
  assert.equal(value(town, `SELECT text_sha256 FROM pledges WHERE worker = '${fresh}'`), text.sha256);
  assert.equal((await tried()).status, 200);
});

test('a scan belongs to one worker and one pledge; others do not see it', async () => {
  const paper = await worker(people.clerk, town.prime, '甲野 紙');
  const record = (by, more) => by.command('/api/pledges/paper', { worker: paper, engagement: town.engagement, kind: 'joining', given_on: day(), ...more });
  const other = await attach(people.prime_manager, 'pledge', fresh, '%PDF-1.7', 'application/pdf', '誓約書.pdf');
  const own = await attach(people.prime_manager, 'pledge', paper, '%PDF-1.7', 'application/pdf', '誓約書.pdf');
  for (const [status, more] of [[400, { attachment: '' }], [400, { attachment: other.json.id }], [400, { attachment: own.json.id, given_on: day(1) }]])
    assert.equal((await record(people.prime_manager, more)).status, status);
  assert.equal((await record(people.other_manager, { attachment: own.json.id })).status, 404);
  assert.equal((await record(people.prime_manager, { attachment: own.json.id })).status, 200);
  for (const name of ['other_manager', 'sub_manager', 'tax_manager', 'administrator', 'prime_worker'])
    assert.equal((await people[name].get(`/api/attachments/${own.json.id}/content`)).status, 404, name);
  const seen = await people.auditor.get(`/api/attachments/${own.json.id}/content`);
  assert.equal(seen.status, 200);
  assert.equal(seen.headers['content-type'], 'application/octet-stream');
  assert.equal((await people.prime_manager.command(`/api/attachments/${own.json.id}`, undefined, { method: 'DELETE' })).status, 403, 'a paper that was handed in is the town’s');
});

test('who leaves owes the leaving pledge, which the manager records; the account is closed at once', async () => {
  await people.prime_manager.act(`/api/workers/${fresh}/leave`);
  assert.equal((await holder.get('/api/session')).status, 401);
  const kinds = await duties(people.prime_manager);
  assert.ok(kinds.includes('give_leaving_pledge') && kinds.includes('submit_roster'), kinds.join());
  const [one] = (await owed(people.prime_manager)).filter((pledge) => pledge.kind === 'leaving');
  assert.deepEqual([one.worker, one.may_sign, one.may_record], [fresh, false, true]);
  const scan = await attach(people.prime_manager, 'pledge', fresh, Buffer.from('ffd8ffe000', 'hex'), 'image/jpeg', '離任.jpg');
  await people.prime_manager.act('/api/pledges/paper', { worker: fresh, engagement: town.engagement, kind: 'leaving', attachment: scan.json.id, given_on: day() });
  assert.ok(!(await duties(people.prime_manager)).includes('give_leaving_pledge'));
  assert.deepEqual(rows(town, `SELECT kind, way FROM pledges WHERE worker = '${fresh}' ORDER BY kind`), [{ kind: 'joining', way: 'signed_in' }, { kind: 'leaving', way: 'paper' }]);
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
