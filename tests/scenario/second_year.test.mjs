// A contract that goes on, and a contractor that says nothing: after a year the town must confirm the people all the same,
// training has run out, and the check sheet is due again.
import assert from 'node:assert/strict';
import test from 'node:test';
import { draft, inspected, upload } from '../lib/passage.mjs';
import { castTown, checkSheet, day, engagement, roster, train } from '../lib/people.mjs';
import { MovingClock, today } from './parts/clock.mjs';

test('a second year', { timeout: 600_000 }, async (t) => {
  const clock = new MovingClock(420);
  let town;
  t.after(async () => {
    today();
    await town?.remove();
  });
  town = await castTown({ env: clock.env, who: ['prime_manager', 'department_officer'] });
  const { people } = town;
  const contract = await engagement(people.manager, town.prime, town.welfare, { title: '窓口業務の委託（三年）', ends: day(900) });
  const workers = ['prime_manager', 'prime_worker'].map((key) => people[key].who.person);
  const rosterId = await roster(people.clerk, people.manager, contract, town.prime, workers);
  const sheet = await checkSheet(people.clerk, people.manager, contract, town.prime);

  const later = async (days, ...names) => {
    clock.on(days);
    for (const name of names) await people[name].signIn(people[name].who);
  };
  // The other contracts of the town have ended by then.
  const owes = async (name, kind) => (await people[name].read(`/api/duties?limit=200&kind=${kind}`)).items[0];
  const tried = async () => {
    const id = await draft(town, people.clerk, people.prime_worker, { engagement: contract });
    await upload(people.clerk, id, '見出し\n一般の案内です\n');
    await inspected(people.clerk, id);
    return people.clerk.command(`/api/passages/${id}/submit`);
  };
  const stoppedBy = (answer) => {
    assert.equal(answer.status, 403, answer.text);
    return answer.json.verdict.findings.filter(({ outcome }) => outcome !== 'passed').map(({ rule }) => rule).sort();
  };

  await t.test('all is well, and nothing of the kind is owed', async () => {
    assert.equal((await tried()).status, 200);
    for (const kind of ['confirm_workers', 'renew_sheet']) assert.equal(await owes('manager', kind), undefined);
  });

  await t.test('eleven months on nothing came: the town is asked all the same', async () => {
    await later(345, 'clerk', 'manager', 'prime_manager', 'department_officer');
    assert.ok((await owes('manager', 'confirm_workers')).days_left > 0);
    for (const id of workers) await train(people.manager, id);
    assert.equal((await tried()).status, 200, 'not yet overdue');
  });

  await t.test('the year is over: nothing passes until somebody has confirmed', async () => {
    await later(40, 'clerk', 'manager', 'prime_manager', 'department_officer');
    assert.equal((await owes('manager', 'confirm_workers')).overdue, true);
    assert.ok(stoppedBy(await tried()).includes('recipient.year'));
    await people.manager.act(`/api/rosters/${rosterId}/confirm-people`, { note: '責任者に電話で、人が変わっていないことを確かめました' });
    assert.equal(await owes('manager', 'confirm_workers'), undefined);
  });

  await t.test('the check sheet of last year is owed again, and its answers are there to be edited', async () => {
    assert.ok(await owes('prime_manager', 'renew_sheet'));
    const next = await checkSheet(people.prime_manager, people.manager, contract, town.prime, { answers: { 'C-9c': { answer: 'yes', text: '保管庫を替えました' } } });
    assert.notEqual(next, sheet);
    assert.equal(await owes('prime_manager', 'renew_sheet'), undefined);
    assert.equal((await tried()).status, 200);
  });

  await town.stop();
  const verified = town.run('verify', ['--rebuild']);
  assert.equal(verified.code, 0, verified.out + verified.err);
});
