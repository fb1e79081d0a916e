// Datasets over HTTP: who may, an extract in each encoding, problems by row, columns told, replaced without a gap, removed;
// what is on the disk; the register of the command line taken over.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../lib/client.mjs';
import { castTown } from '../lib/people.mjs';
import { run } from '../lib/server.mjs';
import { value } from '../lib/sqlite.mjs';

let town, people, csv;
before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
  const file = join(town.directory, 'jumin.csv');
  assert.equal(run(['register', 'synthesize', '-o', file, '--count', '1500']).code, 0);
  csv = readFileSync(file);
});
after(() => town?.remove());

const everybody = ['administrator', 'clerk', 'manager', 'system_administrator', 'department_officer', 'supervising_officer', 'ciso', 'auditor',
  'reception', 'tax_manager', 'prime_manager', 'prime_worker', 'sub_manager', 'other_manager', 'nobody'];
const keepers = ['system_administrator', 'supervising_officer'];
const readers = [...keepers, 'manager', 'tax_manager', 'department_officer', 'ciso', 'auditor'];

const send = (by, bytes, { name = '抽出 住民.csv', replaces = '', type = 'application/octet-stream' } = {}) =>
  by.ask('POST', `/api/dataset-files${replaces ? `?dataset=${replaces}` : ''}`, {
    body: Buffer.from(bytes), headers: { 'Content-Type': type, 'X-File-Name': encodeURIComponent(name) },
  });
async function settled(by, id) {
  for (const end = Date.now() + 30000; ; await sleep(20)) {
    const view = await by.read(`/api/dataset-files/${id}`);
    if (view.state !== 'checking') return view;
    if (Date.now() > end) throw new Error(`still checking: ${JSON.stringify(view)}`);
  }
}
async function sent(by, bytes, more) {
  const got = await send(by, bytes, more);
  assert.equal(got.status, 200, got.text);
  return settled(by, got.json.id);
}
const check = async (by, id, input) => {
  const got = await by.ask('POST', `/api/dataset-files/${id}/check`, {
    body: { layout: 'found', encoding: '', sheet: '', unit: 'person', columns: [], fixed: [], ...input },
  });
  assert.equal(got.status, 200, got.text);
  return settled(by, id);
};
const register = (by, id, more = {}) => by.command(`/api/dataset-files/${id}/run`, { dataset: '', name: '住民基本台帳', classification: 'c3a', ...more });
const datasets = () => people.auditor.read('/api/datasets');
const indexes = () => readdirSync(join(town.data, 'datasets')).filter((name) => name.endsWith('.idx')).sort(); // dry runs end in .new

describe('who may', () => {
  test('see what there is: the town, but for clerks, the desk and the administrator', async () => {
    for (const name of everybody) {
      const got = await people[name].get('/api/datasets');
      assert.equal(got.status, name === 'nobody' ? 401 : readers.includes(name) ? 200 : 403, `${name}: ${got.text}`);
      if (got.status === 200) assert.deepEqual(got.json.may, keepers.includes(name) ? ['import_dataset', 'remove_dataset'] : [], name);
    }
  });
  test('send an extract: system administrators and the supervising officer', async () => {
    for (const name of everybody) {
      const got = await send(people[name], csv);
      assert.equal(got.status, name === 'nobody' ? 401 : keepers.includes(name) ? 200 : 403, `${name}: ${got.text}`);
      if (got.status !== 200) continue;
      for (const other of everybody) if (other !== name && other !== 'nobody') assert.equal((await people[other].get(`/api/dataset-files/${got.json.id}`)).status, 404, other);
      await settled(people[name], got.json.id);
      assert.equal((await people[name].ask('DELETE', `/api/dataset-files/${got.json.id}`)).status, 204);
    }
    assert.equal(value(town, `SELECT count(*) FROM datasets`), 0);
  });
  test('without the token of the session nothing is taken', async () => {
    const { csrf } = people.system_administrator;
    people.system_administrator.csrf = undefined;
    try {
      assert.equal((await send(people.system_administrator, csv)).status, 403);
    } finally {
      people.system_administrator.csrf = csrf;
    }
    assert.equal((await send(people.system_administrator, csv, { type: 'text/csv' })).status, 415);
  });
});

