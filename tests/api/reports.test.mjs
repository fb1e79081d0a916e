// Written reports over HTTP, as every role: a contractor's, the section's answer, and the quarter to the supervising officer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { castTown, day } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';

let town, people;
const things = {};
const everybody = ['administrator', 'clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer',
  'ciso', 'auditor', 'reception', 'tax_clerk', 'tax_manager', 'prime_manager', 'prime_worker', 'sub_manager', 'sub_worker', 'other_manager', 'other_worker'];
const higher = ['department_officer', 'supervising_officer', 'ciso'];
const wholeTown = [...higher, 'auditor'];
const welfare = ['clerk', 'clerk2', 'manager', 'system_administrator'];

const plan = (more = {}) => ({ engagement: town.engagement, contractor: town.prime, kind: 'work', months: 1, starts: day(-59), note: '決まりを守れているか', ...more });
const report = (more = {}) => ({
  engagement: town.engagement, contractor: town.prime, kind: 'work', plan: '', period_from: day(-30), period_to: day(-1), replaces: '',
  body: '山田が決まりどおりに作業しました。', figures: [], changes: [], ...more,
});
const free = async (by = people.prime_manager, more = {}) => (await by.act('/api/reports', report(more))).id;

before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
  things.plan = (await people.manager.act('/api/report-plans', plan())).id;
  things.report = await free();
  things.sub = await free(people.sub_manager, { contractor: town.sub, kind: 'system_change', changes: [{ system: '給付金', what: '更新', reason: '脆弱性', changed_on: day(-2) }] });
  things.other = await free(people.other_manager, { contractor: town.other, engagement: town.taxEngagement });
});
after(() => town?.remove());

const written = () => value(town, `SELECT count(*) FROM ledger_entries WHERE kind <> 'act.refused'`);
async function exactly(passing, request, make, either = []) {
  const subject = make ? await make() : undefined;
  for (const name of [...everybody, 'nobody']) {
    if (passing.includes(name) || either.includes(name)) continue;
    const before = written();
    const answer = await request(people[name], subject);
    assert.ok(name === 'nobody' ? answer.status === 401 : [400, 403, 404].includes(answer.status), `${name}: ${answer.status} ${answer.text}`);
    assert.equal(written(), before, `${name} was refused, and yet something was written`);
  }
  for (const [i, name] of passing.entries()) {
    const answer = await request(people[name], i === 0 || !make ? subject : await make());
    assert.equal(answer.status, 200, `${name}: ${answer.status} ${answer.text}`);
  }
}

test('each sees the own: the town, the section, the firm\'s manager; no other tier, no other contractor', async () => {
  const sees = (name) =>
    wholeTown.includes(name) ? ['report', 'sub', 'other'] : welfare.includes(name) ? ['report', 'sub']
      : ['tax_clerk', 'tax_manager', 'other_manager'].includes(name) ? ['other'] : name === 'prime_manager' ? ['report'] : name === 'sub_manager' ? ['sub'] : [];
  for (const name of everybody) {
    const list = await people[name].read('/api/reports');
    assert.deepEqual(list.items.map((one) => one.id).sort(), sees(name).map((what) => things[what]).sort(), name);
    for (const what of ['report', 'sub', 'other']) {
      const answer = await people[name].get(`/api/reports/${things[what]}`);
      assert.equal(answer.status, sees(name).includes(what) ? 200 : 404, `${name} ${what}`);
    }
    const plans = (await people[name].read('/api/report-plans')).items.map((one) => one.id);
    assert.deepEqual(plans, [...wholeTown, ...welfare, 'prime_manager'].includes(name) ? [things.plan] : [], name);
  }
  for (const path of ['/api/reports', '/api/report-plans', '/api/periodic-reports', '/api/periodic-reports/owed']) assert.equal((await people.nobody.get(path)).status, 401);
});

test('who plans, submits, decides', async () => {
  let months = 0;
  await exactly(['manager', ...higher], (c, id) => c.command(`/api/report-plans/${id}/end`), async () =>
    (await people.manager.act('/api/report-plans', plan({ kind: 'service_level', months: ++months }))).id);
  await exactly(['prime_manager'], (c) => c.command('/api/reports', report()));
  await exactly(['clerk', 'clerk2', 'manager'], (c, id) => c.command(`/api/reports/${id}/decision`, { decision: 'approve', reason: '' }), () => free());
  await exactly(['clerk', 'manager'], (c, id) => c.command(`/api/reports/${id}/decision`, { decision: 'reject', reason: '足りません' }), () => free(), ['clerk2']);
});

