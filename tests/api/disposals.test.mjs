// Disposal of media (check sheet 11): the town instructs, the firm disposes and certifies, the town confirms or sends back;
// the certificate; and what is owed and held until then.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { received, released } from '../lib/passage.mjs';
import { castTown, day } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';

let town, people;
before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
});
after(() => town?.remove());

const everybody = ['administrator', 'clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer',
  'ciso', 'auditor', 'reception', 'tax_clerk', 'tax_manager', 'prime_manager', 'prime_worker', 'sub_manager', 'sub_worker',
  'other_manager', 'other_worker', 'nobody'];
const keepers = ['manager', 'department_officer', 'supervising_officer', 'ciso'];
const seen = [...keepers, 'auditor', 'clerk', 'clerk2', 'system_administrator', 'prime_manager'];

const input = (more = {}) => ({
  engagement: town.engagement, contractor: town.prime, medium: '外付けディスク（500 GB）', number: 'SN-2041', reason: '移行が終わり、使わなくなったため', due: day(10), ...more,
});
const certificate = (more = {}) => ({ way: 'destroyed', tool: '媒体破砕機 MB-3', done_on: day(), worker: people.prime_worker.who.person, witness: '甲野 責任', ...more });
const instruct = async (more) => (await people.manager.act('/api/disposals', input(more))).id;
const certify = (id, more, by = 'prime_manager') => people[by].command(`/api/disposals/${id}/certify`, certificate(more));
const answer = (id, what, note = '', by = 'manager') => people[by].command(`/api/disposals/${id}/${what}`, { note });
const view = (id, by = 'clerk') => people[by].read(`/api/disposals/${id}`);
const certified = async () => {
  const id = await instruct();
  assert.equal((await certify(id)).status, 200);
  return id;
};
const stopped = (got, rules) => {
  assert.equal(got.status, 403, got.text);
  const open = got.json.verdict.findings.filter((finding) => finding.outcome !== 'passed');
  assert.deepEqual(open.map((finding) => finding.rule), rules);
  for (const finding of open) assert.ok(finding.reason_ja && finding.todo_ja, 'says what to do');
};
const written = () => value(town, `SELECT count(*) FROM ledger_entries WHERE kind <> 'act.refused'`);

describe('who may', () => {
  const acts = [
    ['instruct', keepers, null, (name) => people[name].command('/api/disposals', input())],
    ['certify', ['prime_manager'], () => instruct(), (name, id) => certify(id, {}, name)],
    ['confirm', keepers, certified, (name, id) => answer(id, 'confirm', '', name)],
    ['send back', keepers, certified, (name, id) => answer(id, 'send-back', '立会いの人がわかりません', name)],
    ['withdraw', keepers, () => instruct(), (name, id) => answer(id, 'withdraw', 'まだ使うことになりました', name)],
  ];
  for (const [act, passing, make, request] of acts)
    test(act, async () => {
      const id = make ? await make() : undefined;
      for (const name of everybody) {
        if (passing.includes(name)) continue;
        const before = written();
        const got = await request(name, id);
        assert.ok((name === 'nobody' ? [401] : [403, 404]).includes(got.status), `${name}: ${got.status} ${got.text}`);
        if (got.status === 403) assert.ok(got.json.verdict.findings.some((finding) => finding.rule === 'rights.act' && finding.outcome === 'failed'), name);
        assert.equal(written(), before, `${name} was refused, and yet something was written`);
      }
      for (const [i, name] of passing.entries()) {
        const got = await request(name, i === 0 || !make ? id : await make());
        assert.equal(got.status, 200, `${name}: ${got.text}`);
      }
    });

  test('see it: the town’s section and above, and the manager of the firm', async () => {
    const id = await certified();
    await answer(id, 'confirm');
    for (const name of everybody) {
      const expected = name === 'nobody' ? 401 : seen.includes(name) ? 200 : 404;
      for (const path of [`/api/disposals/${id}`, `/api/disposals/${id}/certificate`]) assert.equal((await people[name].get(path)).status, expected, `${name} ${path}`);
      const list = await people[name].get('/api/disposals?state=confirmed');
      if (name !== 'nobody') assert.equal(list.json.items.some((row) => row.id === id), seen.includes(name), name);
    }
    const { entry } = await people.manager.read(`/api/disposals/${id}/certificate`);
    for (const [name, status] of [['manager', 200], ['prime_manager', 200], ['sub_manager', 404], ['tax_manager', 404]])
      assert.equal((await people[name].get(`/api/ledger/${entry}`)).status, status, name);
  });
});

