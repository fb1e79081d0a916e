// What was acknowledged stays, whatever happens to the process or the disk: killed among many commands, and system calls
// that fail (injected by strace). After each the ledger verifies, and the state is what the ledger says.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../lib/client.mjs';
import { decide, draft, erase, grant, inspected, octets, passageInput, received, released, sha256, submitted, tusHeaders, uploadMetadata } from '../lib/passage.mjs';
import { castTown } from '../lib/people.mjs';
import { rows, value } from '../lib/sqlite.mjs';

let town, people;
before(async () => {
  town = await castTown({ who: ['department_officer', 'prime_worker'] });
  people = town.people;
});
after(() => town?.remove());

function verified() {
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
  assert.equal(checked.json.equal, true);
  assert.equal(rows(town, 'PRAGMA integrity_check')[0].integrity_check, 'ok');
}

// A command whose outcome may stay unknown: {key, name, answer}.
const attempt = async (client, path, body, key) => {
  try {
    return await client.command(path, body, { key });
  } catch {
    return undefined; // the connection broke
  }
};

test('killed among many commands: what was acknowledged is there, repeating acts once', async () => {
  for (let round = 0; round < 4; round++) {
    const commands = Array.from({ length: 300 }, (_, i) =>
      i % 3 === 0
        ? { client: people.clerk, path: '/api/passages', body: passageInput(town, people.prime_worker, { purpose: `停電の試験のため ${round}-${i}` }) }
        : { client: people.administrator, path: '/api/sections', body: { name: `停電の課 ${round}-${i}` } },
    ).map((command) => ({ ...command, key: randomUUID() }));
    let acknowledged = 0;
    let killed;
    await Promise.all(commands.map(async (command) => {
      command.answer = await attempt(command.client, command.path, command.body, command.key);
      if (command.answer && ++acknowledged === 20 + round * 25) killed = town.kill();
    }));
    assert.deepEqual(await killed, { code: null, signal: 'SIGKILL' });
    const known = commands.filter((command) => command.answer?.status === 200);
    assert.ok(known.length >= 20 && known.length < commands.length, `${known.length} acknowledged of ${commands.length}`);
    await town.start();
    verified();

    const sections = new Set((await people.administrator.read('/api/sections')).items.map((item) => item.id));
    for (const { answer, path } of known)
      assert.ok(path === '/api/sections' ? sections.has(answer.json.id) : value(town, `SELECT 1 FROM passages WHERE id = '${answer.json.id}'`), answer.text);
    const answers = await Promise.all(commands.map((command) => attempt(command.client, command.path, command.body, command.key)));
    for (const [i, command] of commands.entries()) {
      assert.equal(answers[i].status, 200, answers[i].text);
      if (command.answer) assert.deepEqual(answers[i].json, command.answer.json);
    }
    const made = value(town, `SELECT (SELECT count(*) FROM sections WHERE name LIKE '停電の課 ${round}-%') + (SELECT count(*) FROM passages WHERE purpose LIKE '停電の試験のため ${round}-%')`);
    assert.equal(made, commands.length, 'each key acted once');
  }
  verified();
});

test('killed at every step of a passage: each step is done or not, never half', async () => {
  const bytes = randomBytes(50_000);
  const { clerk, manager, department_officer: officer, prime_worker: holder } = people;
  // runs `act` and kills the server a little later each time; then repeats it with the same key until it is answered
  const through = async (act) => {
    const key = randomUUID();
    for (const delay of [0, 1, 3, 6, 12]) {
      const answer = act(key).catch(() => undefined);
      await sleep(delay);
      await town.kill();
      await answer;
      await town.start();
    }
    const answer = await act(key);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };
  const id = (await through((key) => clerk.command('/api/passages', passageInput(town, holder), { key }))).id;
  const made = await clerk.ask('POST', '/api/uploads', { body: bytes, headers: { ...octets, 'Upload-Length': String(bytes.length), 'Upload-Metadata': uploadMetadata(id, 'list.csv') } });
  assert.equal(made.status, 201);
  await town.kill(); // before or while it is inspected
  await town.start();
  const { content } = await inspected(clerk, id);
  assert.equal(content.sha256, sha256(bytes));
  await through((key) => clerk.command(`/api/passages/${id}/submit`, undefined, { key }));
  for (const approver of [manager, officer]) await through((key) => approver.command(`/api/passages/${id}/decisions`, { decision: 'approve', reason: '確かめました' }, { key }));
  const granted = await through((key) => holder.command(`/api/passages/${id}/downloads`, undefined, { key }));
  assert.equal(value(town, `SELECT downloads_used FROM passages WHERE id = '${id}'`), 1);
  assert.equal(sha256((await holder.get(granted.url)).body), sha256(bytes));
  const custody = (await through((key) => holder.command(`/api/passages/${id}/receipt`, { place: '見本ビル 3階' }, { key }))).id;
  await through((key) => holder.command(`/api/custodies/${custody}/erase`, { method: '上書き消去', copies_erased: true, statement: '消去しました' }, { key }));
  assert.equal((await holder.read(`/api/custodies/${custody}/certificate`)).title.includes('消去'), true);
  assert.equal(value(town, `SELECT count(*) FROM ledger_entries WHERE kind = 'custody.erased' AND subject = '${custody}'`), 1);
  assert.ok([403, 404, 410].includes((await holder.get(granted.url)).status));
  verified();
});

