// PDF, SQLite, HTML and Access files as real programs make them: LibreOffice, cairo, qpdf, Python, sqlite3, mdbtools.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folder, walked } from './walked.mjs';

const here = folder();
const people = [
  ['氏名', '生年月日', '電話', '番号'],
  ['見本太郎', '昭和55年1月2日', '090-1234-5678', '123456789018'],
  ['試験花子', '平成2年3月4日', '03-2234-5678', '987654321098'],
];

function office(format, file) {
  // Comma, quote, UTF-8, from the first line.
  const from = file.endsWith('.csv') ? ['--infilter=CSV:44,34,76,1'] : [];
  here.run('soffice', `-env:UserInstallation=file://${here.path}/profile`, '--headless', ...from, '--convert-to', format, '--outdir', here.path, file);
}

// Two pages of text, a picture alone, turned text, and letters as outlines.
const drawn = `
import cairo
s = cairo.PDFSurface("drawn.pdf", 595, 842); c = cairo.Context(s)
c.select_font_face("IPAexGothic"); c.set_font_size(12)
for i, row in enumerate([("見本太郎", "S55.1.2"), ("試験花子", "H2.3.4")]):
    for j, cell in enumerate(row):
        c.move_to(50 + 200 * j, 100 + 20 * i); c.show_text(cell)
c.show_page()
c.set_source_surface(cairo.ImageSurface(cairo.FORMAT_RGB24, 800, 800), 0, 0); c.paint(); c.show_page()
c.set_source_rgb(0, 0, 0); c.save(); c.translate(300, 300); c.rotate(1.5707963); c.move_to(0, 0)
c.show_text("回転した見本花子 123456789018"); c.restore(); c.show_page()
c.move_to(50, 50); c.text_path("輪郭だけの文字が並んでいるので読めない"); c.fill(); c.show_page()
s.finish()
`;

test('a list and prose, printed by LibreOffice', () => {
  here.write('list.csv', people.map((row) => row.join(',')).join('\n'));
  office('pdf', here.at('list.csv'));
  const list = walked(here.at('list.pdf'));
  for (const row of people.slice(1)) {
    const line = list.part('1').text.split('\n').find((one) => one.startsWith(row[0]));
    for (const cell of row) assert.ok(line.replaceAll(' ', '').includes(cell), `${cell} in ${line}`);
  }
  assert.deepEqual(list.codes, []);
  const sentence = 'この資料は見本市の住民基本台帳から作成したもので、対象者の氏名と住所を記載しているので取扱いに注意し、';
  here.write('prose.txt', `${sentence.repeat(3)}見本太郎\n次の段落`);
  office('pdf', here.at('prose.txt'));
  // Broken at the margin, and one paragraph again.
  const prose = walked(here.at('prose.pdf'));
  assert.ok(prose.part('1').text.replaceAll(' ', '').includes(`${sentence.repeat(3)}見本太郎\n次の段落`), prose.part('1').text);
});

test('pages of cairo: rows, a picture, turned text, outlines', () => {
  here.python(drawn);
  const seen = walked(here.at('drawn.pdf'));
  assert.equal(seen.part('1').text, '見本太郎\tS55.1.2\n試験花子\tH2.3.4\n');
  assert.equal(seen.part('3').text, '回転した見本花子 123456789018\n');
  assert.deepEqual(seen.notes.map((note) => [note.code, note.detail]), [['picture', '2 ページ目'], ['picture', '4 ページ目']]);
});

