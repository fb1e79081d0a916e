// A roster after a confirmed one, over HTTP: who stays keeps the check, who is new needs one, an older version is superseded.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { castTown, worker } from '../lib/people.mjs';

let town, people;
before(async () => {
  town = await castTown({ who: ['prime_manager', 'other_manager'] });
  people = town.people;
});
after(() => town?.remove());

const submit = async (by, workers) =>
  (await by.act(`/api/engagements/${town.engagement}/rosters`, { contractor: town.prime, workers, employment_declared: true })).id;
const newest = async () => {
  const seen = await people.manager.get(`/api/engagements/${town.engagement}`);
  assert.equal(seen.status, 200, seen.text);
  return seen.json.tiers.find((tier) => tier.contractor === town.prime).roster;
};

test('only the new people are checked; the others keep the check of the last roster', async () => {
  const staying = (await newest()).workers.map((one) => one.id);
  const fresh = await worker(people.clerk, town.prime, '甲野 新');
  const roster = await submit(people.prime_manager, [...staying, fresh]);
  const waiting = (await newest()).workers;
  assert.deepEqual(waiting.filter((one) => !one.identity_confirmed).map((one) => one.id), [fresh]);

  const unchecked = await people.manager.command(`/api/rosters/${roster}/confirm`, { checks: [] });
  assert.equal(unchecked.status, 400, unchecked.text);
  assert.equal(unchecked.json.error.field, 'checks');
  const checks = [{ worker: fresh, method: 'interview' }];
  for (const key of ['clerk', 'prime_manager'])
    assert.equal((await people[key].command(`/api/rosters/${roster}/confirm`, { checks })).status, 403, key);
  for (const key of ['tax_manager', 'other_manager'])
    assert.equal((await people[key].command(`/api/rosters/${roster}/confirm`, { checks })).status, 404, key);
  await people.manager.act(`/api/rosters/${roster}/confirm`, { checks });
  const confirmed = await newest();
  assert.equal(confirmed.confirmed, true);
  assert.equal(confirmed.workers.every((one) => one.identity_confirmed), true);
});

test('an older roster is not confirmed once a newer one was submitted', async () => {
  const workers = (await newest()).workers.map((one) => one.id);
  const older = await submit(people.prime_manager, workers);
  const newer = await submit(people.prime_manager, workers);
  const late = await people.manager.command(`/api/rosters/${older}/confirm`, { checks: [] });
  assert.equal(late.status, 409, late.text);
  await people.manager.act(`/api/rosters/${newer}/confirm`, { checks: [] });
});
