// Evidence bundles as a stranger handles them: unpacked, verified by the program in an empty place, and falsified.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { program, temporaryDirectory } from '../../lib/server.mjs';

export function unpack(tar, directory) {
  mkdirSync(directory, { recursive: true });
  const done = spawnSync('tar', ['-x', '-C', directory], { input: tar });
  assert.equal(done.status, 0, String(done.stderr));
  assert.deepEqual(readdirSync(directory), ['evidence']);
  return join(directory, 'evidence');
}

export const lines = (directory, file) => readFileSync(join(directory, file), 'utf8').split('\n').slice(0, -1);

// No variable of this machine, and nothing in the working directory. {code, out, err}
export function verify(directory, key) {
  const options = { cwd: temporaryDirectory(), env: {}, encoding: 'utf8' };
  return new Promise((resolve) => {
    execFile(program, ['verify', directory, '--key', key, '--json'], options, (error, out, err) => resolve({ code: error ? error.code : 0, out, err }));
  });
}

// What Go's golang.org/x/mod/sumdb says of it (tests/api/go_verify), which shares no code with the product.
let goProgram;
export function goVerify(scope, directory, key) {
  if (!goProgram) {
    goProgram = join(temporaryDirectory(), 'go_verify');
    const source = new URL('../../api/go_verify/main.go', import.meta.url).pathname;
    const env = { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' };
    const built = spawnSync('go', ['build', '-o', goProgram, source], { env, encoding: 'utf8' });
    assert.equal(built.status, 0, String(built.error ?? built.stderr));
  }
  const done = spawnSync(goProgram, [scope, directory, key], { encoding: 'utf8' });
  return { code: done.status, told: done.stdout + done.stderr };
}

export function files(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => relative(directory, join(item.parentPath ?? item.path, item.name)))
    .sort();
}

// mulberry32: the same seed gives the same falsifications again.
export function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

// Which octets to change: each one of the files in `whole`, first and last of every file, and `count` others anywhere.
export function positions(directory, random, count, whole = []) {
  const sizes = files(directory).map((file) => [file, statSync(join(directory, file)).size]).filter(([, size]) => size > 0);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  const chosen = new Map();
  const choose = (file, at) => chosen.set(`${file}:${at}`, { file, at });
  for (const [file, size] of sizes) {
    choose(file, 0);
    choose(file, size - 1);
    if (whole.includes(file)) for (let at = 0; at < size; at += 1) choose(file, at);
  }
  for (let i = 0; i < count; i += 1) {
    let at = random(total);
    for (const [file, size] of sizes) {
      if (at < size) {
        choose(file, at);
        break;
      }
      at -= size;
    }
  }
  return [...chosen.values()].map((each) => ({ ...each, flip: 1 + random(255) }));
}

// Changes one octet after the other; answers those changes that were NOT refused with exit code 1.
export async function falsify(directory, key, changes) {
  const accepted = [];
  const queue = [...changes];
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      const copy = join(temporaryDirectory(), 'bundle');
      cpSync(directory, copy, { recursive: true });
      for (let change = queue.pop(); change; change = queue.pop()) {
        const path = join(copy, change.file);
        const bytes = readFileSync(path);
        bytes[change.at] ^= change.flip;
        writeFileSync(path, bytes);
        const { code, out, err } = await verify(copy, key);
        if (code !== 1 || out !== '') accepted.push({ ...change, code, out, err });
        bytes[change.at] ^= change.flip;
        writeFileSync(path, bytes);
      }
      // What is restored verifies again: it was the change that was refused, not the copy.
      assert.equal((await verify(copy, key)).code, 0);
      rmSync(copy, { recursive: true });
    }),
  );
  return accepted;
}
