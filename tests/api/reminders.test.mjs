// Being told of what is owed: one mail a day through a real SMTP server, and a calendar at a secret address.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../lib/client.mjs';
import { certificate, MailServer, passwordFile } from '../lib/mail.mjs';
import { submitted } from '../lib/passage.mjs';
import { castTown, completeContract } from '../lib/people.mjs';
import { environment, program, run, temporaryDirectory } from '../lib/server.mjs';
import { change, rows, value } from '../lib/sqlite.mjs';

const directory = temporaryDirectory();
const tls = certificate(directory);
const mail = new MailServer({ tls, user: 'sekisho', password: 'ひみつ-1234' });
let town, people, waiting, settings;

before(async () => {
  await mail.start();
  settings = {
    SEKISHO_SMTP_HOST: 'localhost', SEKISHO_SMTP_PORT: String(mail.port), SEKISHO_SMTP_SECURITY: 'starttls', SEKISHO_SMTP_FROM: 'sekisho@mihon.example',
    SEKISHO_SMTP_USER: 'sekisho', SEKISHO_SMTP_PASSWORD_FILE: passwordFile(directory, 'ひみつ-1234'), SEKISHO_SMTP_CA: tls.file, SEKISHO_MAIL_HOUR: '0',
  };
  town = await castTown({ who: ['department_officer', 'ciso', 'prime_manager', 'other_manager'], env: settings });
  people = town.people;
  await completeContract(people.manager, town.engagement);
  await completeContract(people.tax_manager, town.taxEngagement);
  waiting = [await submitted(town, people.clerk, people.prime_manager), await submitted(town, people.clerk, people.prime_manager)];
});
after(async () => {
  await town?.remove();
  await mail.stop().catch(() => {});
});

// The mails go out when the server starts, and then once a minute.
async function again(more = {}) {
  await town.stop();
  change(town, "UPDATE mail_states SET next_try_at = ''");
  await town.start({ env: { ...settings, ...more } });
}
async function until(what, holds) {
  for (const end = Date.now() + 20_000; !(await holds()); await sleep(50)) assert.ok(Date.now() < end, what);
}
const health = () => new Client(town).read('/api/health');
const set = (by, address, person = '') => by.act('/api/contacts', { person, mail: address });
const digests = () => rows(town, `SELECT state, count(*) AS n FROM digests GROUP BY state ORDER BY state`);

test('everybody keeps their own address; the administrator keeps all', async () => {
  await set(people.manager, 'kacho@mihon.example');
  assert.equal((await people.manager.read('/api/reminders')).mail, 'kacho@mihon.example');
  await set(people.administrator, 'ciso@mihon.example', people.ciso.who.person);
  await set(people.clerk, 'kakari@mihon.example'); // owes nothing
  const { items } = await people.administrator.read('/api/contacts');
  assert.equal(items.find(({ person }) => person.id === people.ciso.who.person).mail, 'ciso@mihon.example');
  for (const name of ['manager', 'ciso', 'prime_manager']) {
    assert.equal((await people[name].get('/api/contacts')).status, 403);
    assert.equal((await people[name].get('/api/mail')).status, 403);
    const others = await people[name].command('/api/contacts', { person: people.clerk.who.person, mail: 'x@y.example' });
    assert.equal(others.status, 403, others.text);
  }
  const wrong = await people.manager.command('/api/contacts', { person: '', mail: 'x@y.example\r\nBcc: z@y.example' });
  assert.equal(wrong.status, 400);
  assert.equal(wrong.json.error.field, 'mail');
  // Personal: a commitment in the ledger, nothing else.
  assert.equal(value(town, `SELECT count(*) FROM ledger_entries WHERE kind = 'contact.changed' AND leaf LIKE '%mihon.example%'`), 0);
});

