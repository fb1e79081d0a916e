// Signing in and staying signed in: cookies, CSRF, brakes on guessing, one-time codes, recovery codes, headers, the log.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { send } from '../lib/http.mjs';
import { draft } from '../lib/passage.mjs';
import { account, castTown, officer, openTown } from '../lib/people.mjs';
import { run } from '../lib/server.mjs';
import { change, rows, value } from '../lib/sqlite.mjs';
import { freshCode, totp } from '../lib/totp.mjs';

let town, administrator, clerk;
before(async () => {
  town = await castTown({ who: [] });
  ({ administrator, clerk } = town.people);
});
after(() => town?.remove());

let number = 0;
const newcomer = async () => {
  number += 1;
  return account(town, await officer(town, `新人 ${number}`, town.welfare, ['officer']), ['officer'], { login: `newcomer-${number}` });
};
const copyOf = (client, changes = {}) => Object.assign(Object.create(client), changes);
const password = (client, login, secret) => client.ask('POST', '/api/sign-in', { body: { login, password: secret } });
const code = (client, text) => client.ask('POST', '/api/sign-in/code', { body: { code: text } });

test('the cookie: for this host, this path, HTTPS, the server and same-site requests only', async () => {
  const { who } = await newcomer();
  const client = new Client(town);
  const first = await password(client, who.login, who.password);
  assert.equal(first.status, 200);
  assert.deepEqual(first.json, { next: 'totp' });
  const half = client.cookie;
  const second = await code(client, await freshCode(who));
  assert.deepEqual(second.json, { next: 'done' });
  for (const answer of [first, second]) {
    const cookies = answer.headers['set-cookie'];
    assert.equal(cookies.length, 1);
    const [pair, ...attributes] = cookies[0].split(/;\s*/);
    assert.match(pair, /^__Host-sekisho=[A-Za-z0-9_-]{43}$/);
    assert.deepEqual(attributes.map((text) => text.toLowerCase()).sort(), ['httponly', 'path=/', 'samesite=strict', 'secure']);
  }
  assert.notEqual(client.cookie, half, 'a new session token with the second factor');
  assert.equal((await client.get('/api/session')).status, 200);
  assert.equal((await copyOf(client, { cookie: half }).get('/api/session')).status, 401);
});

test('a password alone opens nothing', async () => {
  const { who } = await newcomer();
  const client = new Client(town);
  assert.equal((await password(client, who.login, who.password)).status, 200);
  for (const path of ['/api/session', '/api/home', '/api/passages', '/api/accounts']) assert.equal((await client.get(path)).status, 401, path);
  assert.equal((await client.ask('POST', '/api/enrolment', { body: { new_password: 'みほんの新しい合言葉です' } })).status, 401);
});

test('plain HTTP on loopback: the same, but for what browsers refuse there', async () => {
  const plain = await openTown({ http: true });
  try {
    const client = new Client(plain);
    const answer = await password(client, plain.administrator.who.login, plain.administrator.who.password);
    const [pair, ...attributes] = answer.headers['set-cookie'][0].split(/;\s*/);
    assert.match(pair, /^sekisho=[A-Za-z0-9_-]{43}$/);
    assert.deepEqual(attributes.map((text) => text.toLowerCase()).sort(), ['httponly', 'path=/', 'samesite=strict']);
    assert.equal((await copyOf(plain.administrator, { cookie: plain.administrator.cookie.replace('sekisho=', '__Host-sekisho=') }).get('/api/session')).status, 401);
  } finally {
    await plain.remove();
  }
});

test('cookies that are no session of ours', async () => {
  const token = clerk.cookie.split('=')[1];
  const flipped = (token[0] === 'A' ? 'B' : 'A') + token.slice(1);
  for (const cookie of [undefined, '', '__Host-sekisho=', `sekisho=${token}`, `__Host-sekisho=${flipped}`, `__Host-sekisho=${token}x`, `__Host-sekisho="${token}"`,
    `${clerk.cookie}; ${clerk.cookie}`, `__host-sekisho=${token}`])
    assert.equal((await copyOf(clerk, { cookie }).get('/api/session')).status, 401, String(cookie));
  assert.equal((await copyOf(clerk, { cookie: `other=1; ${clerk.cookie}; more=2` }).get('/api/session')).status, 200);
});

