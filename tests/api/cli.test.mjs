// The program at the command line: help, exit codes, JSON, settings, verify --rebuild, backup and restore, and what stops a
// start. Erasure and backups: what was erased stays erased, whatever copy of the data comes back.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { draft, erase, grant, inspected, marker, received, released, sha256, upload } from '../lib/passage.mjs';
import { castTown } from '../lib/people.mjs';
import { Town, environment, program, run, temporaryDirectory } from '../lib/server.mjs';
import { change, rows, sql, value } from '../lib/sqlite.mjs';

const files = temporaryDirectory();
let number = 0;
const fresh = (name) => join(files, `${name}-${++number}`);
const written = (text) => {
  const file = fresh('settings.toml');
  writeFileSync(file, text);
  return file;
};

describe('help, usage, JSON', () => {
  const commands = () => run(['--help']).out.split('\n').map((line) => /^ {2}([a-z]+) {2,}\S/.exec(line)?.[1]).filter(Boolean);

  test('--help names every command, and each says what it does', () => {
    const names = commands();
    for (const name of ['serve', 'demo', 'inspect', 'register', 'seal', 'open', 'verify', 'backup', 'restore', 'user', 'openapi']) assert.ok(names.includes(name), name);
    for (const name of names)
      for (const option of ['--help', '-h']) {
        const { code, out, err } = run([name, option]);
        assert.equal(code, 0, `${name}: ${err}`);
        assert.ok(out.includes(`sekisho ${name}`) && out.length > 80, `${name}: ${out}`);
        assert.equal(err, '');
      }
  });

  test('wrong usage is 2, with a hint', () => {
    for (const args of [[], ['frobnicate'], ...commands().map((name) => [name, '--no-such-option']), ['user'], ['user', 'add'], ['user', 'remove', 'x'], ['backup'], ['restore'], ['verify']]) {
      const { code, err } = run(args, { env: { SEKISHO_DATA_DIR: fresh('none'), SEKISHO_KEYS_DIR: fresh('none') } });
      assert.equal(code, 2, `${args.join(' ')}: ${code}`);
      assert.ok(err.length > 10, args.join(' '));
    }
    assert.match(run(['--version']).out, /^sekisho \d+\.\d+/);
  });

  test('what is not there is 1, in both languages or as JSON', () => {
    const at = ['--data', fresh('none'), '--keys', fresh('none')];
    for (const args of [['verify', '--rebuild', ...at], ['backup', '--to', fresh('to'), ...at], ['restore', '--from', fresh('from'), ...at], ['serve', '--listen', '127.0.0.1:0', ...at], ['verify', fresh('bundle')]]) {
      const plain = run(args);
      assert.notEqual(plain.code, 0, args.join(' '));
      assert.match(plain.err, /[ぁ-ん]/, args.join(' '));
      const json = run([...args, '--json']);
      assert.equal(json.code, plain.code);
      const said = JSON.parse((json.err || json.out).trim().split('\n').at(-1));
      const error = said.error?.ja ? said.error : said;
      assert.ok(error.ja || error.error, `${args.join(' ')}: ${json.err}${json.out}`);
    }
  });

  test('the OpenAPI document', () => {
    const document = run(['openapi']).json;
    assert.match(document.openapi, /^3\.1/);
    assert.ok(Object.keys(document.paths).length > 40);
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]);
    assert.ok(references.length > 50);
    for (const name of references) assert.ok(document.components.schemas[decodeURIComponent(name)], name);
  });
});

