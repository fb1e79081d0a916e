// The reception desk finds people while a name is being typed: 50,000 workers, 300 of them expected today, over HTTPS.
//   SEKISHO_TEST_BINARY=… node bench/reception_bench.mjs [WORKERS]
import { setTimeout as sleep } from 'node:timers/promises';
import { approve, apply, withArea } from '../tests/lib/areas.mjs';
import { castTown } from '../tests/lib/people.mjs';

const people = Number(process.argv[2] ?? 50_000);
const town = await withArea(await castTown({ who: ['prime_manager', 'reception'] }));
const { prime_manager: by, reception: desk, clerk, manager } = town.people;

// readings as they are in a town: a few hundred family and given names in every combination
const row = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨワ'.normalize('NFC');
const kana = (n) => Array.from({ length: 3 }, (_, i) => row[Math.floor(n / row.length ** i) % row.length]).join('');
const rows = Array.from({ length: people }, (_, i) => `見本${i} 太郎${i},${kana(i * 7919)} ${kana(i * 104729)}\n`).join('');
const file = (await by.ask('POST', '/api/imports?kind=workers&name=list', {
  body: Buffer.from(`氏名,フリガナ\n${rows}`), headers: { 'Content-Type': 'application/octet-stream' },
})).json;
async function ended() {
  for (;;) {
    const view = await by.read(`/api/imports/${file.id}`);
    if (!['checking', 'importing'].includes(view.state)) return view;
    await sleep(50);
  }
}
await by.ask('POST', `/api/imports/${file.id}/check`, { body: file.mapping });
await ended();
await by.command(`/api/imports/${file.id}/run`);
await ended();

const members = (await by.read('/api/workers')).items.slice(0, 300).map((w) => w.id);
const made = await clerk.act(`/api/engagements/${town.onSite}/rosters`, { contractor: town.prime, workers: members, employment_declared: true });
await manager.act(`/api/rosters/${made.id}/confirm`, { checks: members.map((worker) => ({ worker, method: 'interview', seen: '' })) });
for (let i = 0; i < 3; ++i) await approve(town, await apply(town, { people: members.slice(i * 100, i * 100 + 100) }));

const words = [];
for (let i = 0; i < 400; ++i) words.push(kana(i * 7919 + 3).slice(0, 1 + (i % 3)));
for (let i = 0; i < 100; ++i) words.push(`見本${i * 37}`, 'ヌヌヌヌ', kana(i * 104729 + 1).slice(0, 3).replace(/./gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60)));
const times = [];
for (const text of words) {
  const began = performance.now();
  const answer = await desk.ask('POST', '/api/reception/search', { body: { text } });
  times.push(performance.now() - began);
  if (answer.status !== 200) throw new Error(answer.text);
}
times.sort((a, b) => a - b);
const at = (share) => Number(times[Math.floor(times.length * share)].toFixed(2));
console.log(JSON.stringify({ what: `reception look-up among ${people} workers, ms over HTTPS`, asked: times.length, p50: at(0.5), p95: at(0.95), most: at(0.999) }));
for (const path of ['/api/reception/board', '/api/reception/snapshot']) {
  const took = [];
  for (let i = 0; i < 20; ++i) {
    const began = performance.now();
    await desk.read(path);
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  console.log(JSON.stringify({ what: path, p50: Number(took[10].toFixed(1)), most: Number(took[19].toFixed(1)) }));
}
await town.remove();
process.exit(0);