// Every route that changes something, from the program's own document.
function unsafeRoutes() {
  const paths = run(['openapi']).json.paths;
  const open = ['/api/sign-in', '/api/sign-in/code', '/api/enrolment', '/api/enrolment/confirm', '/api/demo/sign-in'];
  return Object.entries(paths).flatMap(([path, operations]) =>
    open.includes(path) ? [] : Object.keys(operations).filter((method) => method !== 'get').map((method) => [method.toUpperCase(), path.replace(/\{\w+\}/g, 'xyz_0')]));
}

test('nothing changes without this session’s own CSRF token', async () => {
  const routes = unsafeRoutes();
  assert.ok(routes.length >= 30, String(routes.length));
  const other = await newcomer();
  const size = value(town, 'SELECT count(*) FROM ledger_entries');
  for (const [method, path] of routes)
    for (const csrf of [undefined, '', 'x', other.csrf, `${clerk.csrf}x`, clerk.csrf.slice(1)]) {
      const answer = await copyOf(clerk, { csrf }).ask(method, path, { body: {}, headers: { 'Idempotency-Key': randomUUID(), ...(csrf === '' ? { 'X-CSRF-Token': '' } : {}) } });
      assert.equal(answer.status, 403, `${method} ${path} with ${csrf}: ${answer.text}`);
      assert.equal(answer.json.error.code, 'forbidden');
    }
  assert.equal(value(town, 'SELECT count(*) FROM ledger_entries'), size);
});

