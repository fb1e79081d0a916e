// Check sheets and findings over HTTP: from the empty form to the confirmation, what every role sees and may do, and a
// finding from its opening to its end.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { draft, inspected, submitted, upload } from '../lib/passage.mjs';
import { account, agree, castTown, checkSheet, contractor, day, nameDataManager, roster, subContract, train, worker } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';

let town, people;
const things = {};
before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
  const sheetOf = async (by, firm) => (await people[by].read('/api/sheets?limit=200')).items.find((row) => row.contractor === town[firm]).sheet;
  things.prime = await sheetOf('manager', 'prime');
  things.sub = await sheetOf('manager', 'sub');
  things.other = await sheetOf('tax_manager', 'other');
  const finding = (by, contract, firm) => people[by].act('/api/findings', {
    engagement: contract, contractor: town[firm], sheet: '', line: 'C-9d', source: 'inspection', text: '保管庫の鍵が開いていた', demand: '鍵を掛けること', due: day(30),
  });
  things.primeFinding = (await finding('manager', town.engagement, 'prime')).id;
  things.subFinding = (await finding('manager', town.engagement, 'sub')).id;
  things.otherFinding = (await finding('tax_manager', town.taxEngagement, 'other')).id;
});
after(() => town?.remove());

const everybody = ['administrator', 'clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer',
  'ciso', 'auditor', 'reception', 'tax_clerk', 'tax_manager', 'prime_manager', 'prime_worker', 'sub_manager', 'sub_worker',
  'other_manager', 'other_worker', 'nobody'];
const wholeTown = ['department_officer', 'supervising_officer', 'ciso', 'auditor'];
const higher = ['department_officer', 'supervising_officer', 'ciso'];
const welfare = ['clerk', 'clerk2', 'manager', 'system_administrator'];
const tax = ['tax_clerk', 'tax_manager'];
const seen = {
  prime: [...wholeTown, ...welfare, 'prime_manager'], sub: [...wholeTown, ...welfare, 'sub_manager'], other: [...wholeTown, ...tax, 'other_manager'],
  primeFinding: [...wholeTown, ...welfare, 'prime_manager'], subFinding: [...wholeTown, ...welfare, 'sub_manager'], otherFinding: [...wholeTown, ...tax, 'other_manager'],
};
const rulesOf = (answer) => answer.json.verdict.findings.filter((finding) => finding.outcome !== 'passed').map((finding) => finding.rule);
const open = (answer, rules) => {
  assert.equal(answer.status, 403, answer.text);
  assert.deepEqual(rulesOf(answer), rules);
};

// An application with all that it needs but what the test is about.
async function tried(by, recipient, more) {
  const id = await draft(town, by, recipient, more);
  await upload(by, id, '一般の案内です');
  await inspected(by, id);
  return by.command(`/api/passages/${id}/submit`);
}

