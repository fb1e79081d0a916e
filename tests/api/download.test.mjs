// Handing over: to the named person only, counted, resumable with an ordinary program (curl), stopped by what happens
// in between, and every time in the ledger.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { decide, download, erase, grant, received, released, sha256, submitted } from '../lib/passage.mjs';
import { castTown, checkSheet, contractor, account, roster, subContract, train, worker } from '../lib/people.mjs';
import { temporaryDirectory } from '../lib/server.mjs';
import { rows, value } from '../lib/sqlite.mjs';

const files = temporaryDirectory();
let town, people, clerk, recipient;
before(async () => {
  town = await castTown({ who: ['clerk2', 'system_administrator', 'department_officer', 'ciso', 'auditor', 'prime_manager', 'prime_worker', 'sub_worker', 'other_worker'] });
  people = town.people;
  ({ clerk, prime_worker: recipient } = people);
});
after(() => town?.remove());

const inLedger = (passage) => rows(town, `SELECT e.* FROM ledger_entries e JOIN contents c ON c.id = e.subject WHERE e.kind = 'content.downloaded' AND c.passage = '${passage}' ORDER BY seq`);
const usedOf = (passage) => value(town, `SELECT downloads_used FROM passages WHERE id = '${passage}'`);
const rulesOf = (answer) => answer.json.verdict.findings.filter((finding) => finding.outcome !== 'passed').map((finding) => finding.rule);

const curlArguments = (by, url, more) => ['--silent', '--show-error', '--fail', '--cacert', join(town.keys, 'tls.crt'), '--resolve', `localhost:${town.port}:127.0.0.1`,
  '--header', `Cookie: ${by.cookie}`, ...more, `${town.url}${url}`];
function curl(by, url, ...more) {
  const done = spawnSync('curl', curlArguments(by, url, more), { encoding: 'utf8' });
  assert.equal(done.error, undefined);
  return { code: done.status, out: done.stdout, err: done.stderr };
}

test('the named recipient gets it intact, under its name, and never from a cache', async () => {
  const bytes = randomBytes(300_000);
  const passage = await released(town, clerk, recipient, bytes);
  const granted = await grant(recipient, passage);
  assert.equal(granted.file_name, 'list.csv');
  assert.equal(granted.size, bytes.length);
  assert.equal(granted.left, 2);
  assert.equal(granted.receipt.kind, 'content.downloaded');
  const answer = await recipient.get(granted.url);
  assert.equal(answer.status, 200);
  assert.equal(sha256(answer.body), sha256(bytes));
  assert.equal(answer.headers['content-length'], String(bytes.length));
  assert.match(answer.headers['content-disposition'], /^attachment;.*list\.csv/);
  assert.match(answer.headers['content-type'], /octet-stream/);
  assert.match(answer.headers['cache-control'], /no-store/);
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  assert.equal(answer.headers['accept-ranges'], 'bytes');
});

test('nobody else: neither a grant, nor the content of somebody’s grant', async () => {
  const passage = await released(town, clerk, recipient);
  const granted = await grant(recipient, passage);
  for (const [name, client] of Object.entries(people)) {
    if (client === recipient || !client.cookie) continue;
    const asked = await client.command(`/api/passages/${passage}/downloads`);
    assert.ok([403, 404].includes(asked.status), `${name}: ${asked.status}`);
    const fetched = await client.get(granted.url);
    assert.equal(fetched.status, 404, name);
    const unknown = await client.get('/api/downloads/dwn_00000000000000000000000000/content');
    assert.equal(fetched.text, unknown.text, name);
  }
  assert.equal((await Object.assign(Object.create(recipient), { cookie: undefined }).get(granted.url)).status, 401);
  assert.equal(inLedger(passage).length, 1);
});

test('not before it is released', async () => {
  const passage = await submitted(town, clerk, recipient);
  for (const approver of [undefined, people.manager]) {
    if (approver) assert.equal((await decide(approver, passage)).status, 200);
    const answer = await recipient.command(`/api/passages/${passage}/downloads`);
    assert.equal(answer.status, 403);
    assert.ok(rulesOf(answer).includes('approvals.enough'), answer.text);
  }
  assert.equal(inLedger(passage).length, 0);
});

test('counted: each grant once, as many as were approved, also when asked for at the same time', async () => {
  const passage = await released(town, clerk, recipient, 'x', { downloads_allowed: 3 });
  const answers = await Promise.all(Array.from({ length: 12 }, () => recipient.command(`/api/passages/${passage}/downloads`)));
  const passed = answers.filter((answer) => answer.status === 200);
  assert.equal(passed.length, 3);
  assert.deepEqual(passed.map((answer) => answer.json.left).sort(), [0, 1, 2]);
  for (const answer of answers.filter((one) => one.status !== 200)) {
    assert.equal(answer.status, 403);
    assert.ok(rulesOf(answer).includes('release.count'), answer.text);
  }
  assert.equal(usedOf(passage), 3);
  // what was granted can be fetched, and interrupted and fetched again, without being counted again
  for (let i = 0; i < 3; i++) assert.equal((await recipient.get(passed[0].json.url)).status, 200);
  assert.equal(usedOf(passage), 3);
  const entries = inLedger(passage);
  assert.deepEqual(entries.map((entry) => entry.seq).sort((a, b) => a - b), passed.map((answer) => answer.json.receipt.entry).sort((a, b) => a - b));
  assert.ok(entries.every((entry) => entry.actor === recipient.who.id));
  // and it stays so after a restart
  await town.kill();
  await town.start();
  assert.equal((await recipient.command(`/api/passages/${passage}/downloads`)).status, 403);
});

