// Copies of what is held (check sheet 7): applied for by the firm, approved by as many people of the town as a hand-over
// of the same data, declared within number and day; and never otherwise.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { copyInput, decide, erase, mayCopy, received, released, submitted } from '../lib/passage.mjs';
import { castTown, day } from '../lib/people.mjs';
import { rows, value } from '../lib/sqlite.mjs';

let town, people, custody, plain;
before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
  custody = await received(people.prime_worker, await released(town, people.clerk, people.prime_worker));
  // data that is not important: one approval is enough
  const passage = await submitted(town, people.clerk, people.prime_worker, '見出し\n一般の案内です\n', { asset: town.plainAsset });
  assert.equal((await decide(people.manager, passage)).status, 200);
  plain = await received(people.prime_worker, passage);
});
after(() => town?.remove());

const everybody = ['administrator', 'clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer',
  'ciso', 'auditor', 'reception', 'tax_clerk', 'tax_manager', 'prime_manager', 'prime_worker', 'sub_manager', 'sub_worker',
  'other_manager', 'other_worker', 'nobody'];
const deciders = ['manager', 'department_officer', 'supervising_officer', 'ciso'];

const asks = (name, id = custody, more = {}) => people[name].command(`/api/custodies/${id}/copy-applications`, copyInput(more));
const answers = (name, application, decision = 'approve', reason = decision === 'approve' ? '' : '目的がはっきりしません', id = custody) =>
  people[name].command(`/api/custodies/${id}/copy-applications/${application}/decisions`, { decision, reason });
const copies = (application, count = 1, id = custody) =>
  people.prime_worker.command(`/api/custodies/${id}/copies`, { place: '作業端末', purpose: '移行の試験', count, ...(application ? { application } : {}) });
const view = async (application, name = 'clerk', id = custody) =>
  (await people[name].read(`/api/custodies/${id}`)).copy_applications.find((each) => each.id === application);
const stopped = (answer, rules) => {
  assert.equal(answer.status, 403, answer.text);
  const open = answer.json.verdict.findings.filter((finding) => finding.outcome !== 'passed');
  assert.deepEqual(open.map((finding) => finding.rule), rules);
  for (const finding of open) assert.ok(finding.reason_ja && finding.todo_ja, 'says what to do');
};
const written = () => value(town, `SELECT count(*) FROM ledger_entries WHERE kind <> 'act.refused'`);
const refusedFor = async (passing, request) => {
  for (const name of everybody) {
    if (passing.includes(name)) continue;
    const before = written();
    const answer = await request(name);
    assert.ok((name === 'nobody' ? [401] : [403, 404]).includes(answer.status), `${name}: ${answer.status} ${answer.text}`);
    if (answer.status === 403) assert.ok(answer.json.verdict.findings.some((finding) => finding.rule === 'rights.act' && finding.outcome === 'failed'), name);
    assert.equal(written(), before, `${name} was refused, and yet something was written`);
  }
};

describe('who may', () => {
  test('apply: the manager of the firm that holds it', async () => {
    await refusedFor(['prime_manager'], (name) => asks(name));
    assert.equal((await asks('prime_manager')).status, 200);
  });

  test('approve and reject: who approves hand-overs', async () => {
    for (const decision of ['approve', 'reject']) {
      const id = (await asks('prime_manager')).json.id;
      await refusedFor(deciders, (name) => answers(name, id, decision));
      for (const name of deciders) assert.equal((await answers(name, (await asks('prime_manager')).json.id, decision)).status, 200, name);
    }
  });

  test('nobody finds the application under another custody', async () => {
    const { id } = (await asks('prime_manager')).json;
    assert.equal((await answers('manager', id, 'approve', '', plain)).status, 404);
    assert.equal((await answers('manager', 'cap_0000000000000000')).status, 404);
  });
});