test('an extract is registered: counted, exact, and not on the disk', async () => {
  const by = people.system_administrator;
  const file = await sent(by, csv);
  assert.equal(file.state, 'checked', JSON.stringify(file));
  assert.equal(file.ready, true, JSON.stringify(file.problems));
  assert.deepEqual([file.rows, file.units, file.encoding, file.file_name], [1500, 1500, 'UTF-8', '抽出 住民.csv']);
  assert.ok(file.households > 300 && file.households < 1500, String(file.households));
  assert.ok(file.columns.some((column) => column.meaning === 'individual_number' && column.meaning_ja === '個人番号'));
  assert.deepEqual((await datasets()).items, [], 'a dry run registers nothing');
  assert.equal((await register(people.supervising_officer, file.id)).status, 404);
  assert.equal((await register(by, file.id, { name: '' })).status, 400);
  const key = crypto.randomUUID();
  const done = await by.command(`/api/dataset-files/${file.id}/run`, { dataset: '', name: '住民基本台帳', classification: 'c3a' }, { key });
  assert.equal(done.status, 200, done.text);
  const again = await by.command(`/api/dataset-files/${file.id}/run`, { dataset: '', name: '住民基本台帳', classification: 'c3a' }, { key });
  assert.deepEqual(again.json, done.json, 'the same command acts once');
  const [row] = (await datasets()).items;
  assert.deepEqual([row.id, row.units, row.held, row.usable, row.replaced, row.counter], [done.json.id, 1500, true, true, 0, '人']);
  assert.equal(row.imported_by, by.session.name);
  assert.equal(indexes().length, 1);
  // Neither a value nor the file's name is anywhere in the data.
  const [, line] = csv.toString('utf8').split(/\r?\n/);
  for (const secret of [...line.split(',').filter((cell) => cell.length > 5), '抽出 住民.csv'])
    for (const at of ['sekisho.db', 'sekisho.db-wal', ...indexes().map((name) => `datasets/${name}`)])
      if (existsSync(join(town.data, at))) assert.equal(readFileSync(join(town.data, at)).includes(Buffer.from(secret)), false, `${secret} in ${at}`);
});

test('encodings and layouts: CP932, UTF-16, TSV; what is found is said', async () => {
  const by = people.system_administrator;
  const other = join(town.directory, 'cp932.csv');
  assert.equal(run(['register', 'synthesize', '-o', other, '--count', '200', '--encoding', 'cp932']).code, 0);
  const cp932 = await sent(by, readFileSync(other));
  assert.deepEqual([cp932.ready, cp932.encoding, cp932.units], [true, 'CP932', 200], JSON.stringify(cp932));
  const text = csv.toString('utf8').split('\n').slice(0, 101).join('\n');
  const utf16 = await sent(by, Buffer.from(`\ufeff${text}\n`, 'utf16le'));
  assert.deepEqual([utf16.ready, utf16.encoding, utf16.units], [true, 'UTF-16LE', 100], JSON.stringify(utf16));
  const tsv = await sent(by, text.replaceAll(',', '\t'), { name: '抽出.tsv' });
  assert.deepEqual([tsv.ready, tsv.units], [true, 100], JSON.stringify(tsv));
});

