// A real server: the program under test (SEKISHO_TEST_BINARY) on a free loopback port, with data and keys in a temporary
// directory of its own. Everything that is started here is stopped, by its own process id, when the test process ends.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const program = process.env.SEKISHO_TEST_BINARY ?? new URL('../../build/release/sekisho', import.meta.url).pathname;

const running = new Set();
const directories = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

export function temporaryDirectory() {
  const directory = mkdtempSync(join(tmpdir(), 'sekisho-test-'));
  directories.add(directory);
  return directory;
}

// No setting of the machine that runs the tests gets in.
export function environment(more = {}) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SEKISHO_')));
  return { ...env, ...more };
}

// Runs a subcommand to its end: {code, out, err, json}.
export function run(args, { env = {}, input } = {}) {
  const done = spawnSync(program, args, { env: environment(env), input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  return {
    code: done.status,
    out: done.stdout,
    err: done.stderr,
    get json() {
      return JSON.parse(done.stdout);
    },
  };
}

export class Town {
  constructor({ http = false, directory = temporaryDirectory(), code = '990019', name = '見本市', env = {} } = {}) {
    this.http = http;
    this.directory = directory;
    this.data = join(directory, 'data');
    this.keys = join(directory, 'keys');
    this.env = { SEKISHO_TOWN_CODE: code, SEKISHO_TOWN_NAME: name, ...env };
    this.log = ''; // standard error of all starts
    this.port = 0;
  }

  get at() {
    return ['--data', this.data, '--keys', this.keys];
  }
  get pid() {
    return this.child?.pid;
  }
  get database() {
    return join(this.data, 'sekisho.db');
  }

  // A subcommand on this town's data.
  run(command, args = [], more = {}) {
    return run([...command.split(' '), ...args, ...this.at], { ...more, env: { ...this.env, ...more.env } });
  }

  // A first administrator, while the server is down: {login, first_code}.
  addAdministrator(login = 'unyo', name = '運用 花子') {
    const made = this.run('user add', [login, '--name', name, '--json']);
    if (made.code !== 0) throw new Error(`user add: ${made.err}`);
    return made.json;
  }

  // Starts, and waits until it answers. The same port again after a first start. `under`: a program to run it under.
  async start({ env = {}, under = [] } = {}) {
    const args = [...under, program, 'serve', ...this.at, '--listen', `127.0.0.1:${this.port}`, '--json', ...(this.http ? ['--http'] : [])];
    const child = spawn(args[0], args.slice(1), { env: environment({ ...this.env, ...env }), stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    running.add(child);
    child.ended = new Promise((resolve) => {
      child.on('exit', (code, signal) => {
        running.delete(child);
        resolve({ code, signal });
      });
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (this.log += text));
    let out = '';
    child.stdout.setEncoding('utf8');
    while (!out.includes('\n')) {
      const piece = await Promise.race([once(child.stdout, 'data').then(([text]) => text), child.ended]);
      if (typeof piece !== 'string') throw new Error(`serve ended with ${piece.code ?? piece.signal}: ${this.log}`);
      out += piece;
    }
    this.opened = JSON.parse(out.slice(0, out.indexOf('\n')));
    this.url = this.opened.url;
    this.port = Number(new URL(this.url).port);
    this.ca = this.http ? undefined : readFileSync(join(this.keys, 'tls.crt'));
    return this;
  }

  // Ends it, in order (SIGTERM) or at once (SIGKILL); resolves to {code, signal}.
  async stop(signal = 'SIGTERM') {
    if (!this.child) return undefined;
    const child = this.child;
    this.child = undefined;
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return child.ended;
  }
  kill() {
    return this.stop('SIGKILL');
  }

  // Stops, and forgets everything on the disk.
  async remove() {
    await this.stop();
    if (existsSync(this.directory)) rmSync(this.directory, { recursive: true, force: true });
    directories.delete(this.directory);
  }
}