test('forms and plain text, which other sites can send unasked, are refused', async () => {
  const body = JSON.stringify({ name: '課' });
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', '']) {
    const answer = await administrator.command('/api/sections', body, { headers: { 'Content-Type': type } });
    assert.equal(answer.status, 415, `${type}: ${answer.status}`);
  }
  const signIn = await new Client(town).ask('POST', '/api/sign-in', { body: 'login=x&password=y', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
  assert.equal(signIn.status, 415);
  assert.equal((await administrator.command('/api/sections', body, { headers: { 'Content-Type': 'application/json' } })).status, 200);
});

test('a command needs an idempotency key, which acts once and for one request only', async () => {
  const key = randomUUID();
  const sections = () => value(town, 'SELECT count(*) FROM sections');
  const before = sections();
  const first = await administrator.command('/api/sections', { name: '一度だけの課' }, { key });
  const again = await administrator.command('/api/sections', { name: '一度だけの課' }, { key });
  assert.equal(first.status, 200);
  assert.deepEqual(again.json, first.json);
  assert.equal((await administrator.command('/api/sections', { name: '別の課' }, { key })).status, 409);
  assert.equal(sections(), before + 1);
  for (const bad of ['', 'short', 'x'.repeat(65), 'with space', '日本語の鍵です']) {
    const answer = await administrator.ask('POST', '/api/sections', { body: { name: '課' }, headers: { 'Idempotency-Key': Buffer.from(bad).toString('latin1') } });
    assert.ok([400].includes(answer.status), `${bad}: ${answer.status}`);
  }
  assert.ok([400].includes((await administrator.ask('POST', '/api/sections', { body: { name: '課' } })).status));
  assert.equal(sections(), before + 1);
  // another's key is another key
  assert.notEqual((await clerk.command('/api/sections', { name: '一度だけの課' }, { key })).status, 200);
  // a first sign-in code is not told twice
  const person = await officer(town, '二度 聞く', town.welfare, ['officer']);
  const secret = randomUUID();
  const body = { login: 'asks-twice', person, roles: ['officer'] };
  assert.equal((await administrator.command('/api/accounts', body, { key: secret })).status, 200);
  const repeated = await administrator.command('/api/accounts', body, { key: secret });
  assert.equal(repeated.status, 409);
  assert.ok(!repeated.text.includes('first_code'));
});

test('who is there is not told: unknown login, wrong password, closed account', async () => {
  const { who } = await newcomer();
  const closed = await newcomer();
  await administrator.act(`/api/accounts/${closed.who.id}/close`);
  const answers = [];
  for (const [login, secret] of [['nobody-here', 'x'], [who.login, 'wrong'], [closed.who.login, closed.who.password], ['', ''], ["' OR 1=1 --", 'x']]) {
    const answer = await password(new Client(town), login, secret);
    assert.equal(answer.status, 401, login);
    assert.equal(answer.headers['set-cookie'], undefined);
    answers.push(answer.text);
  }
  assert.equal(new Set(answers).size, 1);
});

test('wrong passwords: waiting begins, grows, and ends with the right one', async () => {
  const { who } = await newcomer();
  const wait = async (secret) => {
    const answer = await password(new Client(town), who.login, secret);
    return { status: answer.status, seconds: Number(/(\d+) s$/.exec(answer.json.error?.en ?? '')?.[1]) };
  };
  for (let i = 0; i < 5; i++) assert.equal((await wait('wrong')).status, 401, `mistake ${i + 1}`);
  const first = await wait('wrong');
  assert.equal(first.status, 429);
  assert.ok(first.seconds > 0 && first.seconds <= 30, String(first.seconds));
  assert.equal((await wait(who.password)).status, 429, 'not even with the right password');
  assert.equal((await administrator.read('/api/accounts')).items.find((item) => item.id === who.id).locked, true);
  const later = () => change(town, `UPDATE credentials SET last_failure_at = '2026-01-01T00:00:00.000Z' WHERE id = '${who.id}'`);
  let longest = first.seconds;
  for (let i = 0; i < 3; i++) {
    later();
    assert.equal((await wait('wrong')).status, 401);
    const next = await wait('wrong');
    assert.equal(next.status, 429);
    assert.ok(next.seconds > longest, `${next.seconds} after ${longest}`);
    longest = next.seconds;
  }
  assert.ok(rows(town, `SELECT seq FROM ledger_entries WHERE kind = 'account.locked' AND subject = '${who.id}'`).length >= 1);
  change(town, `UPDATE credentials SET failures = 0, last_failure_at = '' WHERE id = '${who.id}'`);
  await new Client(town).signIn(who);
  assert.equal(value(town, `SELECT failures FROM credentials WHERE id = '${who.id}'`), 0);
});

test('wrong one-time codes count as well', async () => {
  const { who } = await newcomer();
  const client = new Client(town);
  await password(client, who.login, who.password);
  const statuses = [];
  for (let i = 0; i < 7; i++) {
    const wrong = String((Number(totp(who.secret)) + 1 + i) % 1000000).padStart(6, '0');
    statuses.push((await code(client, wrong)).status);
  }
  assert.ok(statuses.includes(429) && statuses.every((status) => [401, 429].includes(status)), statuses.join());
  assert.equal((await client.get('/api/session')).status, 401);
});

test('from one address only so many tries, whoever they are for', async () => {
  const client = new Client(town);
  assert.equal((await password(client, 'guess', 'x')).status, 401);
  // at once: tries are given back with time (503: more than two passwords are not looked at together)
  const answers = await Promise.all(Array.from({ length: 45 }, (_, i) => password(client, `guess-${i}`, 'x')));
  const statuses = answers.map((answer) => answer.status);
  assert.ok(statuses.filter((status) => status === 429).length >= 10, statuses.join());
  assert.ok(statuses.every((status) => [401, 429, 503].includes(status)), statuses.join());
  const { who } = await newcomer();
  await new Client(town).signIn(who);
});

test('a one-time code opens once', async () => {
  const { who } = await newcomer();
  const used = await freshCode(who);
  const client = new Client(town);
  await password(client, who.login, who.password);
  assert.equal((await code(client, used)).status, 200);
  const other = new Client(town);
  await password(other, who.login, who.password);
  assert.equal((await code(other, used)).status, 401);
});

test('a recovery code opens once, in place of the one-time code', async () => {
  const { who } = await newcomer();
  assert.equal(new Set(who.recovery).size, 10);
  const client = new Client(town);
  await password(client, who.login, who.password);
  assert.equal((await code(client, who.recovery[3].toUpperCase().replaceAll('-', ' '))).status, 200);
  assert.equal((await client.get('/api/session')).status, 200);
  const other = new Client(town);
  await password(other, who.login, who.password);
  assert.equal((await code(other, who.recovery[3])).status, 401);
  assert.equal((await code(other, who.recovery[4])).status, 200);
});

test('the first code opens once, and only to the enrolment', async () => {
  const person = await officer(town, '初日 出子', town.welfare, ['officer']);
  const newOne = await account(town, person, ['officer'], { login: 'first-day', enrolled: false });
  const first = newOne.who.first_code;
  const client = new Client(town);
  assert.deepEqual((await password(client, 'first-day', first)).json, { next: 'enrol' });
  assert.equal((await client.get('/api/home')).status, 401);
  for (const weak of ['short', 'first-day-first-day', 'password1234', '123456789012']) {
    const answer = await client.ask('POST', '/api/enrolment', { body: { new_password: weak } });
    assert.equal(answer.status, 400, weak);
    assert.match(answer.json.error.field, /password/);
  }
  await new Client(town).enrol(newOne.who);
  assert.equal((await password(new Client(town), 'first-day', first)).status, 401);
});

test('sessions: listed, ended one by one, ended by signing out', async () => {
  const one = await newcomer();
  const two = await new Client(town).signIn(one.who);
  const list = (await one.read('/api/sessions')).items;
  assert.equal(list.length, 2);
  assert.deepEqual(list.map((session) => session.current).sort(), [false, true]);
  const strange = (await clerk.read('/api/sessions')).items[0];
  assert.equal((await one.ask('DELETE', `/api/sessions/${strange.id}`)).status, 404);
  assert.equal((await clerk.get('/api/session')).status, 200);
  assert.ok((await one.ask('DELETE', `/api/sessions/${list.find((session) => !session.current).id}`)).status < 300);
  assert.equal((await two.get('/api/session')).status, 401);
  const token = one.cookie;
  const out = await one.ask('DELETE', '/api/session');
  assert.ok(out.status < 300);
  assert.match(out.headers['set-cookie'][0], /^__Host-sekisho=;.*Max-Age=0/);
  assert.equal((await copyOf(one, { cookie: token }).get('/api/session')).status, 401);
});

test('an account that is closed is out at once', async () => {
  const leaver = await newcomer();
  const id = await draft(town, leaver, town.people.prime_worker);
  await administrator.act(`/api/accounts/${leaver.who.id}/close`);
  assert.equal((await leaver.get('/api/session')).status, 401);
  assert.equal((await leaver.command(`/api/passages/${id}/submit`)).status, 401);
  assert.equal((await password(new Client(town), leaver.who.login, leaver.who.password)).status, 401);
  assert.equal((await administrator.command(`/api/accounts/${administrator.who.id}/close`)).status, 409, 'not oneself');
});

test('a session ends by itself after half an hour without use, and after ten hours in any case', async () => {
  const idle = await newcomer();
  const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
  const set = (client, started, seen) => change(town, `UPDATE sessions SET started_at = '${ago(started)}', last_seen_at = '${ago(seen)}' WHERE account = '${client.who.id}'`);
  set(idle, 100, 29);
  assert.equal((await idle.get('/api/session')).status, 200);
  set(idle, 100, 31);
  assert.equal((await idle.get('/api/session')).status, 401);
  set(idle, 601, 0);
  assert.equal((await idle.get('/api/session')).status, 401);
});

test('security headers on every answer, whatever it is', async () => {
  const bare = new Client(town);
  const answers = {
    page: await bare.get('/'), 'a page by its address': await bare.get('/passages/psg_x'), 'an unknown asset': await bare.get('/assets/none.js'),
    'the API': await bare.get('/api/town'), 'not signed in': await bare.get('/api/home'), 'signed in': await clerk.get('/api/home'),
    'not found': await clerk.get('/api/passages/psg_00000000000000000000000000'), 'no such route': await clerk.get('/api/none'),
    'refused by the gate': await clerk.command('/api/sections', { name: '課' }), 'no CSRF token': await copyOf(clerk, { csrf: undefined }).command('/api/sections', { name: '課' }),
    'not JSON': await administrator.command('/api/sections', '{', { headers: { 'Content-Type': 'application/json' } }),
    'wrong method': await bare.ask('DELETE', '/api/town'), 'wrong type': await bare.ask('POST', '/api/sign-in', { body: 'x', headers: { 'Content-Type': 'text/plain' } }),
    'upload options': await clerk.ask('OPTIONS', '/api/uploads'), 'upload refused': await clerk.ask('POST', '/api/uploads', { headers: { 'Tus-Resumable': '0.1' } }),
    'bad request': await send(town, { path: '/api/%zz', agent: bare.agent }), proof: await town.people.manager.get('/api/ledger/1/proof'),
  };
  for (const [what, { headers }] of Object.entries(answers)) {
    const csp = headers['content-security-policy'] ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]) assert.ok(csp.includes(part), `${what}: ${csp}`);
    assert.ok(!/unsafe|\*|https?:/.test(csp), csp);
    assert.equal(headers['x-content-type-options'], 'nosniff', what);
    assert.equal(headers['referrer-policy'], 'no-referrer', what);
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', what);
    assert.match(headers['strict-transport-security'] ?? '', /max-age=\d{8}/, what);
    assert.ok(headers['permissions-policy'], what);
    assert.equal(headers.server, undefined, what);
    assert.equal(headers['access-control-allow-origin'], undefined, what);
  }
  for (const what of ['the API', 'not signed in', 'signed in', 'not found', 'refused by the gate', 'proof']) assert.match(answers[what].headers['cache-control'] ?? '', /no-store/, what);
  for (const [what, answer] of Object.entries(answers)) if (what !== 'page') assert.ok(answer.status < 500, `${what}: ${answer.status}`);
});

