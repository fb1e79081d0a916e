// Lists of a large town (bench/people_town.cpp), asked over plain HTTP on loopback by people of each role, one request after
// the other: p50 and p95 of the time until the answer is there, the client's own part included; and again while somebody
// writes. Then an import of 50,000 workers into it.
//   SEKISHO_TEST_BINARY=… node bench/people_bench.mjs FOLDER BENCH-PROGRAMS [SCALE in per cent]
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../tests/lib/client.mjs';
import { day } from '../tests/lib/people.mjs';
import { Town } from '../tests/lib/server.mjs';

const [folder, programs, scale = '100'] = process.argv.slice(2);
const town = new Town({ http: true, directory: join(folder, 'people') });
const line = (what, figures) => console.log(JSON.stringify({ what, ...figures, load: Number(loadavg()[0].toFixed(1)) }));
const round = (value, digits = 1) => Number(value.toFixed(digits));
const memory = (name) => Math.round(Number(readFileSync(`/proc/${town.pid}/status`, 'utf8').match(new RegExp(`${name}:\\s+(\\d+) kB`))[1]) / 1024);

let began = performance.now();
const made = spawnSync(join(programs, 'people_town'), [town.data, town.keys, scale], { encoding: 'utf8', maxBuffer: 1 << 24 });
if (made.status !== 0) throw new Error(made.stderr || made.stdout);
const facts = JSON.parse(made.stdout);
line('the town is made', { seconds: round((performance.now() - began) / 1000), ...facts, database_mb: Math.round(statSync(town.database).size / 1e6) });

began = performance.now();
await town.start();
line('start', { ms: round(performance.now() - began, 0), rss_mib: memory('VmRSS') });

const open = new Client(town);
const people = (await open.read('/api/demo/people')).items;
async function signIn(filter, most) {
  const out = [];
  for (const person of people.filter(filter).slice(0, most)) {
    const client = new Client(town);
    const answer = await client.ask('POST', '/api/demo/sign-in', { body: { account: person.account } });
    if (answer.status !== 200) throw new Error(answer.text);
    out.push(await client.opened());
  }
  return out;
}
const of = (role, most = 20) => signIn((person) => person.roles.includes(role), most);
const managers = await of('section_manager');
const officers = await of('officer');
const ciso = await of('ciso');
const auditor = await of('auditor');
const firms = await of('contractor_manager');

