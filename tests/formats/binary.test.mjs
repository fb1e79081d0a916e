// The binary office formats, RTF and encrypted office files, as LibreOffice writes them. The documents are made anew
// for each run: flat OpenDocument texts by --convert-to, workbooks with macros and passwords through UNO.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test, before } from 'node:test';
import { folder, walked } from './walked.mjs';

const dir = folder();

const namespaces = ['office', 'text', 'table', 'style', 'drawing', 'presentation']
  .map((name) => `xmlns:${name === 'drawing' ? 'draw' : name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');
const flat = (kind, master, body) => `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${namespaces} xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.${kind}"><office:meta><dc:title>表題の文</dc:title></office:meta>
<office:automatic-styles><style:page-layout style:name="p"/></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="p">${master}</style:master-page></office:master-styles>
<office:body><office:${kind}>${body}</office:${kind}></office:body></office:document>`;
const cell = (text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
const row = (...cells) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`;

const letter = flat(
  'text',
  '<style:header><text:p>ヘッダーの文</text:p></style:header>',
  `<text:p>本文です。宛名番号 0000001 café<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>脚注の文</text:p></text:note-body></text:note></text:p>
<text:p>注釈つき<office:annotation><dc:creator>x</dc:creator><text:p>注釈の文</text:p></office:annotation></text:p>
<table:table><table:table-column table:number-columns-repeated="3"/>${row('氏名', '住所', '電話')}${row('見本 太郎', '', '03-1')}</table:table>
<text:p><draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p>枠の文</text:p></draw:text-box></draw:frame>終わりの文</text:p>`,
);
const box = (y, text, more = '') =>
  `<draw:frame ${more} svg:width="10cm" svg:height="3cm" svg:x="1cm" svg:y="${y}cm"><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame>`;
const talk = flat(
  'presentation',
  '',
  `<draw:page draw:name="一枚目" draw:master-page-name="Standard">${box(1, 'スライドの文')}${box(5, 'only latin text')}
<presentation:notes>${box(9, '発表者の覚え', 'presentation:class="notes"')}</presentation:notes></draw:page>`,
);

const workbooks = `
import subprocess, sys, time
import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.script import ModuleInfo
from com.sun.star.table import CellAddress
folder, pipe = sys.argv[1:]
office = subprocess.Popen(["soffice", "--headless", "--norestore", "-env:UserInstallation=file://" + folder + "/lo",
                           "--accept=pipe,name=" + pipe + ";urp;"], stderr=subprocess.DEVNULL)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for i in range(450):
    try:
        context = resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.2)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
def filled(of, name, value):
    of.Name, of.Value = name, value
    return of
def prop(name, value): return filled(PropertyValue(), name, value)
def save(name, kind, *more): doc.storeToURL("file://" + folder + "/" + name, (prop("FilterName", kind),) + more)
doc = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (prop("Hidden", True),))
sheet = doc.Sheets.getByIndex(0)
sheet.Name = "住民"
locale = uno.createUnoStruct("com.sun.star.lang.Locale")
locale.Language, locale.Country = "ja", "JP"
def text(column, line, value): sheet.getCellByPosition(column, line).String = value
def number(column, value, code=None):
    cell = sheet.getCellByPosition(column, 1)
    cell.Value = value
    if code:
        key = doc.NumberFormats.queryKey(code, locale, False)
        cell.NumberFormat = key if key >= 0 else doc.NumberFormats.addNew(code, locale)
text(0, 0, "氏名"); text(1, 0, "番号"); text(3, 0, "あいだ"); text(0, 1, "髙橋 太郎")
number(1, 123456789018.0); number(2, 29222, "YYYY/MM/DD"); number(3, 45.5); number(4, 12, "000000")
number(5, 29222, '[$-411]GGGE"年"M"月"D"日"'); number(9, 29222.5, "YYYY-MM-DD HH:MM")
sheet.getCellByPosition(6, 1).Formula = '=A2&"様"'
sheet.getCellByPosition(7, 1).Formula = "=1=1"
sheet.getCellByPosition(8, 1).Formula = "=B2+1"
for i in range(3000):
    text(0, 4 + i, "文字列%d長い長い長い" % i)
    text(1, 4 + i, "latin%d" % i)
at = CellAddress()
at.Column, at.Row = 0, 1
sheet.Annotations.insertNew(at, "秘密の注釈")
doc.Sheets.insertNewByName("隠し", 1)
doc.Sheets.getByIndex(1).getCellByPosition(0, 0).String = "かくれ"
doc.Sheets.getByIndex(1).IsVisible = False
save("plain.xls", "MS Excel 97")
save("locked.xls", "MS Excel 97", prop("Password", "himitsu"))
save("known.xls", "MS Excel 97", prop("Password", "VelvetSweatshop"))
save("a.slk", "SYLK")
ooxml = uno.Any("[]com.sun.star.beans.NamedValue", (
    filled(NamedValue(), "CryptoType", "Standard"), filled(NamedValue(), "OOXPassword", "himitsu")))
save("locked.xlsx", "Calc MS Excel 2007 XML", prop("EncryptionData", ooxml))
save("locked.ods", "calc8", prop("Password", "himitsu"))
libraries = doc.BasicLibraries
libraries.VBACompatibilityMode = True
libraries.ProjectName = "VBAProject"
libraries.createLibrary("VBAProject")
library = libraries.getByName("VBAProject")
info = ModuleInfo()
info.ModuleType = 1
library.insertModuleInfo("Module1", info)
library.insertByName("Module1", 'Sub Auto_Open()\\n x = Shell("cmd.exe /c calc")\\nEnd Sub\\n' +
                     "".join('Sub a%d()\\n MsgBox "text %d"\\nEnd Sub\\n' % (i, i) for i in range(400)))
save("macro.xls", "MS Excel 97")
save("macro.xlsm", "Calc MS Excel 2007 VBA XML")
doc.close(True)
doc = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (prop("Hidden", True),))
doc.Text.String = "秘密の本文 髙橋 太郎"
save("locked.docx", "MS Word 2007 XML", prop("EncryptionData", ooxml))
save("locked.odt", "writer8", prop("Password", "himitsu"))
save("locked.doc", "MS Word 97", prop("Password", "himitsu"))
doc.BasicLibraries.createLibrary("Standard") if not doc.BasicLibraries.hasByName("Standard") else None
doc.BasicLibraries.getByName("Standard").insertByName("Module1", 'Sub Main\\n Shell("calc.exe")\\nEnd Sub\\n')
save("macro.odt", "writer8")
doc.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait()
`;

function convert(name, to) {
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${dir.path}/lo`, '--convert-to', to, '--outdir', dir.path, dir.at(name)], {
    stdio: 'ignore',
  });
}

before(() => {
  dir.python(workbooks, dir.path, `sekisho-${process.pid}`);
  dir.write('letter.fodt', letter);
  dir.write('talk.fodp', talk);
  convert('letter.fodt', 'doc');
  convert('letter.fodt', 'rtf');
  convert('talk.fodp', 'ppt');
});

const shown = ['髙橋 太郎', '123456789018', '1980-01-02', '45.5', '000012', '1980-01-02', '髙橋 太郎様', 'TRUE', '123456789019', '1980-01-02 12:00:00'];

function rowsHold(found) {
  const sheet = found.parts.find((part) => part.kind === 'sheet');
  assert.equal(sheet.name, '住民');
  assert.deepEqual(sheet.rows[0], ['氏名', '番号', '', 'あいだ']);
  assert.deepEqual(sheet.rows[1], shown);
  assert.equal(sheet.rows.length, 3002);
  assert.deepEqual(sheet.rows.at(-1), ['文字列2999長い長い長い', 'latin2999']);
  assert.deepEqual(sheet.numbers.slice(0, 3), [1, 2, 5]);
  const hidden = found.parts.find((part) => part.name === '隠し');
  assert.deepEqual(hidden.rows, [['かくれ']]);
  assert.match(found.text, /秘密の注釈/);
}

test('xls: cells as people see them, 3,000 shared strings, hidden sheets, comments', () => {
  const found = walked(dir.at('plain.xls'));
  rowsHold(found);
  assert.deepEqual(found.notes, []);
});

test('xls with a password: not seen without it, read with it, and by itself with the one that everybody knows', () => {
  assert.deepEqual(walked(dir.at('locked.xls')).codes, ['encrypted']);
  assert.deepEqual(walked(dir.at('locked.xls'), '--password', 'wrong').codes, ['encrypted']);
  rowsHold(walked(dir.at('locked.xls'), '--password', 'wrong', '--password', 'himitsu'));
  rowsHold(walked(dir.at('known.xls')));
});

test('xlsx with a password: the package inside is read with it', () => {
  assert.deepEqual(walked(dir.at('locked.xlsx')).codes, ['encrypted']);
  const found = walked(dir.at('locked.xlsx'), '--password', 'himitsu');
  assert.ok(!found.codes.includes('encrypted'));
  assert.deepEqual(found.paths.slice(0, 2), ['locked.xlsx', 'locked.xlsx/locked.xlsx']);
});

test('docx with a password: the text is read with it, and only with it', () => {
  for (const options of [[], ['--password', 'wrong']]) {
    const closed = walked(dir.at('locked.docx'), ...options);
    assert.deepEqual(closed.notes.map((note) => [note.code, note.path]), [['encrypted', 'locked.docx']]);
    assert.ok(!closed.text.includes('秘密'));
  }
  const found = walked(dir.at('locked.docx'), '--password', 'wrong', '--password', 'himitsu');
  assert.ok(found.text.includes('秘密の本文 髙橋 太郎'));
  assert.ok(!found.codes.includes('encrypted'));
});

test('doc with a password is named as encrypted, whatever is given', () => {
  for (const options of [[], ['--password', 'himitsu']]) {
    const found = walked(dir.at('locked.doc'), ...options);
    assert.deepEqual(found.notes.map((note) => [note.code, note.path]), [['encrypted', 'locked.doc']]);
    assert.ok(!found.text.includes('秘密'));
  }
});

test('ods and odt with a password are named as encrypted by their path', () => {
  dir.python('import zipfile\nwith zipfile.ZipFile("both.zip", "w") as z:\n for name in ("locked.ods", "locked.odt"): z.write(name)');
  const found = walked(dir.at('both.zip'), '--password', 'himitsu');
  assert.deepEqual(found.notes.map((note) => [note.code, note.path]), [['encrypted', 'both.zip/locked.ods'], ['encrypted', 'both.zip/locked.odt']]);
  assert.ok(!found.text.includes('髙橋'));
});

test('a macro in Basic of an odt', () => {
  const found = walked(dir.at('macro.odt'));
  assert.ok(found.notes.some((note) => note.code === 'vba' && note.path === 'macro.odt'));
  assert.ok(found.parts.some((part) => part.kind === 'macro' && part.name === 'Basic/Standard/Module1.xml'));
  assert.ok(found.text.includes('秘密の本文 髙橋 太郎'));
});

test('VBA in xls and in the vbaProject.bin of xlsm: source text, what starts by itself, what is suspicious', () => {
  dir.python('import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract("xl/vbaProject.bin", sys.argv[2])', dir.at('macro.xlsm'), dir.path);
  for (const name of ['macro.xls', 'xl/vbaProject.bin']) {
    const found = walked(dir.at(name));
    assert.deepEqual(
      found.notes.map((note) => [note.code, note.detail]),
      [['vba', '自動で動く: Auto_Open、注意が要る: Shell, cmd.exe']],
    );
    const module = found.parts.find((part) => part.kind === 'macro');
    assert.equal(module.name, 'Module1');
    for (const i of [0, 200, 399]) assert.ok(module.text.includes(`MsgBox "text ${i}"`));
  }
});

test('doc: body, footnote, header, comment, text box, rows of a table, properties', () => {
  const found = walked(dir.at('letter.doc'));
  for (const text of ['本文です。宛名番号 0000001 café\n', '脚注の文', 'ヘッダーの文', '注釈の文', '枠の文', '終わりの文', '氏名\t住所\t電話\t\n', '見本 太郎\t\t03-1\t\n', '表題の文'])
    assert.ok(found.text.includes(text), text);
  assert.deepEqual(found.notes, []);
});

test('rtf: the same', () => {
  const found = walked(dir.at('letter.rtf'));
  for (const text of ['本文です。宛名番号 0000001 café', '脚注の文', 'ヘッダーの文', '注釈の文', '枠の文', '終わりの文', '氏名\t住所\t電話\t\n', '見本 太郎\t\t03-1\t\n', '表題の文'])
    assert.ok(found.text.includes(text), text);
  assert.deepEqual(found.notes, []);
});

test('ppt: slides and notes', () => {
  const found = walked(dir.at('talk.ppt'));
  const slides = found.parts.filter((part) => part.kind === 'slide');
  assert.match(slides.find((part) => part.name === '1').text, /スライドの文\nonly latin text\n/);
  assert.ok(slides.some((part) => part.name === 'notes' && part.text.includes('発表者の覚え')));
  assert.deepEqual(found.notes, []);
});

test('slk goes on as text', () => {
  const found = walked(dir.at('a.slk'));
  assert.match(found.parts[0].bytes.toString('utf8'), /K"髙橋 太郎"/);
  assert.ok(!found.codes.includes('xlm'));
});

test('cut short anywhere, a document is never clean', () => {
  for (const name of ['plain.xls', 'letter.doc', 'letter.rtf', 'macro.xls'])
    for (const part of [0.3, 0.6, 0.95]) {
      dir.python('import sys; b = open(sys.argv[1], "rb").read(); open(sys.argv[2], "wb").write(b[:int(len(b) * float(sys.argv[3]))])', dir.at(name), dir.at('cut.bin'), String(part));
      assert.ok(walked(dir.at('cut.bin')).notes.length > 0, `${name} ${part}`);
    }
});
