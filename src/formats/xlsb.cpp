#include "xlsb.h"

#include <algorithm>

#include "biff12.h"
#include "links.h"
#include "office.h"
#include "xlsx.h"

namespace sekisho::formats {
namespace {

// [MS-XLSB] 2.3.2, record enumeration
enum Record : unsigned {
  row_header = 0,
  cell_blank = 1,
  cell_rk = 2,
  cell_error = 3,
  cell_bool = 4,
  cell_real = 5,
  cell_string = 6,
  cell_shared = 7,
  formula_string = 8,
  formula_number = 9,
  formula_bool = 10,
  formula_error = 11,
  short_blank = 12,
  short_rk = 13,
  short_error = 14,
  short_bool = 15,
  short_real = 16,
  short_string = 17,
  short_shared = 18,
  string_item = 19,
  number_format = 44,
  cell_format = 47,
  cell_rich = 62,
  workbook_properties = 153,
  bundle_sheet = 156,
  external_book = 360,
  external_row = 366,
  external_real = 368,
  external_string = 371,
  begin_cell_formats = 617,
  end_cell_formats = 618,
};

constexpr std::size_t most_sheets = 10'000;

// Gives all records of a part to `each`, which returns false when the sink wants no more.
template <class F>
void records(Package& package, const ZipEntry& entry, F&& each) {
  package.seen(entry);
  const auto content = package.stream(entry);
  if (!content) return;
  Biff12 reader(*content);
  while (reader.next())
    if (!each(reader.id(), reader.body()) || package.walk.stopped()) return;
  if (reader.error()) package.trouble(entry, *reader.error());
}

struct Rich {
  std::string text;
  std::string reading;
};

// RichStr, 2.5.121: a string, its runs of formats, and its furigana.
Rich rich(Biff12Fields& fields) {
  Rich out;
  const std::uint32_t flags = fields.number(1);
  out.text = fields.string();
  if ((flags & 1) != 0) fields.skip(std::size_t{fields.number(4)} * 4);
  if ((flags & 2) != 0) out.reading = fields.string();
  return out;
}

std::string error_text(std::uint32_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
  }
}

class SheetRecords {
 public:
  SheetRecords(Walk& walk, const WorkbookStyles& styles, SharedStrings& strings)
      : walk_(walk), styles_(styles), strings_(strings), rows_(walk.sink(), &strings) {}

  bool record(unsigned id, ByteView body) {
    Biff12Fields fields{body};
    if (id == row_header) {
      wanted_ = rows_.end() && wanted_;
      rows_.begin(std::uint64_t{fields.number(4)} + 1);
    } else if ((id >= cell_blank && id <= short_shared) || id == cell_rich) {
      cell(id, fields);
    } else {
      biff12_strings(body, [&](const std::string& text) {
        wanted_ = wanted_ && walk_.sink().text(text) && walk_.sink().text("\n");
      });
    }
    broken_ = broken_ || fields.short_of;
    return wanted_;
  }
  void finish() {
    rows_.end();
    if (broken_) walk_.unseen(NoteCode::broken, "レコード");
  }

 private:
  void cell(unsigned id, Biff12Fields& fields) {
    const bool placed = id < short_blank || id == cell_rich;
    std::size_t column = rows_.column();
    if (placed) column = std::min<std::size_t>(fields.number(4), 16383);
    const NumberStyle& style = styles_.of(fields.number(3));
    fields.number(1);
    std::string shown;
    switch (id) {
      case cell_rk:
      case short_rk:
        shown = show_number(fields.rk(), style, styles_.since_1904);
        break;
      case cell_real:
      case short_real:
      case formula_number:
        shown = show_number(fields.real(), style, styles_.since_1904);
        break;
      case cell_error:
      case short_error:
      case formula_error:
        shown = error_text(fields.number(1));
        break;
      case cell_bool:
      case short_bool:
      case formula_bool:
        shown = fields.number(1) != 0 ? "TRUE" : "FALSE";
        break;
      case cell_string:
      case short_string:
      case formula_string:
        shown = fields.string();
        break;
      case cell_rich: {
        const Rich text = rich(fields);
        rows_.beside(rows_.kept(text.reading));
        shown = text.text;
        break;
      }
      case cell_shared:
      case short_shared: {
        const SharedStrings::Place* place = strings_.find(fields.number(4));
        if (place != nullptr) return rows_.add_shared(column, *place);
        fields.short_of = true;
        return;
      }
      default:
        return rows_.add(column, {});
    }
    rows_.add(column, rows_.kept(shown));
    if (id >= formula_string && id <= formula_error)
      biff12_formula_strings(fields.rest, [&](const std::string& text) { rows_.beside(rows_.kept(text)); });
  }

