// The town's database as an independent program (sqlite3) sees it, also while it is served.
import { spawnSync } from 'node:child_process';

export function sql(file, text, { write = false } = {}) {
  const done = spawnSync('sqlite3', ['-json', ...(write ? [] : ['-readonly']), '-cmd', '.timeout 10000', file, text], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`sqlite3: ${done.stderr}`);
  return done.stdout.trim() === '' ? [] : JSON.parse(done.stdout);
}
export const rows = (town, text) => sql(town.database, text);
export function value(town, text) {
  const [row] = rows(town, text);
  return row === undefined ? undefined : Object.values(row)[0];
}
export const change = (town, text) => sql(town.database, text, { write: true });
