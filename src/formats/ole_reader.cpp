#include <algorithm>
#include <array>

#include "ole.h"
#include "ole_classes.h"
#include "readers.h"
#include "vba.h"

namespace sekisho::formats {
namespace {

constexpr unsigned most_depth = 24;

// Kinds whose text is not read, by a stream or storage that only they have.
struct Kind {
  std::string_view entry;
  std::string_view kind;
};
constexpr std::array other_kinds{
    Kind{"VisioDocument", "Visio"},
    Kind{"   114", "Microsoft Project"},
    Kind{"Props14", "Microsoft Project"},
    Kind{"Quill", "Publisher"},
    Kind{"BodyText", "HWP"},
    Kind{"DocumentViewStyles", "一太郎"},
    Kind{"DocumentText", "一太郎"},
    Kind{"PP40", "PowerPoint 95"},
    Kind{"PP10", "PowerPoint 4"},
    Kind{"MatOST", "Works"},
    Kind{"StarWriterDocument", "StarOffice"},
    Kind{"StarCalcDocument", "StarOffice"},
    Kind{"StarDrawDocument3", "StarOffice"},
    Kind{"WksSSWorkBook", "Works"},
    Kind{"Catalog", "thumbnails"},
    Kind{"\xE4\xA1\x80\xE4\x8C\x8B\xE4\x84\xB1\xE4\x9C\xB5\xE4\x94\xB5", "Windows Installer"},
};

// What programs keep beside the content: no text, or text that stands elsewhere.
constexpr std::array silent{
    std::string_view("\1CompObj"), std::string_view("\3ObjInfo"), std::string_view("Current User"),
    std::string_view("0Table"),    std::string_view("1Table"),    std::string_view("PROJECT"),
    std::string_view("PROJECTwm"), std::string_view("PROJECTlk"), std::string_view("\3PIC")};

bool same(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

class Reading {
 public:
  explicit Reading(const OleStorage& of) : of_(of) {}

  void run(bool embedded) {
    if (of_.depth > most_depth) return of_.walk.unseen(NoteCode::too_deep);
    word_ = has("WordDocument");
    // An entry that one kind has must not hide what another kind shows.
    const bool document = word_ || has("Workbook") || has("Book") || has("PowerPoint Document");
    if (has("__properties_version1.0") && !document) return read_outlook(of_);
    package_ = has("EncryptedPackage");
    if (package_) read_encrypted_package(of_);
    if (embedded) of_.walk.hostile(NoteCode::ole_object, object_kind(of_));
    if (const auto known = note_of_class(of_.node().clsid)) {
      // An object's own words name it as well.
      if (!embedded || known->code != NoteCode::ole_object) of_.walk.hostile(known->code, known->detail);
      if (known->code == NoteCode::executable) return of_.walk.unseen(NoteCode::unsupported, known->detail);
    }
    if (word_) read_word(of_);
    if (has("PowerPoint Document")) read_powerpoint(of_);
    for (const Kind& kind : other_kinds)
      if (has(kind.entry)) {
        of_.walk.unseen(NoteCode::unsupported, std::string(kind.kind));
        known_ = true;
        break;
      }
    form_ = has("\3VBFrame");
    if (has("dir") && (has("_VBA_PROJECT") || same(of_.node().name, "VBA")))
      return read_vba(of_.file, of_.index, of_.walk);
    if (same(of_.node().name, "VBA")) {
      of_.walk.hostile(NoteCode::vba);
      of_.walk.unseen(NoteCode::unsupported, "読めない VBA プロジェクト");
    }
    for (const std::uint32_t child : of_.node().children) {
      if (of_.walk.stopped()) return;
      of_.file.nodes()[child].storage ? storage(child) : stream(child);
    }
  }

 private:
  bool has(std::string_view name) const { return of_.file.find(of_.index, name).has_value(); }

  void storage(std::uint32_t child) {
    const CfbNode& node = of_.file.nodes()[child];
    const OleStorage inner{of_.file, child, of_.walk, of_.depth + 1};
    if (same(node.name, "_SX_DB_CUR") || same(node.name, "_SX_DB")) return pivot_caches(inner);
    if (node.name == "\6DataSpaces" || node.name == "_xmlsignatures" || node.name == "_signatures") {
      if (node.name == "\6DataSpaces" && !package_ && protected_content(child))
        of_.walk.unseen(NoteCode::encrypted, "権限管理（IRM）");
      return;
    }
    const bool object = node.name.starts_with("MBD") || node.name.starts_with("LNK") ||
                        (node.name.starts_with("_") && same(of_.node().name, "ObjectPool"));
    const bool part = object || !(same(node.name, "Macros") || same(node.name, "VBA") ||
                                  same(node.name, "_VBA_PROJECT_CUR") || same(node.name, "ObjectPool"));
    if (part) of_.walk.sink().begin(PartKind::member, printable(node.name));
    read_storage(inner, object);
    if (part) of_.walk.sink().end();
  }

  bool protected_content(std::uint32_t storage) const {
    std::vector<std::uint32_t> open{storage};
    while (!open.empty()) {
      const CfbNode& node = of_.file.nodes()[open.back()];
      open.pop_back();
      if (same(node.name, "DRMEncryptedTransform") || same(node.name, "DRMEncryptedDataSpace")) return true;
      open.insert(open.end(), node.children.begin(), node.children.end());
    }
    return false;
  }

  void pivot_caches(const OleStorage& inner) const {
    for (const std::uint32_t child : inner.node().children)
      if (const auto stream = inner.open(child)) {
        of_.walk.sink().begin(PartKind::table, "pivot cache");
        read_pivot_cache(*stream, of_.walk);
        of_.walk.sink().end();
      }
  }

  void stream(std::uint32_t child) {
    const CfbNode& node = of_.file.nodes()[child];
    Walk& walk = of_.walk;
    if (node.size == 0 || std::ranges::find(silent, node.name) != silent.end()) return;
    if (same(node.name, "WordDocument") || same(node.name, "PowerPoint Document")) return;  // read already
    if (same(node.name, "Data") && word_) return;
    if (node.name == "Pictures" || node.name.starts_with("\2OlePres") || node.name == "\3EPRINT" ||
        node.name == "\3META")
      return walk.unseen(NoteCode::picture);
    if (node.name == "\3LinkInfo") return walk.hostile(NoteCode::external_link);
    if (package_ && (same(node.name, "EncryptedPackage") || same(node.name, "EncryptionInfo"))) return;
    if (node.name == "EncryptedSummary") return;  // its document says so
    if (node.name == "\3OCXNAME" || node.name == "\3OCXDATA" || same(node.name, "Ctls"))
      return walk.hostile(NoteCode::activex);
    if (node.name == "\3VBFrame" || ((node.name == "f" || node.name == "o" || node.name == "i") && form_)) {
      if (node.name == "\3VBFrame") walk.unseen(NoteCode::unsupported, "VBA のフォーム");
      return;
    }
    if (same(node.name, "Revision Log") || same(node.name, "User Names")) {
      if (same(node.name, "Revision Log")) walk.unseen(NoteCode::unsupported, "変更履歴");
      return;
    }
    if (node.name == "Equation Native") return walk.hostile(NoteCode::ole_object, "Equation Editor");
    const auto content = of_.open(child);
    if (!content) return;
    if (same(node.name, "Workbook") || same(node.name, "Book")) return read_workbook(*content, walk);
    if (node.name == "\1Ole") return read_ole_link(*content, walk);
    if (node.name == "\1Ole10Native") return read_ole_native(*content, walk);
    if (node.name == "\5SummaryInformation" || node.name == "\5DocumentSummaryInformation")
      return read_properties(*content, walk);
    if (known_) return;
    walk.member(PartKind::member, printable(node.name), *content);
  }

  static std::string printable(std::string_view name) {
    std::string out;
    for (const char c : name)
      if (static_cast<unsigned char>(c) >= 0x20) out.push_back(c);
    return out;
  }

  const OleStorage& of_;
  bool known_ = false;  // of a kind that is not read
  bool word_ = false;
  bool package_ = false;
  bool form_ = false;
};

}  // namespace

std::unique_ptr<RandomSource> OleStorage::open(std::uint32_t at) const {
  auto stream = file.stream(at);
  if (!stream) {
    note_error(walk, stream.error());
    return nullptr;
  }
  return *std::move(stream);
}

std::unique_ptr<RandomSource> OleStorage::open(std::string_view name) const {
  const auto found = file.find(index, name);
  return found && !file.nodes()[*found].storage ? open(*found) : nullptr;
}

void read_storage(const OleStorage& storage, bool embedded) { Reading(storage).run(embedded); }

void read_ole(RandomSource& content, Walk& walk) {
  const auto file = CompoundFile::open(content);
  if (!file) return note_error(walk, file.error());
  if (file->orphans()) walk.unseen(NoteCode::broken, "目次にない部分");
  read_storage({*file, 0, walk}, false);
}

bool recognises_ole(const Head& head, RandomSource&) { return CompoundFile::recognises(head.bytes); }

}  // namespace sekisho::formats
