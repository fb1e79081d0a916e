"""Makes tests/fuzz/seeds/xlsx: the same table by three programs. They are kept in the repository; run this again only
to change them. Needs python3-openpyxl, python3-xlsxwriter and libreoffice-calc-nogui; then: /usr/bin/python3 make_xlsx_seeds.py"""
import datetime
import os
import subprocess
import tempfile

import openpyxl
import xlsxwriter

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "seeds", "xlsx")
header = ["氏名", "フリガナ", "人数", "契約の始まり", "和暦", "番号", "", "備考"]
wareki = '[$-411]ggge"年"m"月"d"日";@'
rows = [
    ["見本　太郎", "ミホン　タロウ", 3, datetime.date(2026, 4, 1), datetime.date(2026, 11, 23), 123, None, "=1+1"],
    ["架空 花子", "カクウ ハナコ", -2.5, datetime.date(2026, 4, 2), datetime.date(1989, 1, 8), 7, None,
     "一行目\n二行目"],
]
formats = {3: "yyyy/m/d", 4: wareki, 5: "00000"}


def by_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(header)
    for r, row in enumerate(rows, 2):
        for c, value in enumerate(row, 1):
            if value is None:
                continue
            cell = sheet.cell(r, c)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            if c - 1 in formats:
                cell.number_format = formats[c - 1]
    book.create_sheet("別のシート")
    book.save(path)


def by_xlsxwriter(path):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("名簿")
    sheet.write_row(0, 0, header)
    styles = {c: book.add_format({"num_format": code}) for c, code in formats.items()}
    bold = book.add_format({"bold": True})
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(r, c, datetime.datetime.combine(value, datetime.time()), styles[c])
            elif isinstance(value, str):
                sheet.write_string(r, c, value)
            elif value is not None:
                sheet.write_number(r, c, value, styles.get(c))
    sheet.write_rich_string(1, 0, "見本", bold, "　太郎")
    book.close()


def by_libreoffice(source, path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
             "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL)
        made = os.path.join(folder, os.path.splitext(os.path.basename(source))[0] + ".xlsx")
        os.replace(made, path)


by_openpyxl(os.path.join(here, "openpyxl"))
by_xlsxwriter(os.path.join(here, "xlsxwriter"))
with tempfile.TemporaryDirectory() as folder:
    copy = os.path.join(folder, "table.xlsx")
    by_openpyxl(copy)
    by_libreoffice(copy, os.path.join(here, "libreoffice"))