test('the same idempotency key is one download', async () => {
  const passage = await released(town, clerk, recipient);
  const key = 'the-same-download-key';
  const [first, second] = [await recipient.act(`/api/passages/${passage}/downloads`, undefined, { key }), await recipient.act(`/api/passages/${passage}/downloads`, undefined, { key })];
  assert.deepEqual(first, second);
  assert.equal(usedOf(passage), 1);
});

test('curl goes on where it stopped', async () => {
  const bytes = randomBytes(5_000_001);
  const passage = await released(town, clerk, recipient, bytes);
  const { url } = await grant(recipient, passage);
  const whole = join(files, 'whole');
  assert.deepEqual(curl(recipient, url, '--output', whole), { code: 0, out: '', err: '' });
  assert.equal(sha256(readFileSync(whole)), sha256(bytes));
  for (const have of [1, 16_384, 2_500_000, 5_000_000]) {
    const part = join(files, `part-${have}`);
    writeFileSync(part, bytes.subarray(0, have));
    const done = curl(recipient, url, '--continue-at', '-', '--output', part, '--write-out', '%{http_code} %{size_download}');
    assert.equal(done.out, `206 ${bytes.length - have}`);
    assert.equal(sha256(readFileSync(part)), sha256(bytes));
  }
  // really interrupted
  const cut = join(files, 'cut');
  const slow = spawn('curl', curlArguments(recipient, url, ['--limit-rate', '800k', '--output', cut]));
  for (let i = 0; i < 500 && !(statSync(cut, { throwIfNoEntry: false })?.size > 400_000); i++) await sleep(20);
  slow.kill('SIGKILL');
  await new Promise((resolve) => slow.on('close', resolve));
  const size = statSync(cut).size;
  assert.ok(size > 0 && size < bytes.length, String(size));
  assert.equal(curl(recipient, url, '--continue-at', '-', '--output', cut).code, 0);
  assert.equal(sha256(readFileSync(cut)), sha256(bytes));
  assert.equal(usedOf(passage), 1);
});

test('ranges, as RFC 9110 has them', async () => {
  const bytes = randomBytes(100_000);
  const passage = await released(town, clerk, recipient, bytes);
  const { url } = await grant(recipient, passage);
  const get = (headers) => recipient.get(url, { headers });
  const { etag } = (await get({})).headers;
  assert.match(etag, /^"obj_\w+"$/);
  for (const [range, from, to] of [['bytes=0-0', 0, 1], ['bytes=16383-16384', 16383, 16385], ['bytes=99999-', 99999, 100000], ['bytes=-5', 99995, 100000], ['bytes=50000-999999999', 50000, 100000]]) {
    const answer = await get({ Range: range });
    assert.equal(answer.status, 206, range);
    assert.equal(answer.headers['content-range'], `bytes ${from}-${to - 1}/100000`);
    assert.ok(answer.body.equals(bytes.subarray(from, to)), range);
  }
  for (const range of ['bytes=100000-', 'bytes=200000-300000', 'bytes=-0']) {
    const answer = await get({ Range: range });
    assert.equal(answer.status, 416, range);
    assert.equal(answer.headers['content-range'], 'bytes */100000');
  }
  for (const range of ['bytes=5-3', 'lines=1-2', 'bytes=a-b', 'bytes']) {
    const answer = await get({ Range: range });
    assert.ok([200, 416].includes(answer.status), range);
    if (answer.status === 200) assert.equal(answer.body.length, bytes.length);
  }
  assert.equal((await get({ Range: 'bytes=10-19', 'If-Range': etag })).status, 206);
  const other = await get({ Range: 'bytes=10-19', 'If-Range': '"obj_another"' });
  assert.equal(other.status, 200);
  assert.equal(sha256(other.body), sha256(bytes));
  const head = await recipient.ask('HEAD', url);
  assert.equal(head.status, 200);
  assert.equal(head.body.length, 0);
  assert.equal(head.headers['content-length'], '100000');
});

test('an empty file', async () => {
  const passage = await released(town, clerk, recipient, Buffer.alloc(0));
  const answer = await download(recipient, passage);
  assert.equal(answer.status, 200);
  assert.equal(answer.body.length, 0);
});

