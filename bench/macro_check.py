"""Looks for macros in 1,000 office files, half of which have some, beside `unzip -t` of the same files in the same run.
    macro_check.py PROGRAM FOLDER [COUNT]      PROGRAM: sekisho, or inspect_program
Six originals by LibreOffice (xlsx, docx, ods, odt; xlsm and docm with VBA), copies of them with another number inside. Fails
where a macro is missed, or one is found that is not there."""
import json
import os
import resource
import subprocess
import sys
import time
import zipfile

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.script import ModuleInfo

program, folder = (os.path.abspath(path) for path in sys.argv[1:3])
count = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
NUMBER = "1234567890"
MACRO = 'Sub Auto_Open()\n x = Shell("cmd.exe")\nEnd Sub\n' + "".join(f'Sub a{i}()\n MsgBox "{i}"\nEnd Sub\n' for i in range(100))
VBA = "application/vnd.ms-office.vbaProject"
RELATION = '<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def originals():
    pipe = f"sekisho-macros-{os.getpid()}"
    office = subprocess.Popen(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
                               f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for attempt in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:  # it is not there yet
            if attempt == 599:
                raise
            time.sleep(0.2)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def new(kind):
        return desktop.loadComponentFromURL(f"private:factory/{kind}", "_blank", 0, (prop("Hidden", True),))

    def save(document, name, kind):
        document.storeToURL(f"file://{folder}/{name}", (prop("FilterName", kind),))

    book = new("scalc")
    sheet = book.Sheets.getByIndex(0)
    for line in range(200):
        for column, text in enumerate((f"見本 {line} 郎", f"見本町若葉{line}番", NUMBER)):
            sheet.getCellByPosition(column, line).String = text
    save(book, "plain.xlsx", "Calc MS Excel 2007 XML")
    save(book, "plain.ods", "calc8")
    libraries = book.BasicLibraries
    libraries.VBACompatibilityMode = True
    libraries.ProjectName = "VBAProject"
    libraries.createLibrary("VBAProject")
    module = ModuleInfo()
    module.ModuleType = 1
    libraries.getByName("VBAProject").insertModuleInfo("Module1", module)
    libraries.getByName("VBAProject").insertByName("Module1", MACRO)
    save(book, "macro.xlsm", "Calc MS Excel 2007 VBA XML")
    book.close(True)
    letter = new("swriter")
    letter.Text.String = "".join(f"{line} 本文です。宛名番号 {NUMBER} の方へ。\n" for line in range(200))
    save(letter, "plain.docx", "MS Word 2007 XML")
    save(letter, "plain.odt", "writer8")
    letter.close(True)
    try:
        desktop.terminate()
    except Exception:  # it is gone before it answers
        pass
    office.wait()


def copied(source, target, number, more=None):
    """Rewrites the zip; `more` is put into it as Word's macros."""
    with zipfile.ZipFile(f"{folder}/{source}") as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith(".xml"):
                content = content.replace(NUMBER.encode(), f"{number:010}".encode())
            if more and entry.filename == "[Content_Types].xml":
                content = content.replace(b"</Types>", f'<Override PartName="/word/vbaProject.bin" ContentType="{VBA}"/></Types>'.encode())
            if more and entry.filename == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", (RELATION + "</Relationships>").encode())
            new.writestr(entry.filename, content, entry.compress_type)
        if more:
            new.writestr("word/vbaProject.bin", more)


def processor(commands):
    """Seconds of the processor, and by the clock; what the last command printed."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    for command in commands:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end - begin, done.stdout


originals()
with zipfile.ZipFile(f"{folder}/macro.xlsm") as book:
    vba = book.read("xl/vbaProject.bin")
kinds = [("plain.xlsx", "xlsx", None), ("macro.xlsm", "xlsm", None), ("plain.docx", "docx", None), ("plain.docx", "docm", vba),
         ("plain.ods", "ods", None), ("macro.xlsm", "xlsm", None), ("plain.odt", "odt", None), ("plain.docx", "docm", vba)]
files = []
for i in range(count):
    source, ending, more = kinds[i % len(kinds)]
    files.append(f"{folder}/{i:04}.{ending}")
    copied(source, files[-1], i, more)

seconds, clock, printed = processor([[program, "inspect", "--json", *files]])
beside, _, _ = processor([["unzip", "-tqq", file] for file in files])
found = [json.loads(line) for line in printed.splitlines()]
for file, report in zip(files, found, strict=True):
    has = any(remark["code"] == "vba" for remark in report["hostile"])
    if has != file.endswith("m"):
        sys.exit(f"{file}: {'a macro that is not there' if has else 'a macro was missed'}")
print(f"{count} office files, {sum(file.endswith('m') for file in files)} with VBA, all found, none too many: {seconds:.2f} s of the processor, "
      f"{count / seconds:.0f} files/s ({count / clock:.0f} by the clock); unzip -t {beside:.2f} s, {count / beside:.0f} files/s ({beside / seconds:.2f}x)")
