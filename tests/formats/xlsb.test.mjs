// A binary workbook put together by Python from the records that [MS-XLSB] describes: no program here writes one. That
// it is one is checked by LibreOffice, which reads them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { folder, walked } from './walked.mjs';

const files = folder();

const maker = `
import struct, zipfile
def number(value):  # seven bits an octet, the lowest first
    out = b''
    while True:
        out += bytes([value & 127 | (128 if value > 127 else 0)])
        value >>= 7
        if value == 0: return out
def record(kind, body=b''):
    assert kind < 16384
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + number(len(body)) + body
def wide(text): return struct.pack('<I', len(text.encode('utf-16-le')) // 2) + text.encode('utf-16-le')
def cell(column, style=0): return struct.pack('<I', column) + struct.pack('<I', style)[:3] + b'\\0'
def whole(value, hundredth=False): return struct.pack('<I', (value << 2 | 2 | hundredth) & 0xFFFFFFFF)
def cut(value): return struct.pack('<I', struct.unpack('<Q', struct.pack('<d', value))[0] >> 32 & ~3)
def row(line, *cells):
    return record(0, struct.pack('<IIHBBBIII', line, 0, 300, 0, 0, 0, 1, 0, 20)) + b''.join(cells)
texts = ['氏名', '生年月日', '番号', '見本　太郎', '架空 花子', '𠮷田', '使われない番号 123456789018']
def item(text, runs=b'', reading=''):
    flags = (1 if runs else 0) | (2 if reading else 0)
    body = bytes([flags]) + wide(text)
    if runs: body += struct.pack('<I', len(runs) // 4) + runs
    if reading: body += wide(reading) + struct.pack('<I', 1) + struct.pack('<HHHHI', 0, 0, len(text), 0, 0)
    return record(19, body)
strings = record(159, struct.pack('<II', 6, len(texts)))
for i, text in enumerate(texts):
    strings += item(text, struct.pack('<HH', 1, 0) if i == 4 else b'', 'ミホン　タロウ' if i == 3 else '')
strings += record(160)
shared = lambda column, index: record(7, cell(column) + struct.pack('<I', index))
formula = struct.pack('<H', 0) + struct.pack('<I', 2) + b'\\x1d\\x01' + struct.pack('<I', 0)  # =TRUE
people = record(129) + record(148, struct.pack('<IIII', 0, 5, 0, 5)) + record(145)
people += row(0, *(shared(i, i) for i in range(3)))
people += row(1, shared(0, 3), record(2, cell(1, 1) + whole(29827)), record(5, cell(2) + struct.pack('<d', 123456789018.0)), record(4, cell(4) + b'\\1'))
people += row(2, shared(0, 4), record(2, cell(1, 2) + cut(29222.0)), record(2, cell(2) + whole(4550, True)), record(6, cell(5) + wide('その場の文字列')))
people += row(5, shared(0, 5), record(9, cell(1, 1) + struct.pack('<d', 29222.0) + formula), record(8, cell(2) + wide('式の結果') + formula), record(2, cell(3, 3) + whole(12)))
people += record(146) + record(130)
hidden = record(129) + record(145) + row(1, record(6, cell(1) + wide('かくれ'))) + record(146) + record(130)
def xf(format): return record(47, struct.pack('<HHHHHBBHH', 0, format, 0, 0, 0, 0, 0, 0, 1))
styles = record(278) + record(615, struct.pack('<I', 2)) + record(44, struct.pack('<H', 164) + wide('yyyy"年"m"月"d"日"'))
styles += record(44, struct.pack('<H', 165) + wide('000000')) + record(616)
styles += record(617, struct.pack('<I', 4)) + xf(0) + xf(14) + xf(164) + xf(165) + record(618) + record(279)
book = record(131) + record(153, struct.pack('<II', 0, 0) + wide('ThisWorkbook')) + record(143)
book += record(156, struct.pack('<II', 0, 1) + wide('rId1') + wide('住民')) + record(156, struct.pack('<II', 2, 2) + wide('rId2') + wide('隠し'))
book += record(144) + record(132)
head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\\n'
office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
def relations(*pairs):
    return head + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + ''.join(
        '<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>' % (i, office, kind, to) for i, (kind, to) in enumerate(pairs, 1)) + '</Relationships>'
parts = {'xl/workbook.bin': ('sheet.binary.macroEnabled.main', book), 'xl/worksheets/sheet1.bin': ('worksheet', people),
         'xl/worksheets/sheet2.bin': ('worksheet', hidden), 'xl/styles.bin': ('styles', styles), 'xl/sharedStrings.bin': ('sharedStrings', strings)}
def save(name, **instead):
    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as out:
        out.writestr('[Content_Types].xml', head + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' + ''.join(
            '<Override PartName="/%s" ContentType="application/vnd.ms-excel.%s"/>' % (part, kind) for part, (kind, _) in parts.items()) + '</Types>')
        out.writestr('_rels/.rels', relations(('officeDocument', 'xl/workbook.bin')))
        out.writestr('xl/_rels/workbook.bin.rels', relations(('worksheet', 'worksheets/sheet1.bin'), ('worksheet', 'worksheets/sheet2.bin'), ('styles', 'styles.bin'), ('sharedStrings', 'sharedStrings.bin')))
        for part, (_, content) in parts.items():
            out.writestr(part, instead.get(part.split('/')[-1].split('.')[0], content))
save('made.xlsb')
save('cut.xlsb', sheet1=people[:-40])
save('beyond.xlsb', sheet1=record(129) + record(145) + row(0, shared(0, 1), shared(1, 99)) + record(146) + record(130))
save('long.xlsb', sheet1=record(129) + record(145) + b''.join(row(i, record(2, cell(0) + whole(i)), shared(1, i % 6)) for i in range(40000)) + record(146) + record(130))
`;
files.python(maker);

