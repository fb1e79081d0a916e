// Lists as files, over HTTP: upload, dry run, import of all or nothing; exports as each viewer sees them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../lib/client.mjs';
import { castTown, corporateNumber } from '../lib/people.mjs';
import { rows, value } from '../lib/sqlite.mjs';

let town, people;
before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
});
after(() => town?.remove());

const entries = () => value(town, 'SELECT count(*) FROM ledger_entries');
const upload = (by, kind, file, name = '一覧.csv', headers = { 'Content-Type': 'application/octet-stream' }) =>
  by.ask('POST', `/api/imports?kind=${kind}&name=${encodeURIComponent(name)}`, { body: Buffer.from(file), headers });

async function ended(by, id) {
  for (;;) {
    const view = await by.read(`/api/imports/${id}`);
    if (!['checking', 'importing'].includes(view.state)) return view;
    await sleep(20);
  }
}
async function checked(by, kind, file, more = {}) {
  const answer = await upload(by, kind, file);
  assert.equal(answer.status, 200, answer.text);
  const begun = await by.ask('POST', `/api/imports/${answer.json.id}/check`, { body: { ...answer.json.mapping, ...more } });
  assert.equal(begun.status, 200, begun.text);
  return ended(by, answer.json.id);
}
async function imported(by, kind, file) {
  const view = await checked(by, kind, file);
  assert.deepEqual(view.problems, []);
  const begun = await by.command(`/api/imports/${view.id}/run`);
  assert.equal(begun.status, 200, begun.text);
  return ended(by, view.id);
}

test('workers from CSV: proposed columns, dry run, import, an entry for each', async () => {
  const { prime_manager: by } = people;
  const answer = await upload(by, 'workers', '従事者名,ふりがな,備考\n見本 太郎,みほん たろう,x\n見本 花子,ミホン ハナコ,\n');
  assert.equal(answer.status, 200, answer.text);
  const view = answer.json;
  assert.equal(view.state, 'mapping');
  assert.deepEqual(view.columns.map((c) => [c.letter, c.header]), [['A', '従事者名'], ['B', 'ふりがな'], ['C', '備考']]);
  assert.deepEqual(view.columns[0].samples, ['見本 太郎', '見本 花子']);
  assert.deepEqual(view.mapping.sources.map((s) => [s.field, s.column]), [['contractor', -1], ['name', 0], ['kana', 1]]);
  const before = entries();
  assert.equal((await by.command(`/api/imports/${view.id}/run`)).status, 409); // not looked at yet
  const check = await by.ask('POST', `/api/imports/${view.id}/check`, { body: view.mapping });
  assert.equal(check.status, 200, check.text);
  const ready = await ended(by, view.id);
  assert.deepEqual([ready.state, ready.ready, ready.problem_count], ['checked', 2, 0]);
  assert.equal(entries(), before);
  const key = 'import-once-0001';
  for (let i = 0; i < 2; ++i) assert.equal((await by.command(`/api/imports/${view.id}/run`, undefined, { key })).status, 200);
  const done = await ended(by, view.id);
  assert.equal(done.state, 'imported');
  assert.equal(done.receipt.kind, 'records.imported');
  assert.equal(entries(), before + 3);
  assert.equal((await by.command(`/api/imports/${view.id}/run`)).json.state, 'imported');
  assert.equal(entries(), before + 3);
  const seen = await by.read('/api/workers');
  assert.ok(seen.items.some((w) => w.name === '見本 太郎' && w.contractor === town.prime));
  assert.ok(!JSON.stringify(rows(town, 'SELECT leaf FROM ledger_entries')).includes('見本 花子'));
  // The same file again is a list of problems, not of doubles.
  const again = await checked(by, 'workers', '氏名,フリガナ\n見本 太郎,みほん たろう\n');
  assert.equal(again.problem_count, 1);
  assert.equal((await checked(by, 'workers', '氏名,フリガナ\n見本 太郎,みほん たろう\n', { skip_known: true })).skipped, 1);
});

test('contractors and engagements: problems stand at their row and column, and nothing is half-imported', async () => {
  const { manager } = people;
  const number = corporateNumber('567890123456');
  const before = entries();
  const bad = await checked(manager, 'contractors', `事業者名,法人番号\n丁社,${number}\n,123\n`);
  assert.deepEqual(bad.problems.map((p) => [p.row, p.column, p.field]), [[3, 'A 列「事業者名」', 'name'], [3, 'B 列「法人番号」', 'corporate_number']]);
  assert.equal((await manager.command(`/api/imports/${bad.id}/run`)).status, 409);
  assert.equal(entries(), before);
  assert.equal((await imported(manager, 'contractors', `事業者名,法人番号\n丁社,${number}\n`)).state, 'imported');
  const contract = await imported(manager, 'engagements',
    `契約名,法人番号,担当課,責任者,作業場所,開始日,終了日,情報の種類,範囲,アクセス方法\n窓口,${number},福祉課,見本,庁舎,令和8年4月1日,2027/3/31,申請書,全件,庁内、遠隔\n`);
  assert.equal(contract.state, 'imported');
  const [row] = rows(town, "SELECT starts, scope FROM engagements WHERE title = '窓口'");
  assert.equal(row.starts, '2026-04-01');
  assert.deepEqual(JSON.parse(row.scope)[0].ways, ['on_site', 'remote_access']);
});