test('a withdrawn consent stops at once, even what was granted before', async () => {
  const firm = await contractor(people.manager, '丁社', '567890123456');
  const tier = await subContract(clerk, people.manager, town.engagement, '', firm);
  const id = await worker(clerk, firm, '丁野 従事');
  await train(people.manager, id);
  await roster(clerk, people.manager, town.engagement, firm, [id]);
  await checkSheet(clerk, people.manager, town.engagement, firm);
  const holder = await account(town, id, ['worker'], { login: 'fourth-worker' });
  const passage = await released(town, clerk, holder);
  const { url } = await grant(holder, passage);
  assert.equal((await holder.get(url)).status, 200);
  await people.manager.act(`/api/sub-contracts/${tier}/withdraw`, { reason: '承諾の条件が守られていないため' });

  const asked = await holder.command(`/api/passages/${passage}/downloads`);
  assert.equal(asked.status, 403);
  assert.ok(rulesOf(asked).includes('sub_contract.consent'), asked.text);
  for (const headers of [{}, { Range: 'bytes=1-' }]) {
    const answer = await holder.get(url, { headers });
    assert.equal(answer.status, 403, answer.text);
    assert.match(answer.json.error.ja, /承諾/);
  }
  const refusals = rows(town, `SELECT * FROM ledger_entries WHERE kind = 'act.refused' AND subject = '${passage}' AND actor = '${holder.who.id}'`);
  assert.ok(refusals.length >= 1 && refusals.length <= 2, 'in the ledger, but not once for each try');
});

test('who has left, whose roster or training ended: stopped as well', async () => {
  const id = await worker(clerk, town.prime, '甲野 退職');
  await train(people.manager, id);
  await roster(clerk, people.manager, town.engagement, town.prime, [...['prime_manager', 'prime_worker'].map((key) => people[key].who.person), id]);
  const holder = await account(town, id, ['worker'], { login: 'leaving-worker' });
  const passage = await released(town, clerk, holder);
  const { url } = await grant(holder, passage);
  await roster(clerk, people.manager, town.engagement, town.prime, ['prime_manager', 'prime_worker'].map((key) => people[key].who.person));
  const offRoster = await holder.command(`/api/passages/${passage}/downloads`);
  assert.ok(rulesOf(offRoster).includes('recipient.roster'), offRoster.text);
  assert.equal((await holder.get(url)).status, 403);
  await clerk.act(`/api/workers/${id}/leave`);
  assert.equal((await holder.get('/api/session')).status, 401, 'the account is closed at once');
  const left = await holder.command(`/api/passages/${passage}/downloads`);
  assert.ok([401, 403].includes(left.status));
  if (left.status === 403) assert.ok(rulesOf(left).includes('recipient.present'));
});

test('after the receipt it can still be fetched; after return or erasure it is gone', async () => {
  const passage = await released(town, clerk, recipient);
  const { url } = await grant(recipient, passage);
  const custody = await received(recipient, passage);
  assert.equal((await recipient.get(url)).status, 200);
  await erase(recipient, custody);
  assert.ok([403, 410].includes((await recipient.get(url)).status));
  assert.equal((await recipient.command(`/api/passages/${passage}/downloads`)).status, 403);
  const certificate = await recipient.read(`/api/custodies/${custody}/certificate`);
  assert.match(certificate.title, /消去/);

  const second = await released(town, clerk, recipient);
  const held = await received(recipient, second);
  await recipient.act(`/api/custodies/${held}/return`, { method: '媒体を持参', copies_erased: true });
  assert.equal((await recipient.command(`/api/passages/${second}/downloads`)).status, 403);
  await people.clerk2.act(`/api/custodies/${held}/return/confirm`);
  assert.equal((await recipient.command(`/api/passages/${second}/downloads`)).status, 403);
});

test('a receipt needs a download, and is given once', async () => {
  const passage = await released(town, clerk, recipient);
  const early = await recipient.command(`/api/passages/${passage}/receipt`, { place: '見本ビル 3階' });
  assert.equal(early.status, 403);
  assert.ok(rulesOf(early).includes('receipt.after_release'));
  await received(recipient, passage);
  assert.equal((await recipient.command(`/api/passages/${passage}/receipt`, { place: '見本ビル 3階' })).status, 403);
  const paper = await recipient.read(`/api/passages/${passage}/receipt`);
  assert.match(paper.title, /受領/);
  assert.match(paper.checkpoint, /^sekisho\/990019\n/);
  assert.ok(paper.proof.includes('c2sp.org/tlog-proof'), paper.proof.slice(0, 100));
});

test('every download is in the ledger, and the state is what the ledger says', () => {
  const granted = value(town, 'SELECT count(*) FROM downloads');
  assert.ok(granted > 10);
  assert.equal(value(town, `SELECT count(*) FROM ledger_entries WHERE kind = 'content.downloaded'`), granted);
  assert.equal(value(town, 'SELECT sum(downloads_used) FROM passages'), granted);
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
