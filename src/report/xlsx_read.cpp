#include "report/xlsx_read.h"

#include <array>
#include <charconv>
#include <deque>

#include "workbook.h"
#include "xml_reader.h"
#include "xml_text.h"

namespace sekisho::report {
namespace {

constexpr std::uint64_t last_row = 1'048'576;
constexpr std::size_t last_column = 16'384;

// The column of "AB12": 27. nullopt for what is no reference.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t i = 0;
  for (; i < reference.size() && reference[i] >= 'A' && reference[i] <= 'Z'; ++i) {
    column = column * 26 + static_cast<std::size_t>(reference[i] - 'A' + 1);
    if (column > last_column) return std::nullopt;
  }
  if (i == 0) return std::nullopt;
  return column - 1;
}

template <class T>
std::optional<T> whole(std::string_view text) {
  T out{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return out;
}

class Sheet final : public RowReader, private XmlReader::Handler {
 public:
  Sheet(ByteView file, const XlsxLimits& limits)
      : limits_(limits), parts_(file, limits), strings_(limits.strings), xml_(*this) {}

  Result<void> open(std::string_view name) {
    SEKISHO_TRY(auto book, read_workbook(parts_));
    const Workbook::Sheet* sheet = name.empty() ? &book.sheets.front() : nullptr;
    for (const auto& one : book.sheets)
      if (one.name == name) sheet = &one;
    if (sheet == nullptr)
      return fail(ErrorCode::not_found, "「" + std::string(name) + "」という名前のシートがありません。",
                  "no sheet of that name");
    since_1904_ = book.since_1904;
    SEKISHO_TRY(shown_, read_styles(parts_, book.styles_part));
    SEKISHO_TRY(strings_, read_strings(parts_, book.strings_part, limits_));
    SEKISHO_TRY(part_, parts_.find(sheet->part));
    if (!part_) return broken_xlsx("the sheet's part is missing");
    return {};
  }

  Result<std::optional<Row>> next() override {
    while (rows_.empty() && !ended_) {
      std::array<std::uint8_t, 8 * 1024> buffer;
      SEKISHO_TRY(const std::size_t got, part_->read(buffer));
      ended_ = got == 0;
      SEKISHO_CHECK(ended_ ? xml_.finish() : xml_.feed(ByteView(buffer).first(got)));
    }
    if (rows_.empty()) return std::nullopt;
    auto row = std::move(rows_.front());
    rows_.pop_front();
    return row;
  }

 private:
  std::unexpected<Error> wrong(ErrorCode code, std::string_view ja, std::string_view en) const {
    const std::string row = std::to_string(row_.number);
    return fail(code, row + " 行目、" + column_letters(column_) + " 列：" + std::string(ja),
                column_letters(column_) + row + ": " + std::string(en));
  }

  Result<void> start(std::string_view name, const Attributes& a) override {
    if (name == "row") return start_row(a.get("r"));
    if (name == "c") return start_cell(a);
    if (name == "rPh") ++phonetic_;
    if (in_cell_ && (name == "v" || (name == "t" && phonetic_ == 0))) collecting_ = true;
    return {};
  }

  Result<void> start_row(std::string_view number) {
    const auto given = number.empty() ? row_number_ + 1 : whole<std::uint64_t>(number).value_or(0);
    if (given <= row_number_ || given > last_row) return broken_xlsx("rows out of order");
    row_number_ = given;
    row_ = {given, {}};
    row_bytes_ = 0;
    next_column_ = 0;
    return {};
  }

  Result<void> start_cell(const Attributes& a) {
    if (row_number_ == 0) return broken_xlsx("a cell outside a row");
    const auto reference = a.get("r");
    const auto column = reference.empty() ? std::optional(next_column_) : column_of(reference);
    if (!column || *column < next_column_ || *column >= last_column) return broken_xlsx("cells out of order");
    column_ = *column;
    next_column_ = column_ + 1;
    type_ = a.get("t");
    style_ = whole<std::size_t>(a.get("s")).value_or(0);
    value_.clear();
    in_cell_ = true;
    if (++cells_ > limits_.cells)
      return fail(ErrorCode::too_large,
                  "セルが多すぎます。要らない行・列を消すか、ファイルを分けてください。", "too many cells");
    return {};
  }

  Result<void> end(std::string_view name) override {
    if (name == "v" || name == "t") collecting_ = false;
    if (name == "rPh" && phonetic_ > 0) --phonetic_;
    if (name == "c") return end_cell();
    if (name == "row") return end_row();
    return {};
  }

  Result<void> text(std::string_view piece) override {
    if (!collecting_) return {};
    if (value_.size() + piece.size() > limits_.cell_bytes)
      return wrong(ErrorCode::too_large, "セルの文字が長すぎます。", "the cell is too long");
    value_ += piece;
    return {};
  }

  Result<std::string> content() const {
    if (type_ == "s") {
      const auto index = whole<std::size_t>(value_);
      if (value_.empty()) return std::string();
      if (!index || *index >= strings_.size()) return broken_xlsx("a shared string that is not there");
      return std::string(strings_.at(*index));
    }
    if (type_ == "inlineStr" || type_ == "str") return from_xstring(value_);
    if (type_ == "b")
      return std::string(value_ == "1" || value_ == "true" ? "TRUE" : value_.empty() ? "" : "FALSE");
    if (type_ == "d") return value_.ends_with("T00:00:00") ? value_.substr(0, value_.size() - 9) : value_;
    if (type_ == "e" || value_.empty()) return value_;
    return show_number(value_, style_ < shown_.size() ? shown_[style_] : Shown{}, since_1904_);
  }

  Result<void> end_cell() {
    in_cell_ = false;
    SEKISHO_TRY(auto text, content());
    if (text.empty()) return {};
    if (column_ >= limits_.columns)
      return wrong(
          ErrorCode::too_large,
          "列が多すぎます（" + std::to_string(limits_.columns) + " 列まで）。要らない列を消してください。",
          "too many columns");
    row_bytes_ += text.size();
    if (row_bytes_ > limits_.row_bytes)
      return wrong(ErrorCode::too_large, "行が長すぎます。", "the row is too long");
    text_bytes_ += text.size();
    if (text_bytes_ > limits_.text_bytes)
      return wrong(ErrorCode::too_large, "文字の量が多すぎます。ファイルを分けてください。", "too much text");
    row_.cells.resize(column_);
    row_.cells.push_back(std::move(text));
    return {};
  }

  Result<void> end_row() {
    if (row_.cells.empty()) return {};
    if (++count_ > limits_.rows)
      return fail(ErrorCode::too_large,
                  "行が多すぎます（" + std::to_string(limits_.rows) + " 行まで）。ファイルを分けてください。",
                  "more than " + std::to_string(limits_.rows) + " rows");
    rows_.push_back(std::move(row_));
    row_ = {row_number_, {}};
    return {};
  }

  XlsxLimits limits_;
  ZipParts parts_;
  std::vector<Shown> shown_;
  Strings strings_;
  bool since_1904_ = false;
  std::optional<PartReader> part_;
  XmlReader xml_;
  std::deque<Row> rows_;
  bool ended_ = false;
  Row row_;
  std::uint64_t row_number_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t cells_ = 0;
  std::uint64_t text_bytes_ = 0;
  std::size_t row_bytes_ = 0;
  std::size_t column_ = 0;
  std::size_t next_column_ = 0;
  std::size_t style_ = 0;
  std::string type_;
  std::string value_;
  bool in_cell_ = false;
  bool collecting_ = false;
  int phonetic_ = 0;
};

}  // namespace

Result<std::unique_ptr<RowReader>> read_xlsx(ByteView file, std::string_view sheet, XlsxLimits limits) {
  auto out = std::make_unique<Sheet>(file, limits);
  SEKISHO_CHECK(out->open(sheet));
  return out;
}

Result<std::vector<std::string>> xlsx_sheets(ByteView file, XlsxLimits limits) {
  ZipParts parts(file, limits);
  SEKISHO_TRY(const auto book, read_workbook(parts));
  std::vector<std::string> out;
  for (const auto& sheet : book.sheets) out.push_back(sheet.name);
  return out;
}

}  // namespace sekisho::report