test('a broken row stops it, named by its row; columns that nobody knows are told by the person', async () => {
  const by = people.supervising_officer;
  const lines = csv.toString('utf8').split(/\r?\n/);
  lines[7] = 'これだけ';
  const broken = await sent(by, lines.join('\r\n'));
  assert.deepEqual([broken.state, broken.ready], ['checked', false]);
  assert.ok(broken.problem_count >= 1);
  assert.equal(broken.problems[0].row, 8);
  assert.match(broken.problems[0].ja, /列/);
  assert.equal((await register(by, broken.id)).status, 409);

  const odd = await sent(by, 'ふしぎな見出し,別の見出し\n見本 太郎,昭和50年1月2日\n見本 花子,S60.3.4\n');
  assert.equal(odd.ready, false);
  assert.ok(odd.error, 'says what is missing');
  assert.deepEqual(odd.columns.map((column) => [column.heading, column.meaning]), [['ふしぎな見出し', 'ignore'], ['別の見出し', 'ignore']]);
  const told = await check(by, odd.id, { columns: [{ heading: 'ふしぎな見出し', meaning: 'name' }, { heading: '別の見出し', meaning: 'birth' }] });
  assert.deepEqual([told.ready, told.units, told.rows], [true, 2, 2], JSON.stringify(told));
  const bad = await by.ask('POST', `/api/dataset-files/${odd.id}/check`, { body: { layout: 'found', encoding: '', sheet: '', unit: 'person', columns: [{ heading: '別の見出し', meaning: 'secret' }], fixed: [] } });
  assert.deepEqual([bad.status, bad.json.error.field], [400, 'columns']);
});

test('fixed width', async () => {
  const by = people.system_administrator;
  const file = await sent(by, '見本太郎　　19750102\n見本花子　　19850304\n', { name: '固定長.txt' });
  assert.equal(file.ready, false);
  const told = await check(by, file.id, {
    layout: 'fixed_width', encoding: 'UTF-8', fixed: [{ heading: '氏名', width: 6 }, { heading: '生年月日', width: 8 }],
  });
  assert.deepEqual([told.ready, told.units], [true, 2], JSON.stringify(told));
});

test('a new extract takes the place of the old one; then it is removed', async () => {
  const by = people.system_administrator;
  const [old] = (await datasets()).items;
  const [before] = indexes();
  const more = join(town.directory, 'more.csv');
  assert.equal(run(['register', 'synthesize', '-o', more, '--count', '1600']).code, 0);
  const file = await sent(by, readFileSync(more), { replaces: old.id });
  assert.equal(file.ready, true, JSON.stringify(file));
  assert.deepEqual(indexes(), [before], 'until it is confirmed the old one is in use');
  const done = await register(by, file.id, { dataset: old.id, name: '', classification: 'c3a' });
  assert.equal(done.status, 200, done.text);
  const { row, timeline } = await by.read(`/api/datasets/${old.id}`);
  assert.deepEqual([row.units, row.replaced, row.name, row.usable], [1600, 1, '住民基本台帳', true]);
  assert.deepEqual(timeline.map((item) => item.kind), ['dataset.registered', 'dataset.imported']);
  assert.equal(indexes().length, 1);
  assert.notEqual(indexes()[0], before);

  for (const name of everybody) {
    if (keepers.includes(name)) continue;
    const got = await people[name].command(`/api/datasets/${old.id}/remove`, { reason: '使わないため' });
    assert.ok([401, 403].includes(got.status), `${name}: ${got.status}`);
  }
  assert.equal((await by.command(`/api/datasets/${old.id}/remove`, { reason: '' })).status, 400);
  await by.act(`/api/datasets/${old.id}/remove`, { reason: '使わないため' });
  const [gone] = (await datasets()).items;
  assert.deepEqual([gone.held, gone.remove_reason], [false, '使わないため']);
  assert.deepEqual(indexes(), []);
});

test('an index made on the command line is taken over; the state is what the ledger says', async () => {
  await town.stop();
  const imported = run(['register', 'import', join(town.directory, 'jumin.csv'), '--out', join(town.data, 'register.idx'), '--key', join(town.keys, 'index.key')]);
  assert.equal(imported.code, 0, imported.err);
  await town.start();
  for (const client of Object.values(people)) client.agent.destroy();
  const row = (await datasets()).items.find((one) => one.id === 'dts_register');
  assert.deepEqual([row.name, row.units, row.usable, row.imported_by], ['住民基本台帳', 1500, true, '関所（自動）']);
  assert.equal(existsSync(join(town.data, 'register.idx')), false);
  await town.stop();
  const rebuilt = town.run('verify', ['--rebuild', '--json']);
  assert.equal(rebuilt.code, 0, rebuilt.err || rebuilt.out);
  assert.equal(rebuilt.json.equal, true);
  await town.start();
});
