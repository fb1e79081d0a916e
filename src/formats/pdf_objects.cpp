#include "pdf_objects.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace sekisho::formats {
namespace {

using Handle = QPDFObjectHandle;

constexpr std::size_t most_files = 1000;
constexpr std::size_t most_links = 20;
constexpr std::size_t text_piece = std::size_t{64} << 10;

// Keys whose strings are written for people. ISO 32000-1: 12.5.2, 12.7.3, 14.3.3, 14.9.
constexpr std::array<std::string_view, 19> text_keys{
    "/T",          "/TU",    "/V",      "/DV",      "/Contents", "/RC",      "/Opt",
    "/Subj",       "/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Alt",
    "/ActualText", "/E",     "/CA",     "/Reason",  "/Location"};

std::string name_of(Handle object) { return object.isName() ? object.getName() : std::string(); }

// The host of a link; nothing else of it, since the rest may hold anything.
std::string host_of(const std::string& uri) {
  const auto scheme = uri.find("://");
  if (scheme == std::string::npos) return uri.substr(0, std::min<std::size_t>(uri.find(':'), 12)) + ":";
  std::string host = uri.substr(scheme + 3, uri.find_first_of("/?#", scheme + 3) - scheme - 3);
  if (const auto at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
  return host.substr(0, 100);
}

class Collecting {
 public:
  Collecting(Walk& walk, PdfObjects& out) : walk_(walk), out_(out) {}

  bool all(QPDF& pdf) {
    later(pdf.getTrailer());
    for (std::size_t steps = 0; !waiting_.empty(); ++steps) {
      if (steps % 1024 == 0 && walk_.stopped()) return false;
      Handle object = waiting_.back();
      waiting_.pop_back();
      if (object.isArray()) {
        for (int i = 0, n = object.getArrayNItems(); i < n; ++i) later(object.getArrayItem(i));
      } else if (object.isStream()) {
        dictionary(object.getDict(), object);
      } else if (object.isDictionary()) {
        dictionary(object, object);
      }
      if (text_.size() >= text_piece && !flush()) return false;
    }
    return flush();
  }

 private:
  void later(Handle object) {
    if (object.isIndirect()) {
      const auto id = object.getObjGen();
      if (!known_.insert((std::int64_t{id.getObj()} << 20) ^ id.getGen()).second) return;
    }
    if (object.isArray() || object.isDictionary() || object.isStream()) waiting_.push_back(object);
  }

  void dictionary(Handle dict, Handle whole) {
    const std::string type = name_of(dict.getKey("/Type"));
    const std::string subtype = name_of(dict.getKey("/Subtype"));
    action(name_of(dict.getKey("/S")), dict);
    if (dict.hasKey("/JS")) out_.javascript.insert("JS");
    if (dict.hasKey("/JavaScript")) out_.javascript.insert("JavaScript");
    if (dict.hasKey("/AA")) out_.javascript.insert("AA");
    if (dict.getKey("/EF").isDictionary()) file(dict);
    if (dict.hasKey("/XFA")) form(dict.getKey("/XFA"));
    if (type == "/Metadata" && whole.isStream()) out_.xml.push_back(whole);
    if (subtype == "/RichMedia" || subtype == "/3D" || subtype == "/Movie" || subtype == "/Sound" ||
        subtype == "/Screen")
      out_.media.insert(subtype.substr(1));
    if (dict.hasKey("/OCProperties")) layers(dict.getKey("/OCProperties"));
    if (type == "/Font") font(dict, subtype);
    texts(dict, type);
    for (const auto& [key, value] : dict.ditems()) later(value);
  }

  void action(const std::string& kind, Handle dict) {
    if (kind == "/JavaScript") out_.javascript.insert("JavaScript");
    if (kind == "/Launch" || kind == "/GoToR" || kind == "/GoToE" || kind == "/SubmitForm" ||
        kind == "/ImportData")
      out_.launch.insert(kind.substr(1));
    if (kind == "/URI" && dict.getKey("/URI").isString() && out_.links.size() < most_links)
      out_.links.insert(host_of(dict.getKey("/URI").getUTF8Value()));
  }

  void file(const Handle& specification) {
    if (out_.files.size() < most_files) return out_.files.push_back(specification);
    if (out_.files.size() == most_files) walk_.unseen(NoteCode::too_many, "添付ファイル");
    if (out_.files.size() == most_files) out_.files.push_back(Handle::newNull());
  }

  void form(Handle xfa) {
    if (xfa.isStream()) return out_.xml.push_back(xfa);
    if (!xfa.isArray()) return;
    for (int i = 0, n = std::min(xfa.getArrayNItems(), 200); i < n; ++i)
      if (xfa.getArrayItem(i).isStream()) out_.xml.push_back(xfa.getArrayItem(i));
  }

  // Text in layers that are switched off is not given out by poppler, yet one click shows it.
  void layers(Handle properties) {
    Handle shown = properties.getKeyIfDict("/D");
    if (!shown.isDictionary()) return;
    Handle off = shown.getKey("/OFF");
    if ((off.isArray() && off.getArrayNItems() > 0) || name_of(shown.getKey("/BaseState")) == "/OFF")
      out_.hidden_layers = true;
  }

  // Glyphs by number, and nothing that says which characters they are.
  void font(Handle dict, const std::string& subtype) {
    if (dict.hasKey("/ToUnicode")) return;
    if (subtype == "/Type3") out_.unmapped.insert("Type3");
    if (subtype != "/Type0" || !name_of(dict.getKey("/Encoding")).starts_with("/Identity")) return;
    Handle descendants = dict.getKey("/DescendantFonts");
    Handle font =
        descendants.isArray() && descendants.getArrayNItems() > 0 ? descendants.getArrayItem(0) : descendants;
    Handle ordering = font.getKeyIfDict("/CIDSystemInfo").getKeyIfDict("/Ordering");
    if (!ordering.isString() || ordering.getStringValue() == "Identity") out_.unmapped.insert("Identity");
  }

  void texts(Handle dict, const std::string& type) {
    if (type == "/Sig" || type == "/FontDescriptor" || type == "/Font") return;
    bool first = true;
    for (const auto key : text_keys) {
      Handle value = dict.getKey(std::string(key));
      if (value.isString()) {
        add(value, first);
      } else if (value.isArray() && key != "/Contents") {
        for (int i = 0, n = value.getArrayNItems(); i < n; ++i)
          if (Handle item = value.getArrayItem(i); item.isString()) add(item, first);
      } else if (value.isStream() && (key == "/V" || key == "/RC")) {
        out_.xml.push_back(value);
      }
    }
    if (!first) text_ += '\n';
  }

  void add(Handle value, bool& first) {
    if (!first) text_ += '\t';
    first = false;
    text_ += value.getUTF8Value();
  }

  bool flush() {
    const bool more = walk_.unpacked(text_.size()) && walk_.sink().text(text_);
    text_.clear();
    return more;
  }

  Walk& walk_;
  PdfObjects& out_;
  std::vector<Handle> waiting_;
  std::unordered_set<std::int64_t> known_;
  std::string text_;
};

}  // namespace

bool collect_pdf_objects(QPDF& pdf, Walk& walk, PdfObjects& out) {
  walk.sink().begin(PartKind::properties, "annotations, fields, properties");
  const bool more = Collecting(walk, out).all(pdf);
  walk.sink().end();
  return more;
}

}  // namespace sekisho::formats