test('errors say what to do, in Japanese, and nothing of the inside', async () => {
  for (const answer of [await clerk.get('/api/passages/x'), await clerk.get('/api/passages?state=nonsense'), await clerk.get('/api/ledger?after=abc'),
    await administrator.command('/api/sections', { name: '' }), await administrator.command('/api/sections', { nome: 'x' }), await administrator.command('/api/sections', [])]) {
    const { error } = answer.json;
    assert.ok(answer.status >= 400 && answer.status < 500);
    assert.match(error.ja, /[ぁ-ん].*。/);
    assert.ok(error.en && error.code);
    assert.ok(!/sqlite|SELECT|\.cpp|std::|0x[0-9a-f]{6}/i.test(answer.text), answer.text);
  }
});

test('the access log holds routes and no secrets', async () => {
  const { who, cookie, csrf } = await newcomer();
  const client = new Client(town);
  await client.signIn(who);
  await client.get(`/api/passages?q=${encodeURIComponent('秘密の検索語')}`);
  await send(town, { path: `/api/none?token=${cookie}`, agent: client.agent });
  await client.get('/api/downloads/dwn_01234567890123456789012345/content');
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.match(town.log, /access .*POST \/api\/sign-in 200/);
  for (const secret of [cookie.split('=')[1], csrf, client.cookie.split('=')[1], client.csrf, who.password, who.secret, who.first_code, ...who.recovery,
    '秘密の検索語', encodeURIComponent('秘密の検索語'), clerk.who.password, clerk.csrf])
    assert.ok(!town.log.includes(secret), secret);
});
