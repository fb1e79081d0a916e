// The xlsx reader: whatever the bytes, it ends and stays within its limits. A zip's checksums would stop most
// changed files at the door, so the second half takes the bytes for a part of a sound archive.
#include <cstdlib>

#include "number_formats.h"
#include "report/xlsx_read.h"
#include "zip_stream.h"

namespace {

using namespace sekisho;
using namespace sekisho::report;

void demand(bool condition) {
  if (!condition) std::abort();
}

const XlsxLimits limits{.rows = 1000,
                        .columns = 32,
                        .cells = 10'000,
                        .cell_bytes = 4096,
                        .row_bytes = 16 * 1024,
                        .strings = 1 << 20,
                        .text_bytes = 4 << 20,
                        .unpacked = 16 << 20};

void read(ByteView file) {
  const auto reader = read_xlsx(file, {}, limits);
  if (!reader) return;
  std::uint64_t last = 0;
  std::uint64_t rows = 0;
  for (;;) {
    const auto row = (*reader)->next();
    if (!row || !*row) return;
    demand((*row)->number > last);
    last = (*row)->number;
    demand(++rows <= limits.rows);
    demand(!(*row)->cells.empty() && (*row)->cells.size() <= limits.columns);
    demand(!(*row)->cells.back().empty());
    std::size_t bytes = 0;
    for (const auto& cell : (*row)->cells) bytes += cell.size();
    demand(bytes <= limits.row_bytes);
  }
}

void as_part(ByteView bytes, std::size_t which) {
  constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const std::string o(office);
  std::pair<std::string, std::string> parts[] = {
      {"xl/worksheets/sheet1.xml",
       "<worksheet><sheetData><row><c t='s' s='1'><v>0</v></c></row></sheetData></worksheet>"},
      {"xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>"},
      {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"},
      {"xl/workbook.xml", "<workbook><sheets><sheet name='a' id='s'/></sheets></workbook>"},
      {"_rels/.rels",
       "<R><Relationship Id='a' Type='" + o + "officeDocument' Target='xl/workbook.xml'/></R>"},
      {"xl/_rels/workbook.xml.rels",
       "<R><Relationship Id='s' Type='" + o +
           "worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='t' Type='" + o +
           "sharedStrings' Target='sharedStrings.xml'/><Relationship Id='u' Type='" + o +
           "styles' Target='styles.xml'/></R>"}};
  parts[which % std::size(parts)].second = std::string(as_text(bytes));
  Bytes file;
  ZipStream zip(into(file));
  for (const auto& [name, text] : parts) {
    demand(zip.open(name).has_value());
    demand(zip.write(text).has_value());
  }
  demand(zip.close().has_value());
  read(file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  read(bytes);
  if (size > 0) as_part(bytes.subspan(1), data[0]);
  show_number("46349.75", shown_by_code(as_text(bytes)), size % 2 == 1);
  show_number(as_text(bytes), shown_by_id(14), false);
  return 0;
}
