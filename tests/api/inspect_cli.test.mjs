// `sekisho inspect` and `sekisho dataset` at the command line: figures, exit codes, many files, standard input, passwords,
// the real clamd, and the confined process behind it all.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { environment, program, run, temporaryDirectory } from '../lib/server.mjs';

const folder = temporaryDirectory();
const at = (name) => join(folder, name);
const written = (name, content) => {
  writeFileSync(at(name), content);
  return at(name);
};
const key = written('key', '0123456789abcdef'.repeat(4));
const index = at('residents.idx');
const lines = (out) => out.trim().split('\n').map((line) => JSON.parse(line));
const inspect = (args, options) => run(['inspect', ...args], options);
const compared = ['--dataset', `住民基本台帳=${index}`, '--key', key];
let residents; // rows of the register, with its heading first
let prose;

before(() => {
  const made = run(['dataset', 'synthesize', '-o', at('register.csv'), '--seed', '7', '--count', '3000']);
  assert.equal(made.code, 0, made.err);
  residents = readFileSync(at('register.csv'), 'utf8').split('\r\n');
  const imported = run(['dataset', 'import', at('register.csv'), '--out', index, '--key', key, '--json']);
  assert.equal(imported.code, 0, imported.err);
  assert.equal(imported.json.units, 3000);
  prose = written('prose.txt', '本日の会議では、窓口の混雑について話し合いました。\n'.repeat(200));
});

describe('datasets', () => {
  test('meanings of columns, fixed width, units, and what is refused', () => {
    const odd = written('odd.csv', '番号札,だれ,うまれ\n1,関所 太郎,1985-01-02\n2,関所 花子,1990-03-04\n');
    const columns = ['--column', '番号札=ledger_number', '--column', 'だれ=氏名', '--column', 'うまれ=birth'];
    const import_ = (file, more) => run(['dataset', 'import', file, '--out', at('odd.idx'), '--key', key, '--json', ...more]);
    const people = import_(odd, [...columns.slice(2), '--column', '番号札=使わない']);
    assert.equal(people.code, 0, people.err + people.out);
    assert.equal(people.json.units, 2);
    assert.equal(people.json.columns['だれ'], '氏名');
    const name = (text) => text.padEnd(10, '　');
    const fixed = written('fixed.txt', `${name('関所太郎')}19850102\n${name('関所花子')}19900304\n`);
    const wide = import_(fixed, ['--fixed', '氏名:10,生年月日:8', '--unit', 'item']);
    assert.equal(wide.code, 0, wide.err + wide.out);
    assert.equal(wide.json.units, 2);
    for (const wrong of [['--unit', 'dog'], ['--column', 'だれ'], ['--column', 'だれ=犬'], ['--fixed', '氏名'], ['--fixed', '氏名:0'], ['--encoding', 'x']])
      assert.equal(import_(odd, wrong).code, 2, wrong.join(' '));
    assert.equal(import_(at('none.csv'), []).code, 3);
    const broken = import_(written('broken.csv', '個人番号,氏名,生年月日\n123456789012,関所太郎,1985-01-02\n'), []);
    assert.equal(broken.code, 1);
    assert.ok(broken.json.problem_count > 0 && broken.json.problems[0].row === 2);
    const older = run(['register', 'import', at('register.csv'), '--out', at('older.idx'), '--key', key, '--json']);
    assert.equal(older.code, 0, older.err);
  });
});