test('one mail to each who owes something: encoded, without link, name or purpose; and none the same day again', async () => {
  await again();
  await until('two mails', () => mail.mails.length === 2);
  await until('all dealt with', () => digests().reduce((sum, { n }) => sum + n, 0) === 3);
  assert.deepEqual(digests(), [{ state: 'nothing', n: 1 }, { state: 'sent', n: 2 }]);
  const letter = mail.mails.find(({ to }) => to[0] === 'kacho@mihon.example');
  assert.deepEqual([letter.to.length, letter.tls, letter.user, letter.from], [1, true, 'sekisho', 'sekisho@mihon.example']);
  assert.equal(letter.subject, '【見本市 関所】やること 2件');
  assert.match(letter.sender, /^見本市 関所 <sekisho@mihon\.example>$/);
  assert.match(letter.text, /・申請の承認・却下 2件：/);
  assert.match(letter.text, /登録してあるアドレス/);
  assert.equal(letter.headers['auto-submitted'], 'auto-generated');
  assert.doesNotMatch(letter.raw + letter.text, /https?:|localhost|psg_/);
  for (const { name } of rows(town, 'SELECT name FROM officers UNION SELECT name FROM workers UNION SELECT purpose FROM passages')) assert.ok(!letter.text.includes(name));
  assert.ok(letter.raw.split('\r\n').every((line) => Buffer.byteLength(line) <= 76));
  const state = await people.administrator.read('/api/mail');
  assert.deepEqual([state.configured, state.sent_today, state.refused_today, state.waiting, state.failures], [true, 2, 0, 0, 0]);
  assert.equal((await health()).mail, 'ok');
  await again();
  await sleep(500);
  assert.equal(mail.mails.length, 2);
});

test('a server that is down loses nothing: it is said, and what is owed is sent when it is there again', async () => {
  await mail.stop();
  await set(people.department_officer, 'bucho@mihon.example');
  await again();
  await until('failing', async () => (await health()).mail === 'failing');
  const state = await people.administrator.read('/api/mail');
  assert.deepEqual([state.failures, state.waiting], [1, 1]);
  assert.ok(state.error && state.next_try_at > state.last_failure_at);
  assert.doesNotMatch(town.log, /bucho|mihon\.example/);
  assert.equal((await people.department_officer.read('/api/duties')).items.length, 2);
  await again(); // still down
  await until('another failure', async () => (await people.administrator.read('/api/mail')).failures === 2);
  await mail.start();
  await again();
  await until('the mail', () => mail.mails.length === 3);
  assert.deepEqual(mail.mails[2].to, ['bucho@mihon.example']);
  await until('well', async () => (await health()).mail === 'ok');
  const { last_failure_at: failed } = await people.administrator.read('/api/mail');
  assert.ok(failed);
});

test('after a failure the next try waits', async () => {
  await town.stop();
  change(town, `UPDATE mail_states SET failures = 1, next_try_at = '2099-01-01T00:00:00.000Z'; DELETE FROM digests`);
  await town.start({ env: settings });
  await sleep(700);
  assert.equal(mail.mails.length, 3);
});

test('an address that is refused holds nobody else up, and is shown', async () => {
  mail.refuse.add('ciso@mihon.example');
  await again();
  await until('the others', () => mail.mails.length === 5);
  const state = async () => people.administrator.read('/api/mail');
  await until('refused', async () => (await state()).refused_today === 1);
  const contact = (await people.administrator.read('/api/contacts')).items.find(({ person }) => person.id === people.ciso.who.person);
  assert.equal(contact.last_state, 'refused');
  mail.refuse.clear();
});

test('a wrong password, a certificate of nobody we know, no encryption: nothing is sent', async () => {
  const before = mail.mails.length;
  const stranger = temporaryDirectory();
  for (const more of [{ SEKISHO_SMTP_PASSWORD_FILE: passwordFile(stranger, 'guess') }, { SEKISHO_SMTP_CA: certificate(stranger).file }]) {
    await town.stop();
    change(town, 'DELETE FROM digests');
    await again(more);
    await until('failing', async () => (await health()).mail === 'failing');
  }
  const open = await new MailServer({}).start(); // offers no TLS
  await again({ SEKISHO_SMTP_PORT: String(open.port), SEKISHO_SMTP_USER: '' });
  await until('failing', async () => (await people.administrator.read('/api/mail')).failures >= 3);
  assert.equal(open.mails.length, 0);
  await open.stop();
  assert.equal(mail.mails.length, before);
  const refused = run(['serve', ...town.at, '--print-settings'], { env: { ...settings, SEKISHO_SMTP_SECURITY: 'none' } });
  assert.equal(refused.code, 2, 'a password never goes out in the clear');
});