  Walk& walk_;
  const WorkbookStyles& styles_;
  SharedStrings& strings_;
  RowCells rows_;
  bool wanted_ = true;
  bool broken_ = false;
};

WorkbookStyles styles_of(Package& package, const ZipEntry& entry) {
  WorkbookStyles out;
  bool in_cells = false;
  records(package, entry, [&](unsigned id, ByteView body) {
    Biff12Fields fields{body};
    if (id == begin_cell_formats || id == end_cell_formats) in_cells = id == begin_cell_formats;
    if (id == number_format) {
      const unsigned number = fields.number(2);
      out.define(number, fields.string());
    }
    if (id == cell_format && in_cells) {
      fields.skip(2);
      out.add_cell(fields.number(2));
    }
    return true;
  });
  return out;
}

void strings_of(Package& package, const ZipEntry& entry, SharedStrings& into) {
  Walk& walk = package.walk;
  bool broken = false;
  records(package, entry, [&](unsigned id, ByteView body) {
    if (id != string_item) return true;
    Biff12Fields fields{body};
    const Rich item = rich(fields);
    broken = broken || fields.short_of;
    const bool was_full = into.full();
    if (into.add(item.text, item.reading)) return true;
    if (!was_full) walk.unseen(NoteCode::too_large, "共有文字列");
    return walk.sink().text(item.text) && walk.sink().text("\n");
  });
  if (broken) walk.unseen(NoteCode::broken, "共有文字列");
}

}  // namespace

bool read_binary_workbook(Package& package, const ZipEntry& workbook) {
  Walk& walk = package.walk;
  const std::vector<Relation> relations = package.relations(&workbook);
  const auto related = [&](std::string_view type) -> const ZipEntry* {
    for (const Relation& relation : relations) {
      if (relation.external || relation.type != type) continue;
      if (const ZipEntry* entry = package.find(relation.target)) return entry;
      walk.unseen(NoteCode::broken, type == "styles" ? "書式" : "共有文字列");
      break;
    }
    return nullptr;
  };
  WorkbookStyles styles;
  if (const ZipEntry* entry = related("styles")) styles = styles_of(package, *entry);
  std::vector<std::pair<std::string, std::string>> sheets;  // relation, name
  walk.sink().begin(PartKind::properties, workbook.name);
  records(package, workbook, [&](unsigned id, ByteView body) {
    Biff12Fields fields{body};
    if (id == workbook_properties) styles.since_1904 = (fields.number(4) & 1) != 0;
    if (id == bundle_sheet) {
      fields.skip(8);
      std::string relation = fields.string();
      if (sheets.size() == most_sheets) walk.unseen(NoteCode::too_many, "シート");
      if (sheets.size() < most_sheets) sheets.emplace_back(std::move(relation), fields.string());
      return true;
    }
    bool wanted = true;
    biff12_strings(body, [&](const std::string& text) {
      wanted = wanted && walk.sink().text(text) && walk.sink().text("\n");
    });
    return wanted;
  });
  walk.sink().end();
  SharedStrings strings;
  if (const ZipEntry* entry = related("sharedStrings")) strings_of(package, *entry, strings);

  const auto read = [&](const ZipEntry& entry, std::string_view name) {
    walk.sink().begin(PartKind::sheet, name);
    if (package.type(entry).find("macrosheet") != std::string_view::npos) walk.hostile(NoteCode::xlm);
    SheetRecords sheet(walk, styles, strings);
    records(package, entry, [&](unsigned id, ByteView body) { return sheet.record(id, body); });
    sheet.finish();
    walk.sink().end();
    return !walk.stopped();
  };
  const auto targets = targets_of(relations);
  for (const auto& [relation, name] : sheets) {
    if (!walk.unpacked(0)) return false;
    const auto found = targets.find(relation);
    const ZipEntry* entry = found == targets.end() ? nullptr : package.find(found->second);
    if (entry == nullptr) {
      walk.sink().begin(PartKind::sheet, name);
      walk.unseen(NoteCode::broken, "シート");
      walk.sink().end();
    } else if (!package.is_seen(*entry) && !read(*entry, name)) {
      return false;
    }
  }
  for (const ZipEntry& entry : package.entries()) {
    const std::string_view type = package.type(entry);
    const bool sheet = type == "application/vnd.ms-excel.worksheet" ||
                       type == "application/vnd.ms-excel.macrosheet" ||
                       type == "application/vnd.ms-excel.intlmacrosheet";
    if (sheet && !package.is_seen(entry) && !read(entry, entry.name)) return false;
  }
  tell_unused_strings(strings, walk);
  return !walk.stopped();
}

void read_binary_part(Package& package, const ZipEntry& entry) {
  Walk& walk = package.walk;
  RowCells rows(walk.sink());
  const bool connections = type_word(package.type(entry)) == "connections";
  if (connections) walk.hostile(NoteCode::external_link, "データ接続");
  records(package, entry, [&](unsigned id, ByteView body) {
    Biff12Fields fields{body};
    if (id == external_row) {
      rows.end();
      rows.begin(std::uint64_t{fields.number(4)} + 1);
      return true;
    }
    if (id == external_string || id == external_real) {
      const std::size_t column = std::min<std::size_t>(fields.number(4), 16383);
      rows.add(column,
               rows.kept(id == external_string ? fields.string() : show_number(fields.real(), {}, false)));
      return true;
    }
    if (id == external_book) {
      const std::uint32_t kind = fields.number(2);
      const std::string service = fields.string();
      if (kind == 1) walk.hostile(NoteCode::dde, program_words(service));
      if (kind == 2) walk.hostile(NoteCode::external_link, "OLE リンク");
    }
    bool wanted = true;
    biff12_strings(body, [&](const std::string& text) {
      wanted = wanted && walk.sink().text(text) && walk.sink().text("\n");
    });
    return wanted;
  });
  rows.end();
}

}  // namespace sekisho::formats