describe('what is in these files', () => {
  test('nobody, somebody, and no dataset to compare with', () => {
    const nobody = inspect([prose, '--json', ...compared]);
    assert.equal(nobody.code, 0, nobody.out + nobody.err);
    assert.equal(nobody.json.verdict, 'clean');
    assert.equal(nobody.json.complete, true);
    assert.equal(nobody.json.file, prose);
    const some = written('some.csv', residents.slice(0, 41).join('\r\n'));
    const found = inspect([some, '--json', '--sha256', ...compared]);
    assert.equal(found.code, 1);
    assert.equal(found.json.verdict, 'production_data');
    assert.equal(found.json.datasets[0].units, 40);
    assert.equal(found.json.datasets[0].name, '住民基本台帳');
    assert.equal(found.json.datasets[0].dataset, 'residents.idx');
    assert.equal(found.json.datasets[0].places[0].rows, '2–41');
    assert.equal(found.json.sha256, spawnSync('sha256sum', [some], { encoding: 'utf8' }).stdout.slice(0, 64));
    const people = inspect([some, ...compared]);
    assert.equal(people.code, 1);
    assert.match(people.out, /住民基本台帳 {2}40 人（\d+ 世帯） {2}／ 3,000 人/);
    assert.match(people.out, /決め手/);
    assert.match(people.out, /行 2–41/);
    for (const resident of residents.slice(1, 41)) assert.ok(!people.out.includes(resident.split(',')[2]), 'names are masked');
    const alone = inspect([prose, '--json']);
    assert.equal(alone.code, 1);
    assert.equal(alone.json.verdict, 'unreadable');
  });

  test('binary data, a picture and random bytes are never clean', () => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256));
    const unknown = inspect([written('unknown.bin', bytes), '--json', ...compared]);
    assert.equal(unknown.code, 1);
    assert.equal(unknown.json.verdict, 'unreadable');
    assert.ok(unknown.json.unseen.length > 0);
  });

  test('many files: in their order, each for itself; what cannot be read does not stop the others', () => {
    const files = Array.from({ length: 12 }, (_, i) =>
      i % 3 === 0 ? prose : written(`part-${i}.csv`, [residents[0], ...residents.slice(1, 1 + i)].join('\r\n')));
    files.splice(5, 0, at('none.csv'));
    const all = inspect([...files, '--json', '--jobs', '3', ...compared]);
    assert.equal(all.code, 1);
    const reports = lines(all.out);
    assert.deepEqual(reports.map((report) => report.file), files);
    assert.match(reports[5].error.en, /No such file/);
    assert.equal(reports[1].datasets[0].units, 1);
    assert.equal(reports[12].datasets[0].units, 11);
    const clean = inspect([prose, at('none.csv'), folder, '--json', ...compared]);
    assert.equal(clean.code, 3);
    assert.deepEqual(lines(clean.out).map((report) => Boolean(report.error)), [false, true, true]);
    assert.equal(inspect([prose, prose, ...compared]).code, 0);
  });

  test('standard input, through a pipe and as a file', () => {
    const input = residents.slice(0, 21).join('\r\n');
    const piped = inspect(['-', '--json', ...compared], { input });
    assert.equal(piped.code, 1, piped.err);
    assert.equal(piped.json.datasets[0].units, 20);
    assert.equal(piped.json.file, '-');
    const shell = spawnSync('bash', ['-c', '"$0" inspect - --json "${@:2}" <"$1"', program, written('in.csv', input), ...compared], { encoding: 'utf8' });
    assert.equal(JSON.parse(shell.stdout).datasets[0].units, 20);
    const substituted = spawnSync('bash', ['-c', '"$0" inspect <(cat "$1") --json "${@:2}"', program, at('in.csv'), ...compared], { encoding: 'utf8' });
    assert.equal(JSON.parse(substituted.stdout).datasets[0].units, 20);
    assert.equal(inspect(['-', '-', ...compared], { input }).code, 2);
  });

  test('a name cannot write on the terminal', () => {
    const evil = written('evil\u001b[2J\u202Egpj.csv', residents.slice(0, 3).join('\r\n'));
    const { out } = inspect([evil, ...compared]);
    assert.ok(!out.includes('\u001b') && !out.includes('\u202E'), JSON.stringify(out));
    assert.match(out, /evil\?\[2J/);
  });

  test('a name says something, too', () => {
    const [, , name, , birth] = residents[1].split(',');
    assert.ok(name && birth, residents[0]);
    const file = written(`${name.replaceAll('　', '')}_${birth.replaceAll('-', '')}.txt`, '資料\n');
    assert.equal(inspect([file, '--json', ...compared]).json.verdict, 'production_data');
  });

  test('usage', () => {
    for (const args of [[], [prose, '--key', key], [prose, '--dataset', index], [prose, '--jobs', '0'], [prose, '--jobs', 'x'], [prose, '--time', '-1'], [prose, '--max-depth', '1000'], [prose, '--password', 'secret'], [prose, '--clamd', 'nowhere', ...compared]])
      assert.equal(inspect(args).code, 2, args.join(' '));
    assert.equal(inspect([prose, '--dataset', at('none.idx'), '--key', key]).code, 3);
    const otherKey = written('other-key', 'ff'.repeat(32));
    const other = inspect([prose, '--dataset', index, '--key', otherKey]);
    assert.equal(other.code, 3);
    assert.match(other.err, /residents\.idx/);
    assert.equal(inspect([prose, '--password-file', at('none'), ...compared]).code, 3);
  });
});

