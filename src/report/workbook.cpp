#include "workbook.h"

#include <array>
#include <charconv>
#include <map>

#include "xml_reader.h"
#include "xml_text.h"

namespace sekisho::report {
namespace {

constexpr std::size_t most_sheets = 1000;
constexpr std::size_t most_styles = 70'000;

unsigned number(std::string_view text) {
  unsigned out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// All of a part through `handler`. False: there is no such part.
Result<bool> read_part(ZipParts& parts, std::string_view name, XmlReader::Handler& handler) {
  SEKISHO_TRY(auto part, parts.find(name));
  if (!part) return false;
  XmlReader xml(handler);
  std::array<std::uint8_t, 16 * 1024> buffer;
  for (;;) {
    SEKISHO_TRY(const std::size_t got, part->read(buffer));
    if (got == 0) break;
    SEKISHO_CHECK(xml.feed(ByteView(buffer).first(got)));
  }
  SEKISHO_CHECK(xml.finish());
  return true;
}

struct Relation {
  std::string type, target;
};

class Relations final : public XmlReader::Handler {
 public:
  Result<void> start(std::string_view name, const Attributes& a) override {
    if (name != "Relationship" || a.get("TargetMode") == "External") return {};
    if (by_id.size() >= 10 * most_sheets) return broken_xlsx("too many relationships");
    by_id[std::string(a.get("Id"))] = {std::string(a.get("Type")), std::string(a.get("Target"))};
    return {};
  }
  Result<void> end(std::string_view) override { return {}; }

  const Relation* of_type(std::string_view type) const {
    for (const auto& [id, relation] : by_id)
      if (relation.type.ends_with(type)) return &relation;
    return nullptr;
  }
  std::map<std::string, Relation, std::less<>> by_id;
};

// `target` as seen from `part`: "worksheets/sheet1.xml", "/xl/styles.xml", "../x.xml".
std::string resolve(std::string_view part, std::string_view target) {
  std::string out;
  if (!target.starts_with('/')) out = part.substr(0, part.rfind('/') == part.npos ? 0 : part.rfind('/') + 1);
  while (!target.empty()) {
    const auto slash = target.find('/');
    const auto step = target.substr(0, slash);
    if (step == "..") {
      if (!out.empty()) out.pop_back();
      out.resize(out.rfind('/') == std::string::npos ? 0 : out.rfind('/') + 1);
    } else if (!step.empty() && step != ".") {
      (out += step) += slash == target.npos ? "" : "/";
    }
    target.remove_prefix(slash == target.npos ? target.size() : slash + 1);
  }
  return out;
}

class Book final : public XmlReader::Handler {
 public:
  Result<void> start(std::string_view name, const Attributes& a) override {
    if (name == "workbookPr") since_1904 = a.get("date1904") == "1" || a.get("date1904") == "true";
    if (name != "sheet") return {};
    if (sheets.size() >= most_sheets) return broken_xlsx("too many sheets");
    sheets.emplace_back(a.get("name"), a.get("id"));
    return {};
  }
  Result<void> end(std::string_view) override { return {}; }

  std::vector<std::pair<std::string, std::string>> sheets;  // name, relation
  bool since_1904 = false;
};

class Styles final : public XmlReader::Handler {
 public:
  Result<void> start(std::string_view name, const Attributes& a) override {
    if (shown.size() >= most_styles || formats.size() >= most_styles) return broken_xlsx("too many styles");
    if (name == "numFmt") {
      formats[number(a.get("numFmtId"))] = shown_by_code(a.get("formatCode"));
    } else if (name == "cellXfs") {
      inside = true;
    } else if (name == "xf" && inside) {
      const unsigned id = number(a.get("numFmtId"));
      const auto own = formats.find(id);
      shown.push_back(own == formats.end() ? shown_by_id(id) : own->second);
    }
    return {};
  }
  Result<void> end(std::string_view name) override {
    if (name == "cellXfs") inside = false;
    return {};
  }

  std::map<unsigned, Shown> formats;
  std::vector<Shown> shown;
  bool inside = false;
};

class SharedStrings final : public XmlReader::Handler {
 public:
  SharedStrings(Strings& out, std::size_t longest) : out_(out), longest_(longest) {}

  Result<void> start(std::string_view name, const Attributes&) override {
    if (name == "rPh") ++phonetic_;
    if (name == "t") text_ = phonetic_ == 0;
    return {};
  }
  Result<void> end(std::string_view name) override {
    if (name == "t") text_ = false;
    if (name == "rPh" && phonetic_ > 0) --phonetic_;
    if (name != "si") return {};
    SEKISHO_CHECK(out_.add(from_xstring(joined_)));
    joined_.clear();
    return {};
  }
  Result<void> text(std::string_view piece) override {
    if (!text_) return {};
    if (joined_.size() + piece.size() > longest_)
      return fail(ErrorCode::too_large, "長すぎる文字列が入っているセルがあります。短くしてください。",
                  "a shared string is too long");
    joined_ += piece;
    return {};
  }

 private:
  Strings& out_;
  std::size_t longest_;
  std::string joined_;
  bool text_ = false;
  int phonetic_ = 0;
};

}  // namespace

Result<void> Strings::add(std::string_view text) {
  if (text_.size() + text.size() + sizeof(std::size_t) * ends_.size() > limit_)
    return fail(ErrorCode::too_large,
                "文字の量が多すぎます。要らない行・列・シートを消すか、ファイルを分けてください。",
                "too many shared strings");
  text_ += text;
  ends_.push_back(text_.size());
  return {};
}

std::string_view Strings::at(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
  return std::string_view(text_).substr(begin, ends_[i] - begin);
}

Result<Workbook> read_workbook(ZipParts& parts) {
  Relations top;
  SEKISHO_TRY(const bool is_package, read_part(parts, "_rels/.rels", top));
  const Relation* document = top.of_type("/officeDocument");
  if (!is_package || document == nullptr)
    return fail(
        ErrorCode::unsupported,
        "Excel ファイル（xlsx）ではありません。表は「Excel ブック (*.xlsx)」か CSV で保存してください。",
        "not an Office Open XML file");
  const std::string book_part = resolve("", document->target);
  Book book;
  SEKISHO_TRY(const bool has_book, read_part(parts, book_part, book));
  const auto slash = book_part.rfind('/') == std::string::npos ? 0 : book_part.rfind('/') + 1;
  Relations relations;
  SEKISHO_TRY(
      const bool has_relations,
      read_part(parts, book_part.substr(0, slash) + "_rels/" + book_part.substr(slash) + ".rels", relations));
  if (!has_book || !has_relations) return broken_xlsx("the workbook's parts are missing");
  Workbook out;
  out.since_1904 = book.since_1904;
  for (const auto& [name, id] : book.sheets) {
    const auto found = relations.by_id.find(id);
    // Sheets of charts have no rows.
    if (found != relations.by_id.end() && found->second.type.ends_with("/worksheet"))
      out.sheets.push_back({name, resolve(book_part, found->second.target)});
  }
  if (const auto* found = relations.of_type("/styles")) out.styles_part = resolve(book_part, found->target);
  if (const auto* found = relations.of_type("/sharedStrings"))
    out.strings_part = resolve(book_part, found->target);
  if (out.sheets.empty())
    return fail(ErrorCode::unsupported,
                "表のシートが見つかりません。「Excel ブック (*.xlsx)」として保存し直してください。",
                "a workbook without worksheets");
  return out;
}

Result<std::vector<Shown>> read_styles(ZipParts& parts, const std::string& part) {
  Styles styles;
  if (!part.empty()) SEKISHO_CHECK(read_part(parts, part, styles));
  return std::move(styles.shown);
}

Result<Strings> read_strings(ZipParts& parts, const std::string& part, const XlsxLimits& limits) {
  Strings out(limits.strings);
  SharedStrings handler(out, limits.cell_bytes);
  if (!part.empty()) SEKISHO_CHECK(read_part(parts, part, handler));
  return out;
}

}  // namespace sekisho::report
