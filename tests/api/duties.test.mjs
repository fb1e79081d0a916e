// What is owed, as every role: one's own, the section's, the town's; and the calendar file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { received, released, submitted } from '../lib/passage.mjs';
import { castTown, day } from '../lib/people.mjs';

let town, people;
const things = {};
before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
  things.waiting = await submitted(town, people.clerk, people.sub_worker);
  things.held = await received(people.prime_worker, await released(town, people.clerk, people.prime_worker));
  things.tax = await submitted(town, people.tax_clerk, people.other_worker, '課税の案内\n', { engagement: town.taxEngagement, asset: town.taxAsset });
});
after(() => town?.remove());

const everybody = () => Object.keys(people).filter((name) => name !== 'nobody');
// Duties of applications and custodies; what contracts, training and rosters ask for besides has tests of its own.
const handOver = ['decide_application', 'give_receipt', 'return_or_erase', 'confirm_return'];
const ofHandOver = (items) => items.filter((item) => handOver.includes(item.kind));
const list = async (name, query = '') => ofHandOver((await people[name].read(`/api/duties${query}`)).items);
const subjects = (items) => items.map((item) => item.subject).sort();
const all = () => [things.waiting, things.held, things.tax].sort();

test('nobody sees anything without signing in', async () => {
  for (const path of ['/api/duties', '/api/duties?who=town', '/api/duties.ics']) assert.equal((await people.nobody.get(path)).status, 401);
});

test('mine: what one owes, and nothing else', async () => {
  const owes = {
    manager: [things.waiting], tax_manager: [things.tax],
    department_officer: [things.waiting, things.tax], supervising_officer: [things.waiting, things.tax], ciso: [things.waiting, things.tax],
    prime_worker: [things.held], prime_manager: [things.held],
  };
  for (const name of everybody()) assert.deepEqual(subjects(await list(name)), (owes[name] ?? []).sort(), name);
});

test('section: its manager alone, also what firms owe it; town: who sees the whole town', async () => {
  const section = { manager: [things.waiting, things.held].sort(), tax_manager: [things.tax] };
  const wholeTown = ['department_officer', 'supervising_officer', 'ciso', 'auditor'];
  for (const name of everybody()) {
    const ofSection = await people[name].get('/api/duties?who=section');
    assert.equal(ofSection.status, section[name] ? 200 : 403, `${name}: ${ofSection.text}`);
    if (section[name]) assert.deepEqual(subjects(ofHandOver(ofSection.json.items)), section[name], name);
    else assert.equal(ofSection.json.error.field, 'who');
    const ofTown = await people[name].get('/api/duties?who=town');
    assert.equal(ofTown.status, wholeTown.includes(name) ? 200 : 403, `${name}: ${ofTown.text}`);
    if (wholeTown.includes(name)) assert.deepEqual(subjects(ofHandOver(ofTown.json.items)), all(), name);
  }
});

test('a row says what, until when, why and who, without a name', async () => {
  const items = await list('auditor', '?who=town');
  assert.deepEqual(items.map((item) => item.due), items.map((item) => item.due).sort());
  const waiting = items.find((item) => item.subject === things.waiting);
  assert.equal(waiting.kind, 'decide_application');
  assert.equal(waiting.due, day(3));
  assert.equal(waiting.days_left, 3);
  assert.ok(waiting.about && waiting.text && waiting.todo && waiting.clauses.length > 0);
  assert.match(waiting.owed_by, /^\S+ 情報セキュリティ管理者（課長）、情報セキュリティ責任者（部局長）、統括情報セキュリティ責任者、CISO$/);
  const held = items.find((item) => item.subject === things.held);
  assert.match(held.owed_by, /^\S+ 受け取った本人、\S+ 委託事業者の責任者$/);
});

test('filters and pages', async () => {
  assert.deepEqual(subjects(await list('auditor', '?who=town&kind=return_or_erase')), [things.held]);
  assert.deepEqual(await list('auditor', `?who=town&until=${day(2)}`), []);
  assert.deepEqual(subjects(await list('auditor', `?who=town&kind=decide_application&until=${day(3)}`)), [things.waiting, things.tax].sort());
  const seen = [];
  let next = '';
  do {
    const page = await people.auditor.read(`/api/duties?who=town&limit=1${next && `&after=${encodeURIComponent(next)}`}`);
    assert.equal(page.items.length, 1);
    if (handOver.includes(page.items[0].kind)) seen.push(page.items[0].subject);
    next = page.next;
  } while (next);
  assert.deepEqual(seen.sort(), all());
  for (const [query, field] of [['who=everyone', 'who'], ['until=tomorrow', 'until'], ['kind=x', 'kind'], ['after=x', 'after'], ['after=2026-01-01.x.y', 'after']]) {
    const answer = await people.auditor.get(`/api/duties?${query}`);
    assert.equal(answer.status, 400, query);
    assert.equal(answer.json.error.field, field);
  }
});

