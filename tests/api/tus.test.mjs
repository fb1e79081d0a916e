// Resumable uploads (tus 1.0.0) with the public client, and case by case over plain requests.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { agentFor, startRequest } from '../lib/http.mjs';
import { draft, inspected, marker, octets, sha256, tusHeaders, upload as uploadAtOnce, uploadMetadata } from '../lib/passage.mjs';
import { castTown } from '../lib/people.mjs';
import { temporaryDirectory } from '../lib/server.mjs';
import { httpStack, tus, tusUpload } from '../lib/tus.mjs';

const mostBytes = 64 * 1024 * 1024;
let town, clerk, recipient;
before(async () => {
  town = await castTown({ who: ['clerk2'], env: { SEKISHO_MAX_UPLOAD_BYTES: String(mostBytes) } });
  ({ clerk, prime_worker: recipient } = town.people);
});
after(() => town?.remove());

const newDraft = () => draft(town, clerk, recipient);
const viewOf = (passage) => clerk.read(`/api/passages/${passage}`);

async function arrivedIntact(passage, bytes) {
  const { content } = await inspected(clerk, passage);
  assert.equal(content.size, bytes.length);
  assert.equal(content.sha256, sha256(bytes));
}

const head = (by, path) => by.ask('HEAD', path, { headers: tusHeaders });
const patch = (by, path, offset, body, more = {}) =>
  by.ask('PATCH', path, { body: Buffer.from(body), headers: { ...octets, 'Upload-Offset': String(offset), ...more } });
async function create(by, passage, length, more = {}) {
  const answer = await by.ask('POST', '/api/uploads', {
    headers: { ...tusHeaders, 'Upload-Length': String(length), 'Upload-Metadata': uploadMetadata(passage, '一覧.csv'), ...more },
  });
  return answer;
}
async function created(passage, length) {
  const answer = await create(clerk, passage, length);
  assert.equal(answer.status, 201, answer.text);
  return answer.headers.location;
}
const pathOf = (upload) => new URL(upload.url).pathname;