describe('settings', () => {
  const serve = (args, env) => run(['serve', ...args], { env });
  test('a wrong setting stops the start, with its line', () => {
    const cases = [
      ['data_dir = "/tmp/a"\n\nlisten = "nowhere"\n', /:3\b|line 3/, /listen/], ['max_upload_bytes = -1\n', /:1\b|line 1/, /max_upload_bytes/],
      ['\nsession_hours = "ten"\n', /:2\b|line 2/, /session_hours/], ['# text\nmax_upload_byte = 5\n', /:2\b|line 2/, /max_upload_bytes/],
      ['town_code = "990018x"\n', /:1\b|line 1/, /town_code/], ['listen = "127.0.0.1:0\n', /:1\b|line 1/, /./],
      ['town_code = "990010"\n', /:1\b|line 1/, /town_code/], ['log_level = "chatty"\n', /:1\b|line 1/, /log_level/],
    ];
    for (const [text, line, name] of cases) {
      const { code, err } = serve(['--settings', written(text)]);
      assert.equal(code, 2, `${text}: ${err}`);
      assert.match(err, line, text);
      assert.match(err, name, text);
      assert.match(err, /[ぁ-ん]/);
    }
  });
  test('a wrong environment variable is named', () => {
    for (const [name, text] of [['SEKISHO_SESSION_HOURS', '0'], ['SEKISHO_LISTEN', 'x'], ['SEKISHO_HTTP', 'maybe'], ['SEKISHO_MAX_UPLOAD_BYTS', '5']]) {
      const { code, err } = serve(['--print-settings'], { [name]: text });
      assert.equal(code, 2, `${name}: ${err}`);
      assert.ok(err.includes(name), err);
    }
  });
  test('files, variables and options, the later the stronger', () => {
    const file = written('session_hours = 3\nlog_level = "warn"\nlisten = "127.0.0.1:1111"\n');
    const env = { SEKISHO_LOG_LEVEL: 'error', SEKISHO_LISTEN: '127.0.0.1:2222' };
    const settings = JSON.parse(serve(['--settings', file, '--listen', '127.0.0.1:3333', '--print-settings', '--json'], env).out);
    const of = (name) => settings[name]?.value ?? settings.settings?.[name]?.value ?? settings[name];
    assert.equal(of('session_hours'), 3);
    assert.equal(of('log_level'), 'error');
    assert.equal(of('listen'), '127.0.0.1:3333');
    const toml = serve(['--settings', file, '--print-settings'], env);
    assert.equal(toml.code, 0);
    const again = serve(['--settings', written(toml.out), '--print-settings']);
    assert.equal(again.code, 0, again.err);
  });
  test('plain HTTP beyond this machine, and keys beside the data, are refused', () => {
    const data = fresh('data');
    for (const args of [['--http', '--listen', '0.0.0.0:0'], ['--data', data, '--keys', join(data, 'keys')], ['--data', join(data, 'data'), '--keys', data], ['--data', data, '--keys', data]]) {
      const { code, err } = serve(['--town-code', '990019', '--town-name', '見本市', ...args]);
      assert.ok([1, 2].includes(code), `${args}: ${code}`);
      assert.match(err, /[ぁ-ん]/);
      assert.equal(existsSync(join(data, 'sekisho.db')), false);
    }
    // nor through a link
    mkdirSync(data);
    const link = fresh('link');
    symlinkSync(data, link);
    assert.notEqual(serve(['--town-code', '990019', '--town-name', '見本市', '--data', data, '--keys', join(link, 'keys'), '--listen', '127.0.0.1:0']).code, 0);
  });
});

