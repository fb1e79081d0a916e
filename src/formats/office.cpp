#include "office.h"

#include <algorithm>

#include "document_text.h"
#include "links.h"
#include "readers.h"
#include "xlsx.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t longest_types = std::size_t{4} << 20;

bool office_types(std::string_view types) {
  for (const std::string_view kind : {"spreadsheetml", "wordprocessingml", "presentationml", "vnd.ms-excel",
                                      "vnd.ms-word", "vnd.ms-powerpoint"})
    if (types.find(kind) != types.npos) return true;
  return false;
}

bool is_open_document(const ZipFile& zip) {
  const ZipEntry* type = zip.find("mimetype");
  if (type != nullptr && type->size < 256)
    if (auto content = zip.content(*type)) {
      const auto bytes = read_all(**content, 256);
      if (bytes && as_text(*bytes).find("vnd.oasis.opendocument") != std::string_view::npos) return true;
    }
  // A mimetype that was left out does not keep LibreOffice from opening it.
  return zip.find("META-INF/manifest.xml") != nullptr && zip.find("content.xml") != nullptr;
}

}  // namespace

std::string_view type_word(std::string_view type) {
  type = type.substr(0, type.find(';'));
  if (type.ends_with("+xml")) type.remove_suffix(4);
  return type.substr(std::min(type.size(), type.find_last_of("./") + 1));
}

bool recognises_office(const Head& head, RandomSource& content) {
  if (head.bytes.size() < 4 || !as_text(head.bytes).starts_with("PK")) return false;
  const auto zip = ZipFile::open(content, 100'000);
  if (!zip) return false;
  if (const ZipEntry* types = zip->find("[Content_Types].xml")) {
    auto stream = zip->content(*types);
    if (!stream) return false;
    const auto bytes = read_all(**stream, longest_types);
    return bytes && office_types(lower_ascii(as_text(*bytes)));
  }
  return is_open_document(*zip);
}

void read_office(RandomSource& file, Walk& walk) {
  auto zip = ZipFile::open(file, walk.limits().members);
  if (!zip) {
    const bool large = zip.error().code == ErrorCode::too_large;
    return walk.unseen(large ? NoteCode::too_many : NoteCode::broken);
  }
  Package package(file, *zip, walk);
  if (!package.read_types()) {
    if (!is_open_document(*zip)) walk.unseen(NoteCode::broken);
    read_open_document(package);
    read_rest(package);
    return package.beside();
  }
  const ZipEntry* main = nullptr;
  for (const Relation& relation : package.relations(nullptr))
    if (!relation.external && relation.type == "officeDocument" && main == nullptr)
      main = package.find(relation.target);
  if (main == nullptr) {
    walk.unseen(NoteCode::broken, "文書の本体");
  } else {
    const std::string_view type = package.type(*main);
    const auto is = [&](std::string_view word) { return type.find(word) != type.npos; };
    if (is("binary"))
      read_binary_workbook(package, *main);
    else if (is("spreadsheetml") || is("ms-excel"))
      read_workbook(package, *main);
    else if (is("wordprocessingml") || is("ms-word"))
      read_document(package, *main);
    else if (is("presentationml") || is("ms-powerpoint"))
      read_presentation(package, *main);
    else
      walk.unseen(NoteCode::unsupported, "文書の本体");
  }
  read_rest(package);
  package.beside();
}

bool read_document(Package& package, const ZipEntry& document) {
  DocumentText text(package.walk);
  package.xml(document, [&](XmlReader& reader) { return text.all(reader); });
  return !package.walk.stopped();
}

bool read_presentation(Package& package, const ZipEntry& presentation) {
  Walk& walk = package.walk;
  std::vector<std::string> order;
  package.xml(presentation, [&](XmlReader& reader) {
    DocumentText words(walk);
    for (;;) {
      const XmlToken token = reader.next();
      if (token == XmlToken::finished || token == XmlToken::failed) return words.finish();
      if (token == XmlToken::start && reader.name() == xml_name("sldId") && order.size() < 100'000)
        order.emplace_back(reader.prefixed(xml_name("id")).value_or(""));
      if (!words.token(reader, token)) return false;
    }
  });
  const std::vector<Relation> relations = package.relations(&presentation);
  const auto read = [&](const ZipEntry& entry, PartKind kind, std::string_view name) {
    walk.sink().begin(kind, name);
    DocumentText text(walk);
    package.xml(entry, [&](XmlReader& reader) { return text.all(reader); });
    if (kind == PartKind::slide)
      for (const Relation& relation : package.relations(&entry)) {
        if (relation.external || relation.type != "notesSlide") continue;
        const ZipEntry* notes = package.find(relation.target);
        if (notes == nullptr || package.is_seen(*notes)) continue;
        walk.sink().begin(PartKind::member, "notes");
        DocumentText words(walk);
        package.xml(*notes, [&](XmlReader& reader) { return words.all(reader); });
        walk.sink().end();
      }
    walk.sink().end();
    return !walk.stopped();
  };
  const auto targets = targets_of(relations);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (!walk.unpacked(0)) return false;
    const auto found = targets.find(order[i]);
    const ZipEntry* entry = found == targets.end() ? nullptr : package.find(found->second);
    if (entry == nullptr)
      walk.unseen(NoteCode::broken, "スライド");
    else if (!package.is_seen(*entry) && !read(*entry, PartKind::slide, std::to_string(i + 1)))
      return false;
  }
  return !walk.stopped();
}

}  // namespace sekisho::formats