test('a binary workbook: shared strings, numbers, days, formulas, hidden sheets', () => {
  const found = walked(files.at('made.xlsb'));
  const people = found.part('made.xlsb/住民');
  assert.deepEqual(people.rows, [
    ['氏名', '生年月日', '番号'],
    ['見本　太郎', '1981-08-29', '123456789018', '', 'TRUE', 'ミホン　タロウ'],
    ['架空 花子', '1980-01-02', '45.5', '', '', 'その場の文字列'],
    ['𠮷田', '1980-01-02', '式の結果', '000012'],
  ]);
  assert.deepEqual(people.numbers, [1, 2, 3, 6]);
  assert.deepEqual(found.part('made.xlsb/隠し').rows, [['', 'かくれ']]);
  assert.deepEqual(found.part('made.xlsb/隠し').numbers, [2]);
  assert.ok(found.text.includes('使われない番号 123456789018'));
  assert.deepEqual(found.notes, []);
});

test('LibreOffice reads the same cells from it', () => {
  files.run('soffice', '--headless', `-env:UserInstallation=file://${files.at('profile')}`, '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true', '--outdir', files.path, 'made.xlsb');
  const theirs = readFileSync(files.at('made.csv'), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  assert.deepEqual(theirs.map((cells) => cells[0]), ['氏名', '見本　太郎', '架空 花子', '', '', '𠮷田']);
  assert.equal(theirs[1][2], '123456789018');
  assert.match(theirs[1][1], /1981/);
  assert.equal(theirs[2][1], '1980年1月2日');
  assert.equal(theirs[2][2], '45.5');
  assert.equal(theirs[5][3], '000012');
});

test('40,000 rows, over many windows of the stream', () => {
  const rows = walked(files.at('long.xlsb')).part('住民').rows;
  assert.equal(rows.length, 40000);
  assert.deepEqual([rows[0], rows[7], rows[39999]], [['0', '氏名'], ['7', '生年月日'], ['39999', '見本　太郎', 'ミホン　タロウ']]);
});

test('a sheet that is cut, and a string that is not there, are never clean', () => {
  for (const name of ['cut.xlsb', 'beyond.xlsb']) {
    const found = walked(files.at(name));
    assert.ok(found.notes.some((note) => note.code === 'broken' && note.path === `${name}/住民`), `${name} ${found.codes}`);
    assert.ok(found.part('住民').rows[0].includes('生年月日'));
  }
});
