"""Writes a CSV file as one sheet, as spreadsheets do: shared strings or inline ones.
    make_xlsx.py FILE.csv FILE.xlsx [inline]"""
import csv
import sys
import zipfile
from xml.sax.saxutils import escape

source, target = sys.argv[1:3]
inline = len(sys.argv) > 3
strings = {}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def column(i):
    return chr(65 + i)


with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
    out.writestr("[Content_Types].xml", HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>')
    out.writestr("_rels/.rels", HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    out.writestr("xl/workbook.xml", HEAD + f'<workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="名簿" sheetId="1" r:id="rId1"/></sheets></workbook>')
    out.writestr("xl/_rels/workbook.xml.rels", HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
    with out.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet, open(source, encoding="utf-8", newline="") as rows:
        sheet.write((HEAD + f"<worksheet {MAIN}><sheetData>").encode())
        for number, row in enumerate(csv.reader(rows), 1):
            cells = []
            for i, cell in enumerate(row):
                place = f"{column(i)}{number}"
                if inline:
                    cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>')
                else:
                    cells.append(f'<c r="{place}" t="s"><v>{strings.setdefault(cell, len(strings))}</v></c>')
            sheet.write(f'<row r="{number}">{"".join(cells)}</row>'.encode())
        sheet.write(b"</sheetData></worksheet>")
    with out.open("xl/sharedStrings.xml", "w") as shared:
        shared.write((HEAD + f'<sst {MAIN} uniqueCount="{len(strings)}">').encode())
        for text in strings:
            shared.write(f"<si><t>{escape(text)}</t></si>".encode())
        shared.write(b"</sst>")