describe('from the instruction to the certificate', () => {
  test('whole, sent back once', async () => {
    const custody = await received(people.prime_worker, await released(town, people.clerk, people.prime_worker));
    const id = await instruct({ custody });
    assert.deepEqual([(await view(id)).row.state, (await view(id)).custody], ['instructed', custody]);
    assert.equal((await people.manager.get(`/api/disposals/${id}/certificate`)).status, 404);
    stopped(await answer(id, 'confirm'), ['disposal.state']);
    stopped(await answer(id, 'send-back', '早すぎます'), ['disposal.state']);
    assert.equal((await certify(id, { tool: 'ソフトによる初期化', way: 'erased' })).status, 200);
    stopped(await certify(id), ['disposal.state']);
    assert.equal((await answer(id, 'send-back', ' ')).status, 400);
    assert.equal((await answer(id, 'send-back', '初期化だけでは復元できます')).status, 200);
    const back = await view(id, 'prime_manager');
    assert.deepEqual([back.row.state, back.note, back.may], ['sent_back', '初期化だけでは復元できます', ['certify_disposal']]);
    assert.equal((await certify(id)).status, 200);
    assert.equal((await answer(id, 'confirm', '写真を見て確かめました')).json.receipt.kind, 'disposal.confirmed');
    stopped(await answer(id, 'confirm'), ['disposal.state']);

    const paper = await people.prime_manager.read(`/api/disposals/${id}/certificate`);
    const says = Object.fromEntries(paper.lines.map((line) => [line.name, line.value]));
    assert.equal(paper.title, '廃棄証明書');
    assert.equal(says['記録媒体'], '外付けディスク（500 GB）');
    assert.equal(says['製造番号・管理番号'], 'SN-2041');
    assert.equal(says['廃棄の方法'], '物理的に破壊した');
    assert.equal(says['使った機械・ソフト・規格'], '媒体破砕機 MB-3');
    assert.match(says['廃棄した日'], /^令和/);
    assert.match(says['廃棄した人'], /甲野 従事（甲社）/);
    assert.equal(says['立ち会った人'], '甲野 責任');
    assert.match(says['証明した人'], /甲野 責任/);
    assert.match(says['確認した人'], /福祉 課子/);
    assert.ok(paper.proof && paper.leaf);
    const { timeline } = await view(id);
    assert.deepEqual(timeline.map(({ kind }) => kind).filter((kind) => kind !== 'act.refused'),
      ['disposal.instructed', 'disposal.certified', 'disposal.sent_back', 'disposal.certified', 'disposal.confirmed']);
  });

  test('an instruction that is not needed any more is withdrawn, with a reason; one that was certified is not', async () => {
    const id = await instruct();
    const owes = async () => (await people.prime_manager.read('/api/duties')).items.some(({ subject }) => subject === id);
    assert.ok(await owes());
    assert.equal((await answer(id, 'withdraw', ' ')).status, 400);
    assert.equal((await answer(id, 'withdraw', 'まだ使うことになりました')).json.receipt.kind, 'disposal.withdrawn');
    const seen = await view(id, 'prime_manager');
    assert.deepEqual([seen.row.state, seen.row.overdue, seen.note, seen.may], ['withdrawn', false, 'まだ使うことになりました', []]);
    assert.equal(await owes(), false);
    assert.equal((await people.prime_manager.read('/api/disposals?state=open')).items.some((row) => row.id === id), false);
    stopped(await certify(id), ['disposal.state']);
    stopped(await answer(id, 'withdraw', 'もう一度'), ['disposal.state']);
    assert.equal((await people.manager.get(`/api/disposals/${id}/certificate`)).status, 404);
    const gone = await certified();
    stopped(await answer(gone, 'withdraw', '要らなくなりました'), ['disposal.state']);
  });

  test('what is not stated, or not true, does not get in', async () => {
    const asks = (more) => people.manager.command('/api/disposals', input(more));
    stopped(await asks({ due: day(-1) }), ['disposal.instruction']);
    stopped(await asks({ number: '-' }), ['disposal.instruction']);
    for (const more of [{ medium: '' }, { reason: '' }, { due: 'soon' }, { contractor: town.other }, { custody: 'cus_0000000000000000' }])
      assert.equal((await asks(more)).status, 400, JSON.stringify(more));
    assert.equal((await asks({ engagement: town.taxEngagement })).status, 404);

    const id = await instruct();
    for (const more of [{ done_on: day(1) }, { done_on: day(-1) }, { tool: '?' }]) stopped(await certify(id, more), ['disposal.certificate']);
    for (const more of [{ worker: people.sub_worker.who.person }, { worker: '' }, { witness: '甲野　従事' }]) stopped(await certify(id, more), ['disposal.people']);
    for (const more of [{ tool: '' }, { witness: '' }, { done_on: '' }, { way: 'buried' }]) assert.equal((await certify(id, more)).status, 400, JSON.stringify(more));
    assert.equal((await view(id)).row.state, 'instructed');
  });
});

test('what is owed, and what a firm still has', async () => {
  const owed = async (name, id) => (await people[name].read('/api/duties?limit=200')).items.find((each) => each.subject === id);
  const id = await instruct({ contractor: town.sub });
  const duty = await owed('sub_manager', id);
  assert.deepEqual([duty.kind, duty.due, duty.clauses, duty.about], ['dispose_of_media', day(10), ['C-11'], '外付けディスク（500 GB）']);
  for (const name of ['sub_worker', 'prime_manager', 'tax_manager']) assert.equal(await owed(name, id), undefined, name);
  const { held } = await people.manager.read(`/api/sub-contracts/${town.tier}`);
  assert.ok(held.some((row) => row.kind === 'disposal' && row.id === id));

  assert.equal((await certify(id, { worker: people.sub_worker.who.person, witness: '乙野 責任' }, 'sub_manager')).status, 200);
  assert.equal(await owed('sub_manager', id), undefined);
  assert.equal((await owed('manager', id)).kind, 'confirm_disposal');
  const withdrawn = await people.manager.act(`/api/sub-contracts/${town.tier}/withdraw`, { reason: '再委託が終わったため' });
  assert.ok(withdrawn.held.some((row) => row.id === id));
  assert.equal((await owed('manager', town.tier)).kind, 'recover_held');
  await answer(id, 'confirm');
  assert.equal(await owed('manager', town.tier), undefined);
  assert.equal(await owed('manager', id), undefined);
});

test('the check sheet and the clause show it; the state is what the ledger says', async () => {
  const sheet = (await people.manager.read('/api/sheets?limit=200')).items.find((row) => row.contractor === town.prime).sheet;
  const line = (await people.manager.read(`/api/sheets/${sheet}`)).lines.find((each) => each.line.id === 'C-11');
  assert.ok(line.observed.kept > 0);
  assert.equal((await people.auditor.read('/api/clauses')).items.find((each) => each.clause.id === 'C-11').clause.planned, '');
  await town.stop();
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
