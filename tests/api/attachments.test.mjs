// Files of people over HTTP: what is taken, what is refused and leaves nothing, who sees it, what the answer lets a browser do.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { castTown } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';

let town, people, worker;
before(async () => {
  town = await castTown();
  people = town.people;
  worker = people.prime_worker.who.person;
  others = inVault();
});
after(() => town?.remove());

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(700_000)]);
const add = (client, { subject = worker, purpose = 'photo', name = '甲野 従事.png', type = 'image/png', body = png, key = randomUUID() } = {}) =>
  client.ask('POST', `/api/attachments?purpose=${purpose}&subject=${subject}`, {
    body,
    headers: { 'Content-Type': type, 'Idempotency-Key': key, ...(name === undefined ? {} : { 'X-File-Name': encodeURIComponent(name) }) },
  });
const inVault = () => readdirSync(join(town.data, 'vault')).filter((name) => name.startsWith('att_')).length;
let others; // the pledges of the town's people
const stored = () => inVault() - others;

test('a photo: handed in by the firm, shown to town and firm, to nobody else', async () => {
  const key = randomUUID();
  const answer = await add(people.prime_manager, { key });
  assert.equal(answer.status, 200, answer.text);
  const { id } = answer.json;
  assert.equal((await add(people.prime_manager, { key })).json.id, id); // repeated
  assert.equal(stored(), 1);
  const sees = ['clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer', 'ciso', 'auditor', 'reception', 'prime_manager', 'prime_worker'];
  for (const [name, client] of Object.entries(people))
    for (const path of [`/api/attachments/${id}`, `/api/attachments/${id}/content`]) {
      const seen = await client.get(path);
      assert.equal(seen.status, sees.includes(name) ? 200 : 404, `${name} ${path}`);
      if (seen.status === 404) assert.equal(seen.text, (await client.get(path.replace(id, `att_${'0'.repeat(16)}`))).text);
      const list = await client.read(`/api/attachments?purpose=photo&subject=${worker}`);
      assert.deepEqual(list.items.map((item) => item.id), sees.includes(name) ? [id] : [], name);
    }
  const content = await people.reception.get(`/api/attachments/${id}/content`);
  assert.ok(content.body.equals(png));
  assert.equal(content.headers['content-type'], 'image/png');
  assert.equal(content.headers['x-content-type-options'], 'nosniff');
  assert.match(content.headers['content-security-policy'], /default-src 'none'; sandbox/);
  assert.match(content.headers['content-disposition'], /^attachment; filename\*=UTF-8''/);
  assert.equal(content.headers['cache-control'], 'no-store');
  const part = await people.reception.get(`/api/attachments/${id}/content`, { headers: { Range: 'bytes=1-3' } });
  assert.equal(part.status, 206);
  assert.equal(part.text, 'PNG');
  assert.equal(value(town, `SELECT count(*) FROM ledger_entries WHERE leaf LIKE '%従事.png%'`), 0);
});

test('what does not fit is refused and leaves nothing behind', async () => {
  const before = stored();
  const cases = [
    [415, { body: Buffer.from('<html><script>alert(1)</script>') }], [415, { type: 'image/svg+xml', name: 'a.svg' }], [415, { type: 'text/html', name: 'a.html' }],
    [415, { purpose: 'report' }], [400, { purpose: 'nothing' }], [400, { name: '' }], [400, { name: '../../etc/passwd' }], [400, { name: 'a\r\nSet-Cookie: x=1.png' }],
    [400, { name: '写真\u202egnp.png' }], [400, { name: 'photo.exe' }], [400, { name: 'a'.repeat(300) + '.png' }], [413, { body: Buffer.concat([png, Buffer.alloc(6_000_000)]) }],
    [404, { subject: `wkr_${'0'.repeat(16)}` }], [404, { subject: people.other_worker.who.person }], [404, { subject: "x' OR '1'='1" }], [400, { key: 'short' }],
  ];
  for (const [status, what] of cases) {
    const answer = await add(people.prime_manager, { ...what, subject: what.subject && encodeURIComponent(what.subject) });
    assert.equal(answer.status, status, `${JSON.stringify({ ...what, body: undefined })}: ${answer.text.slice(0, 300)}`);
    assert.ok(answer.json.error.ja, answer.text);
  }
  const csrf = people.prime_manager.csrf;
  people.prime_manager.csrf = 'wrong';
  assert.equal((await add(people.prime_manager)).status, 403);
  people.prime_manager.csrf = csrf;
  const refused = await add(people.prime_worker);
  assert.equal(refused.status, 403);
  assert.equal(refused.json.receipt.kind, 'act.refused');
  assert.equal(stored(), before);
});

test('after it was erased it is gone', async () => {
  const { id } = (await add(people.clerk)).json;
  assert.equal(stored(), 1); // it took the place of the one before
  for (const [name, status] of [['other_manager', 404], ['tax_manager', 404], ['auditor', 403], ['reception', 403], ['prime_worker', 403]])
    assert.equal((await people[name].command(`/api/attachments/${id}`, undefined, { method: 'DELETE' })).status, status, name);
  await people.prime_manager.act(`/api/attachments/${id}`, undefined, { method: 'DELETE' });
  assert.equal((await people.clerk.get(`/api/attachments/${id}/content`)).status, 410);
  assert.equal((await people.other_manager.get(`/api/attachments/${id}/content`)).status, 404);
  assert.equal(stored(), 0);
  assert.equal(value(town, `SELECT count(*) FROM object_keys WHERE id = '${id}'`), 0);
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