describe('who sees what', () => {
  const routes = [['/api/sheets/{}', ['prime', 'sub', 'other']], ['/api/sheets/{}/paper', ['prime', 'other']], ['/api/sheets/{}/paper?format=xlsx', ['sub']],
    ['/api/findings/{}', ['primeFinding', 'subFinding', 'otherFinding']]];
  for (const [route, list] of routes)
    test(`GET ${route}`, async () => {
      for (const what of list)
        for (const name of everybody) {
          const answer = await people[name].get(route.replace('{}', things[what]));
          assert.equal(answer.status, name === 'nobody' ? 401 : seen[what].includes(name) ? 200 : 404, `${name} ${what}: ${answer.text.slice(0, 200)}`);
          if (answer.status !== 404) continue;
          const unknown = await people[name].get(route.replace('{}', `${things[what].slice(0, 4)}${'0'.repeat(16)}`));
          assert.equal(answer.text, unknown.text);
        }
    });

  test('GET /api/sheets and /api/findings', async () => {
    for (const name of everybody) {
      const sheets = await people[name].get('/api/sheets?limit=200');
      const findings = await people[name].get('/api/findings?limit=200');
      if (name === 'nobody') {
        assert.deepEqual([sheets.status, findings.status], [401, 401]);
        continue;
      }
      const of = (keys) => keys.filter((what) => seen[what].includes(name)).map((what) => things[what]).sort();
      assert.deepEqual(sheets.json.items.map((row) => row.sheet).sort(), of(['prime', 'sub', 'other']), name);
      assert.deepEqual(findings.json.items.map((row) => row.id).sort(), of(['primeFinding', 'subFinding', 'otherFinding']), name);
    }
  });

  test('what the system saw is for the town alone; a firm finds nothing of another firm', async () => {
    for (const [name, what] of [['prime_manager', 'prime'], ['sub_manager', 'sub'], ['other_manager', 'other']]) {
      const view = await people[name].read(`/api/sheets/${things[what]}`);
      assert.ok(view.lines.every((line) => line.observed === null), name);
      const all = (await Promise.all(['/api/sheets', '/api/findings', `/api/sheets/${things[what]}`].map((path) => people[name].get(path)))).map((answer) => answer.text).join();
      const strangers = { prime: ['sub', 'other'], sub: ['prime', 'other'], other: ['prime', 'sub'] }[what];
      for (const stranger of strangers) for (const secret of [town[stranger], things[stranger], things[`${stranger}Finding`]]) assert.ok(!all.includes(secret), `${name} finds ${stranger}`);
    }
    const town_ = await people.clerk.read(`/api/sheets/${things.prime}`);
    assert.ok(town_.lines.every((line) => ['agrees', 'differs', 'nothing_seen'].includes(line.observed.state)));
    assert.equal(town_.lines.find(({ line }) => line.id === 'C-13a').observed.kept, 2);
  });

  test('the empty form is everybody’s; with names only for who sees the contract', async () => {
    for (const name of everybody.slice(0, -1)) {
      assert.equal((await people[name].get('/api/check-sheet')).json.lines.length, 23);
      const form = await people[name].get('/api/check-sheet/form?format=pdf');
      assert.equal(form.status, 200, name);
      assert.ok(form.body.subarray(0, 5).equals(Buffer.from('%PDF-')));
    }
    const named = `/api/check-sheet/form?format=xlsx&engagement=${town.engagement}&contractor=${town.prime}`;
    for (const [name, status] of [['clerk', 200], ['prime_manager', 200], ['sub_manager', 404], ['other_manager', 404], ['tax_clerk', 404], ['administrator', 404], ['nobody', 401]])
      assert.equal((await people[name].get(named)).status, status, name);
    assert.equal((await people.clerk.get('/api/check-sheet/form?format=doc')).status, 400);
  });
});

describe('who may do what', () => {
  const lines = async (id) => (await people.ciso.read(`/api/sheets/${id}`)).lines.map(({ line }) => line.id);
  let number = 100_000_000_000;
  // The prime contractor's next round, as far as asked for.
  const renewal = async (to) => {
    // rounds follow each other: the open one is brought to its end first
    const rows = (await people.ciso.read(`/api/sheets?engagement=${town.engagement}&limit=200`)).items;
    const row = rows.find((each) => each.contractor === town.prime);
    let id = row.sheet;
    if (row.state === 'confirmed') ({ id } = await people.prime_manager.act(`/api/engagements/${town.engagement}/sheets`, { contractor: town.prime }));
    if (to === 'draft' && row.state === 'submitted') await people.ciso.act(`/api/sheets/${id}/decision`, { decision: 'reject', note: '直してください', marks: [] });
    if (to === 'submitted' && row.state !== 'submitted') await people.prime_manager.act(`/api/sheets/${id}/submit`);
    return id;
  };
  const marksOf = async (id) => (await lines(id)).map((line) => ({ line, accepted: true, note: '' }));
  const finding = async (state) => {
    const { id } = await people.manager.act('/api/findings', { engagement: town.engagement, contractor: town.prime, sheet: '', line: '', source: 'audit', text: '指摘', demand: '直すこと', due: day(5) });
    if (state === 'reported') await people.prime_manager.act(`/api/findings/${id}/report`, { text: '直しました', evidence: [] });
    return id;
  };
  let marks = [];
  const commands = [
    ['begin a sheet', welfare, async () => {
      const firm = await contractor(people.manager, `再社${++number}`, String(number));
      await subContract(people.clerk, people.manager, town.engagement, '', firm, { consent: false });
      return firm;
    }, (c, firm) => c.command(`/api/engagements/${town.engagement}/sheets`, { contractor: firm })],
    ['answer', [...welfare, 'prime_manager'], () => renewal('draft'),
      (c, id) => c.command(`/api/sheets/${id}/answers`, { answers: [{ line: 'C-1', answer: 'yes', text: `規程 ${++number}`, evidence: [] }] }, { method: 'PUT' })],
    ['submit', [...welfare, 'prime_manager'], () => renewal('draft'), (c, id) => c.command(`/api/sheets/${id}/submit`)],
    ['review', ['manager', ...higher], () => renewal('submitted'), (c, id) => c.command(`/api/sheets/${id}/review`, { marks: [{ line: 'C-1', accepted: true, note: '' }] })],
    ['send back', ['manager', ...higher], () => renewal('submitted'), (c, id) => c.command(`/api/sheets/${id}/decision`, { decision: 'reject', note: '直してください', marks: [] })],
    ['confirm', higher, async () => {
      const id = await renewal('submitted');
      marks = await marksOf(id);
      return id;
    }, (c, id) => c.command(`/api/sheets/${id}/decision`, { decision: 'approve', note: '', marks }), ['manager']],
    ['own lines', ['supervising_officer', 'ciso'], null, (c) => c.command('/api/check-sheet/lines', { lines: [{ id: '', item: '独自', text: `確かめること ${++number}` }] }, { method: 'PUT' })],
    ['open a finding', ['manager', ...higher, 'auditor'], null,
      (c) => c.command('/api/findings', { engagement: town.engagement, contractor: town.prime, sheet: '', line: 'C-1', source: 'audit', text: `指摘 ${++number}` })],
    ['demand', ['manager', ...higher], () => finding('demanded'), (c, id) => c.command(`/api/findings/${id}/demand`, { text: 'もう一度', due: day(9) })],
    ['report', ['prime_manager'], () => finding('demanded'), (c, id) => c.command(`/api/findings/${id}/report`, { text: '直しました', evidence: [] })],
    ['close', ['manager', ...higher], () => finding('reported'), (c, id) => c.command(`/api/findings/${id}/close`, { note: '確かめました' })],
  ];
  const written = () => value(town, `SELECT count(*) FROM ledger_entries WHERE kind <> 'act.refused'`);
  for (const [act, passing, make, request, either = []] of commands)
    test(act, async () => {
      const subject = make ? await make() : undefined;
      for (const name of everybody) {
        if (passing.includes(name) || either.includes(name)) continue;
        const before = written();
        const answer = await request(people[name], subject);
        if (name === 'nobody') assert.equal(answer.status, 401);
        else assert.ok([400, 403, 404].includes(answer.status), `${name}: ${answer.status} ${answer.text}`);
        if (answer.status === 403) assert.ok(rulesOf(answer).includes('rights.act'), `${name}: ${answer.text}`);
        assert.equal(written(), before, `${name} was refused, and yet something was written`);
      }
      for (const name of passing.filter((each) => !either.includes(each))) {
        const answer = await request(people[name], make ? await make() : undefined);
        assert.equal(answer.status, 200, `${name}: ${answer.status} ${answer.text}`);
      }
    });
});

