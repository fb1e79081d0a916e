#include "xlsx.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "links.h"
#include "xstring.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_sheets = 10'000;
constexpr std::size_t most_string = std::size_t{1} << 20;

struct Sheet {
  std::string name;
  std::string relation;
};

unsigned number_of(std::string_view digits) {
  unsigned out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

const ZipEntry* related(Package& package, const std::vector<Relation>& relations, std::string_view type) {
  for (const Relation& r : relations)
    if (!r.external && r.type == type)
      if (const ZipEntry* entry = package.find(r.target)) return entry;
  return nullptr;
}

bool names_a_missing_part(const std::vector<Relation>& relations, std::string_view type) {
  return std::ranges::any_of(relations, [&](const Relation& r) { return r.type == type; });
}

// The workbook's own words: names and their formulas.
bool read_sheets(XmlReader& reader, Walk& walk, std::vector<Sheet>& sheets, WorkbookStyles& styles) {
  DocumentText words(walk);
  std::string formula;
  bool in_name = false;
  unsigned formulas = formula_notes;
  for (;;) {
    const XmlToken token = reader.next();
    if (token == XmlToken::finished || token == XmlToken::failed) return words.finish();
    if (token == XmlToken::start) switch (reader.name()) {
        case xml_name("sheet"):
          if (sheets.size() == most_sheets) walk.unseen(NoteCode::too_many, "シート");
          if (sheets.size() < most_sheets)
            sheets.push_back({std::string(reader.attribute(xml_name("name")).value_or("")),
                              std::string(reader.prefixed(xml_name("id")).value_or(""))});
          break;
        case xml_name("workbookPr"): {
          const auto since = reader.attribute(xml_name("date1904"));
          styles.since_1904 = since && (*since == "1" || *since == "true");
          break;
        }
        case xml_name("definedName"):
          in_name = true;
          formula.clear();
          break;
        default:
          break;
      }
    if (token == XmlToken::text && in_name && formula.size() < most_string) formula.append(reader.text());
    if (token == XmlToken::end && reader.name() == xml_name("definedName")) {
      in_name = false;
      note_formula(walk, formula, formulas);
    }
    if (!words.token(reader, token)) return false;
  }
}

bool is(const char* at, std::string_view literal) {
  return std::memcmp(at, literal.data(), literal.size()) == 0;
}

// Behind the text up to the next '<', or null where it needs more than a copy.
const char* plain_text(const char* p, const char* end) {
  const XmlRun run = xml_run(p, end);
  return run.references || run.underscores || run.end >= end ? nullptr : run.end;
}

// Furigana, as Excel in Japanese writes them behind a string: they join `reading`, a blank between two.
// Behind them, or null.
const char* plain_readings(const char* p, const char* end, std::string& reading) {
  constexpr std::string_view close = "</t></rPh>";
  while (is(p, "<rPh sb=\"")) {
    p = static_cast<const char*>(std::memchr(p, '>', static_cast<std::size_t>(end - p)));
    if (p == nullptr || p[-1] == '/' || !is(p, "><t>")) return nullptr;
    const char* const text = p + 4;
    p = plain_text(text, end);
    if (p == nullptr || !is(p, close)) return nullptr;
    if (!reading.empty()) reading += ' ';
    reading.append(text, p);
    p += close.size();
  }
  if (!is(p, "<phoneticPr ")) return p;
  p = static_cast<const char*>(std::memchr(p, '>', static_cast<std::size_t>(end - p)));
  return p == nullptr || p[-1] != '/' ? nullptr : p + 1;
}

// One string as programs write it, without a token each; behind it, or null.
const char* plain_string(const char* p, const char* end, std::string& reading, SharedStrings& into) {
  constexpr std::string_view open = "<si><t>";
  constexpr std::string_view open_preserved = "<si><t xml:space=\"preserve\">";
  if (is(p, open))
    p += open.size();
  else if (is(p, open_preserved))
    p += open_preserved.size();
  else
    return nullptr;
  const char* const text = p;
  p = plain_text(p, end);
  if (p == nullptr || !is(p, "</t>")) return nullptr;
  const std::string_view whole(text, p);
  p += 4;
  reading.clear();
  if (!is(p, "</si>")) p = plain_readings(p, end, reading);
  if (p == nullptr || !is(p, "</si>") || !into.add(whole, reading)) return nullptr;
  return p + 5;
}

}  // namespace

WorkbookStyles read_styles(Package& package, const ZipEntry& entry) {
  WorkbookStyles out;
  package.xml(entry, [&](XmlReader& reader) {
    bool in_cells = false;
    for (;;) {
      const XmlToken token = reader.next();
      if (token == XmlToken::finished || token == XmlToken::failed) return true;
      if (token == XmlToken::end && reader.name() == xml_name("cellXfs")) in_cells = false;
      if (token != XmlToken::start) continue;
      switch (reader.name()) {
        case xml_name("numFmt"):
          out.define(number_of(reader.attribute(xml_name("numFmtId")).value_or("")),
                     reader.attribute(xml_name("formatCode")).value_or(""));
          break;
        case xml_name("cellXfs"):
          in_cells = true;
          break;
        case xml_name("xf"):
          if (in_cells) out.add_cell(number_of(reader.attribute(xml_name("numFmtId")).value_or("")));
          break;
        default:
          break;
      }
    }
  });
  return out;
}

