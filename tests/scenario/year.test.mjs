// A year in the life of 見本市, with a clock that the test moves while the server runs: a contract and its sub-contract,
// people who come, are trained, and leave, data that goes out and must come back, an absence, what is overdue going up the
// ladder, consent withdrawn, and the end of the contract with nothing left outside.
import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { MailServer } from '../lib/mail.mjs';
import { decide, draft, erase, inspected, received, released, submitted, upload } from '../lib/passage.mjs';
import { castTown, day, roster, train, worker } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';
import { MovingClock, today } from './parts/clock.mjs';

test('a year', { timeout: 900_000 }, async (t) => {
  let unbroken = true;
  const step = async (name, act) => {
    if (!unbroken) return;
    await t.test(name, async () => {
      unbroken = false;
      await act();
      unbroken = true;
    });
  };
  const clock = new MovingClock(300);
  const mail = await new MailServer({}).start();
  const env = {
    ...clock.env, SEKISHO_SMTP_HOST: '127.0.0.1', SEKISHO_SMTP_PORT: String(mail.port), SEKISHO_SMTP_SECURITY: 'none',
    SEKISHO_SMTP_FROM: 'sekisho@mihon.example', SEKISHO_MAIL_HOUR: '0',
  };
  let town, people;
  t.after(async () => {
    today();
    await town?.remove();
    await mail.stop().catch(() => {});
  });

  // So many days go by: sessions have ended, and these people sign in again.
  const later = async (days, ...names) => {
    clock.on(days);
    for (const name of names) await people[name].signIn(people[name].who);
  };
  const duties = async (name, query = '') => (await people[name].read(`/api/duties?limit=200${query}`)).items;
  const owes = async (name, kind, subject) => (await duties(name)).find((duty) => duty.kind === kind && (!subject || duty.subject === subject));
  let stops = 0;
  const stoppedBy = (answer) => {
    assert.equal(answer.status, 403, answer.text);
    stops += 1;
    return answer.json.verdict.findings.filter(({ outcome }) => outcome !== 'passed').map(({ rule }) => rule);
  };
  const tried = async (recipient) => {
    const id = await draft(town, people.clerk, recipient);
    await upload(people.clerk, id, '見出し\n一般の案内です\n');
    await inspected(people.clerk, id);
    return people.clerk.command(`/api/passages/${id}/submit`);
  };
  const heldOutside = async () => (await people.auditor.read('/api/custodies?limit=200')).items.filter(({ state }) => ['held', 'return_declared', 'erasing'].includes(state));
  let newcomer, custody;

  await step('spring: the contract, its sub-contract, confirmed rosters; data goes out by four eyes', async () => {
    town = await castTown({ env, who: ['department_officer', 'ciso', 'auditor', 'prime_manager', 'prime_worker', 'sub_manager', 'sub_worker'] });
    people = town.people;
    custody = await received(people.sub_worker, await released(town, people.clerk, people.sub_worker));
    assert.equal((await owes('sub_manager', 'return_or_erase', custody)).days_left, 30);
    assert.equal(await owes('prime_manager', 'return_or_erase', custody), undefined);
    await people.manager.act('/api/contacts', { person: '', mail: 'kacho@mihon.example' });
  });

  await step('a new worker: on the roster, confirmed and trained before anything passes', async () => {
    await later(14, 'clerk', 'manager', 'sub_manager', 'department_officer');
    newcomer = await worker(people.sub_manager, town.sub, '乙野 新人');
    const recipient = { who: { person: newcomer } };
    const missing = stoppedBy(await tried(recipient));
    for (const rule of ['recipient.roster', 'recipient.identity', 'recipient.trained']) assert.ok(missing.includes(rule), String(missing));
    const staff = ['sub_manager', 'sub_worker'].map((name) => people[name].who.person);
    await roster(people.sub_manager, people.manager, town.engagement, town.sub, [...staff, newcomer]);
    assert.deepEqual(stoppedBy(await tried(recipient)), ['recipient.trained']);
    await people.manager.act('/api/trainings', { worker: newcomer, course: '個人情報の取扱い', held_on: day(), valid_until: day(60), kind: 'own' });
    assert.equal((await tried(recipient)).status, 200);
  });

  await step('data that does not come back: first the firm is asked, then the section manager, then the department officer', async () => {
    await later(17, 'manager', 'sub_manager', 'department_officer'); // a day late
    assert.equal((await owes('sub_manager', 'return_or_erase', custody)).overdue, true);
    assert.equal(await owes('manager', 'return_or_erase', custody), undefined);
    await later(6, 'manager', 'sub_manager', 'department_officer'); // a week
    assert.equal((await owes('manager', 'return_or_erase', custody)).reach, 'escalated');
    assert.equal(await owes('department_officer', 'return_or_erase', custody), undefined);
    await later(7, 'manager', 'sub_manager', 'department_officer', 'clerk', 'auditor');
    assert.equal((await owes('department_officer', 'return_or_erase', custody)).reach, 'escalated');
    // One mail says so, and that day no other.
    const before = mail.mails.length;
    for (let i = 0; i < 2; i++) {
      await town.stop();
      await town.start();
      for (const end = Date.now() + 15_000; mail.mails.length === before && Date.now() < end; ) await sleep(50);
    }
    assert.equal(mail.mails.length, before + 1);
    assert.match(mail.mails.at(-1).subject, /やること \d+件（期限切れ \d+件）/);
    assert.match(mail.mails.at(-1).text, /返却または消去（担当の人の期限切れのお知らせ）/);
    await erase(people.sub_manager, custody);
    for (const name of ['manager', 'department_officer', 'sub_manager']) assert.equal(await owes(name, 'return_or_erase', custody), undefined);
  });

  await step('an absence: the department officer decides in it, by their own right, and counts once', async () => {
    await people.manager.act('/api/delegations', { taker: people.department_officer.who.person, kind: '', subject: '', starts: day(), ends: day(10), reason: '休暇のため' });
    const id = await submitted(town, people.clerk, people.sub_worker);
    assert.equal((await owes('department_officer', 'decide_application', id)).reach, 'taken');
    assert.equal((await decide(people.department_officer, id)).status, 200);
    assert.ok(stoppedBy(await decide(people.department_officer, id)).includes('approvals.approver'));
    assert.equal((await people.auditor.read(`/api/passages/${id}`)).state, 'submitted');
    assert.equal((await decide(people.manager, id)).status, 200); // back for a moment
    await later(11, 'department_officer', 'clerk');
    const next = await submitted(town, people.clerk, people.sub_worker);
    assert.equal((await owes('department_officer', 'decide_application', next)).reach, 'own'); // the absence is over
  });

  await step('training expires: nothing passes until it is renewed', async () => {
    await later(40, 'clerk', 'manager', 'sub_manager', 'department_officer');
    const recipient = { who: { person: newcomer } };
    assert.deepEqual(stoppedBy(await tried(recipient)), ['recipient.trained']);
    await train(people.manager, newcomer);
    assert.equal((await tried(recipient)).status, 200);
  });

  await step('somebody leaves: nothing passes to them from that hour', async () => {
    await people.sub_manager.act(`/api/workers/${newcomer}/leave`);
    assert.ok(stoppedBy(await tried({ who: { person: newcomer } })).includes('recipient.roster'));
  });

  await step('consent is withdrawn: what is below stops, and what is held there is still owed', async () => {
    await later(30, 'clerk', 'manager', 'sub_manager', 'sub_worker', 'department_officer', 'prime_worker', 'auditor');
    custody = await received(people.sub_worker, await released(town, people.clerk, people.sub_worker));
    await people.manager.act(`/api/sub-contracts/${town.tier}/withdraw`, { reason: '再委託先の体制が変わったため' });
    assert.ok(stoppedBy(await tried(people.sub_worker)).includes('sub_contract.consent'));
    assert.equal((await tried(people.prime_worker)).status, 200);
    assert.ok(await owes('sub_manager', 'return_or_erase', custody));
    await people.sub_worker.act(`/api/custodies/${custody}/return`, { method: '媒体を職員に手渡した', copies_erased: true });
    assert.ok(await owes('clerk', 'confirm_return', custody));
    await people.clerk.act(`/api/custodies/${custody}/return/confirm`);
    assert.equal(await owes('clerk', 'confirm_return', custody), undefined);
  });

  await step('the contract ends: nothing begins any more, everything is back, and the record proves it', async () => {
    const last = await received(people.prime_worker, await released(town, people.clerk, people.prime_worker));
    await later(80, 'clerk', 'manager', 'prime_worker', 'prime_manager', 'auditor', 'ciso');
    assert.ok(stoppedBy(await tried(people.prime_worker)).includes('scope.engagement'));
    assert.deepEqual((await heldOutside()).map(({ id }) => id), [last]);
    assert.equal((await owes('manager', 'return_or_erase', last)).reach, 'escalated');
    assert.equal((await owes('ciso', 'return_or_erase', last))?.reach, 'escalated');
    await erase(people.prime_worker, last);
    assert.deepEqual(await heldOutside(), []);
    assert.equal((await duties('auditor', '&who=town&kind=return_or_erase')).length, 0);
    const refusals = value(town, "SELECT count(*) FROM ledger_entries WHERE kind = 'act.refused'");
    assert.equal(refusals, stops);
    await town.stop();
    const verified = town.run('verify', ['--rebuild']);
    assert.equal(verified.code, 0, verified.out + verified.err);
  });
});