// Everything the server has on the disk, or holds open without a name.
function* storedFiles() {
  for (const entry of readdirSync(town.directory, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) yield join(entry.parentPath ?? entry.path, entry.name);
  for (const fd of readdirSync(`/proc/${town.pid}/fd`)) {
    const link = `/proc/${town.pid}/fd/${fd}`;
    try {
      if (readlinkSync(link).startsWith('/') && statSync(link).isFile()) yield link;
    } catch {
      // closed meanwhile
    }
  }
}
function foundOnDisk(text) {
  let files = 0;
  const found = [];
  for (const file of storedFiles()) {
    let bytes;
    try {
      bytes = readFileSync(file);
    } catch {
      continue; // gone meanwhile
    }
    files += 1;
    if (bytes.includes(text)) found.push(file);
  }
  assert.ok(files > 5);
  return found;
}

test('the public client uploads, and the content arrives intact', async () => {
  const passage = await newDraft();
  const bytes = randomBytes(200_000);
  const { upload, done } = tusUpload(clerk, passage, bytes);
  upload.start();
  await done;
  assert.match(pathOf(upload), /^\/api\/uploads\/obj_/);
  await arrivedIntact(passage, bytes);
});

test('in chunks that fit no boundary of ours', async () => {
  const passage = await newDraft();
  const bytes = randomBytes(1_500_001);
  const offsets = [];
  const { upload, done } = tusUpload(clerk, passage, bytes, { chunkSize: 100_003, onChunkComplete: (_size, accepted) => offsets.push(accepted) });
  upload.start();
  await done;
  assert.equal(offsets.length, 15);
  assert.ok(offsets.every((at, i) => at === Math.min((i + 1) * 100_003, bytes.length)));
  await arrivedIntact(passage, bytes);
});

test('with data in the creating request', async () => {
  const passage = await newDraft();
  const bytes = randomBytes(300_000);
  const { upload, done } = tusUpload(clerk, passage, bytes, { uploadDataDuringCreation: true, chunkSize: 120_000 });
  upload.start();
  await done;
  await arrivedIntact(passage, bytes);
});

test('a pause and a resume', async () => {
  const passage = await newDraft();
  const bytes = randomBytes(2_000_000);
  let offset = 0;
  const { upload, done } = tusUpload(clerk, passage, bytes, { chunkSize: 250_000, onChunkComplete: (_size, accepted) => (offset = accepted) });
  upload.start();
  while (offset < 500_000) await sleep(5);
  await upload.abort();
  const paused = Number((await head(clerk, pathOf(upload))).headers['upload-offset']);
  assert.ok(paused >= 500_000 && paused < bytes.length, `paused at ${paused}`);
  const view = await viewOf(passage);
  assert.equal(view.content.state, 'uploading');
  upload.start();
  await done;
  await arrivedIntact(passage, bytes);
});

test('a client that starts anew finds its upload again and goes on', async () => {
  const passage = await newDraft();
  const bytes = randomBytes(1_000_000);
  const urlStorage = new tus.FileUrlStorage(join(temporaryDirectory(), 'uploads.json'));
  const options = { chunkSize: 200_000, urlStorage, fingerprint: async () => `fingerprint ${passage}`, storeFingerprintForResuming: true };
  let offset = 0;
  const first = tusUpload(clerk, passage, bytes, { ...options, onChunkComplete: (_size, accepted) => (offset = accepted) });
  first.upload.start();
  while (offset < 400_000) await sleep(5);
  await first.upload.abort();

  const starts = [];
  const second = tusUpload(clerk, passage, bytes, { ...options, onChunkComplete: (size, accepted) => starts.push(accepted - size) });
  const previous = await second.upload.findPreviousUploads();
  assert.equal(previous.length, 1);
  second.upload.resumeFromPreviousUpload(previous[0]);
  second.upload.start();
  await second.done;
  assert.equal(second.upload.url, first.upload.url);
  assert.ok(starts[0] >= 400_000, `went on at ${starts[0]}`);
  await arrivedIntact(passage, bytes);
});

test('the pages find an open upload by its address in the passage', async () => {
  const passage = await newDraft();
  const bytes = randomBytes(150_000);
  const path = await created(passage, bytes.length);
  assert.equal((await patch(clerk, path, 0, bytes.subarray(0, 70_000))).status, 204);
  const { content } = await viewOf(passage);
  assert.equal(content.upload, path);
  assert.equal(content.received, 70_000);
  const { upload, done } = tusUpload(clerk, passage, bytes, { uploadUrl: `${town.url}${content.upload}` });
  upload.start();
  await done;
  await arrivedIntact(passage, bytes);
});

test('the server is killed in the middle, starts again, and the client goes on by itself', async () => {
  const passage = await newDraft();
  const bytes = randomBytes(6_000_000);
  let accepted = 0;
  const { upload, done } = tusUpload(clerk, passage, bytes, {
    chunkSize: 400_000,
    retryDelays: Array(60).fill(250),
    onChunkComplete: (_size, at) => (accepted = at),
  });
  upload.start();
  while (accepted < 1_600_000) await sleep(2);
  assert.deepEqual(await town.kill(), { code: null, signal: 'SIGKILL' });
  const acknowledged = accepted;
  await town.start();
  const offset = Number((await head(clerk, pathOf(upload))).headers['upload-offset']);
  assert.ok(offset >= acknowledged, `${offset} is durable, ${acknowledged} was acknowledged`);
  await done;
  await arrivedIntact(passage, bytes);
});

test('nothing of the plaintext is on the disk, during and after the upload', async () => {
  const passage = await newDraft();
  const secret = marker();
  const bytes = Buffer.from(`${secret},${'一般の文 '.repeat(50)}\n`.repeat(2000));
  const path = await created(passage, bytes.length);
  const half = bytes.length >> 1;
  assert.equal((await patch(clerk, path, 0, bytes.subarray(0, half))).status, 204);
  assert.deepEqual(foundOnDisk(secret), []);
  // a request under way, and one whose checksum is not yet known
  for (const more of [{}, { 'Upload-Checksum': `sha256 ${createHash('sha256').update(bytes.subarray(half)).digest('base64')}` }]) {
    const request = startRequest(town, 'PATCH', path, clerk.headers({ ...octets, 'Upload-Offset': String(half), 'Content-Length': String(bytes.length - half), ...more }));
    request.on('error', () => {});
    request.write(bytes.subarray(half, half + (more['Upload-Checksum'] ? 300_000 : 0)));
    await sleep(400);
    assert.deepEqual(foundOnDisk(secret), []);
    request.destroy();
  }
  assert.equal(Number((await head(clerk, path)).headers['upload-offset']), half);
  assert.equal((await patch(clerk, path, half, bytes.subarray(half))).status, 204);
  await arrivedIntact(passage, bytes);
  assert.deepEqual(foundOnDisk(secret), []);
  // the search itself finds what is there
  assert.notDeepEqual(foundOnDisk(passage), []);
});

test('termination by the public client; afterwards the upload is gone', async () => {
  const passage = await newDraft();
  const path = await created(passage, 100);
  assert.equal((await patch(clerk, path, 0, 'x'.repeat(40))).status, 204);
  await tus.Upload.terminate(`${town.url}${path}`, { headers: clerk.headers(), httpStack: httpStack(clerk), retryDelays: null });
  assert.ok([404, 410].includes((await head(clerk, path)).status));
  assert.ok([404, 410].includes((await patch(clerk, path, 40, 'x')).status));
  assert.ok([404, 410].includes((await clerk.ask('DELETE', path, { headers: tusHeaders })).status));
  assert.equal((await viewOf(passage)).content.state, 'absent');
  await uploadAtOnce(clerk, passage, 'もう一度');
  await inspected(clerk, passage);
});

test('a finished upload is not taken back by termination', async () => {
  const passage = await newDraft();
  const path = await uploadAtOnce(clerk, passage, '済んだもの');
  assert.equal((await clerk.ask('DELETE', path, { headers: tusHeaders })).status, 409);
  await arrivedIntact(passage, Buffer.from('済んだもの'));
});

test('a new upload for the same passage discards the one before', async () => {
  const passage = await newDraft();
  const old = await created(passage, 100);
  const bytes = Buffer.from('新しいもの');
  await uploadAtOnce(clerk, passage, bytes);
  assert.equal((await head(clerk, old)).status, 410);
  assert.equal((await patch(clerk, old, 0, 'x')).status, 410);
  await arrivedIntact(passage, bytes);
});

for (const algorithm of ['sha1', 'sha256'])
  test(`checksums: ${algorithm}, wrong and right`, async () => {
    const passage = await newDraft();
    const bytes = randomBytes(90_000);
    const path = await created(passage, bytes.length);
    const digest = (part) => `${algorithm} ${createHash(algorithm).update(part).digest('base64')}`;
    const [one, two] = [bytes.subarray(0, 40_000), bytes.subarray(40_000)];
    assert.equal((await patch(clerk, path, 0, one, { 'Upload-Checksum': digest(one) })).status, 204);
    const wrong = await patch(clerk, path, 40_000, randomBytes(50_000), { 'Upload-Checksum': digest(two) });
    assert.equal(wrong.status, 460, wrong.text);
    assert.equal(wrong.headers['tus-resumable'], '1.0.0');
    assert.equal((await head(clerk, path)).headers['upload-offset'], '40000');
    assert.equal((await patch(clerk, path, 40_000, two, { 'Upload-Checksum': digest(two) })).status, 204);
    await arrivedIntact(passage, bytes);
  });

test('a checksum of an unknown kind is refused', async () => {
  const path = await created(await newDraft(), 10);
  for (const bad of ['md5 YQ==', 'sha1', 'sha1 YQ==', 'sha1 !!!!'])
    assert.equal((await patch(clerk, path, 0, 'x', { 'Upload-Checksum': bad })).status, 400, bad);
  assert.equal((await head(clerk, path)).headers['upload-offset'], '0');
});

test('a wrong offset is 409, and says the right one', async () => {
  const path = await created(await newDraft(), 10);
  assert.equal((await patch(clerk, path, 0, 'abc')).status, 204);
  for (const offset of [0, 2, 4, 10]) {
    const answer = await patch(clerk, path, offset, 'x');
    assert.equal(answer.status, 409);
    assert.equal(answer.headers['upload-offset'], '3');
  }
  for (const bad of ['-1', '+3', '3.0', '0x3', '']) assert.equal((await patch(clerk, path, bad, 'x')).status, 400, bad);
});

test('another content type is 415, another version 412', async () => {
  const path = await created(await newDraft(), 10);
  for (const type of ['application/octet-stream', 'text/plain', 'application/json', 'multipart/form-data; boundary=x'])
    assert.equal((await patch(clerk, path, 0, 'x', { 'Content-Type': type })).status, 415, type);
  for (const version of ['0.2.2', '1.0.1', '2.0.0']) {
    for (const answer of [await patch(clerk, path, 0, 'x', { 'Tus-Resumable': version }), await clerk.ask('HEAD', path, { headers: { 'Tus-Resumable': version } })]) {
      assert.equal(answer.status, 412);
      assert.equal(answer.headers['tus-version'], '1.0.0');
    }
  }
  assert.equal((await clerk.ask('HEAD', path)).status, 412);
});

test('OPTIONS tells what is offered', async () => {
  const answer = await clerk.ask('OPTIONS', '/api/uploads');
  assert.equal(answer.status, 204);
  assert.equal(answer.headers['tus-version'], '1.0.0');
  assert.equal(answer.headers['tus-max-size'], String(mostBytes));
  assert.equal(answer.headers['tus-checksum-algorithm'], 'sha1,sha256');
  for (const extension of ['creation', 'creation-with-upload', 'checksum', 'termination', 'expiration'])
    assert.ok(answer.headers['tus-extension'].split(',').includes(extension), extension);
});

test('HEAD: offset, length, metadata, expiry; never cached', async () => {
  const passage = await newDraft();
  const answer = await create(clerk, passage, 10);
  const expires = Date.parse(answer.headers['upload-expires']);
  assert.ok(Math.abs(expires - Date.now() - 72 * 3600_000) < 120_000, answer.headers['upload-expires']);
  const path = answer.headers.location;
  await patch(clerk, path, 0, 'abc');
  const state = await head(clerk, path);
  assert.equal(state.status, 200);
  assert.equal(state.body.length, 0);
  assert.equal(state.headers['upload-offset'], '3');
  assert.equal(state.headers['upload-length'], '10');
  assert.equal(state.headers['tus-resumable'], '1.0.0');
  assert.match(state.headers['cache-control'], /no-store/);
  assert.equal(Date.parse(state.headers['upload-expires']), expires);
  const metadata = Object.fromEntries(state.headers['upload-metadata'].split(',').map((pair) => pair.split(' ')));
  assert.equal(Buffer.from(metadata.filename, 'base64').toString(), '一覧.csv');
  assert.equal(Buffer.from(metadata.passage, 'base64').toString(), passage);
});

test('methods by X-HTTP-Method-Override', async () => {
  const passage = await newDraft();
  const path = await created(passage, 6);
  const over = (method, headers = {}, body) => clerk.ask('POST', path, { body, headers: { ...tusHeaders, 'X-HTTP-Method-Override': method, ...headers } });
  assert.equal((await over('PATCH', { ...octets, 'Upload-Offset': '0' }, Buffer.from('abc'))).status, 204);
  assert.equal((await over('HEAD')).headers['upload-offset'], '3');
  assert.equal((await over('PATCH', { ...octets, 'Upload-Offset': '3' }, Buffer.from('def'))).status, 204);
  await arrivedIntact(passage, Buffer.from('abcdef'));
  const other = await created(await newDraft(), 6);
  assert.equal((await clerk.ask('POST', other, { headers: { ...tusHeaders, 'X-HTTP-Method-Override': 'DELETE' } })).status, 204);
  assert.equal((await head(clerk, other)).status, 410);
  assert.equal((await over('BREW')).status, 405);
});

test('a file without any content', async () => {
  const passage = await newDraft();
  const path = await created(passage, 0);
  assert.equal((await head(clerk, path)).headers['upload-offset'], '0');
  await arrivedIntact(passage, Buffer.alloc(0));
  const { upload, done } = tusUpload(clerk, await newDraft(), Buffer.alloc(0));
  upload.start();
  await done;
});

test('too much: at the announcement, and after it', async () => {
  const passage = await newDraft();
  assert.equal((await create(clerk, passage, mostBytes + 1)).status, 413);
  assert.equal((await viewOf(passage)).content.state, 'absent');
  const path = await created(passage, 5);
  assert.equal((await patch(clerk, path, 0, '123456')).status, 413);
  for (const bad of ['', '-1', '1e3', '18446744073709551616', 'abc']) assert.equal((await create(clerk, passage, bad)).status, 400, bad);
  assert.equal((await create(clerk, passage, 5, { 'Upload-Defer-Length': '1' })).status, 400);
});

test('metadata: a passage and a name are needed', async () => {
  const passage = await newDraft();
  const answer = await create(clerk, passage, 5, { 'Upload-Metadata': '' });
  assert.ok([400, 404].includes(answer.status), String(answer.status));
  assert.equal((await create(clerk, passage, 5, { 'Upload-Metadata': `passage ${Buffer.from(passage).toString('base64')}` })).status, 400);
  assert.equal((await create(clerk, passage, 5, { 'Upload-Metadata': 'passage !!!' })).status, 400);
  assert.equal((await create(clerk, 'psg_00000000000000000000000000', 5)).status, 404);
});

test('a request that hangs is ended by the next one for the same upload', async () => {
  const passage = await newDraft();
  const bytes = randomBytes(500_000);
  const path = await created(passage, bytes.length);
  const stale = startRequest(town, 'PATCH', path, clerk.headers({ ...octets, 'Upload-Offset': '0', 'Content-Length': String(bytes.length) }), agentFor(town));
  let ended = false;
  stale.on('error', () => (ended = true));
  stale.on('close', () => (ended = true));
  stale.write(bytes.subarray(0, 200_000));
  await sleep(500);
  const started = Date.now();
  const state = await head(clerk, path);
  assert.equal(state.status, 200);
  const offset = Number(state.headers['upload-offset']);
  assert.ok(offset > 0 && offset <= 200_000, `at ${offset}`);
  assert.equal((await patch(clerk, path, offset, bytes.subarray(offset))).status, 204);
  assert.ok(Date.now() - started < 8000);
  for (let i = 0; i < 50 && !ended; i++) await sleep(20);
  assert.ok(ended, 'the old connection was closed');
  await arrivedIntact(passage, bytes);
});

test('an upload is its owner’s alone', async () => {
  const passage = await newDraft();
  const path = await created(passage, 10);
  const { clerk2, manager, tax_clerk: taxClerk, administrator } = town.people;
  for (const other of [clerk2, manager, taxClerk, administrator]) {
    assert.equal((await head(other, path)).status, 404);
    assert.equal((await patch(other, path, 0, 'x')).status, 404);
    assert.equal((await other.ask('DELETE', path, { headers: tusHeaders })).status, 404);
  }
  assert.equal((await head({ ask: (...args) => Object.assign(Object.create(clerk), { cookie: undefined, csrf: undefined }).ask(...args) }, path)).status, 401);
  const unknown = await head(clerk, '/api/uploads/obj_00000000000000000000000000');
  assert.equal(unknown.status, 404);
  assert.equal((await head(clerk, path)).headers['upload-offset'], '0');
});

test('without the CSRF token nothing changes', async () => {
  const passage = await newDraft();
  const path = await created(passage, 10);
  const bare = Object.assign(Object.create(clerk), { csrf: undefined });
  assert.equal((await create(bare, passage, 10)).status, 403);
  assert.equal((await patch(bare, path, 0, 'x')).status, 403);
  assert.equal((await bare.ask('DELETE', path, { headers: tusHeaders })).status, 403);
  assert.equal((await head(clerk, path)).headers['upload-offset'], '0');
});

test('only an applicant may upload to a passage', async () => {
  const passage = await newDraft();
  assert.equal((await create(town.people.clerk2, passage, 10)).status, 403);
  assert.equal((await create(town.people.tax_clerk, passage, 10)).status, 404);
  assert.equal((await create(town.people.administrator, passage, 10)).status, 404);
});

test('afterwards the state is what the ledger says', async () => {
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
  assert.equal(checked.json.equal, true);
});