bool read_shared_strings(XmlReader& reader, Walk& walk, SharedStrings& into) {
  std::string text;
  std::string reading;
  unsigned in_reading = 0;
  bool in_text = false;
  bool wanted = true;
  for (;;) {
    if (!into.full() && !in_text && reader.depth() == 1) {
      const std::string_view window = reader.ahead();
      const char* at = window.data();
      for (const char* const end = at + window.size(); at < end;) {
        const char* const next = plain_string(at, end, reading, into);
        if (next == nullptr) break;
        at = next;
      }
      if (at != window.data()) reader.taken(at);
      // That string has a number already, and gets another below: all that follow are empty.
      if (into.full()) walk.unseen(NoteCode::too_large, "共有文字列");
    }
    const XmlToken token = reader.next();
    switch (token) {
      case XmlToken::finished:
      case XmlToken::failed:
        return wanted;
      case XmlToken::start:
        if (reader.name() == xml_name("si")) {
          text.clear();
          reading.clear();
        }
        in_reading += reader.name() == xml_name("rPh");
        if (in_reading > 0 && reader.name() == xml_name("rPh") && !reading.empty()) reading += ' ';
        in_text = reader.name() == xml_name("t");
        break;
      case XmlToken::text:
        if (!in_text) {
          if (reader.text().find_first_not_of(" \t\r\n") != std::string_view::npos)
            wanted = walk.sink().text(reader.text()) && walk.sink().text("\n") && wanted;
          break;
        }
        if (text.size() + reading.size() + reader.text().size() > most_string)
          wanted = walk.sink().text(reader.text()) && wanted;
        else
          (in_reading > 0 ? reading : text).append(reader.text());
        break;
      case XmlToken::end:
        in_text = false;
        if (reader.name() == xml_name("rPh")) in_reading -= in_reading > 0;
        if (reader.name() != xml_name("si")) break;
        if (text.find("_x") != text.npos || text.find("_X") != text.npos) text = xstring(text);
        {
          const bool was_full = into.full();
          if (into.add(text, reading)) break;
          if (!was_full) walk.unseen(NoteCode::too_large, "共有文字列");
        }
        wanted = walk.sink().text(text) && walk.sink().text("\n") && wanted;
        break;
      case XmlToken::comment:
        wanted = walk.sink().text(reader.text()) && wanted;
        break;
    }
    if (!wanted) return false;
  }
}

void tell_unused_strings(SharedStrings& strings, Walk& walk) {
  bool begun = false;
  strings.unused([&](const SharedStrings::Entry& entry) {
    if (entry.text.empty() && entry.reading.empty()) return true;
    if (!begun) walk.sink().begin(PartKind::member, "xl/sharedStrings.xml");
    begun = true;
    const bool wanted = walk.sink().text(entry.text) && walk.sink().text(entry.reading.empty() ? "" : "\t") &&
                        walk.sink().text(entry.reading) && walk.sink().text("\n");
    return wanted && !walk.stopped();
  });
  if (begun) walk.sink().end();
}

bool read_workbook(Package& package, const ZipEntry& workbook) {
  Walk& walk = package.walk;
  const std::vector<Relation> relations = package.relations(&workbook);
  WorkbookStyles styles;
  if (const ZipEntry* entry = related(package, relations, "styles"))
    styles = read_styles(package, *entry);
  else if (names_a_missing_part(relations, "styles"))
    walk.unseen(NoteCode::broken, "書式");
  std::vector<Sheet> sheets;
  walk.sink().begin(PartKind::properties, workbook.name);
  const bool listed =
      package.xml(workbook, [&](XmlReader& reader) { return read_sheets(reader, walk, sheets, styles); });
  walk.sink().end();
  if (!listed && walk.stopped()) return false;

  SharedStrings strings;
  if (const ZipEntry* entry = related(package, relations, "sharedStrings"))
    package.xml(*entry, [&](XmlReader& reader) { return read_shared_strings(reader, walk, strings); });
  else if (names_a_missing_part(relations, "sharedStrings"))
    walk.unseen(NoteCode::broken, "共有文字列");

  const auto read = [&](const ZipEntry& entry, std::string_view name) {
    walk.sink().begin(PartKind::sheet, name);
    const std::string_view type = package.type(entry);
    if (type.find("macrosheet") != type.npos) walk.hostile(NoteCode::xlm);
    SheetXml sheet(walk, styles, &strings);
    package.xml(entry, [&](XmlReader& reader) { return sheet.read(reader); });
    walk.sink().end();
    return !walk.stopped();
  };
  const auto targets = targets_of(relations);
  for (const Sheet& sheet : sheets) {
    if (!walk.unpacked(0)) return false;
    const auto found = targets.find(sheet.relation);
    const ZipEntry* entry = found == targets.end() ? nullptr : package.find(found->second);
    if (entry == nullptr) {
      walk.sink().begin(PartKind::sheet, sheet.name);
      walk.unseen(NoteCode::broken, "シート");
      walk.sink().end();
    } else if (!package.is_seen(*entry) && !read(*entry, sheet.name)) {
      return false;
    }
  }
  // Sheets that the workbook does not name are in the file all the same.
  for (const ZipEntry& entry : package.entries()) {
    const std::string_view type = package.type(entry);
    const bool sheet = type.find("worksheet+xml") != type.npos || type.find("macrosheet+xml") != type.npos;
    if (sheet && !package.is_seen(entry) && !read(entry, entry.name)) return false;
  }
  tell_unused_strings(strings, walk);
  return !walk.stopped();
}

}  // namespace sekisho::formats
