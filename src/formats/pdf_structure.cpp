#include "pdf_structure.h"

#include <new>
#include <set>
#include <stdexcept>

#include "pdf_objects.h"
#include "pdf_source.h"

namespace sekisho::formats {
namespace {

using Handle = QPDFObjectHandle;

constexpr double large_image_pixels = 200'000;  // an A4 page at 72 dpi has 500,000
constexpr std::uint64_t drawn_bytes = 500;      // of a page's content as it lies, mostly deflated
constexpr int deepest_form = 6;

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

double number(Handle value) { return value.isNumber() ? value.getNumericValue() : 0; }

double area(Handle box) {
  if (!box.isArray() || box.getArrayNItems() != 4) return 0;
  return std::abs((number(box.getArrayItem(2)) - number(box.getArrayItem(0))) *
                  (number(box.getArrayItem(3)) - number(box.getArrayItem(1))));
}

// Resources are mostly shared by all pages: what was found in them is kept.
class Pages {
 public:
  bool cropped = false;

  PdfPageFacts facts(Handle page) {
    PdfPageFacts facts;
    images(inherited(page, "/Resources"), facts, 0);
    Handle contents = page.getKey("/Contents");
    std::uint64_t bytes = 0;
    if (contents.isArray()) {
      for (int i = 0, n = contents.getArrayNItems(); i < n; ++i) bytes += length(contents.getArrayItem(i));
    } else {
      bytes = length(contents);
    }
    facts.drawn = bytes > drawn_bytes;
    const double media = area(inherited(page, "/MediaBox"));
    const double crop = area(inherited(page, "/CropBox"));
    cropped = cropped || (crop > 0 && crop < 0.8 * media);
    return facts;
  }

 private:
  static Handle inherited(Handle page, const std::string& key) {
    for (int i = 0; i < 50 && page.isDictionary(); ++i) {
      if (page.hasKey(key)) return page.getKey(key);
      page = page.getKey("/Parent");
    }
    return Handle::newNull();
  }

  static std::uint64_t length(Handle stream) {
    if (!stream.isStream()) return 0;
    Handle length = stream.getDict().getKey("/Length");
    return length.isInteger() && length.getIntValue() > 0 ? static_cast<std::uint64_t>(length.getIntValue())
                                                          : 0;
  }

  void images(Handle resources, PdfPageFacts& facts, int depth) {
    Handle objects = resources.isDictionary() ? resources.getKey("/XObject") : resources;
    if (!objects.isDictionary() || depth > deepest_form) return;
    const QPDFObjGen id = objects.getObjGen();
    if (objects.isIndirect()) {
      if (const auto known = known_.find(id); known != known_.end()) {
        facts.image |= known->second.image;
        facts.large_image |= known->second.large_image;
        return;
      }
      known_[id] = {};
    }
    PdfPageFacts here;
    for (const auto& [name, object] : objects.ditems()) {
      Handle stream = object;
      if (!stream.isStream()) continue;
      Handle dict = stream.getDict();
      if (dict.getKey("/Subtype").isNameAndEquals("/Image")) {
        here.image = true;
        if (number(dict.getKey("/Width")) * number(dict.getKey("/Height")) >= large_image_pixels)
          here.large_image = true;
      } else if (forms_.insert(stream.getObjGen()).second) {
        PdfPageFacts inside;
        images(dict.getKey("/Resources"), inside, depth + 1);
        inside_[stream.getObjGen()] = inside;
      }
      const PdfPageFacts inside = inside_[stream.getObjGen()];
      here.image |= inside.image;
      here.large_image |= inside.large_image;
    }
    if (objects.isIndirect()) known_[id] = here;
    facts.image |= here.image;
    facts.large_image |= here.large_image;
  }

  std::map<QPDFObjGen, PdfPageFacts> known_, inside_;
  std::set<QPDFObjGen> forms_;
};

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
    walk.unseen(NoteCode::too_large, kind == PartKind::attachment ? "attachment" : name);
    return !walk.stopped();
  }
  if (!read) walk.unseen(NoteCode::broken, kind == PartKind::attachment ? "attachment" : name);
  if (read && !filtered && stream.getDict().hasKey("/Filter"))
    walk.unseen(NoteCode::unsupported, "filter of an attachment");
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
    walk.unseen(NoteCode::unsupported, "font without characters: " + listed(objects.unmapped));
  if (objects.hidden_layers) walk.unseen(NoteCode::unsupported, "hidden layers");
}

std::optional<PdfStructure> read(QPDF& pdf, std::string password, Walk& walk) {
  PdfStructure structure{std::move(password), {}};
  PdfObjects objects;
  if (!collect_pdf_objects(pdf, walk, objects)) return std::nullopt;
  notices(objects, walk);
  Pages pages;
  for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    if (structure.pages.size() % 256 == 0 && walk.stopped()) return std::nullopt;
    structure.pages.push_back(pages.facts(page.getObjectHandle()));
  }
  if (pages.cropped) walk.unseen(NoteCode::unsupported, "pages that are cropped");
  std::set<QPDFObjGen> known;
  for (const auto& stream : objects.xml)
    if (known.insert(stream.getObjGen()).second && !inside(stream, PartKind::properties, "XML", walk))
      return std::nullopt;
  if (!attachments(objects, walk)) return std::nullopt;
  if (pdf.anyWarnings()) walk.unseen(NoteCode::broken, "structure");
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
    walk.unseen(NoteCode::too_large, "structure");
  } catch (const std::exception&) {
    // qpdf's word for an object that is not what the format says.
    walk.unseen(NoteCode::broken, "structure");
  }
  return std::nullopt;
}

}  // namespace sekisho::formats