test('a new firm gets no data until its check sheet is confirmed; each step in its order', async () => {
  const { clerk, manager, sub_manager: subManager } = people;
  const firm = await contractor(manager, '丁社', '567890123456');
  await subContract(subManager, manager, town.engagement, town.tier, firm);
  const id = await worker(clerk, firm, '丁野 責任');
  const colleague = await worker(clerk, firm, '丁野 従事');
  await train(manager, id);
  const firmManager = await account(town, id, ['contractor_manager'], { login: 'fourth' });
  await roster(clerk, manager, town.engagement, firm, [id, colleague]);
  const holder = { who: { person: id } };
  open(await tried(clerk, holder), ['check_sheet.confirmed']);
  // who owes it sees it
  const duty = (await firmManager.read('/api/duties')).items.find((row) => row.kind === 'answer_sheet');
  assert.equal(duty.due, day(14));
  assert.ok(duty.clauses.includes('G-8.1-3b'));

  const { id: sheet } = await firmManager.act(`/api/engagements/${town.engagement}/sheets`, { contractor: firm });
  assert.equal((await firmManager.command(`/api/engagements/${town.engagement}/sheets`, { contractor: firm })).status, 409);
  open(await firmManager.command(`/api/sheets/${sheet}/submit`), ['check_sheet.complete']);
  // the form goes out, is filled in elsewhere and comes back
  const csv = (row) => Buffer.from(`番号,確認事項,チェック欄,説明・理由\r\n${row}\r\n`);
  const octets = { 'Content-Type': 'application/octet-stream' };
  const file = (bytes, who = firmManager) => who.ask('POST', `/api/sheets/${sheet}/file`, { body: bytes, headers: octets });
  const wrong = await file(csv('C-1,,たぶん,'));
  assert.equal(wrong.status, 200, wrong.text);
  assert.deepEqual(wrong.json.problems[0], { row: 2, column: 'C', value: 'たぶん', text: '答えを読み取れません。「はい」「いいえ」「該当なし」のどれかを入れてください。' });
  assert.equal((await file(Buffer.from('PK\x03\x04broken'))).status, 422);
  assert.equal((await file(Buffer.alloc(5 << 20))).status, 413);
  assert.equal((await file(csv('C-1,,はい,'), people.other_manager)).status, 404);
  const lines = (await firmManager.read(`/api/sheets/${sheet}`)).lines.map(({ line }) => line);
  const good = await file(csv([...lines.map(({ id: line }) => `${line},,${line.startsWith('C-15') ? '該当なし' : '☑'},${line.startsWith('C-15') ? '再委託はしません' : ''}`), '連絡先-名前,,,連絡 係', '連絡先-電話,,,000-0000-0000'].join('\r\n')));
  assert.deepEqual(good.json.problems, []);
  await firmManager.act(`/api/sheets/${sheet}/answers`, { answers: good.json.answers, contact: good.json.contact }, { method: 'PUT' });
  await firmManager.act(`/api/sheets/${sheet}/submit`);
  assert.equal((await firmManager.command(`/api/sheets/${sheet}/answers`, { answers: good.json.answers }, { method: 'PUT' })).status, 409);
  assert.equal((await people.manager.read('/api/duties')).items.find((row) => row.subject === sheet)?.kind, 'confirm_sheet');

  // 従事 has no training: declared and observed differ
  const view = await manager.read(`/api/sheets/${sheet}`);
  const training = view.lines.find(({ line }) => line.id === 'C-13a');
  assert.equal(training.observed.state, 'differs');
  assert.deepEqual([training.observed.kept, training.observed.broken], [1, 1]);
  assert.equal(training.observed.records[0].subject, colleague);
  const marks = lines.map((line) => ({ line: line.id, accepted: true, note: '' }));
  open(await manager.command(`/api/sheets/${sheet}/decision`, { decision: 'approve', note: '', marks: marks.slice(1) }), ['check_sheet.reviewed', 'check_sheet.differences']);
  const finding = await manager.act('/api/findings', { engagement: town.engagement, contractor: firm, sheet, line: 'C-13a', source: 'record', text: '1人に研修の記録がない', demand: '研修を受けさせること', due: day(20) });
  await manager.act(`/api/sheets/${sheet}/decision`, { decision: 'approve', note: '', marks });
  await submitted(town, clerk, holder);

  // the finding: demanded, reported, demanded again, reported, closed
  assert.equal((await firmManager.read('/api/duties')).items.find((row) => row.subject === finding.id)?.kind, 'report_improvement');
  open(await manager.command(`/api/findings/${finding.id}/close`, { note: '' }), ['finding.reported']);
  await firmManager.act(`/api/findings/${finding.id}/report`, { text: '名簿から外します', evidence: [] });
  await manager.act(`/api/findings/${finding.id}/demand`, { text: '研修を受けた記録を出すこと', due: day(25) });
  assert.equal((await firmManager.command(`/api/findings/${finding.id}/report`, { text: ' ', evidence: [] })).status, 400);
  await train(manager, colleague);
  await firmManager.act(`/api/findings/${finding.id}/report`, { text: '研修を受けました', evidence: [] });
  await manager.act(`/api/findings/${finding.id}/close`, { note: '研修の記録を見た' });
  const told = await firmManager.read(`/api/findings/${finding.id}`);
  assert.deepEqual(told.steps.map((step) => step.state), ['demanded', 'reported', 'demanded', 'reported', 'closed']);
  // what people wrote is in no entry of the ledger
  assert.equal(value(town, `SELECT count(*) FROM ledger_entries WHERE leaf LIKE '%研修の記録%' OR leaf LIKE '%連絡 係%' OR leaf LIKE '%再委託はしません%'`), 0);
});

test('the tier’s sheet is its own: a confirmed sheet elsewhere opens nothing here', async () => {
  const { clerk, manager } = people;
  const made = await manager.act('/api/engagements', {
    title: '別の契約', contractor: town.prime, section: town.welfare, responsible_person: '責子', workplace: '見本ビル', starts: day(-400), ends: day(100),
    scope: [{ information: '給付対象者の情報', range: '市内全域', ways: ['service_transfer'] }], production_data_allowed: true, my_number: false,
  });
  await agree(manager, made.id, town.prime);
  await nameDataManager(manager, made.id, town.prime);
  await roster(clerk, manager, made.id, town.prime, [people.prime_worker.who.person]);
  // the contract is older than the first check sheet: not excused
  open(await tried(clerk, people.prime_worker, { engagement: made.id }), ['check_sheet.confirmed']);
  const owed = (await people.prime_manager.read('/api/duties')).items.find((row) => row.subject === made.id);
  assert.deepEqual([owed.kind, owed.overdue, owed.due], ['answer_sheet', true, day(-400)]);
  await checkSheet(clerk, manager, made.id, town.prime);
  await submitted(town, clerk, people.prime_worker, undefined, { engagement: made.id });
});

test('afterwards the state is what the ledger says', () => {
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