describe('a town', () => {
  let town, clerk, recipient;
  before(async () => {
    town = await castTown({ who: ['department_officer', 'prime_worker', 'auditor'] });
    ({ clerk, prime_worker: recipient } = town.people);
  });
  after(() => town?.remove());
  // Another town over other data, the same keys unless told otherwise.
  const beside = (data, keys = town.keys) => Object.assign(new Town(), { data, keys });
  const verify = (which = town) => which.run('verify --rebuild', ['--json']);
  const backup = (to = fresh('backup')) => {
    const done = town.run('backup', ['--to', to, '--json']);
    assert.equal(done.code, 0, done.err);
    return { to, ...done.json };
  };
  const restoreTo = (from, data, keys) => beside(data, keys).run('restore', ['--from', from, '--json']);
  const stopped = async (act) => {
    await town.stop();
    try {
      return await act();
    } finally {
      await town.start();
    }
  };

  test('verify --rebuild: equal while it is served, and a changed row is named', async () => {
    await released(town, clerk, recipient);
    const good = verify();
    assert.equal(good.code, 0, good.out + good.err);
    assert.equal(good.json.equal, true);
    assert.equal(good.json.entries, value(town, 'SELECT size FROM ledger_head'));
    const wrong = [
      ['sections', town.welfare, `UPDATE sections SET name = '総務課'`], ['passages', undefined, `UPDATE passages SET downloads_allowed = 99`],
      ['approvals', undefined, 'DELETE FROM approvals'], ['accounts', clerk.who.id, `UPDATE accounts SET roles = '["ciso"]' WHERE id = '${clerk.who.id}'`],
      ['trainings', 'trn_0000000000000000', `INSERT INTO trainings (id, worker, course, held_on, valid_until) SELECT 'trn_0000000000000000', worker, course, held_on, '2099-01-01' FROM trainings LIMIT 1`],
    ];
    for (const [table, id, statement] of wrong) {
      const copy = beside(fresh('copy'));
      mkdirSync(copy.data);
      sql(town.database, `VACUUM INTO '${copy.database}'`, { write: true });
      assert.equal(verify(copy).code, 0);
      change(copy, statement);
      const found = verify(copy);
      assert.equal(found.code, 1, statement);
      const difference = found.json.tables.find((one) => one.table === table);
      assert.ok(difference.differ.length > 0, found.out);
      if (id) assert.ok(difference.differ.includes(id), found.out);
      assert.match(copy.run('verify --rebuild').out, new RegExp(`${table} .*DIFFERENT`));
    }
  });

  test('verify --rebuild: a ledger that was touched', () => {
    for (const statement of [
      `UPDATE ledger_entries SET leaf = replace(leaf, '福祉', '税務')`, `UPDATE ledger_entries SET leaf = replace(leaf, '"kind":"section.registered"', '"kind":"section.registerex"') WHERE kind = 'section.registered'`,
      'DELETE FROM ledger_entries WHERE seq = (SELECT max(seq) FROM ledger_entries)', 'DELETE FROM ledger_entries WHERE seq = 3',
      'DELETE FROM ledger_entries WHERE seq = (SELECT max(seq) FROM ledger_entries); UPDATE ledger_head SET size = size - 1', `UPDATE ledger_private SET sealed = (SELECT sealed FROM ledger_private ORDER BY seq DESC LIMIT 1) WHERE seq = (SELECT min(seq) FROM ledger_private)`,
      `UPDATE ledger_head SET checkpoint = replace(checkpoint, 'sekisho', 'sekisha')`,
    ]) {
      const copy = beside(fresh('copy'));
      mkdirSync(copy.data);
      sql(town.database, `VACUUM INTO '${copy.database}'`, { write: true });
      const before = JSON.stringify(sql(copy.database, 'SELECT * FROM ledger_entries UNION ALL SELECT size, checkpoint, 0, 0, 0, 0 FROM ledger_head'));
      change(copy, statement);
      if (JSON.stringify(sql(copy.database, 'SELECT * FROM ledger_entries UNION ALL SELECT size, checkpoint, 0, 0, 0, 0 FROM ledger_head')) === before && !statement.includes('private')) continue;
      const found = verify(copy);
      assert.equal(found.code, 1, `${statement}: ${found.out}`);
    }
  });

  test('an evidence bundle verifies off line, and not when it was changed', async () => {
    const passage = await released(town, clerk, recipient);
    const key = (await town.people.auditor.read('/api/ledger/state')).verifier_key;
    for (const path of [`/api/evidence?passage=${passage}`, '/api/evidence']) {
      const answer = await town.people.auditor.get(path);
      assert.equal(answer.status, 200);
      const unpacked = fresh('bundle');
      mkdirSync(unpacked);
      assert.equal(spawnSync('tar', ['-x', '-C', unpacked], { input: answer.body }).status, 0);
      const bundle = join(unpacked, readdirSync(unpacked)[0]);
      const good = run(['verify', '--key', key, '--json', bundle], { env: { HOME: '/nonexistent' } });
      assert.equal(good.code, 0, good.out + good.err);
      assert.equal(run(['verify', '--key', key.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A')), bundle]).code === 0, false);
      for (const name of readdirSync(bundle, { recursive: true })) {
        const file = join(bundle, name);
        if (!statSync(file).isFile() || statSync(file).size === 0) continue;
        const bytes = readFileSync(file);
        const changed = Buffer.from(bytes);
        changed[changed.length >> 1] ^= 1;
        writeFileSync(file, changed);
        assert.equal(run(['verify', '--key', key, bundle]).code, 1, `${name} was changed`);
        writeFileSync(file, bytes);
      }
      writeFileSync(join(bundle, 'more.txt'), 'more');
      assert.equal(run(['verify', '--key', key, bundle]).code, 1);
    }
  });

  test('a second program on the same data, or on the same keys, is refused', async () => {
    for (const second of [run(['serve', ...town.at, '--listen', '127.0.0.1:0', '--json']), town.run('user add', ['late', '--name', '遅れ']),
      beside(fresh('other')).run('user add', ['late', '--name', '遅れ'])]) {
      assert.equal(second.code, 1, second.err);
      assert.match(second.err, /別の sekisho/);
    }
    assert.equal((await clerk.get('/api/session')).status, 200);
  });

  test('stops in order at SIGTERM, and goes on as it was', async () => {
    assert.deepEqual(await town.stop('SIGTERM'), { code: 0, signal: null });
    await town.start();
    assert.deepEqual(await town.stop('SIGINT'), { code: 0, signal: null });
    await town.start();
    assert.equal((await clerk.get('/api/session')).status, 200);
  });

  test('user add: another administrator, and what it refuses', () =>
    stopped(() => {
      const made = town.run('user add', ['unyo2', '--name', '運用 次子', '--json']);
      assert.equal(made.code, 0, made.err);
      assert.match(made.json.first_code, /^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
      for (const [login, name] of [['unyo2', '運用 次子'], ['UPPER', '運用'], ['x', '運用'], ['valid-login', '']]) assert.equal(town.run('user add', [login, '--name', name]).code, 1, login);
      assert.equal(verify().code, 0);
    }));

  test('a backup is made while the town is served, and restored elsewhere it is the same town', async () => {
    const bytes = Buffer.from(`復元の試験 ${marker()}`);
    const passage = await released(town, clerk, recipient, bytes);
    const { to, entries, town: code, files: count } = backup();
    assert.equal(code, '990019');
    assert.ok(entries > 50 && count >= 2);
    assert.equal(statSync(to).mode & 0o077, 0);
    assert.equal(town.run('backup', ['--to', to]).code, 1, 'never over another');
    assert.equal(restoreTo(to, fresh('data')).code, 1, 'not with keys that are in use');

    await town.stop();
    const other = beside(fresh('data'));
    const done = other.run('restore', ['--from', to, '--json']);
    assert.equal(done.code, 0, done.err);
    assert.equal(done.json.entries, entries);
    assert.equal(restoreTo(to, other.data).code, 1, 'never over data');
    assert.equal(verify(other).code, 0);
    await other.start();
    try {
      assert.equal((await Object.assign(new Client(other), { cookie: recipient.cookie }).get('/api/session')).status, 401, 'sessions are not in a backup');
      const person = await new Client(other).signIn(recipient.who);
      const answer = await person.get((await grant(person, passage)).url);
      assert.equal(sha256(answer.body), sha256(bytes));
    } finally {
      await other.stop();
      await town.start();
    }
    // trying a backup took nothing from the town itself
    assert.equal((await recipient.get((await grant(recipient, passage)).url)).status, 200);
  });

  test('a backup that was damaged is not restored', async () => {
    await released(town, clerk, recipient);
    const { to } = backup();
    await stopped(() => {
      for (const damage of [
        (copy) => appendFileSync(join(copy, 'sekisho.db'), 'x'), (copy) => rmSync(join(copy, 'vault', readdirSync(join(copy, 'vault'))[0])),
        (copy) => {
          const file = join(copy, 'vault', readdirSync(join(copy, 'vault'))[0]);
          const bytes = readFileSync(file);
          bytes[60] ^= 1;
          writeFileSync(file, bytes);
        },
        (copy) => writeFileSync(join(copy, 'backup.json'), readFileSync(join(copy, 'backup.json'), 'utf8').replace('"path":"sekisho.db"', '"path":"../sekisho.db"')),
        (copy) => rmSync(join(copy, 'backup.json')), (copy) => writeFileSync(join(copy, 'backup.json'), '{'),
        (copy) => {
          change({ database: join(copy, 'sekisho.db') }, `UPDATE sections SET name = '総務課'`);
          const list = JSON.parse(readFileSync(join(copy, 'backup.json'), 'utf8'));
          const item = list.files.find((file) => file.path === 'sekisho.db');
          item.sha256 = createHash('sha256').update(readFileSync(join(copy, 'sekisho.db'))).digest('hex');
          item.size = statSync(join(copy, 'sekisho.db')).size;
          writeFileSync(join(copy, 'backup.json'), JSON.stringify(list));
        },
      ]) {
        const copy = fresh('damaged');
        cpSync(to, copy, { recursive: true });
        damage(copy);
        const done = restoreTo(copy, fresh('data'));
        assert.equal(done.code, 1, `${damage}: ${done.out}`);
        assert.match(done.err, /[ぁ-ん]/);
      }
    });
  });

  test('erasure after a backup: restoring that backup does not bring the content back', async () => {
    const [secret, control] = [marker(), marker()];
    const passage = await released(town, clerk, recipient, `消去されるもの ${secret}`);
    const custody = await received(recipient, passage);
    const kept = await released(town, clerk, recipient, `残るもの ${control}`);
    const object = value(town, `SELECT content FROM passages WHERE id = '${passage}'`);
    const keptObject = value(town, `SELECT content FROM passages WHERE id = '${kept}'`);
    const before = backup();
    assert.ok(existsSync(join(before.to, 'vault', object)), 'the backup holds the sealed object');
    // control: before the erasure that backup does open it
    await stopped(async () => {
      const early = beside(fresh('data'));
      assert.equal(early.run('restore', ['--from', before.to]).code, 0);
      await early.start();
      const person = await new Client(early).signIn(recipient.who);
      assert.ok((await person.get((await grant(person, passage)).url)).text.includes(secret));
      await early.stop();
    });

    await erase(recipient, custody);
    const certificate = await recipient.read(`/api/custodies/${custody}/certificate`);
    assert.match(certificate.title, /消去/);
    assert.ok(!existsSync(join(town.keys, 'shards', `${object}.shard`)));

    await town.stop();
    const restored = beside(fresh('data'));
    const done = restored.run('restore', ['--from', before.to, '--json']);
    assert.equal(done.code, 0, done.err);
    await restored.start();
    try {
      const person = await new Client(restored).signIn(recipient.who);
      const asked = await person.command(`/api/passages/${passage}/downloads`);
      if (asked.status === 200) {
        const answer = await person.get(asked.json.url);
        assert.equal(answer.status, 410, answer.text);
        assert.match(answer.json.error.ja, /消去/);
      } else assert.ok([403, 410].includes(asked.status), asked.text);
      const open = await person.get((await grant(person, kept)).url);
      assert.ok(open.text.includes(control), 'what was not erased is readable');
      // and it can be certified again, in this copy as well
      if (rows(restored, `SELECT state FROM custodies WHERE id = '${custody}'`)[0].state === 'held') await erase(person, custody);
      const again = await person.read(`/api/custodies/${custody}/certificate`);
      assert.match(again.title, /消去/);
      assert.equal(rows(restored, `SELECT * FROM object_keys WHERE id = '${object}'`).length, 0);
      assert.ok(!existsSync(join(restored.data, 'vault', object)));
      assert.ok(existsSync(join(restored.data, 'vault', keptObject)));
    } finally {
      await restored.stop();
      await town.start();
    }
    assert.equal(verify(restored).code, 0);
  });

  test('trying an old backup on the same keys does not destroy what was handed in since', async () => {
    const before = backup();
    const secret = marker();
    const passage = await released(town, clerk, recipient, secret);
    const unfinished = await draft(town, clerk, recipient);
    await upload(clerk, unfinished, '下書きの中身');
    await inspected(clerk, unfinished);
    await stopped(async () => {
      const old = beside(fresh('data'));
      assert.equal(old.run('restore', ['--from', before.to]).code, 0);
      await old.start();
      await old.stop();
    });
    assert.equal((await recipient.get((await grant(recipient, passage)).url)).text, secret);
    await clerk.act(`/api/passages/${unfinished}/submit`);
  });

  test('a stolen backup, or stolen data, without the keys opens nothing', async () => {
    const secret = marker();
    const passage = await released(town, clerk, recipient, `盗まれるもの ${secret}`);
    const { to } = backup();
    const keyNames = ['town.key', 'index.key', 'ledger.key'];
    for (const top of [to, town.data])
      for (const name of readdirSync(top, { recursive: true })) {
        const file = join(top, name);
        if (!statSync(file).isFile()) continue;
        const bytes = readFileSync(file);
        assert.ok(!bytes.includes(secret), file);
        for (const key of keyNames) assert.ok(!bytes.includes(readFileSync(join(town.keys, key))), file);
        for (const value of ['甲野 従事', '見本 責子']) if (top === to && !name.endsWith('sekisho.db')) assert.ok(!bytes.includes(value), file);
      }
    const thief = beside(fresh('data'), fresh('keys'));
    assert.equal(thief.run('restore', ['--from', to]).code, 1, 'no keys');
    // with keys of their own
    const own = new Town({ directory: fresh('own') });
    assert.equal(own.run('user add', ['thief', '--name', '盗人']).code, 0);
    const other = beside(fresh('data'), own.keys);
    const done = other.run('restore', ['--from', to]);
    assert.equal(done.code, 1);
    assert.match(done.err, /鍵/);
    assert.equal(other.run('serve', ['--listen', '127.0.0.1:0']).code, 1);
    assert.ok(value(town, `SELECT content FROM passages WHERE id = '${passage}'`));
  });

  test('a migration that differs, fails, or comes from a later program stops the start', async () => {
    await stopped(() => {
      const copyOf = () => {
        const copy = beside(fresh('copy'));
        cpSync(town.data, copy.data, { recursive: true });
        return copy;
      };
      const start = (copy) => copy.run('serve', ['--listen', '127.0.0.1:0']);
      const differs = copyOf();
      change(differs, `UPDATE migrations SET checksum = '00'`);
      assert.equal(start(differs).code, 1);
      assert.match(start(differs).err, /migration 1 differs/);
      const later = copyOf();
      change(later, `INSERT INTO migrations VALUES (9999, '00')`);
      assert.match(start(later).err, /9999/);
      assert.equal(start(later).code, 1);
      const fails = beside(fresh('fails'));
      mkdirSync(fails.data);
      sql(fails.database, 'CREATE TABLE sessions (x)', { write: true });
      const done = start(fails);
      assert.equal(done.code, 1);
      assert.match(done.err, /[ぁ-ん]/);
      assert.deepEqual(sql(fails.database, `SELECT name FROM sqlite_master WHERE name IN ('passages', 'town')`), [], 'nothing of it was left');
    });
  });

  test('keys: missing, of another town, readable by others, or too short', async () => {
    await stopped(() => {
      const start = () => town.run('serve', ['--listen', '127.0.0.1:0']);
      const file = join(town.keys, 'town.key');
      const refuses = (pattern) => {
        const done = start();
        assert.equal(done.code, 1, done.out);
        assert.match(done.err, pattern);
      };
      chmodSync(file, 0o640);
      refuses(/chmod 600/);
      chmodSync(file, 0o600);
      renameSync(file, `${file}.away`);
      refuses(/town\.key/);
      assert.ok(!existsSync(file), 'no new key is made over old data');
      writeFileSync(file, 'short', { mode: 0o600 });
      refuses(/town\.key/);
      rmSync(file);
      renameSync(`${file}.away`, file);
      const ledger = join(town.keys, 'ledger.key');
      const right = readFileSync(ledger);
      writeFileSync(ledger, Buffer.alloc(32, 7));
      refuses(/署名|鍵/);
      writeFileSync(ledger, right);
    });
    assert.equal((await clerk.get('/api/session')).status, 200);
  });
});

test('no setting of the machine that tests got in', () => {
  assert.ok(existsSync(program) && dirname(program));
  assert.deepEqual(Object.keys(environment()).filter((name) => name.startsWith('SEKISHO_')), []);
});
