// What the readers find in a file, by the program walk_file (its path is in SEKISHO_WALK_FILE), and a folder to make
// such files in.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// parts: { path, name, kind, text, bytes, rows, notes } in their order; path is "a.zip/b.txt". notes: all of them, as
// { code, detail, path }. bytes is a Buffer, rows are arrays of cells, and numbers[i] is the number of rows[i].
export function walked(file, ...options) {
  const ran = spawnSync(process.env.SEKISHO_WALK_FILE, [file, ...options.map(String)], { maxBuffer: 1 << 30, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`walk_file ${file}: ${ran.status ?? ran.signal}\n${ran.stderr}`);
  const parts = [];
  const notes = [];
  const open = [];
  for (const line of ran.stdout.split('\n')) {
    if (line === '') continue;
    const told = JSON.parse(line);
    const part = open.at(-1);
    if (told.begin !== undefined) {
      const path = part === undefined ? told.name : `${part.path}/${told.name}`;
      open.push({ path, name: told.name, kind: told.begin, text: '', pieces: [], rows: [], numbers: [], notes: [] });
      parts.push(open.at(-1));
    } else if (told.end) open.pop();
    else if (told.text !== undefined) part.text += told.text;
    else if (told.bytes !== undefined) part.pieces.push(Buffer.from(told.bytes, 'base64'));
    else if (told.row !== undefined) {
      part.rows.push(told.cells);
      part.numbers.push(told.row);
    } else if (told.note !== undefined) {
      const note = { code: told.note, detail: told.detail, path: part?.path ?? '' };
      notes.push(note);
      part?.notes.push(note);
    } else throw new Error(`walk_file said ${line}`);
  }
  if (open.length > 0) throw new Error('a part that never ended');
  for (const part of parts) part.bytes = Buffer.concat(part.pieces);
  return {
    parts,
    notes,
    part: (path) => parts.find((one) => one.path === path || one.path.endsWith(`/${path}`)),
    paths: parts.map((one) => one.path),
    codes: notes.map((note) => note.code),
    text: parts.map((one) => one.text).join(''),
  };
}

// A temporary folder, gone when the process ends.
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'sekisho-formats-'));
  process.on('exit', () => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    at: (name) => join(path, name),
    write(name, content) {
      writeFileSync(join(path, name), content);
      return join(path, name);
    },
    // Runs a program in the folder; throws where it fails. What it prints is returned as text.
    run: (program, ...args) => execFileSync(program, args, { cwd: path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 }),
    // A Python program; its arguments are in sys.argv[1:].
    python: (script, ...args) => execFileSync('/usr/bin/python3', ['-c', script, ...args], { cwd: path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
  };
}
