#include <algorithm>
#include <array>
#include <string>

#include "document_text.h"
#include "links.h"
#include "office.h"
#include "xlsb.h"
#include "xlsx.h"

namespace sekisho::formats {
namespace {

enum class How {
  words,        // its character data, and the attributes that hold words
  links,        // relations
  macros,       // a VBA project
  signatures,   // of macros
  control,      // ActiveX
  object,       // of another program
  embedded,     // a file in the document
  external,     // an external link of a workbook
  connections,  // of a workbook, and its query tables
  pivot,        // the definition of a cache; its records follow it
  printer       // a printer's settings: a binary structure without words of people
};

struct Kind {
  std::string_view word;
  How how;
};

// Anything else is told by its content, as a member. Themes and lists of formats hold no words either; they
// are read all the same.
constexpr std::array kinds = {
    Kind{"relationships", How::links},
    Kind{"vbaproject", How::macros},
    Kind{"vbaprojectsignature", How::signatures},
    Kind{"vbaprojectsignatureagile", How::signatures},
    Kind{"vbaprojectsignaturev3", How::signatures},
    Kind{"activex", How::control},
    Kind{"oleobject", How::object},
    Kind{"externallink", How::external},
    Kind{"connections", How::connections},
    Kind{"querytable", How::connections},
    Kind{"pivotcachedefinition", How::pivot},
    Kind{"printersettings", How::printer},
    Kind{"main", How::words},
    Kind{"slide", How::words},
    Kind{"slidelayout", How::words},
    Kind{"slidemaster", How::words},
    Kind{"notesslide", How::words},
    Kind{"notesmaster", How::words},
    Kind{"handoutmaster", How::words},
    Kind{"comments", How::words},
    Kind{"threadedcomments", How::words},
    Kind{"person", How::words},
    Kind{"commentauthors", How::words},
    Kind{"header", How::words},
    Kind{"footer", How::words},
    Kind{"footnotes", How::words},
    Kind{"endnotes", How::words},
    Kind{"glossary", How::words},
    Kind{"drawing", How::words},
    Kind{"chart", How::words},
    Kind{"chartex", How::words},
    Kind{"chartshapes", How::words},
    Kind{"chartsheet", How::words},
    Kind{"dialogsheet", How::words},
    Kind{"diagramdata", How::words},
    Kind{"vmldrawing", How::words},
    Kind{"core-properties", How::words},
    Kind{"extended-properties", How::words},
    Kind{"custom-properties", How::words},
    Kind{"numbering", How::words},
    Kind{"theme", How::words},
    Kind{"themeoverride", How::words},
    Kind{"tablestyles", How::words},
    Kind{"calcchain", How::words},
    Kind{"fonttable", How::words},
    Kind{"websettings", How::words},
    Kind{"presprops", How::words},
    Kind{"viewprops", How::words},
};

constexpr std::uint64_t most_printer_settings = 65536;

bool properties(std::string_view word) { return word.ends_with("-properties"); }

void read_links(Package& package, const ZipEntry& entry) {
  Walk& walk = package.walk;
  walk.sink().begin(PartKind::properties, entry.name);
  package.xml(entry, [&](XmlReader& reader) {
    for (;;) {
      const XmlToken token = reader.next();
      if (token == XmlToken::finished || token == XmlToken::failed) return true;
      if (token == XmlToken::comment && !walk.sink().text(reader.text())) return false;
      if (token != XmlToken::start || reader.name() != xml_name("Relationship")) continue;
      if (lower_ascii(reader.attribute(xml_name("TargetMode")).value_or("")) != "external") continue;
      const std::string target(reader.attribute(xml_name("Target")).value_or(""));
      const std::string_view type = reader.attribute(xml_name("Type")).value_or("");
      note_relation(walk, type.substr(std::min(type.size(), type.rfind('/') + 1)), target);
      // An address may be somebody's.
      if (!walk.sink().text(target) || !walk.sink().text("\n")) return false;
    }
  });
  walk.sink().end();
}

// A part of its own around what `read` finds in the entry.
template <class F>
void inside(Package& package, const ZipEntry& entry, PartKind kind, F&& read) {
  package.walk.sink().begin(kind, entry.name);
  read();
  package.walk.sink().end();
}

void read_words(Package& package, const ZipEntry& entry, PartKind kind) {
  inside(package, entry, kind, [&] {
    DocumentText text(package.walk);
    package.xml(entry, [&](XmlReader& reader) { return text.all(reader); });
  });
}

How told_by_name(const ZipEntry& entry, How otherwise) {
  // Word and Excel do not ask what type an embedded part has.
  const std::string name = lower_ascii(entry.name);
  if (name.find("/embeddings/") != name.npos) return name.ends_with(".bin") ? How::object : How::embedded;
  if (name.find("/activex/") != name.npos) return How::control;
  if (name.ends_with("vbaproject.bin")) return How::macros;
  return otherwise;
}

void read_one(Package& package, const ZipEntry& entry) {
  Walk& walk = package.walk;
  const std::string_view type = package.type(entry);
  const std::string_view word = type_word(type);
  const Kind* found = std::ranges::find(kinds, word, &Kind::word);
  const bool xml = type.ends_with("xml") || word == "vmldrawing";
  const bool records = type.starts_with("application/vnd.ms-excel.") && !type.ends_with(".12") && !xml &&
                       word != "printersettings" && told_by_name(entry, How::words) == How::words;
  if (records) return inside(package, entry, PartKind::member, [&] { read_binary_part(package, entry); });
  const bool known = found != kinds.end();
  const How how = known ? found->how : told_by_name(entry, How::embedded);
  const bool by_name = !known && told_by_name(entry, How::words) != How::words;
  if (known && how == How::words && !xml) {
    package.member(entry, PartKind::attachment, entry.name);
    return;
  }
  if (!known && !by_name) {
    if (is_thumbnail(package, entry)) return package.seen(entry);
    package.member(entry, PartKind::attachment, entry.name);
    return;
  }
  switch (how) {
    case How::words:
      return read_words(package, entry, properties(word) ? PartKind::properties : PartKind::member);
    case How::links:
      return read_links(package, entry);
    case How::macros:
      // Told here as well as by who reads the project: macros that cannot be read are macros.
      walk.hostile(NoteCode::vba, "vbaProject.bin");
      package.member(entry, PartKind::macro, entry.name);
      return;
    case How::signatures:
      package.seen(entry);
      return;
    case How::control:
      walk.hostile(NoteCode::activex);
      package.member(entry, PartKind::attachment, entry.name);
      return;
    case How::object:
      walk.hostile(NoteCode::ole_object);
      package.member(entry, PartKind::attachment, entry.name);
      return;
    case How::embedded:
      walk.hostile(NoteCode::embedded_file);
      package.member(entry, PartKind::attachment, entry.name);
      return;
    case How::external:
      if (!xml) break;
      return inside(package, entry, PartKind::member, [&] { read_external_link(package, entry); });
    case How::connections:
      if (!xml) break;
      return inside(package, entry, PartKind::member, [&] { read_connections(package, entry); });
    case How::pivot:
      if (!xml) break;
      return inside(package, entry, PartKind::member, [&] { read_pivot_cache(package, entry); });
    case How::printer:
      if (entry.size <= most_printer_settings) return package.seen(entry);
      break;
  }
  package.member(entry, PartKind::attachment, entry.name);
}

unsigned big_endian(ByteView bytes, std::size_t at) {
  return static_cast<unsigned>(bytes[at] << 8 | bytes[at + 1]);
}

// Points of a thumbnail's longer side: LibreOffice makes 512 of a page, so that a line of text is 6 points
// high.
constexpr unsigned icon = 512;

// Width and height of a JPEG are in its frame header, behind segments of any length.
bool small_jpeg(ByteView bytes) {
  for (std::size_t at = 2; at + 9 < bytes.size() && bytes[at] == 0xFF;) {
    const std::uint8_t mark = bytes[at + 1];
    const bool frame = mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC;
    if (frame) return big_endian(bytes, at + 5) <= icon && big_endian(bytes, at + 7) <= icon;
    at += 2 + big_endian(bytes, at + 2);
  }
  return false;
}

}  // namespace

bool is_thumbnail(Package& package, const ZipEntry& entry) {
  const std::string name = lower_ascii(entry.name);
  if (name != "thumbnails/thumbnail.png" && !name.starts_with("docprops/thumbnail.")) return false;
  if (entry.size > 131072) return false;
  const auto content = package.stream(entry);
  if (!content) return false;
  const auto bytes = read_all(*content, 131072);
  if (!bytes || bytes->size() < 24) return false;
  const ByteView view(*bytes);
  if (as_text(view).starts_with("\x89PNG"))
    return big_endian(view, 16) == 0 && big_endian(view, 18) <= icon && big_endian(view, 20) == 0 &&
           big_endian(view, 22) <= icon;
  return view[0] == 0xFF && view[1] == 0xD8 && small_jpeg(view);
}

void read_rest(Package& package) {
  for (const ZipEntry& entry : package.entries()) {
    if (package.walk.stopped()) return;
    if (entry.folder || package.is_seen(entry)) continue;
    read_one(package, entry);
  }
}

}  // namespace sekisho::formats
