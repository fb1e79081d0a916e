#include <algorithm>
#include <set>

#include "document_text.h"
#include "odf_text.h"
#include "office.h"

namespace sekisho::formats {
namespace {

// Names of the entries that are encrypted (ODF 1.3 part 2, 4.4).
std::set<std::string, std::less<>> encrypted_entries(Package& package, const ZipEntry& manifest) {
  std::set<std::string, std::less<>> out;
  package.xml(manifest, [&](XmlReader& reader) {
    std::string path;
    for (;;) {
      const XmlToken token = reader.next();
      if (token == XmlToken::finished || token == XmlToken::failed) return true;
      if (token != XmlToken::start) continue;
      if (reader.name() == xml_name("file-entry"))
        path = reader.attribute(xml_name("full-path")).value_or("");
      if (reader.name() == xml_name("encryption-data") && out.size() < 100'000) out.insert(path);
    }
  });
  return out;
}

bool ends_path(std::string_view path, std::string_view name) {
  return path == name || (path.ends_with(name) && path[path.size() - name.size() - 1] == '/');
}

// A module or dialog of somebody's own; the two lists of libraries are there without any.
bool a_macro(std::string_view path) {
  if (path.starts_with("Basic/"))
    return !path.ends_with("/script-lc.xml") && !path.ends_with("/script-lb.xml") &&
           !path.ends_with("/dialog-lc.xml") && !path.ends_with("/dialog-lb.xml");
  return path.starts_with("Scripts/") || path.starts_with("Dialogs/");
}

// A cache of line breaks, rewritten by LibreOffice whenever it saves: numbers only.
bool layout_cache(const ZipEntry& entry) { return entry.name == "layout-cache" && entry.size < 65536; }

}  // namespace

void read_open_document(Package& package) {
  Walk& walk = package.walk;
  std::set<std::string, std::less<>> encrypted;
  if (const ZipEntry* type = package.find("mimetype"); type != nullptr && type->size < 256)
    package.seen(*type);
  if (const ZipEntry* manifest = package.find("META-INF/manifest.xml"))
    encrypted = encrypted_entries(package, *manifest);
  if (!encrypted.empty()) walk.unseen(NoteCode::encrypted);
  const ZipEntry* content = package.find("content.xml");
  if (content == nullptr && encrypted.empty()) walk.unseen(NoteCode::broken, "content.xml");
  for (const ZipEntry& entry : package.entries())
    if (encrypted.contains(entry.name) || layout_cache(entry)) package.seen(entry);
  if (content != nullptr && !package.is_seen(*content)) {
    OdfText text(walk);
    package.xml(*content, [&](XmlReader& reader) { return text.all(reader); });
  }
  bool macros = false;
  for (const ZipEntry& entry : package.entries()) {
    if (walk.stopped()) return;
    if (entry.folder || package.is_seen(entry)) continue;
    if (a_macro(entry.name)) {
      if (!macros) walk.hostile(NoteCode::vba, "OpenDocument Basic");
      macros = true;
      package.member(entry, PartKind::macro, entry.name);
      continue;
    }
    const bool words = ends_path(entry.name, "content.xml") || ends_path(entry.name, "styles.xml");
    const bool properties = ends_path(entry.name, "meta.xml") || ends_path(entry.name, "settings.xml");
    if (!words && !properties) continue;
    walk.sink().begin(words ? PartKind::member : PartKind::properties, entry.name);
    OdfText text(walk);
    package.xml(entry, [&](XmlReader& reader) { return text.all(reader); });
    walk.sink().end();
  }
}

}  // namespace sekisho::formats