describe('two people for an important asset', () => {
  test('from the application to the declared copies', async () => {
    stopped(await copies(), ['copy.application', 'approvals.enough']);
    const { id } = (await asks('prime_manager', custody, { count: 3 })).json;
    assert.deepEqual([(await view(id)).state, (await view(id)).approvals_needed], ['applied', 2]);
    stopped(await copies(id), ['copy.application', 'approvals.enough']);

    assert.equal((await answers('manager', id)).json.receipt.kind, 'copy.decided');
    stopped(await answers('manager', id), ['approvals.approver']); // one person counts once
    stopped(await copies(id), ['copy.application', 'approvals.enough']);
    assert.equal((await view(id)).approvals, 1);
    assert.equal((await answers('department_officer', id)).json.receipt.kind, 'copy.approved');
    stopped(await answers('ciso', id), ['copy.state']);

    const before = (await people.clerk.read(`/api/custodies/${custody}`)).row.copies;
    stopped(await copies(id, 4), ['copy.application']);
    assert.equal((await copies(id, 2)).status, 200);
    stopped(await copies(id, 2), ['copy.application']);
    assert.equal((await copies(id, 1)).status, 200);
    stopped(await copies(id, 1), ['copy.application']); // used up
    const held = await people.prime_worker.read(`/api/custodies/${custody}`);
    assert.equal(held.row.copies, before + 3);
    const seen = await view(id);
    assert.deepEqual([seen.used, seen.usable, seen.state], [3, false, 'approved']);
    assert.deepEqual(seen.decisions.map(({ decision }) => decision), ['approve', 'approve']);
    assert.deepEqual(rows(town, `SELECT count FROM copies WHERE application = '${id}' ORDER BY count`).map(({ count }) => count), [1, 2]);
    for (const text of ['複写・複製を申請した', '複写・複製の申請を審査した', '複製を届け出た'])
      assert.ok(held.timeline.some((item) => item.text.includes(text)), text);
  });

  test('an application of one custody opens no other', async () => {
    const id = await mayCopy(people.prime_manager, [people.manager, people.department_officer], custody);
    stopped(await copies(id, 1, plain), ['copy.application']);
  });

  test('one refusal ends it, and needs a reason', async () => {
    const { id } = (await asks('prime_manager')).json;
    stopped(await answers('manager', id, 'reject', ' '), ['statement.rejection']);
    assert.equal((await answers('manager', id, 'reject', '予備は要りません')).status, 200);
    const seen = await view(id, 'prime_manager');
    assert.deepEqual([seen.state, seen.decisions[0].reason, seen.may], ['rejected', '予備は要りません', []]);
    stopped(await answers('department_officer', id), ['copy.state', 'approvals.approver']);
    stopped(await copies(id), ['copy.application', 'approvals.enough']);
  });

  test('what is not stated, not numbered or too late does not get in', async () => {
    for (const [more, rule] of [[{ purpose: '予備' }, 'copy.statement'], [{ protection: '鍵' }, 'copy.statement'], [{ until: day(-1) }, 'copy.limits'], [{ until: day(31) }, 'copy.limits']])
      stopped(await asks('prime_manager', custody, more), [rule]);
    for (const more of [{ place: '' }, { purpose: '' }, { protection: '' }, { until: 'soon' }, { count: 0 }, { count: 1001 }, { medium: 'stone' }])
      assert.equal((await asks('prime_manager', custody, more)).status, 400, JSON.stringify(more));
  });
});

test('one person for what is not important', async () => {
  const { id } = (await asks('prime_manager', plain)).json;
  assert.equal((await view(id, 'clerk', plain)).approvals_needed, 1);
  assert.equal((await answers('manager', id, 'approve', '', plain)).json.receipt.kind, 'copy.approved');
  assert.equal((await copies(id, 1, plain)).status, 200);
});

test('the section’s manager owes the decision, and owes it no more once it is made or the data is gone', async () => {
  const owed = async (name, id) => (await people[name].read('/api/duties?limit=200')).items.find((each) => each.subject === `${custody}.${id}`);
  const { id } = (await asks('prime_manager', custody, { until: day(2) })).json;
  for (const name of ['manager', 'department_officer']) {
    const duty = await owed(name, id);
    assert.equal(duty?.kind, 'decide_copy', name);
    assert.deepEqual([duty.due, duty.clauses], [day(2), ['C-7', 'R-1b']]);
    assert.equal(duty.about, '給付金システムの移行試験のため');
  }
  for (const name of ['clerk', 'tax_manager', 'prime_manager', 'prime_worker']) assert.equal(await owed(name, id), undefined, name);
  await answers('manager', id);
  assert.equal(await owed('manager', id), undefined);
  assert.ok(await owed('ciso', id));
  stopped(await people.prime_worker.command(`/api/custodies/${custody}/erase`, { method: '上書き消去', copies_erased: false, statement: '' }), ['custody.copies']);
  await erase(people.prime_worker, custody);
  assert.equal(await owed('ciso', id), undefined);
  stopped(await asks('prime_manager'), ['custody.state']);
  stopped(await answers('ciso', id), ['custody.state']);
});

test('the check sheet shows what was approved and what was stopped', async () => {
  const sheet = (await people.manager.read('/api/sheets?limit=200')).items.find((row) => row.contractor === town.prime).sheet;
  const line = (await people.manager.read(`/api/sheets/${sheet}`)).lines.find((each) => each.line.id === 'C-7');
  assert.equal(line.observed.state, 'differs');
  assert.ok(line.observed.kept > 0 && line.observed.broken > 0);
  const { clause } = (await people.auditor.read('/api/clauses')).items.find((each) => each.clause.id === 'C-7');
  assert.equal(clause.planned, '');
  await town.stop();
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
