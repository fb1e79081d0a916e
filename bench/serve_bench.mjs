// The server, measured from outside, each figure beside a public tool in the same run; medians of 5.
//   SEKISHO_TEST_BINARY=… node bench/serve_bench.mjs FOLDER BENCH-PROGRAMS
import { spawn, spawnSync } from 'node:child_process';
import { openSync, readFileSync, rmSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { draft, tusHeaders, uploadMetadata } from '../tests/lib/passage.mjs';
import { castTown } from '../tests/lib/people.mjs';
import { Town } from '../tests/lib/server.mjs';

const [folder, programs] = process.argv.slice(2);
const runs = 5;
const gib = 1024 ** 3;
const size = Number(process.env.BENCH_BYTES ?? gib);
const file = join(folder, 'plain');
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const mb = (seconds) => size / 1e6 / seconds;
const line = (what, figures) => console.log(JSON.stringify({ what, ...figures }));
const round = (value, digits = 2) => Number(value.toFixed(digits));

function shell(command) {
  const start = process.hrtime.bigint();
  const done = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command}: ${done.stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

async function curl(args) {
  const start = process.hrtime.bigint();
  const child = spawn('curl', ['-sS', '--fail-with-body', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) throw new Error(`curl ended with ${code}: ${out}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function memory(pid, name) {
  const found = readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${name}:\\s+(\\d+) kB`));
  return Number(found[1]) / 1024;
}

const session = (client) => ['-k', '-b', client.cookie, '-H', `X-CSRF-Token: ${client.csrf}`];

async function begun(town, by, recipient) {
  const passage = await draft(town, by, recipient);
  const made = await by.ask('POST', '/api/uploads', {
    headers: { ...tusHeaders, 'Upload-Length': String(size), 'Upload-Metadata': uploadMetadata(passage, 'big.bin') },
  });
  if (made.status !== 201) throw new Error(`${made.status} ${made.text}`);
  return { passage, location: made.headers.location };
}

const send = (town, by, location) =>
  curl([...session(by), '-X', 'PATCH', '-H', 'Tus-Resumable: 1.0.0', '-H', 'Upload-Offset: 0', '-H', 'Content-Type: application/offset+octet-stream',
    '-H', 'Expect:', '-T', file, town.url + location]);

async function serve(http, act) {
  const town = await castTown({ http, directory: join(folder, 'town'), who: ['prime_worker'] });
  try {
    return await act(town);
  } finally {
    await town.stop();
    rmSync(town.directory, { recursive: true, force: true });
  }
}

// ---- the file, and what the disk takes
const fd = openSync(file, 'w');
for (let at = 0; at < size; at += 1 << 24) writeSync(fd, randomBytes(Math.min(1 << 24, size - at)));
closeSync(fd);
writeFileSync(join(folder, 'key'), randomBytes(32));
shell('age-keygen -o age.key 2>/dev/null');
const recipient = readFileSync(join(folder, 'age.key'), 'utf8').match(/age1[0-9a-z]+/)[0];

// Each finds the disk at rest and memory that the machine has (see warm_memory.cpp): 2 GiB of cache and 2 to spare.
function fresh(output, command) {
  shell(`rm -f ${output}; sync; ${programs}/warm_memory 4096`);
  return shell(command);
}
const ours = [], theirs = [], opens = [], ageOpens = [];
for (let i = 0; i < runs; i++) {
  ours.push(fresh('sealed', `${programs}/seal_file seal plain sealed key`));
  theirs.push(fresh('aged', `age -r ${recipient} -o aged plain`));
  opens.push(fresh('opened', `${programs}/seal_file open sealed opened key`));
  ageOpens.push(fresh('age-opened', 'age -d -i age.key -o age-opened aged'));
}
shell('cmp plain opened && cmp plain age-opened && rm -f sealed aged opened age-opened');
line('seal, file to file', { sekisho_mb_s: round(mb(median(ours)), 0), age_mb_s: round(mb(median(theirs)), 0), ratio: round(median(theirs) / median(ours)), aim: 2 });
line('open, file to file', { sekisho_mb_s: round(mb(median(opens)), 0), age_mb_s: round(mb(median(ageOpens)), 0), ratio: round(median(ageOpens) / median(opens)), aim: 2 });

// ---- uploads through tus, with sealing, SHA-256 and fsync
const disk = [], copied = [];
const uploaded = { plain: [], tls: [] };
for (const http of [true, false]) {
  await serve(http, async (town) => {
    line(`idle memory${http ? '' : ', TLS'}`, { rss_mb: round(memory(town.pid, 'VmRSS'), 1), aim_below: 64 });
    const by = town.people.clerk;
    for (let i = 0; i < runs; i++) {
      if (http) {
        disk.push(shell(`dd if=plain of=dd.out bs=1M conv=fdatasync status=none && rm dd.out`));
        copied.push(shell(`cp plain copy && age -r ${recipient} -o copy.age copy && sync -d copy.age && rm copy copy.age`));
      }
      const { location } = await begun(town, by, town.people.prime_worker);
      uploaded[http ? 'plain' : 'tls'].push(await send(town, by, location));
    }
  });
}
line('upload of 1 GiB, HTTP', {
  sekisho_mb_s: round(mb(median(uploaded.plain)), 0), disk_dd_fdatasync_mb_s: round(mb(median(disk)), 0), of_disk: round(median(disk) / median(uploaded.plain)),
  cp_and_age_mb_s: round(mb(median(copied)), 0), faster_than_cp_and_age: round(median(copied) / median(uploaded.plain)), aim: '400 MB/s or 0.8 of the disk, and faster than cp+age',
});
line('upload of 1 GiB, TLS', { sekisho_mb_s: round(mb(median(uploaded.tls)), 0), aim: 300 });

// ---- four at once, and a download
await serve(false, async (town) => {
  const by = town.people.clerk;
  const begunAll = [];
  for (let i = 0; i < 4; i++) begunAll.push(await begun(town, by, town.people.prime_worker));
  const start = process.hrtime.bigint();
  await Promise.all(begunAll.map(({ location }) => send(town, by, location)));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  line('4 uploads of 1 GiB at once, TLS', { together_mb_s: round((4 * size) / 1e6 / seconds, 0), peak_rss_mb: round(memory(town.pid, 'VmHWM'), 1), aim_below: 128 });
  await sleep(100);
});

// ---- the start with a long ledger
const entries = Number(process.env.BENCH_ENTRIES ?? 100_000);
const long = new Town({ directory: join(folder, 'long') });
shell(`${programs}/long_ledger ${long.data} ${long.keys} ${entries}`);
const starts = [];
for (let i = 0; i < runs; i++) {
  const start = process.hrtime.bigint();
  await long.start();
  starts.push(Number(process.hrtime.bigint() - start) / 1e9);
  if (i === 0) line('idle memory with a long ledger', { entries, rss_mb: round(memory(long.pid, 'VmRSS'), 1), aim_below: 64 });
  await long.stop();
}
line('start', { entries, seconds: round(median(starts), 3), aim_below: 1 });
