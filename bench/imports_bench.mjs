// Lists as files: 50,000 workers in and out, over HTTPS, beside openpyxl reading and writing the same table.
//   SEKISHO_TEST_BINARY=… node bench/imports_bench.mjs
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { castTown } from '../tests/lib/people.mjs';

const people = 50_000;
const town = await castTown({ who: ['prime_manager'] });
const by = town.people.prime_manager;
const memory = (name) => Number(readFileSync(`/proc/${town.pid}/status`, 'utf8').match(new RegExp(`${name}:\\s+(\\d+) kB`))[1]) / 1024;
let began = performance.now();
function line(what, more = {}) {
  console.log(JSON.stringify({ what, seconds: Number(((performance.now() - began) / 1000).toFixed(2)), ...more }));
  began = performance.now();
}

const upload = (file) =>
  by.ask('POST', '/api/imports?kind=workers&name=list', { body: file, headers: { 'Content-Type': 'application/octet-stream' } });
async function ended(id) {
  for (;;) {
    const view = await by.read(`/api/imports/${id}`);
    if (!['checking', 'importing'].includes(view.state)) return view;
    await sleep(50);
  }
}
const python = (script, input) => {
  const done = spawnSync('/usr/bin/python3', ['-c', script], { input, encoding: 'buffer', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(done.stderr.toString());
};

const rows = Array.from({ length: people }, (_, i) => `見本 太郎${i},ミホン タロウ\n`).join('');
began = performance.now();
const file = (await upload(Buffer.from(`氏名,フリガナ\n${rows}`))).json;
line('CSV of 50,000 workers: upload and reading');
await by.ask('POST', `/api/imports/${file.id}/check`, { body: file.mapping });
const checked = await ended(file.id);
line('dry run', { ready: checked.ready });
await by.command(`/api/imports/${file.id}/run`);
const done = await ended(file.id);
line('import, one transaction, an entry for each', { state: done.state, peak_mib: Math.round(memory('VmHWM')) });
for (const format of ['csv', 'xlsx']) {
  const answer = await by.get(`/api/exports/workers?format=${format}`);
  line(`export as ${format}`, { bytes: answer.body.length, rss_mib: Math.round(memory('VmRSS')) });
  if (format !== 'xlsx') continue;
  await upload(answer.body);
  line('the exported xlsx: upload and reading');
  python('import sys, io, openpyxl\nfor r in openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()), read_only=True).active.iter_rows(values_only=True): pass', answer.body);
  line('beside: openpyxl reads it (read_only)');
  python("import io, openpyxl\nb = openpyxl.Workbook(write_only=True); s = b.create_sheet()\nfor i in range(50000): s.append(['1234567890123', '甲社', '見本 太郎%d' % i, 'ミホン タロウ', ''])\nb.save(io.BytesIO())");
  line('beside: openpyxl writes such a table (write_only)');
}
await town.remove();
process.exit(0);