// Makes system calls of the running server fail until the returned function is called.
async function inject(what) {
  const child = spawn('strace', ['-f', '-qq', '-o', '/dev/null', ...what.flatMap((text) => ['-e', text]), '-p', String(town.pid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const ended = once(child, 'exit');
  // attached once every thread says so
  const tasks = () => rowsOfTasks(town.pid);
  for (let i = 0; ; i++) {
    assert.ok(child.exitCode === null && i < 200, `strace: ${said}`);
    if (tasks().every((tracer) => tracer === child.pid)) break;
    await sleep(20);
  }
  return async () => {
    child.kill('SIGINT');
    await ended;
  };
}
function rowsOfTasks(pid) {
  return readdirSync(`/proc/${pid}/task`).map((task) => Number(/^TracerPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/task/${task}/status`, 'utf8'))[1]));
}

const faults = [
  ['the disk does not take what is written (EIO at every sync)', ['trace=fsync,fdatasync', 'inject=fsync,fdatasync:error=EIO']],
  ['the disk does not take what is written (EIO at every write)', ['trace=pwrite64,pwritev,pwritev2', 'inject=pwrite64,pwritev,pwritev2:error=EIO']],
  ['the disk is full (ENOSPC at every write)', ['trace=pwrite64,pwritev,pwritev2', 'inject=pwrite64,pwritev,pwritev2:error=ENOSPC']],
  ['the disk is full now and then (ENOSPC at every third write)', ['trace=pwrite64', 'inject=pwrite64:error=ENOSPC:when=2+3']],
  ['syncs fail now and then (EIO at every second one)', ['trace=fsync,fdatasync', 'inject=fsync,fdatasync:error=EIO:when=1+2']],
];
for (const [what, rules] of faults)
  test(`${what}: nothing is acknowledged that is not there, and nothing is half-done`, async () => {
    const always = !rules[1].includes('when=');
    const { administrator, clerk, prime_worker: holder, manager } = people;
    const word = randomBytes(6).toString('hex');
    const bytes = randomBytes(200_000);
    const passage = await draft(town, clerk, holder);
    const made = await clerk.ask('POST', '/api/uploads', { headers: { ...tusHeaders, 'Upload-Length': String(bytes.length), 'Upload-Metadata': uploadMetadata(passage, 'list.csv') } });
    const waiting = await submitted(town, clerk, holder);
    const handed = await released(town, clerk, holder);
    const custody = await received(holder, await released(town, clerk, holder));
    const commands = Array.from({ length: 12 }, (_, i) => ({ key: randomUUID(), body: { name: `故障の課 ${word}-${i}` } }));

    const release = await inject(rules);
    let patched, decided, downloaded, erasing;
    try {
      for (const command of commands) command.answer = await attempt(administrator, '/api/sections', command.body, command.key);
      patched = await clerk.ask('PATCH', made.headers.location, { body: bytes, headers: { ...octets, 'Upload-Offset': '0' } }).catch(() => undefined);
      decided = await decide(manager, waiting).catch(() => undefined);
      downloaded = await holder.command(`/api/passages/${handed}/downloads`).catch(() => undefined);
      erasing = await holder.command(`/api/custodies/${custody}/erase`, { method: '上書き消去', copies_erased: true, statement: '消去しました' }).catch(() => undefined);
      assert.equal((await new Client(town).get('/api/town')).status, 200, 'reading goes on');
    } finally {
      await release();
    }
    const outcomes = [...commands.map((command) => command.answer), patched, decided, downloaded, erasing];
    for (const answer of outcomes) {
      assert.ok(answer, 'an answer, not a broken connection');
      assert.ok(answer.status < 300 || answer.status >= 500 || answer.status === 507, `${answer.status} ${answer.text}`);
      if (always) assert.ok(answer.status >= 500, `acknowledged although nothing could be stored: ${answer.status} ${answer.text}`);
      if (answer.status >= 500) assert.match(answer.json.error.ja, /[ぁ-ん]/);
    }
    // it works again by itself, and every key has its one answer
    for (const command of commands) {
      const again = await administrator.command('/api/sections', command.body, { key: command.key });
      assert.equal(again.status, 200, again.text);
      if (command.answer?.status === 200) assert.deepEqual(again.json, command.answer.json);
    }
    assert.equal(value(town, `SELECT count(*) FROM sections WHERE name LIKE '故障の課 ${word}-%'`), commands.length);
    verified();
    await town.kill();
    await town.start();
    verified();
    assert.equal(value(town, `SELECT count(*) FROM sections WHERE name LIKE '故障の課 ${word}-%'`), commands.length);

    const head = await clerk.ask('HEAD', made.headers.location, { headers: tusHeaders });
    assert.equal(head.status, 200, String(head.status));
    const offset = Number(head.headers['upload-offset']);
    if (patched.status < 300) assert.equal(offset, bytes.length);
    if (offset < bytes.length) {
      const rest = await clerk.ask('PATCH', made.headers.location, { body: bytes.subarray(offset), headers: { ...octets, 'Upload-Offset': String(offset) } });
      assert.equal(rest.status, 204, rest.text);
    }
    assert.equal((await inspected(clerk, passage)).content.sha256, sha256(bytes));
    const approvals = (await manager.read(`/api/passages/${waiting}`)).approvals.length;
    if (decided.status === 200) assert.equal(approvals, 1);
    if (approvals === 0) assert.equal((await decide(manager, waiting)).status, 200);
    const used = value(town, `SELECT downloads_used FROM passages WHERE id = '${handed}'`);
    assert.equal(used, value(town, `SELECT count(*) FROM downloads WHERE passage = '${handed}'`));
    if (downloaded.status === 200) assert.equal(used, 1);
    await grant(holder, handed);
    if (erasing.status !== 200 && value(town, `SELECT state FROM custodies WHERE id = '${custody}'`) === 'held') await erase(holder, custody);
    assert.equal(value(town, `SELECT state FROM custodies WHERE id = '${custody}'`), 'erased');
    verified();
  });