test('who may import what, and whose file it is', async () => {
  const keepers = ['manager', 'tax_manager', 'department_officer', 'supervising_officer', 'ciso'];
  const rosterers = ['clerk', 'clerk2', 'manager', 'system_administrator', 'tax_clerk', 'tax_manager', 'prime_manager', 'sub_manager', 'other_manager'];
  for (const [name, by] of Object.entries(people))
    for (const kind of ['contractors', 'engagements', 'workers']) {
      const may = (kind === 'workers' ? rosterers : keepers).includes(name);
      const answer = await upload(by, kind, 'a,b\n1,2\n');
      assert.equal(answer.status, name === 'nobody' ? 401 : may ? 200 : 403, `${name} ${kind}: ${answer.text}`);
      if (name === 'nobody') continue;
      const listed = (await by.read('/api/imports')).items.find((k) => k.kind === kind);
      assert.equal(listed.may_import, may, `${name} ${kind}`);
      if (may && name !== 'ciso') assert.equal((await people.ciso.get(`/api/imports/${answer.json.id}`)).status, 404);
    }
  const { manager } = people;
  const file = (await upload(manager, 'contractors', 'a,b\n1,2\n')).json;
  assert.equal((await manager.ask('DELETE', `/api/imports/${file.id}`)).status, 204);
  assert.equal((await manager.get(`/api/imports/${file.id}`)).status, 404);
  const { csrf } = manager;
  manager.csrf = undefined;
  assert.equal((await upload(manager, 'contractors', 'a,b\n1,2\n')).status, 403);
  manager.csrf = csrf;
});

test('files that are none, and files that are too large', async () => {
  const { manager } = people;
  for (const [file, status] of [['', 400], ['a,b\n', 400], ['%PDF-1.7', 415], ['PK\x03\x04', 422], ['a,b\n"1,2\n', 400], [Buffer.from('a,b\n\xA0,2\n', 'latin1'), 400]]) {
    const answer = await upload(manager, 'contractors', file);
    assert.equal(answer.status, status, `${file}: ${answer.text}`);
    assert.ok(answer.json.error.ja.length > 10);
  }
  assert.equal((await upload(manager, 'contractors', 'a,b\n1,2\n', 'x', { 'Content-Type': 'text/csv' })).status, 415);
  assert.equal((await upload(manager, 'things', 'a,b\n1,2\n')).status, 404);
  assert.equal((await upload(manager, 'contractors', Buffer.alloc(25 * 1024 * 1024, 'a'))).status, 413);
  const file = (await upload(manager, 'contractors', 'a,b\n1,2\n')).json;
  for (const sources of [[{ field: 'name', column: 9, value: '' }], [{ field: 'id', column: 0, value: '' }]])
    assert.equal((await manager.ask('POST', `/api/imports/${file.id}/check`, { body: { sources, skip_known: false } })).status, 400);
});

test('exports: what the viewer sees, recorded; others are stopped, and that is recorded', async () => {
  const listing = ['clerk', 'clerk2', 'manager', 'system_administrator', 'tax_clerk', 'tax_manager', 'department_officer',
    'supervising_officer', 'ciso', 'auditor', 'prime_manager', 'sub_manager', 'other_manager'];
  for (const [name, by] of Object.entries(people)) {
    const before = entries();
    const answer = await by.get('/api/exports/workers?format=csv');
    if (name === 'nobody') {
      assert.equal(answer.status, 401);
      continue;
    }
    assert.equal(answer.status, listing.includes(name) ? 200 : 403, `${name}: ${answer.text}`);
    assert.equal(entries(), before + 1);
    if (answer.status !== 200) continue;
    assert.match(answer.headers['content-disposition'], /attachment; filename\*=UTF-8''.*\.csv/);
    const seen = (await by.read('/api/workers')).items;
    const lines = answer.text.replace(/^\uFEFF/, '').trimEnd().split('\r\n').slice(1);
    assert.deepEqual(lines.map((line) => line.split(',')[2]).sort(), seen.map((w) => w.name).sort(), name);
  }
  assert.equal((await people.clerk.get('/api/exports/passwords')).status, 404);
  assert.equal((await people.clerk.get('/api/exports/workers?format=pdf')).status, 400);
});

test('an exported xlsx is read by another program, and the form to fill in is recognised', async () => {
  const { manager } = people;
  const file = await manager.get('/api/exports/contractors?format=xlsx');
  assert.equal(file.status, 200);
  const script = "import sys, io, openpyxl; b = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read())); print([c.value for c in b.active[1]], b.active.max_row)";
  const read = spawnSync('/usr/bin/python3', ['-c', script], { input: file.body, encoding: 'utf8', env: { PYTHONIOENCODING: 'utf-8' } });
  assert.equal(read.status, 0, read.stderr);
  const count = (await manager.read('/api/contractors')).items.length;
  assert.equal(read.stdout.trim(), `['事業者名', '法人番号'] ${count + 1}`);
  for (const kind of ['contractors', 'engagements', 'workers']) {
    const form = await manager.get(`/api/exports/${kind}/form?format=xlsx`);
    const view = (await upload(manager, kind, form.body, 'form.xlsx')).json;
    assert.ok(view.mapping.sources.every((s) => s.column >= 0), JSON.stringify(view.mapping));
  }
});

test('the state can be made anew from the ledger', async () => {
  await town.stop();
  const verified = town.run('verify --rebuild', ['--json']);
  assert.equal(verified.code, 0, verified.err + verified.out.slice(0, 500));
});
