#include "pdf_structure.h"

#include <new>
#include <set>
#include <stdexcept>

#include "pdf_objects.h"
#include "pdf_pages.h"
#include "pdf_source.h"
#include "pdf_widened.h"

namespace sekisho::formats {
namespace {

using Handle = QPDFObjectHandle;

enum class Opened { yes, locked, no };

Opened open(QPDF& pdf, RandomSource& content, const std::string& password) {
  pdf.setSuppressWarnings(true);
  try {
    pdf.processInputSource(std::make_shared<PdfSource>(content), password.c_str());
    return Opened::yes;
  } catch (const QPDFExc& e) {
    return e.getErrorCode() == qpdf_e_password || e.getErrorCode() == qpdf_e_unsupported ? Opened::locked
                                                                                         : Opened::no;
  }
}

std::string listed(const std::set<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::string file_name(Handle specification) {
  for (const char* key : {"/UF", "/F"})
    if (Handle name = specification.getKey(key); name.isString()) return name.getUTF8Value();
  return "attachment";
}

// True: the reader may go on.
bool inside(Handle stream, PartKind kind, const std::string& name, Walk& walk) {
  KeptStream kept(
      static_cast<std::size_t>(std::min<std::uint64_t>(walk.limits().held, std::uint64_t{1} << 31)));
  bool filtered = false;
  const bool read = stream.pipeStreamData(&kept, &filtered, 0, qpdf_dl_generalized, true);
  if (kept.over()) {
    walk.unseen(NoteCode::too_large, kind == PartKind::attachment ? "添付ファイル" : name);
    return !walk.stopped();
  }
  if (!read) walk.unseen(NoteCode::broken, kind == PartKind::attachment ? "添付ファイル" : name);
  if (read && !filtered && stream.getDict().hasKey("/Filter"))
    walk.unseen(NoteCode::unsupported, "添付ファイルの圧縮方式");
  MemorySource content(kept.bytes());
  return walk.member(kind, name, content);
}

bool attachments(const PdfObjects& objects, Walk& walk) {
  std::set<QPDFObjGen> known;
  for (Handle specification : objects.files) {
    if (!specification.isDictionary()) continue;
    for (const auto& [key, value] : specification.getKey("/EF").ditems()) {
      Handle stream = value;
      if (!stream.isStream() || !known.insert(stream.getObjGen()).second) continue;
      const std::string name = file_name(specification);
      walk.hostile(NoteCode::embedded_file, name.substr(std::min(name.size(), name.rfind('.'))));
      if (!inside(stream, PartKind::attachment, name, walk)) return false;
    }
  }
  return true;
}

void notices(const PdfObjects& objects, Walk& walk) {
  if (!objects.javascript.empty()) walk.hostile(NoteCode::pdf_javascript, listed(objects.javascript));
  if (!objects.launch.empty()) walk.hostile(NoteCode::pdf_launch, listed(objects.launch));
  for (const auto& host : objects.links) walk.hostile(NoteCode::external_link, host);
  if (!objects.media.empty()) walk.unseen(NoteCode::picture, listed(objects.media));
  if (!objects.unmapped.empty())
    walk.unseen(NoteCode::unsupported, "文字を取り出せないフォント: " + listed(objects.unmapped));
  if (objects.hidden_layers) walk.unseen(NoteCode::unsupported, "隠しレイヤー");
}

std::optional<PdfStructure> read(QPDF& pdf, std::string password, Walk& walk) {
  PdfStructure structure{std::move(password), {}, {}};
  PdfObjects objects;
  if (!collect_pdf_objects(pdf, walk, objects)) return std::nullopt;
  notices(objects, walk);
  PdfPages pages(walk);
  for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    if (walk.stopped()) return std::nullopt;
    structure.pages.push_back(pages.facts(page.getObjectHandle()));
  }
  std::set<QPDFObjGen> known;
  for (const auto& stream : objects.xml)
    if (known.insert(stream.getObjGen()).second && !inside(stream, PartKind::properties, "XML", walk))
      return std::nullopt;
  if (!attachments(objects, walk)) return std::nullopt;
  const std::uint64_t most = std::min<std::uint64_t>(2 * walk.limits().held, std::uint64_t{INT32_MAX});
  if (pdf.anyWarnings()) {
    walk.unseen(NoteCode::broken, "構造");
  } else if (auto whole = widened(pdf, static_cast<std::size_t>(most))) {
    structure.whole = *std::move(whole);
    structure.password.clear();
  } else {
    walk.unseen(NoteCode::too_large, "ページの外の文字");
  }
  return structure;
}

}  // namespace

std::optional<PdfStructure> read_pdf_structure(RandomSource& content, Walk& walk) {
  try {
    std::vector<std::string> passwords{""};
    passwords.insert(passwords.end(), walk.passwords().begin(), walk.passwords().end());
    for (const auto& password : passwords) {
      QPDF pdf;
      switch (open(pdf, content, password)) {
        case Opened::yes:
          return read(pdf, password, walk);
        case Opened::no:
          walk.unseen(NoteCode::broken);
          return std::nullopt;
        case Opened::locked:
          break;
      }
    }
    walk.unseen(NoteCode::encrypted);
  } catch (const std::bad_alloc&) {
    walk.unseen(NoteCode::too_large, "構造");
  } catch (const std::exception&) {
    // qpdf's word for an object that is not what the format says.
    walk.unseen(NoteCode::broken, "構造");
  }
  return std::nullopt;
}

}  // namespace sekisho::formats