test('how much is due on which day, of what one may ask for', async () => {
  const span = `since=${day(0)}&until=${day(40)}`;
  const count = async (name, who) => {
    const answer = await people[name].get(`/api/duties/days?${span}&who=${who}`);
    return answer.status === 200 ? answer.json.days.reduce((sum, { count: n }) => sum + n, 0) : answer.status;
  };
  for (const name of everybody()) {
    for (const who of ['mine', 'section', 'town']) {
      const items = await people[name].get(`/api/duties?${span}&who=${who}&limit=200`);
      assert.equal(await count(name, who), items.status === 200 ? items.json.items.length : items.status, `${name} ${who}`);
    }
  }
  assert.equal((await people.nobody.get(`/api/duties/days?${span}`)).status, 401);
  for (const [query, field] of [['since=x&until=2026-01-01', 'since'], ['since=2026-01-01', 'until'], ['since=2026-01-01&until=2026-12-31', 'until']]) {
    const answer = await people.auditor.get(`/api/duties/days?${query}`);
    assert.equal(answer.status, 400, query);
    assert.equal(answer.json.error.field, field);
  }
});

test('an absence: handed to somebody who could do it, seen by the two, and no right goes with it', async () => {
  const input = (taker, more = {}) => ({ taker: people[taker].session.person, kind: '', subject: '', starts: day(0), ends: day(5), reason: '出張のため', ...more });
  const takers = async (name, query = '') => (await people[name].read(`/api/delegations/takers${query}`)).items.map(({ id }) => id).sort();
  const higher = ['department_officer', 'supervising_officer', 'ciso'].map((name) => people[name].who.person).sort();
  assert.deepEqual(await takers('manager'), higher);
  assert.deepEqual(await takers('manager', `?kind=decide_application&subject=${things.waiting}`), higher);
  assert.equal((await people.manager.get(`/api/delegations/takers?kind=decide_application&subject=${things.tax}`)).status, 404);
  // The applicant is never asked to decide, not even in another's absence.
  assert.ok(!(await takers('clerk2')).includes(people.tax_clerk.who.person));
  assert.deepEqual(await takers('prime_worker'), [people.prime_manager.who.person]);
  for (const taker of ['clerk', 'tax_manager', 'auditor', 'administrator', 'prime_manager', 'manager']) {
    const refused = await people.manager.command('/api/delegations', input(taker));
    assert.equal(refused.status, 403, `${taker}: ${refused.text}`);
    assert.ok(refused.json.verdict.findings.some(({ rule, outcome }) => rule === 'delegation.taker' && outcome === 'failed'));
  }
  const { id } = await people.manager.act('/api/delegations', input('ciso'));
  const of = async (name) => (await list(name)).find(({ subject }) => subject === things.waiting);
  assert.deepEqual([(await of('manager')).reach, (await of('manager')).taken_by], ['own', people.ciso.session.name]);
  assert.deepEqual([(await of('ciso')).reach, (await of('ciso')).given_by], ['taken', people.manager.session.name]);
  assert.equal((await of('department_officer')).delegation, '');
  for (const name of everybody()) {
    const mine = (await people[name].read('/api/delegations')).items.map((item) => item.id);
    assert.deepEqual(mine, ['manager', 'ciso'].includes(name) ? [id] : [], name);
    if (!['manager', 'ciso'].includes(name)) assert.equal((await people[name].command(`/api/delegations/${id}/end`)).status, 404, name);
  }
  await people.ciso.act(`/api/delegations/${id}/end`);
  assert.equal((await of('manager')).delegation, '');
  const long = await people.manager.command('/api/delegations', input('ciso', { ends: day(93) }));
  assert.equal(long.status, 403);
  const half = await people.manager.command('/api/delegations', input('ciso', { kind: 'decide_application' }));
  assert.equal(half.json.error.field, 'kind');
});

test('the calendar file holds what one owes, and neither names nor addresses', async () => {
  const answer = await people.prime_worker.get('/api/duties.ics');
  assert.equal(answer.status, 200);
  const text = answer.text.replaceAll('\r\n ', '');
  assert.equal(text.match(/BEGIN:VEVENT/g).length, 1);
  assert.ok(text.includes(`UID:return_or_erase.${things.held}@`));
  assert.doesNotMatch(text, /https?:|mailto:/);
  const row = (await list('prime_worker'))[0];
  assert.ok(text.includes(`DTSTART;VALUE=DATE:${row.due.replaceAll('-', '')}`));
  assert.ok(!text.includes(row.about));
  assert.ok(answer.text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
  assert.equal((await people.administrator.get('/api/duties.ics')).text.includes('VEVENT'), false);
});