describe('the confined process', () => {
  test('called by a person it does nothing', () => {
    const done = spawnSync(program, ['inspect-worker'], { encoding: 'utf8', input: 'hello' });
    assert.notEqual(done.status, 0);
    assert.equal(done.stdout + done.stderr, '');
  });

  test('it has neither password, environment nor name of the file among what others can see, and ends with its parent', async () => {
    const [heading, ...rows] = residents;
    const large = at('large.csv');
    writeFileSync(large, [heading, ...Array.from({ length: 400 }, () => rows.slice(0, 3000)).flat()].join('\r\n'));
    const password = written('password', 'ひらけごま\n');
    const parent = spawn(program, ['inspect', large, '--json', '--password-file', password, ...compared], { env: environment({ SECRET: 'geheim' }), stdio: 'ignore' });
    let worker;
    for (let i = 0; i < 1000 && !worker; ++i) {
      await sleep(2);
      for (const task of readdirSync(`/proc/${parent.pid}/task`)) {
        const children = readFileSync(`/proc/${parent.pid}/task/${task}/children`, 'utf8').trim();
        const started = children && readFileSync(`/proc/${children.split(' ')[0]}/cmdline`, 'utf8').includes('inspect-worker');
        if (started) worker = Number(children.split(' ')[0]);
      }
    }
    assert.ok(worker, 'a process of its own');
    await sleep(150);
    assert.equal(readFileSync(`/proc/${worker}/cmdline`, 'utf8'), 'sekisho\0inspect-worker\0');
    const status = readFileSync(`/proc/${worker}/status`, 'utf8');
    assert.match(status, /^Seccomp:\t2$/m);
    assert.match(status, /^NoNewPrivs:\t1$/m);
    assert.match(status, /^CapEff:\t0+$/m);
    assert.match(status, /^Threads:\t1$/m);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    for (let i = 0; i < 100 && existsSync(`/proc/${worker}/status`) && !/^State:\tZ/m.test(readFileSync(`/proc/${worker}/status`, 'utf8')); ++i) await sleep(20);
    assert.ok(!existsSync(`/proc/${worker}/status`) || /^State:\tZ/m.test(readFileSync(`/proc/${worker}/status`, 'utf8')), 'it has ended');
  });
});

describe('the real clamd', () => {
  // In two pieces, so that no scanner takes this test for a virus.
  const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
  const socket = at('clamd.ctl');
  let daemon;
  before(async () => {
    assert.ok(existsSync('/usr/sbin/clamd'), 'install the package clamav-daemon');
    mkdirSync(at('db'));
    written('db/test.ndb', `Sekisho.Eicar-Test:0:*:${Buffer.from(eicar).toString('hex')}\n`);
    const settings = written('clamd.conf', `LocalSocket ${socket}\nDatabaseDirectory ${at('db')}\nForeground yes\nTemporaryDirectory ${folder}\nStreamMaxLength 1M\n`);
    daemon = spawn('/usr/sbin/clamd', [`--config-file=${settings}`], { stdio: 'ignore' });
    for (let i = 0; i < 600 && !existsSync(socket); ++i) await sleep(50);
    assert.ok(existsSync(socket), 'clamd has started');
  });
  after(() => daemon?.kill('SIGKILL'));

  test('malware stops a file; what is too large for the scanner is not clean; nobody there is said before', () => {
    const bad = inspect([written('bad.txt', eicar), '--json', '--clamd', socket, ...compared]);
    assert.equal(bad.code, 1, bad.err);
    assert.equal(bad.json.hostile[0].code, 'malware');
    assert.match(bad.json.hostile[0].detail, /Sekisho\.Eicar-Test/);
    assert.match(inspect([at('bad.txt'), '--clamd', socket, ...compared]).out, /Sekisho\.Eicar-Test/);
    const good = inspect([prose, '--json', '--clamd', socket, ...compared]);
    assert.equal(good.code, 0, good.out);
    const large = inspect([written('long.txt', '長い文章です。\n'.repeat(100_000)), '--json', '--clamd', socket, ...compared]);
    assert.equal(large.code, 1);
    assert.equal(large.json.verdict, 'unreadable');
    assert.equal(large.json.unseen[0].code, 'not_scanned');
    const none = inspect([prose, '--clamd', at('nobody.ctl'), ...compared]);
    assert.equal(none.code, 3);
    assert.match(none.err, /clamd/);
  });
});
