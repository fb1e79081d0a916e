// The story begins weeks ago. The server's wall clock is shifted by a preloaded library (clock_shift.c), and this
// process's by the same: one-time codes and days agree.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../../lib/server.mjs';

const realNow = Date.now;

function library() {
  const out = join(temporaryDirectory(), 'clock_shift.so');
  const source = new URL('./clock_shift.c', import.meta.url).pathname;
  const built = spawnSync('clang-19', ['-O1', '-shared', '-fPIC', '-o', out, source], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`clock_shift.c: ${built.error ?? built.stderr}`);
  return out;
}

// From now on it is so many days ago; answers the environment for a server that is to think so, too.
export function daysAgo(days) {
  const seconds = -days * 86_400;
  Date.now = () => realNow() + seconds * 1000;
  return { LD_PRELOAD: library(), CLOCK_SHIFT_SECONDS: String(seconds) };
}

export function today() {
  Date.now = realNow;
}

// A clock that the test moves while the server runs: it begins so many days ago, and goes onwards only. `env` is for the
// server. This process's clock moves with it.
export class MovingClock {
  constructor(days) {
    this.file = join(temporaryDirectory(), 'clock');
    this.env = { LD_PRELOAD: library(), CLOCK_SHIFT_FILE: this.file };
    writeFileSync(this.file, Buffer.alloc(8));
    this.seconds = -days * 86_400;
    this.set();
  }
  set() {
    const number = Buffer.alloc(8);
    number.writeBigInt64LE(BigInt(this.seconds));
    // into the same file, which the server has mapped
    const fd = openSync(this.file, 'r+');
    writeSync(fd, number, 0, 8, 0);
    closeSync(fd);
    Date.now = () => realNow() + this.seconds * 1000;
  }
  on(days) {
    this.seconds += days * 86_400;
    this.set();
  }
}