test('qpdf: encrypted in each way, with attachments, object streams, linearized', () => {
  here.python(drawn);
  for (const bits of [['40', '--allow-weak-crypto'], ['128', '--use-aes=n', '--allow-weak-crypto'], ['128', '--use-aes=y'], ['256']]) {
    const weak = bits.filter((one) => one === '--allow-weak-crypto');
    const how = bits.filter((one) => one !== '--allow-weak-crypto');
    here.run('qpdf', ...weak, '--encrypt', 'secret', 'owner', ...how, '--', 'drawn.pdf', 'locked.pdf');
    assert.deepEqual(walked(here.at('locked.pdf')).codes, ['encrypted']);
    assert.deepEqual(walked(here.at('locked.pdf'), '--password', 'wrong').codes, ['encrypted']);
    assert.ok(walked(here.at('locked.pdf'), '--password', 'wrong', '--password', 'secret').text.includes('見本太郎'));
    assert.ok(walked(here.at('locked.pdf'), '--password', 'owner').text.includes('見本太郎'));
    here.run('qpdf', ...weak, '--encrypt', '', 'owner', ...how, '--', 'drawn.pdf', 'open.pdf');
    assert.ok(walked(here.at('open.pdf')).text.includes('見本太郎'));
  }
  here.write('inside.csv', '見本太郎,1\n');
  here.run('qpdf', 'drawn.pdf', '--object-streams=generate', '--add-attachment', 'inside.csv', '--', 'attached.pdf');
  const attached = walked(here.at('attached.pdf'));
  assert.equal(attached.part('inside.csv').bytes.toString(), '見本太郎,1\n');
  assert.ok(attached.codes.includes('embedded_file'));
  here.run('qpdf', '--linearize', 'attached.pdf', 'linear.pdf');
  assert.equal(walked(here.at('linear.pdf')).text, attached.text);
  const cut = here.write('cut.pdf', readFileSync(here.at('attached.pdf')).subarray(0, 3000));
  assert.ok(walked(cut).codes.includes('broken'));
});

test('SQLite by Python and by the shell', () => {
  here.python(`
import sqlite3
c = sqlite3.connect("a.db"); c.execute("pragma journal_mode=wal")
c.execute("create table 住民(番号 integer primary key, 氏名 text, 写真 blob)")
c.executemany("insert into 住民(氏名, 写真) values(?, ?)", [("見本太郎", None), ("試験花子", bytes([0, 1, 2]))])
c.execute("create table w(k text primary key, v) without rowid")
c.executemany("insert into w values(?, ?)", [("a", "見本".encode("cp932")), ("b", open("drawn.pdf", "rb").read())])
c.execute("create virtual table f using fts5(t)"); c.execute("insert into f values('索引の中の花子')")
c.commit(); c.close()
`);
  const seen = walked(here.at('a.db'));
  assert.deepEqual(seen.part('住民').rows, [['番号', '氏名', '写真'], ['1', '見本太郎', ''], ['2', '試験花子', '']]);
  assert.deepEqual(seen.part('w').rows.slice(0, 2), [['k', 'v'], ['a', '見本']]);
  assert.ok(seen.part('f_content').rows.some((row) => row.includes('索引の中の花子')));
  assert.ok(seen.part('w/w.v 3/1').text.startsWith('見本太郎\tS55.1.2'));
  assert.ok(seen.notes.some((note) => note.code === 'unknown_format' && note.detail === '住民.写真'));
  here.run('sqlite3', 'b.db', 'create table t(v); with recursive n(i) as (values(1) union all select i+1 from n where i<5000) insert into t select hex(zeroblob(50)) from n;');
  assert.equal(walked(here.at('b.db')).part('t').rows.length, 5001);
  assert.deepEqual(walked(here.at('b.db')).codes, []);
  here.run('sqlite3', 'b.db', 'delete from t where rowid>10;');
  assert.deepEqual(walked(here.at('b.db')).codes, ['unsupported']);
  here.run('sqlite3', 'b.db', 'vacuum;');
  assert.deepEqual(walked(here.at('b.db')).codes, []);
});

test('HTML of a spreadsheet', () => {
  here.write('sheet.csv', people.map((row) => row.join(',')).join('\n'));
  office('html:HTML (StarCalc)', here.at('sheet.csv'));
  const rows = walked(here.at('sheet.html')).parts.flatMap((part) => part.rows);
  assert.deepEqual(rows.map((row) => row[0]), people.map((row) => row[0]));
  assert.deepEqual(rows[1].slice(2, 3), ['090-1234-5678']);
});

test('Access as mdbtools reads it', () => {
  const file = fileURLToPath(new URL('../fuzz/seeds/mdb/people', import.meta.url));
  const theirs = here.run('mdb-export', '-Q', file, 'people').trimEnd().split('\n').map((line) => line.split(','));
  assert.deepEqual(walked(file).part('people/people').rows, theirs);
});
