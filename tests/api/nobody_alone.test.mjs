// No right is enough alone: who applied cannot approve, nobody approves twice, a change undoes approvals, and the administrator
// has none of it. Over HTTP, as each of them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { decide, grant, inspected, passageInput, released, submitted, upload } from '../lib/passage.mjs';
import { account, castTown, engagement, officer } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';

let town, people;
before(async () => {
  town = await castTown();
  ({ people } = town);
});
after(() => town?.remove());

describe('nobody alone', () => {
  const state = async (id) => (await people.ciso.read(`/api/passages/${id}`)).state;
  const rulesOf = (answer) => answer.json.verdict.findings.filter((finding) => finding.outcome !== 'passed').map((finding) => finding.rule);

  test('an applicant cannot approve, whatever the role', async () => {
    const id = await submitted(town, people.manager, people.prime_worker);
    const answer = await decide(people.manager, id);
    assert.equal(answer.status, 403);
    assert.ok(rulesOf(answer).includes('approvals.approver'), answer.text);
    assert.equal(await state(id), 'submitted');
  });

  test('nobody can approve twice', async () => {
    const id = await submitted(town, people.clerk, people.prime_worker);
    assert.equal((await decide(people.manager, id)).status, 200);
    const answer = await decide(people.manager, id);
    assert.equal(answer.status, 403);
    assert.ok(rulesOf(answer).includes('approvals.approver'), answer.text);
    assert.equal(await state(id), 'submitted');
    assert.equal((await people.prime_worker.command(`/api/passages/${id}/downloads`)).status, 403);
  });

  test('one person with two accounts, or with two roles, is one approver', async () => {
    const person = await officer(town, '兼務 一人', town.welfare, ['section_manager', 'department_officer']);
    const both = await account(town, person, ['section_manager', 'department_officer'], { login: 'both-roles' });
    const second = await account(town, person, ['department_officer'], { login: 'second-account' });
    const id = await submitted(town, people.clerk, people.prime_worker);
    assert.equal((await decide(both, id)).status, 200);
    assert.equal((await decide(both, id)).status, 403);
    assert.equal((await decide(second, id)).status, 403);
    assert.equal(await state(id), 'submitted');
    // and as the applicant with another account
    const clerkAgain = await account(town, people.clerk.who.person, ['department_officer'], { login: 'clerk-as-head' });
    const answer = await decide(clerkAgain, id);
    assert.equal(answer.status, 403);
    assert.equal(await state(id), 'submitted');
  });

  test('what is changed after an approval must be approved anew', async () => {
    const id = await submitted(town, people.clerk, people.prime_worker);
    assert.equal((await decide(people.manager, id)).status, 200);
    await people.clerk.act(`/api/passages/${id}`, passageInput(town, people.prime_worker, { purpose: '目的を書き換えました、承認の後で' }), { method: 'PUT' });
    assert.equal(await state(id), 'draft');
    assert.equal((await decide(people.department_officer, id)).status, 403);
    await people.clerk.act(`/api/passages/${id}/submit`);
    assert.equal((await decide(people.department_officer, id)).status, 200);
    assert.equal(await state(id), 'submitted', 'the approval before the change does not count');
    assert.equal((await decide(people.manager, id)).status, 200);
    assert.equal(await state(id), 'approved');
  });

  test('a replaced file must be approved anew, even after the release', async () => {
    for (const approvals of [1, 2]) {
      const id = await submitted(town, people.clerk, people.prime_worker);
      for (const approver of [people.manager, people.department_officer].slice(0, approvals)) assert.equal((await decide(approver, id)).status, 200);
      await upload(people.clerk, id, '別の中身にすり替え');
      await inspected(people.clerk, id);
      assert.equal(await state(id), 'draft');
      assert.equal((await people.prime_worker.command(`/api/passages/${id}/downloads`)).status, 404);
      await people.clerk.act(`/api/passages/${id}/submit`);
      assert.equal((await decide(people.department_officer, id)).status, 200);
      assert.equal(await state(id), 'submitted');
    }
  });

  test('after a rejection nothing opens it again', async () => {
    const id = await submitted(town, people.clerk, people.prime_worker);
    assert.equal((await decide(people.manager, id)).status, 200);
    assert.equal((await decide(people.department_officer, id, 'reject', '目的がはっきりしません')).status, 200);
    assert.equal(await state(id), 'rejected');
    for (const approver of [people.manager, people.ciso, people.supervising_officer]) assert.equal((await decide(approver, id)).status, 403);
    for (const path of ['submit', 'downloads']) assert.equal((await people.clerk.command(`/api/passages/${id}/${path}`)).status, 403);
    assert.equal((await people.prime_worker.command(`/api/passages/${id}/downloads`)).status, 403);
    assert.equal((await people.clerk.command(`/api/passages/${id}`, passageInput(town, people.prime_worker), { method: 'PUT' })).status, 403);
  });

  test('an administrator reads no content and approves nothing, and cannot give themselves another role', async () => {
    const { administrator } = people;
    const id = await submitted(town, people.clerk, people.prime_worker);
    assert.equal((await administrator.get(`/api/passages/${id}`)).status, 404);
    assert.equal((await decide(administrator, id)).status, 404);
    assert.equal((await administrator.command(`/api/passages/${id}/downloads`)).status, 404);
    const granted = await grant(people.prime_worker, await released(town, people.clerk, people.prime_worker));
    assert.equal((await administrator.get(granted.url)).status, 404);
    const person = administrator.session.person;
    const mixed = await administrator.command('/api/accounts', { login: 'mixed-roles', person, roles: ['administrator', 'section_manager'] });
    assert.equal(mixed.status, 400, mixed.text);
  });

  test('a reset of an account by the administrator is seen in the ledger, and ends its sessions', async () => {
    const victim = await account(town, await officer(town, '再発 行子', town.welfare, ['officer']), ['officer'], { login: 'to-be-reset' });
    assert.equal((await victim.get('/api/session')).status, 200);
    await people.administrator.act(`/api/accounts/${victim.who.id}/reset`);
    assert.equal((await victim.get('/api/session')).status, 401);
    assert.equal(value(town, `SELECT actor FROM ledger_entries WHERE kind = 'account.reset' AND subject = '${victim.who.id}'`), people.administrator.who.id);
  });

  test('afterwards the state is what the ledger says', async () => {
    await engagement(people.manager, town.prime, town.welfare);
    const checked = town.run('verify --rebuild', ['--json']);
    assert.equal(checked.code, 0, checked.out + checked.err);
  });
});