// Everybody of `who` in turn.
async function measure(what, who, path, { times = 200, aim = 50 } = {}) {
  const took = [];
  let bytes = 0;
  for (let i = 0; i < times; i++) {
    const client = who[i % who.length];
    const start = performance.now();
    const answer = await client.get(typeof path === 'function' ? path(client, i) : path);
    took.push(performance.now() - start);
    if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 300)}`);
    bytes = Math.max(bytes, answer.body.length);
  }
  const first = took[0];
  took.sort((a, b) => a - b);
  const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))];
  line(what, { p50: round(at(0.5)), p95: round(at(0.95)), most: round(took.at(-1)), first: round(first), kb: round(bytes / 1000), aim_below: aim, reached: at(0.95) < aim });
}

const contracts = new Map(); // of each client, ids that it sees
for (const client of [...managers, ...officers, ...firms, ...ciso]) contracts.set(client, (await client.read('/api/engagements')).items.map(({ id }) => id));
const contract = (client, i) => `/api/engagements/${contracts.get(client)[i % contracts.get(client).length]}`;

const rosters = new Map();
for (const client of [...managers, ...firms]) {
  rosters.set(client, (await client.read('/api/rosters')).items.map(({ newest }) => newest?.id).filter(Boolean));
}
const roster = (client, i) => `/api/rosters/${rosters.get(client)[i % rosters.get(client).length]}`;

async function lists(when) {
  const named = (what) => `${what}${when}`;
  await measure(named('home, section manager'), managers, '/api/home');
  await measure(named('home, officer'), officers, '/api/home');
  await measure(named('home, CISO'), ciso, '/api/home');
  await measure(named('home, contractor'), firms, '/api/home');
  await measure(named('duties, section manager: own'), managers, '/api/duties');
  await measure(named('duties, section manager: of the section'), managers, '/api/duties?who=section&limit=100');
  await measure(named('duties, CISO: of the town'), ciso, '/api/duties?who=town&limit=100');
  await measure(named('duties, contractor'), firms, '/api/duties');
  await measure(named('a month of the calendar, section manager'), managers, `/api/duties/days?who=section&since=${day(-20)}&until=${day(20)}`);
  await measure(named('a month of the calendar, CISO, of the town'), ciso, `/api/duties/days?who=town&since=${day(-20)}&until=${day(20)}`);
  await measure(named('contract with its chain and rosters, officer'), officers, contract);
  await measure(named('contract with its chain and rosters, contractor'), firms, contract);
  await measure(named('roster and its difference from the one before, section manager'), managers, roster);
  await measure(named('roster and its difference from the one before, contractor'), firms, roster);
  await measure(named('firms and their rosters, section manager'), managers, '/api/rosters');
  await measure(named('contracts, section manager'), managers, '/api/engagements');
  await measure(named('contractors, section manager'), managers, '/api/contractors');
  await measure(named('contracts, contractor'), firms, '/api/engagements');
  await measure(named('workers of the own firm, contractor'), firms, '/api/workers');
}

began = performance.now();
const cold = await ciso[0].get(`/api/duties?who=town&until=${day(0)}&limit=200`);
line('duties of the town, the first time after the start', { ms: round(performance.now() - began), status: cold.status, aim_below: 300 });
line('memory with all duties known', { rss_mib: memory('VmRSS') });
await lists('');

// All duties of the town that are due today or before, page after page: what the client sees, and what the server's own
// log says it took, without the client's reading of 10 MB.
async function today(when) {
  const seen = [];
  const served = [];
  let count = 0;
  for (let i = 0; i < 20; i++) {
    const logged = town.log.length;
    const start = performance.now();
    count = 0;
    for (let next = ''; next !== null; ) {
      const page = await auditor[0].read(`/api/duties?who=town&until=${day(0)}&limit=2000${next && `&after=${encodeURIComponent(next)}`}`);
      count += page.items.length;
      next = page.next ?? null;
    }
    seen.push(performance.now() - start);
    await sleep(100); // until the log is here
    const took = [...town.log.slice(logged).matchAll(/ GET \/api\/duties .*took (\d+) ms/g)].map(([, ms]) => Number(ms));
    served.push(took.reduce((sum, ms) => sum + ms, 0));
  }
  const at = (values, part) => round([...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)]);
  line(`all duties of the town for today, in pages of 2,000${when}`, {
    count, p50: at(seen, 0.5), p95: at(seen, 0.95), server_p50: at(served, 0.5), server_p95: at(served, 0.95), aim_below: 300, reached: at(served, 0.95) < 300,
  });
}
await today('');

// A section's manager trains somebody again, twice a second: workers, rosters and trainings are what most duties come from.
const writer = managers[0];
const trained = (await writer.read('/api/workers')).items[0].id;
let writing = true;
let writes = 0;
const written = (async () => {
  while (writing) {
    await writer.act('/api/trainings', { worker: trained, course: '個人情報の取扱い', held_on: day(-1), valid_until: day(364) });
    writes++;
    await sleep(500);
  }
})();
await lists(', while somebody writes');
await today(', while somebody writes');
writing = false;
await written;
line('writes meanwhile', { writes });

// 50,000 workers more, for one firm.
const rows = Number(scale) * 500;
const file = Buffer.from(`氏名,フリガナ\n${Array.from({ length: rows }, (_, i) => `取込 太郎${i},トリコミ タロウ\n`).join('')}`);
const by = firms[0];
const ended = async (id) => {
  for (;;) {
    const view = await by.read(`/api/imports/${id}`);
    if (!['checking', 'importing'].includes(view.state)) return view;
    await sleep(50);
  }
};
began = performance.now();
const import_ = (await by.ask('POST', '/api/imports?kind=workers&name=list', { body: file, headers: { 'Content-Type': 'application/octet-stream' } })).json;
await by.ask('POST', `/api/imports/${import_.id}/check`, { body: import_.mapping });
await ended(import_.id);
await by.command(`/api/imports/${import_.id}/run`);
const { state } = await ended(import_.id);
const seconds = (performance.now() - began) / 1000;
line(`import of ${rows} workers: reading, dry run, one transaction`, { state, seconds: round(seconds), aim_below: 20, reached: seconds < 20, peak_mib: memory('VmHWM') });
await town.stop();
rmSync(town.directory, { recursive: true, force: true });
process.exit(0);
