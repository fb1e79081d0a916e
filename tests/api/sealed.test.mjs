// What lies in the vault opens without any of the product's code: keys from the keys directory and the database, unwrapped
// here (HKDF-SHA-256, RFC 3394) and read by open_sealed.mjs. And it opens with nothing less than all of them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { erase, inspected, draft, received, released, sha256, upload } from '../lib/passage.mjs';
import { castTown } from '../lib/people.mjs';
import { fromBase32 } from '../lib/totp.mjs';
import { rows, value } from '../lib/sqlite.mjs';

let town, clerk, recipient;
before(async () => {
  town = await castTown({ who: ['prime_worker', 'department_officer'] });
  ({ clerk, prime_worker: recipient } = town.people);
});
after(() => town?.remove());

const townKey = () => readFileSync(join(town.keys, 'town.key'));
const shardFile = (object) => join(town.keys, 'shards', `${object}.shard`);
const contextOf = (object) => `sekisho/object/v1 990019 ${object}`;

function unwrap(object, key = townKey(), shard = readFileSync(shardFile(object))) {
  const wrapped = Buffer.from(value(town, `SELECT wrapped FROM object_keys WHERE id = '${object}'`), 'base64');
  const wrapping = Buffer.from(hkdfSync('sha256', key, shard, `sekisho/object-key/v1/${object}`, 32));
  const decipher = createDecipheriv('id-aes256-wrap', wrapping, Buffer.from('a6'.repeat(8), 'hex'));
  return Buffer.concat([decipher.update(wrapped), decipher.final()]);
}

function open(object, key, context = contextOf(object)) {
  const reader = new URL('open_sealed.mjs', import.meta.url).pathname;
  const done = spawnSync(process.execPath, [reader, join(town.data, 'vault', object), key.toString('hex'), context], { encoding: 'utf8' });
  return { code: done.status, err: done.stderr, ...(done.status === 0 ? JSON.parse(done.stdout) : {}) };
}

async function sealed(bytes) {
  const passage = await draft(town, clerk, recipient);
  const object = (await upload(clerk, passage, bytes)).split('/').at(-1);
  await inspected(clerk, passage);
  return object;
}

for (const size of [0, 1, 16383, 16384, 16385, 1_000_003])
  test(`an independent reader opens an object of ${size} bytes`, async () => {
    const bytes = randomBytes(size);
    const object = await sealed(bytes);
    assert.deepEqual(open(object, unwrap(object)), { code: 0, err: '', size, sha256: sha256(bytes) });
  });

test('each object has a key of its own, and opens under that and its own name only', async () => {
  const [one, two] = [await sealed(randomBytes(100)), await sealed(randomBytes(100))];
  assert.notDeepEqual(unwrap(one), unwrap(two));
  assert.equal(open(one, unwrap(two)).code, 1);
  assert.equal(open(one, unwrap(one), contextOf(two)).code, 1);
  assert.equal(open(one, unwrap(one), contextOf(one).replace('990019', '990027')).code, 1);
});

test('neither the database nor the keys directory nor half of the keys is enough', async () => {
  const object = await sealed(randomBytes(100));
  assert.throws(() => unwrap(object, randomBytes(32)));
  assert.throws(() => unwrap(object, townKey(), randomBytes(32)));
  assert.throws(() => unwrap(object, townKey(), Buffer.alloc(0)));
  const other = await sealed(randomBytes(100));
  assert.throws(() => unwrap(object, townKey(), readFileSync(shardFile(other))));
});

test('erasure leaves neither key nor payload', async () => {
  const passage = await released(town, clerk, recipient, '消去されるもの');
  const object = value(town, `SELECT content FROM passages WHERE id = '${passage}'`);
  assert.equal(open(object, unwrap(object)).code, 0);
  await erase(recipient, await received(recipient, passage));
  assert.equal(existsSync(shardFile(object)), false);
  assert.equal(existsSync(join(town.data, 'vault', object)), false);
  assert.deepEqual(rows(town, `SELECT * FROM object_keys WHERE id = '${object}'`), []);
});

test('everything that holds keys or data is for its owner only', () => {
  for (const top of [town.data, town.keys])
    for (const entry of [top, ...readdirSync(top, { recursive: true }).map((name) => join(top, name))])
      assert.equal(statSync(entry).mode & 0o077, 0, entry);
});

test('no key lies in the data directory, and no secret of an account in the clear', async () => {
  const files = readdirSync(town.data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name)));
  const spellings = (bytes) => [bytes, bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex').toUpperCase()];
  const secrets = ['town.key', 'index.key', 'ledger.key'].flatMap((name) => spellings(readFileSync(join(town.keys, name))));
  for (const who of [clerk.who, recipient.who]) {
    secrets.push(who.password, who.secret, ...spellings(fromBase32(who.secret)), ...who.recovery);
    secrets.push(...who.recovery.map((code) => code.replaceAll('-', '')), who.first_code, who.first_code.replaceAll('-', ''));
  }
  for (const client of [clerk, recipient]) secrets.push(client.cookie.split('=')[1], client.csrf);
  assert.ok(files.length > 3);
  for (const secret of secrets) assert.ok(!files.some((bytes) => bytes.includes(secret)));
});
