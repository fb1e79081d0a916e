// A suspected breach over HTTP: anybody reports it at once, the CISO is asked the same day, and who reported it hears of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { castTown, day } from '../lib/people.mjs';
import { rows, value } from '../lib/sqlite.mjs';

let town, people;
const reports = {};
before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
});
after(() => town?.remove());

const everybody = ['administrator', 'clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer',
  'ciso', 'auditor', 'reception', 'tax_clerk', 'tax_manager', 'prime_manager', 'prime_worker', 'sub_manager', 'sub_worker',
  'other_manager', 'other_worker'];
const all = ['ciso', 'supervising_officer'];
const secret = '見本 花子さんのかばん';
const input = (more = {}) => ({
  engagement: '', found_at: new Date(Date.now() - 3600_000).toISOString(), what: `${secret}が、帰り道でなくなった`, information: '給付対象者の氏名', going_on: true, ...more,
});
const report = (name, more) => people[name].command('/api/breaches', input(more));
const mine = async (name) => (await people[name].read('/api/duties')).items;

test('report_breach: everybody who is signed in, and nobody else', async () => {
  for (const name of everybody) {
    const answer = await report(name);
    assert.equal(answer.status, 200, `${name}: ${answer.text}`);
    assert.equal(answer.json.receipt.kind, 'breach.reported');
    reports[name] = answer.json.id;
  }
  assert.equal((await report('nobody')).status, 401);
});

test('one sees what one reported; the CISO and the supervising officer see all of them', async () => {
  for (const name of everybody) {
    const expected = all.includes(name) ? Object.values(reports) : [reports[name]];
    const { items } = await people[name].read('/api/breaches?limit=200');
    assert.deepEqual(items.map((row) => row.id).sort(), [...expected].sort(), name);
    for (const [other, id] of Object.entries(reports)) {
      const answer = await people[name].get(`/api/breaches/${id}`);
      assert.equal(answer.status, expected.includes(id) ? 200 : 404, `${name} ${other}`);
      if (answer.status === 404) assert.equal(answer.text, (await people[name].get(`/api/breaches/brc_${'0'.repeat(16)}`)).text);
    }
  }
  assert.equal((await people.nobody.get('/api/breaches')).status, 401);
  assert.equal((await people.nobody.get(`/api/breaches/${reports.clerk}`)).status, 401);
});

test('it is the CISO’s duty, due today and before all others; nobody else owes it', async () => {
  const list = await mine('ciso');
  const first = list.slice(0, everybody.length);
  assert.deepEqual(first.map((row) => row.kind), everybody.map(() => 'acknowledge_breach'));
  for (const row of first) {
    assert.deepEqual([row.due, row.days_left, row.overdue, row.clauses], [day(0), 0, false, ['G-8.1-3d']]);
    assert.ok(!JSON.stringify(row).includes(secret));
  }
  assert.equal((await people.ciso.read('/api/home')).duties[0].kind, 'acknowledge_breach');
  const after = await people.ciso.read('/api/duties?limit=3');
  const rest = await people.ciso.read(`/api/duties?limit=200&after=${after.next}`);
  assert.deepEqual([...after.items, ...rest.items].map((row) => row.subject), (await people.ciso.read('/api/duties?limit=200')).items.map((row) => row.subject));
  for (const name of everybody)
    if (name !== 'ciso') assert.ok(!(await mine(name)).some((row) => row.kind === 'acknowledge_breach'), name);
});

test('acknowledge_breach: the CISO alone, once, with what was decided; who reported it reads that', async () => {
  const path = `/api/breaches/${reports.sub_worker}`;
  const decision = { decision: '対策本部を開く' };
  for (const name of everybody) {
    if (name === 'ciso') continue;
    const answer = await people[name].command(`${path}/acknowledge`, decision);
    const sees = name === 'sub_worker' || all.includes(name);
    assert.equal(answer.status, sees ? 403 : 404, `${name}: ${answer.text}`);
    if (sees) assert.deepEqual(answer.json.verdict.findings.filter((f) => f.outcome !== 'passed').map((f) => f.rule), ['rights.act']);
  }
  assert.equal((await people.nobody.command(`${path}/acknowledge`, decision)).status, 401);
  assert.equal((await people.ciso.command(`${path}/acknowledge`, { decision: ' ' })).json.error.field, 'decision');
  const before = await people.sub_worker.read(path);
  assert.deepEqual([before.breach.acknowledged_at, before.decision, before.may], ['', '', []]);
  assert.deepEqual((await people.ciso.read(path)).may, ['acknowledge_breach']);
  assert.equal((await people.ciso.act(`${path}/acknowledge`, decision)).receipt.kind, 'breach.acknowledged');
  const seen = await people.sub_worker.read(path);
  assert.equal(seen.decision, decision.decision);
  assert.equal(seen.acknowledged_by, people.ciso.session.name);
  assert.ok(seen.breach.acknowledged_at);
  assert.equal((await people.ciso.command(`${path}/acknowledge`, decision)).status, 409);
  assert.ok(!(await mine('ciso')).some((row) => row.subject === reports.sub_worker));
  const { items } = await people.supervising_officer.read('/api/breaches?limit=200');
  assert.equal(items.at(-1).id, reports.sub_worker, 'what waits comes first');
  const open = (await people.supervising_officer.read('/api/breaches?state=open&limit=200')).items;
  assert.equal(open.length, everybody.length - 1);
});

test('what is missing or cannot be is said by its field', async () => {
  for (const [more, field] of [[{ what: ' ' }, 'what'], [{ what: 'あ'.repeat(2001) }, 'what'], [{ found_at: day(0) }, 'found_at'],
    [{ found_at: new Date(Date.now() + 3600_000).toISOString() }, 'found_at'], [{ information: 'あ'.repeat(2001) }, 'information']]) {
    const answer = await report('clerk', more);
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.json.error.field, field);
  }
});

test('a contract that one cannot see is not known; one’s own is named', async () => {
  for (const [name, engagement, status] of [['sub_manager', town.engagement, 200], ['prime_worker', town.engagement, 200], ['clerk', town.engagement, 200],
    ['sub_manager', town.taxEngagement, 404], ['clerk', town.taxEngagement, 404], ['administrator', town.engagement, 404]]) {
    const answer = await report(name, { engagement });
    assert.equal(answer.status, status, `${name}: ${answer.text}`);
    if (status === 200) assert.equal((await people.supervising_officer.read(`/api/breaches/${answer.json.id}`)).breach.engagement_title, '給付金支給事務の委託');
  }
});

test('what people wrote is in the ledger as a commitment alone, and the state is made anew from it', async () => {
  assert.ok(rows(town, `SELECT what FROM breaches WHERE id = '${reports.clerk}'`)[0].what.includes(secret));
  assert.equal(value(town, `SELECT count(*) FROM ledger_entries WHERE leaf LIKE '%${secret}%' OR leaf LIKE '%対策本部%'`), 0);
  assert.ok(value(town, "SELECT count(*) FROM ledger_entries WHERE kind LIKE 'breach.%'") > everybody.length);
  await town.stop();
  const verified = town.run('verify', ['--rebuild', '--json']);
  assert.equal(verified.code, 0, verified.err || verified.out);
  await town.start();
});