test('the administrator and the command line try it out', async () => {
  await again();
  await until('all sent', async () => (await people.administrator.read('/api/mail')).waiting === 0);
  const before = mail.mails.length;
  assert.equal((await people.administrator.ask('POST', '/api/mail/test')).status, 409); // no address of one's own yet
  await set(people.administrator, 'unyo@mihon.example');
  const answer = await people.administrator.ask('POST', '/api/mail/test');
  assert.deepEqual([answer.status, answer.json], [200, { sent_to: 'unyo@mihon.example' }]);
  assert.equal((await people.manager.ask('POST', '/api/mail/test')).status, 403);
  // Not at once with spawnSync: the mail server lives in this process.
  const child = spawn(program, ['mail', 'test', 'somebody@mihon.example', '--json'], { env: environment(settings), stdio: 'ignore' });
  assert.equal((await once(child, 'exit'))[0], 0);
  assert.deepEqual(mail.mails.slice(before).map(({ to }) => to[0]), ['unyo@mihon.example', 'somebody@mihon.example']);
  assert.equal(run(['mail', 'test', 'x@mihon.example'], { env: { ...settings, SEKISHO_SMTP_PORT: '1' } }).code, 1);
  assert.equal(run(['mail', 'test', 'x']).code, 2);
  assert.equal(run(['mail', 'test', 'x@mihon.example']).code, 2); // no settings
});

test('a calendar at a secret address: read without signing in, made anew, given up, ended with the account', async () => {
  const nobody = new Client(town);
  const open = async (by) => (await by.act('/api/feed')).path;
  const first = await open(people.manager);
  const answer = await nobody.get(first);
  assert.equal(answer.status, 200);
  assert.match(answer.headers['content-type'], /^text\/calendar/);
  const text = answer.text.replaceAll('\r\n ', '');
  assert.equal(text.match(/BEGIN:VEVENT/g).length, 2);
  assert.ok(waiting.every((id) => text.includes(`UID:decide_application.${id}@`)));
  assert.match(text, /SUMMARY:申請の承認・却下/);
  for (const { name } of rows(town, 'SELECT name FROM officers UNION SELECT name FROM workers UNION SELECT name FROM contractors UNION SELECT purpose FROM passages'))
    assert.ok(!text.includes(name), name);
  assert.doesNotMatch(text, /https?:|mailto:/);
  const token = first.split('/')[3];
  assert.ok(token.length >= 43);
  assert.ok(!town.log.includes(token));
  assert.equal(value(town, `SELECT count(*) FROM calendar_feeds WHERE token LIKE '%${token}%'`), 0);
  assert.equal(value(town, `SELECT count(*) FROM ledger_entries WHERE leaf LIKE '%${token}%'`), 0);
  assert.equal((await nobody.ask('POST', first)).status, 405);
  for (const wrong of ['x', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, '..', '%00'])
    assert.ok([400, 404].includes((await nobody.get(`/api/feeds/${wrong}/duties.ics`)).status), wrong);
  // What the token opens is the calendar alone.
  assert.equal((await nobody.get('/api/duties', { headers: { Cookie: `__Host-sekisho=${token}` } })).status, 401);
  const second = await open(people.manager);
  assert.equal((await nobody.get(first)).status, 404);
  assert.equal((await nobody.get(second)).status, 200);
  await people.manager.act('/api/feed/close');
  assert.equal((await nobody.get(second)).status, 404);
  assert.equal((await people.manager.read('/api/reminders')).feed_made_at, '');
  const third = await open(people.other_manager);
  await people.administrator.act(`/api/accounts/${people.other_manager.who.id}/close`);
  assert.equal((await nobody.get(third)).status, 404);
  assert.equal((await people.administrator.command('/api/feed')).status, 403); // owes nothing, ever
});