test('what is owed by whom, from the period\'s end to the confirmation', async () => {
  const kinds = async (name, kind) => (await people[name].read(`/api/duties?kind=${kind}`)).items.map((one) => one.subject);
  assert.deepEqual(await kinds('prime_manager', 'submit_report'), (await kinds('prime_manager', 'submit_report')).filter((id) => id.startsWith('rp')));
  const mine = (await people.prime_manager.read('/api/report-plans')).items[0];
  assert.equal(mine.owed_from, day(-59));
  assert.ok(mine.may.includes('submit_report'));
  const bad = await people.prime_manager.command('/api/reports', report({ plan: things.plan, period_from: day(-59), period_to: day(-40) }));
  assert.equal(bad.json.error.field, 'period_from');
  const id = await free(people.prime_manager, { plan: things.plan, period_from: mine.owed_from, period_to: mine.owed_to });
  assert.ok((await kinds('manager', 'decide_report')).includes(id));
  assert.ok(!(await kinds('tax_manager', 'decide_report')).includes(id));
  await people.manager.act(`/api/reports/${id}/decision`, { decision: 'reject', reason: '人数も書いてください' });
  assert.ok((await kinds('prime_manager', 'submit_report')).includes(things.plan));
  const again = await free(people.prime_manager, { plan: things.plan, period_from: mine.owed_from, period_to: mine.owed_to, replaces: id });
  const twice = await people.prime_manager.command('/api/reports', report({ plan: things.plan, period_from: mine.owed_from, period_to: mine.owed_to, replaces: id }));
  assert.equal(twice.status, 409, twice.text);
  await people.clerk.act(`/api/reports/${again}/decision`, { decision: 'approve', reason: '' });
  const seen = await people.prime_manager.read(`/api/reports/${again}`);
  assert.equal(seen.row.state, 'confirmed');
  // what people wrote is in the ledger as a commitment alone
  const leaf = value(town, `SELECT leaf FROM ledger_entries WHERE kind = 'report.submitted' AND subject = '${again}'`);
  assert.doesNotMatch(leaf, /山田/);
});

test('what is sent in is checked, with the field\'s name', async () => {
  for (const [more, field] of [
    [{ body: ' ' }, 'body'], [{ period_to: day(-60) }, 'period_to'], [{ period_from: 'x' }, 'period_from'], [{ kind: 'service_level' }, 'figures'],
    [{ kind: 'service_level', figures: [{ item: '稼働率', target: '', actual: '1', met: true }] }, 'figures'],
    [{ kind: 'system_change', changes: [{ system: 'a', what: 'b', reason: 'c', changed_on: 'x' }] }, 'changes'],
    [{ changes: [{ system: 'a', what: 'b', reason: 'c', changed_on: day(-1) }] }, 'changes'], [{ plan: 'rpl_none' }, 'plan'], [{ replaces: 'rpt_none' }, 'replaces'],
    [{ contractor: town.other }, 'contractor'],
  ]) {
    const answer = await people.prime_manager.command('/api/reports', report(more));
    assert.equal(answer.status, 400, JSON.stringify(more));
    assert.equal(answer.json.error.field, field);
  }
});

test('a quarter that has not ended cannot be reported; nobody but the section\'s manager makes it', async () => {
  assert.deepEqual((await people.manager.read('/api/periodic-reports/owed')).items, []);
  const today = new Date(`${day(0)}T00:00:00Z`);
  const from = new Date(Date.UTC(today.getUTCFullYear(), Math.floor(today.getUTCMonth() / 3) * 3, 1)).toISOString().slice(0, 10);
  assert.equal((await people.manager.command('/api/periodic-reports', { section: town.welfare, period_from: from, note: '' })).status, 409);
  const before = new Date(Date.UTC(today.getUTCFullYear(), Math.floor(today.getUTCMonth() / 3) * 3 - 3, 1)).toISOString().slice(0, 10);
  await exactly(['manager'], (c) => c.command('/api/periodic-reports', { section: town.welfare, period_from: before, note: '特に問題はありません' }));
  const [made] = (await people.supervising_officer.read('/api/periodic-reports')).items;
  for (const name of everybody) {
    for (const tail of ['', '/pdf', '/xlsx']) {
      const answer = await people[name].get(`/api/periodic-reports/${made.id}${tail}`);
      assert.equal(answer.status, [...wholeTown, ...welfare].includes(name) ? 200 : 404, `${name}${tail}: ${answer.status}`);
    }
  }
  await exactly(['supervising_officer'], (c) => c.command(`/api/periodic-reports/${made.id}/read`));
  assert.equal((await people.manager.read(`/api/periodic-reports/${made.id}`)).row.read_at !== '', true);
});

test('afterwards the state is what the ledger says', () => {
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
