// Audits of contractors (8.1(3), 9.1(4)): planned and told to the firm, answered, findings made, reported by people who are
// independent of the section; the paper; what is owed and what the check sheet shows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { account, castTown, contractor, day, engagement, officer, subContract } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';

let town, people;
before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
  people.own_auditor = await account(town, await officer(town, '内部 監査', town.welfare, ['auditor']), ['auditor'], { login: 'own_auditor' });
});
after(() => town?.remove());

const everybody = ['administrator', 'clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer',
  'ciso', 'auditor', 'own_auditor', 'reception', 'tax_clerk', 'tax_manager', 'prime_manager', 'prime_worker', 'sub_manager', 'sub_worker',
  'other_manager', 'other_worker', 'nobody'];
const auditors = ['auditor', 'supervising_officer', 'ciso'];
const seen = ['clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', ...auditors, 'own_auditor', 'prime_manager'];

const input = (more = {}) => ({
  engagement: town.engagement, contractor: town.prime, title: '令和8年度 委託先監査', scope: '作業場所の施錠、預かりの管理簿', method: 'on_site', planned_on: day(0), ...more,
});
const result = (more = {}) => ({
  held_on: day(0), attended: '甲野 責任', looked_at: '開発室の施錠と、預かりの管理簿', opinion: 'good', summary: '定めのとおりに行われていた。', ...more,
});
const plan = async (more) => (await people.auditor.act('/api/audits', input(more))).id;
const accept = (id, by = 'prime_manager', answer = '責任者が立ち会います') => people[by].command(`/api/audits/${id}/accept`, { answer });
const report = (id, more, by = 'auditor') => people[by].command(`/api/audits/${id}/report`, result(more));
const cancel = (id, by = 'auditor', reason = '日を改めるため') => people[by].command(`/api/audits/${id}/cancel`, { reason });
const find = (audit, by = 'auditor', more = {}) => people[by].command('/api/findings', {
  engagement: town.engagement, contractor: town.prime, sheet: '', line: '', source: 'audit', text: '管理簿に、返却した日のない行がある。', audit, ...more,
});
const view = (id, by = 'auditor') => people[by].read(`/api/audits/${id}`);
const rules = (got) => got.json.verdict.findings.filter((finding) => finding.outcome !== 'passed').map((finding) => finding.rule);
const stopped = (got, expected) => {
  assert.equal(got.status, 403, got.text);
  assert.deepEqual(rules(got), expected);
  for (const finding of got.json.verdict.findings) if (finding.outcome !== 'passed') assert.ok(finding.reason_ja && finding.todo_ja && finding.clauses.includes('G-8.1-3f'), 'says what to do');
};
const written = () => value(town, `SELECT count(*) FROM ledger_entries WHERE kind <> 'act.refused' AND actor <> 'system'`);
const textOf = (pdf) => {
  const done = spawnSync('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], { input: pdf });
  assert.equal(done.status, 0, String(done.stderr));
  return done.stdout.toString('utf8').replace(/\s+/g, '');
};

describe('who may', () => {
  const acts = [
    ['plan', auditors, null, (name) => people[name].command('/api/audits', input())],
    ['accept', ['prime_manager'], () => plan(), (name, id) => accept(id, name)],
    ['report', auditors, () => plan(), (name, id) => report(id, {}, name)],
    ['cancel', auditors, () => plan(), (name, id) => cancel(id, name)],
    ['find in it', auditors, () => plan(), (name, id) => find(id, name)],
  ];
  for (const [act, passing, make, request] of acts)
    test(act, async () => {
      const id = make ? await make() : undefined;
      for (const name of everybody) {
        if (passing.includes(name)) continue;
        const before = written();
        const got = await request(name, id);
        assert.ok((name === 'nobody' ? [401] : [403, 404]).includes(got.status), `${name}: ${got.status} ${got.text}`);
        if (got.status === 403) assert.ok(rules(got).some((rule) => ['rights.act', 'audit.independent', 'audit.finding'].includes(rule)), name);
        if (name === 'own_auditor' && act !== 'accept') stopped(got, [act === 'find in it' ? 'audit.finding' : 'audit.independent']);
        assert.equal(written(), before, `${name} was refused, and yet something was written`);
      }
      for (const [i, name] of passing.entries()) {
        const got = await request(name, i === 0 || !make ? id : await make());
        assert.equal(got.status, 200, `${name}: ${got.text}`);
      }
    });

  test('see it: the section and those above, the auditors, and the manager of the firm; its paper likewise', async () => {
    const id = await plan();
    for (const name of everybody) if (name !== 'nobody') assert.equal((await people[name].get(`/api/audits/${id}/paper.pdf`)).status, 404, name);
    assert.equal((await report(id)).status, 200);
    for (const name of everybody) {
      const expected = name === 'nobody' ? 401 : seen.includes(name) ? 200 : 404;
      for (const path of [`/api/audits/${id}`, `/api/audits/${id}/paper.pdf`]) assert.equal((await people[name].get(path)).status, expected, `${name} ${path}`);
      const list = await people[name].get('/api/audits?state=reported');
      if (name !== 'nobody') assert.equal(list.json.items.some((row) => row.id === id), seen.includes(name), name);
    }
    const { entry } = await view(id);
    for (const [name, status] of [['manager', 200], ['prime_manager', 200], ['auditor', 200], ['sub_manager', 404], ['tax_manager', 404], ['other_manager', 404]])
      assert.equal((await people[name].get(`/api/ledger/${entry}`)).status, status, name);
  });
});

describe('from the plan to the report', () => {
  test('whole, with a finding; the firm reads the result when it is reported, and not before', async () => {
    const id = await plan({ planned_on: day(3) });
    const told = await view(id, 'prime_manager');
    assert.deepEqual([told.row.state, told.row.answer_by, told.may], ['planned', day(3), ['accept_audit']]);
    assert.equal((await accept(id)).json.receipt.kind, 'audit.accepted');
    stopped(await accept(id), ['audit.state']);
    stopped(await report(id, { opinion: 'findings' }), ['audit.findings']);
    const finding = (await find(id)).json.id;
    stopped(await report(id), ['audit.findings']); // good, with an open finding
    const before = await view(id, 'prime_manager');
    assert.deepEqual([before.summary, before.looked_at, before.row.opinion ?? null], ['', '', null]);
    assert.ok(before.timeline.every(({ kind }) => kind !== 'act.refused'), 'what was stopped on the town’s side is not the firm’s to read');
    assert.ok((await view(id)).timeline.some(({ kind }) => kind === 'act.refused'));

    assert.equal((await report(id, { opinion: 'findings', summary: '管理簿に抜けがある。\n施錠は守られていた。' })).json.receipt.kind, 'audit.reported');
    const after = await view(id, 'prime_manager');
    assert.deepEqual([after.row.state, after.row.opinion, after.row.held_on, after.row.findings, after.row.open_findings], ['reported', 'findings', day(0), 1, 1]);
    assert.deepEqual(after.findings.map((row) => [row.id, row.audit, row.source]), [[finding, id, 'audit']]);
    for (const got of [await report(id, { opinion: 'findings' }), await cancel(id), await accept(id)]) stopped(got, ['audit.state']);
    stopped(await find(id), ['audit.finding']);

    // the finding goes its way: demanded by the section, mended by the firm, confirmed
    assert.equal((await people.auditor.command(`/api/findings/${finding}/demand`, { text: '直すこと', due: day(10) })).status, 403);
    await people.manager.act(`/api/findings/${finding}/demand`, { text: '返却した日を書くこと', due: day(10) });
    await people.prime_manager.act(`/api/findings/${finding}/report`, { text: '書きました', evidence: [] });
    await people.manager.act(`/api/findings/${finding}/close`, { note: '写しで確かめた' });
    assert.equal((await view(id)).row.open_findings, 0);

    const paper = await people.prime_manager.get(`/api/audits/${id}/paper.pdf`);
    assert.equal(paper.headers['content-type'], 'application/pdf');
    const text = textOf(paper.body);
    const { entry } = await view(id);
    for (const part of ['委託事業者に対する監査の報告書', '令和8年度委託先監査', '甲社', '福祉課', '責任者が立ち会います', '開発室の施錠と、預かりの管理簿', '改善が必要',
      '管理簿に抜けがある。', '管理簿に、返却した日のない行がある。', '改善を確認した', `台帳${entry}番`, '監査夏子'])
      assert.ok(text.includes(part), `${part} in ${text}`);
  });

  test('a firm that keeps silent cannot put it off; documents alone need nobody who attends', async () => {
    const id = await plan({ method: 'documents' });
    assert.equal((await report(id, { attended: '' })).status, 200);
    const text = textOf((await people.auditor.get(`/api/audits/${id}/paper.pdf`)).body);
    for (const part of ['回答なし', '書面で行った', '適合', '指摘はありません。']) assert.ok(text.includes(part), `${part} in ${text}`);
  });

  test('a sub-contractor that was consented to is audited, one that was not is not; its firm alone sees it', async () => {
    const id = await plan({ contractor: town.sub });
    for (const [name, status] of [['sub_manager', 200], ['prime_manager', 404], ['sub_worker', 404], ['other_manager', 404]])
      assert.equal((await people[name].get(`/api/audits/${id}`)).status, status, name);
    assert.equal((await accept(id, 'prime_manager')).status, 404);
    assert.equal((await accept(id, 'sub_manager')).status, 200);
    const fresh = await contractor(people.manager, '己社', '678901234567');
    await subContract(people.clerk, people.manager, town.engagement, '', fresh, { consent: false });
    stopped(await people.auditor.command('/api/audits', input({ contractor: fresh })), ['audit.plan']);
  });

  test('what is not stated, or not true, does not get in', async () => {
    const asks = (more) => people.auditor.command('/api/audits', input(more));
    for (const more of [{ planned_on: day(-1) }, { scope: '。。' }, { title: '-' }]) stopped(await asks(more), ['audit.plan']);
    for (const more of [{ title: '' }, { scope: ' ' }, { planned_on: 'soon' }, { method: 'by ear' }, { contractor: town.other }, { scope: 'あ'.repeat(2001) }])
      assert.equal((await asks(more)).status, 400, JSON.stringify(more));
    assert.equal((await asks({ engagement: 'eng_0000000000000000' })).status, 404);

    const id = await plan();
    assert.equal((await accept(id, 'prime_manager', ' ')).status, 400);
    stopped(await accept(id, 'prime_manager', '？'), ['audit.answer']);
    for (const more of [{ held_on: day(1) }, { held_on: day(-1) }, { attended: '' }, { looked_at: '見' }, { summary: '。。。' }]) stopped(await report(id, more), ['audit.report']);
    for (const more of [{ held_on: '' }, { looked_at: '' }, { summary: '' }, { opinion: 'so so' }]) assert.equal((await report(id, more)).status, 400, JSON.stringify(more));
    assert.equal((await cancel(id, 'auditor', ' ')).status, 400);
    for (const more of [{ source: 'record' }, { contractor: town.sub }]) assert.equal((await find(id, 'auditor', more)).status, 400, JSON.stringify(more));
    assert.equal((await find('aud_0000000000000000')).status, 404);
    assert.equal((await view(id)).row.state, 'planned');
  });
});

test('what is owed: the plan once a year, the answer, the report', async () => {
  const owed = async (name) => (await people[name].read('/api/duties?limit=200')).items;
  const mine = async (name, kind, subject) => (await owed(name)).find((each) => each.kind === kind && each.subject === subject);
  const old = await engagement(people.manager, town.prime, town.welfare, { title: '長く続く委託', starts: day(-340), ends: day(400) });
  const duty = await mine('auditor', 'plan_audit', old);
  assert.deepEqual([duty.about, duty.overdue, duty.clauses, duty.owed_by], ['長く続く委託', false, ['G-8.1-3f', 'S-3'], '監査の担当']);
  for (const name of ['own_auditor', 'supervising_officer', 'manager', 'prime_manager', 'tax_manager']) assert.equal(await mine(name, 'plan_audit', old), undefined, name);
  // no important data, no audit
  const plain = { information: '案内の文面', range: '市内全域', ways: ['service_transfer'] };
  const other = await engagement(people.manager, town.prime, town.welfare, { title: '案内の印刷', starts: day(-340), ends: day(400), scope: [plain] });
  assert.equal(await mine('auditor', 'plan_audit', other), undefined);

  const id = await plan({ engagement: old, planned_on: day(5) });
  assert.equal(await mine('auditor', 'plan_audit', old), undefined);
  const answer = await mine('prime_manager', 'accept_audit', id);
  assert.deepEqual([answer.due, answer.clauses, answer.about], [day(5), ['G-8.1-3f', 'C-12'], '令和8年度 委託先監査（甲社）']);
  assert.equal(await mine('sub_manager', 'accept_audit', id), undefined);
  assert.equal((await mine('auditor', 'report_audit', id)).due, day(19));
  assert.equal((await accept(id)).status, 200);
  assert.equal(await mine('prime_manager', 'accept_audit', id), undefined);
  assert.equal((await report(id)).status, 200);
  assert.equal(await mine('auditor', 'report_audit', id), undefined);
  assert.equal(await mine('auditor', 'plan_audit', old), undefined); // held today: in a year
});

test('the lists: by state, page by page', async () => {
  const all = (await people.auditor.read('/api/audits?limit=200')).items;
  const first = await people.auditor.read('/api/audits?limit=2');
  assert.equal(first.items.length, 2);
  const rest = await people.auditor.read(`/api/audits?limit=200&after=${first.next}`);
  assert.deepEqual([...first.items, ...rest.items].map(({ id }) => id), all.map(({ id }) => id));
  const open = (await people.auditor.read('/api/audits?state=open&limit=200')).items;
  assert.ok(open.length > 0 && open.every((row) => ['planned', 'accepted'].includes(row.state)));
  assert.deepEqual(all.slice(0, open.length).map(({ id }) => id), open.map(({ id }) => id), 'what is under way comes first');
  const cancelled = (await people.prime_manager.read('/api/audits?state=cancelled')).items;
  assert.ok(cancelled.length > 0);
  assert.equal((await view(cancelled[0].id, 'prime_manager')).cancel_reason, '日を改めるため');
  assert.deepEqual((await people.auditor.read(`/api/audits?contractor=${town.sub}`)).items.map((row) => row.contractor), [town.sub]);
  assert.equal((await people.auditor.get('/api/audits?after=x')).status, 400);
});

test('the check sheet and the clause show it; the state is what the ledger says', async () => {
  const sheet = (await people.manager.read('/api/sheets?limit=200')).items.find((row) => row.contractor === town.prime && row.sheet).sheet;
  const line = (await people.manager.read(`/api/sheets/${sheet}`)).lines.find((each) => each.line.id === 'C-12');
  assert.ok(line.observed.kept > 0);
  assert.ok(line.observed.records.some((record) => record.subject.startsWith('aud_')));
  const clauses = (await people.auditor.read('/api/clauses')).items;
  assert.equal(clauses.find((each) => each.clause.id === 'G-8.1-3f').clause.planned, '');
  assert.equal(value(town, "SELECT count(*) FROM ledger_entries WHERE leaf LIKE '%開発室%'"), 0);
  await town.stop();
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
