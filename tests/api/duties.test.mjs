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
const list = async (name, query = '') => (await people[name].read(`/api/duties${query}`)).items;
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
    if (section[name]) assert.deepEqual(subjects(ofSection.json.items), section[name], name);
    else assert.equal(ofSection.json.error.field, 'who');
    const ofTown = await people[name].get('/api/duties?who=town');
    assert.equal(ofTown.status, wholeTown.includes(name) ? 200 : 403, `${name}: ${ofTown.text}`);
    if (wholeTown.includes(name)) assert.deepEqual(subjects(ofTown.json.items), all(), name);
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
    seen.push(page.items[0].subject);
    next = page.next;
  } while (next);
  assert.deepEqual(seen.sort(), all());
  for (const [query, field] of [['who=everyone', 'who'], ['until=tomorrow', 'until'], ['kind=x', 'kind'], ['after=x', 'after'], ['after=2026-01-01.x.y', 'after']]) {
    const answer = await people.auditor.get(`/api/duties?${query}`);
    assert.equal(answer.status, 400, query);
    assert.equal(answer.json.error.field, field);
  }
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
