#include <algorithm>
#include <charconv>

#include "links.h"
#include "xlsx.h"
#include "xstring.h"

namespace sekisho::formats {
namespace {

// What is kept of a pivot cache to make its records readable.
constexpr std::size_t most_fields = 16384;

std::size_t number_of(std::string_view digits) {
  std::size_t out = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return read.ec == std::errc{} ? out : static_cast<std::size_t>(-1);
}

// The value of <s v="…"/>, <n v="…"/>, <d v="…"/> …
bool cached_value(XmlName name) {
  return name == xml_name("s") || name == xml_name("n") || name == xml_name("d") || name == xml_name("b") ||
         name == xml_name("e");
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

struct PivotField {
  std::uint32_t first = 0;  // its items in the store
  std::uint32_t count = 0;
};

// ISO dates of the cache lose a time of 0:00.
std::string_view shown(XmlName name, std::string_view value) {
  if (name == xml_name("d") && value.ends_with("T00:00:00")) value.remove_suffix(9);
  return value;
}

bool read_records(XmlReader& reader, Walk& walk, const std::vector<PivotField>& fields,
                  SharedStrings& items) {
  RowCells rows(walk.sink());
  std::uint64_t number = 0;
  std::size_t column = 0;
  for (;;) {
    const XmlToken token = reader.next();
    if (token == XmlToken::finished || token == XmlToken::failed) return rows.end();
    if (token == XmlToken::end && reader.name() == xml_name("r")) {
      if (!rows.end()) return false;
      rows.begin(number + 1);
    }
    if (token == XmlToken::text || token == XmlToken::comment)
      if (!blank(reader.text()) && !(walk.sink().text(reader.text()) && walk.sink().text("\n"))) return false;
    if (token != XmlToken::start) continue;
    const XmlName name = reader.name();
    const std::string_view value = reader.attribute(xml_name("v")).value_or("");
    if (name == xml_name("r")) {
      rows.begin(++number);
      column = 0;
    } else if (cached_value(name)) {
      rows.add(column++, rows.kept(xstring(shown(name, value))));
    } else if (name == xml_name("x")) {
      const std::size_t item = number_of(value);
      if (column < fields.size() && item < fields[column].count)
        rows.add(column, items.read(*items.find(fields[column].first + item)).text);
      ++column;
    } else if (name == xml_name("m")) {
      ++column;
    }
  }
}

}  // namespace

// References to other workbooks, with what was cached of their cells; DDE and OLE links. 18.14.
bool read_external_link(Package& package, const ZipEntry& entry) {
  Walk& walk = package.walk;
  return package.xml(entry, [&](XmlReader& reader) {
    RowCells rows(walk.sink());
    DocumentText words(walk);
    std::string value;
    bool in_value = false;
    for (;;) {
      const XmlToken token = reader.next();
      if (token == XmlToken::finished || token == XmlToken::failed) return rows.end() && words.finish();
      if (token == XmlToken::start) {
        if (reader.name() == xml_name("ddeLink"))
          walk.hostile(NoteCode::dde, program_words(reader.attribute(xml_name("ddeService")).value_or("")));
        if (reader.name() == xml_name("oleLink")) walk.hostile(NoteCode::external_link, "OLE リンク");
        if (reader.name() == xml_name("row"))
          rows.begin(std::max<std::size_t>(1, number_of(reader.attribute(xml_name("r")).value_or("1"))));
        in_value = reader.name() == xml_name("v") || reader.name() == xml_name("val");
        value.clear();
      } else if (token == XmlToken::text && in_value && value.size() < 65536) {
        value.append(reader.text());
      } else if (token == XmlToken::end) {
        if (in_value) rows.add(rows.column(), rows.kept(xstring(value)));
        in_value = false;
        if (reader.name() == xml_name("row") || reader.name() == xml_name("ddeItem"))
          if (!rows.end()) return false;
      }
      if (!in_value && token != XmlToken::text && !words.token(reader, token)) return false;
    }
  });
}

// Connections to data elsewhere, and the queries made over them. 18.13.
bool read_connections(Package& package, const ZipEntry& entry) {
  Walk& walk = package.walk;
  return package.xml(entry, [&](XmlReader& reader) {
    for (;;) {
      const XmlToken token = reader.next();
      if (token == XmlToken::finished || token == XmlToken::failed) return true;
      if (token == XmlToken::text || token == XmlToken::comment)
        if (!walk.sink().text(reader.text())) return false;
      if (token != XmlToken::start) continue;
      const XmlName name = reader.name();
      if (name == xml_name("connection") || name == xml_name("webPr"))
        walk.hostile(NoteCode::external_link, name == xml_name("webPr") ? "Web クエリ" : "データ接続");
      for (const XmlAttribute& a : reader.attributes()) {
        const bool words = a.name == xml_name("connection") || a.name == xml_name("command") ||
                           a.name == xml_name("url") || a.name == xml_name("sourceFile") ||
                           a.name == xml_name("description") || a.name == xml_name("name") ||
                           a.name == xml_name("post") || a.name == xml_name("string");
        if (words && !(walk.sink().text(a.value) && walk.sink().text("\n"))) return false;
      }
    }
  });
}

// What a pivot table keeps of its source: often all of it, though the sheet itself was taken out. 18.10.
bool read_pivot_cache(Package& package, const ZipEntry& definition) {
  Walk& walk = package.walk;
  std::vector<PivotField> fields;
  SharedStrings items(std::uint64_t{32} << 20);
  const bool read = package.xml(definition, [&](XmlReader& reader) {
    for (;;) {
      const XmlToken token = reader.next();
      if (token == XmlToken::finished || token == XmlToken::failed) return true;
      if (token == XmlToken::text || token == XmlToken::comment)
        if (!blank(reader.text()) && !(walk.sink().text(reader.text()) && walk.sink().text("\n")))
          return false;
      if (token != XmlToken::start) continue;
      const XmlName name = reader.name();
      if (name == xml_name("cacheField")) {
        if (fields.size() < most_fields) fields.push_back({static_cast<std::uint32_t>(items.size()), 0});
        const auto caption = reader.attribute(xml_name("name"));
        if (caption && !(walk.sink().text(xstring(*caption)) && walk.sink().text("\n"))) return false;
      } else if (!fields.empty() && (cached_value(name) || name == xml_name("m"))) {
        const std::string value = xstring(shown(name, reader.attribute(xml_name("v")).value_or("")));
        const bool was_full = items.full();
        if (items.add(value, {}))
          fields.back().count = static_cast<std::uint32_t>(items.size()) - fields.back().first;
        else if (!was_full)
          walk.unseen(NoteCode::too_large, "ピボットテーブルの元データ");
        if (!(walk.sink().text(value) && walk.sink().text("\n"))) return false;
      }
    }
  });
  if (!read) return false;
  for (const Relation& relation : package.relations(&definition)) {
    if (relation.external || relation.type != "pivotCacheRecords") continue;
    const ZipEntry* records = package.find(relation.target);
    if (records == nullptr) {
      walk.unseen(NoteCode::broken, "ピボットテーブルの元データ");
      continue;
    }
    if (package.is_seen(*records)) continue;
    package.xml(*records, [&](XmlReader& reader) { return read_records(reader, walk, fields, items); });
  }
  return true;
}

}  // namespace sekisho::formats
