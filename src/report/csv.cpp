#include "report/csv.h"

#include <algorithm>

#include "base/encoding.h"

namespace sekisho::report {
namespace {

constexpr std::size_t piece = 64 * 1024;

bool begins_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

// Behind any number of apostrophes: each guard adds one, and takes one away.
bool needs_guard(std::string_view cell) {
  return begins_formula(cell.substr(std::min(cell.size(), cell.find_first_not_of('\''))));
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  const auto dot = text.find('.');
  return digits(text.substr(0, dot)) && (dot == text.npos || digits(text.substr(dot + 1)));
}

class CsvRows final : public RowReader {
 public:
  CsvRows(ByteView file, Encoding encoding, const CsvReadLimits& limits)
      : source_(file),
        text_(as_utf8(source_, encoding)),
        reader_(*text_, 0, limits.csv),
        limit_(limits.rows) {}

  Result<std::optional<Row>> next() override {
    for (;;) {
      SEKISHO_TRY(const auto fields, reader_.next());
      if (fields.empty()) return std::nullopt;
      Row row{reader_.line(), {}};
      row.cells.reserve(fields.size());
      for (const auto field : fields) row.cells.emplace_back(without_guard(field));
      while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
      if (row.cells.empty()) continue;
      if (++count_ > limit_)
        return fail(ErrorCode::too_large,
                    "行が多すぎます（" + std::to_string(limit_) + " 行まで）。ファイルを分けてください。",
                    "more than " + std::to_string(limit_) + " rows");
      return row;
    }
  }

 private:
  MemorySource source_;
  std::unique_ptr<ByteSource> text_;
  CsvReader reader_;
  std::uint64_t limit_;
  std::uint64_t count_ = 0;
};

struct Place {
  std::size_t line, column;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// Where the first character is that `encoding` does not have. Counts commas as a text editor shows them: good
// enough to point at.
Place first_wrong(std::string_view text, Encoding encoding) {
  Place at{1, 1};
  while (!text.empty()) {
    const auto end = text.find_first_of(",\n");
    if (!to_utf8(as_bytes(text.substr(0, end)), encoding)) return at;
    if (end == text.npos) break;
    at = text[end] == '\n' ? Place{at.line + 1, 1} : Place{at.line, at.column + 1};
    text.remove_prefix(end + 1);
  }
  return at;
}

std::unexpected<Error> unreadable(ByteView file) {
  const std::string_view text = as_text(file);
  const Place utf8 = first_wrong(text, Encoding::utf8);
  const Place cp932 = first_wrong(text, Encoding::cp932);
  const bool nearer_utf8 = utf8 >= cp932 || text.starts_with("\xEF\xBB\xBF");
  const Place at = nearer_utf8 ? utf8 : cp932;
  const std::string name = nearer_utf8 ? "UTF-8" : "CP932（シフト JIS）";
  return fail(
      ErrorCode::invalid_input,
      std::to_string(at.line) + " 行目、" + std::to_string(at.column) + " 列目：文字コード " + name +
          " として読めない文字があります。Excel で「CSV UTF-8（コンマ区切り）」として保存し直してください。",
      "line " + std::to_string(at.line) + ", column " + std::to_string(at.column) +
          ": neither valid UTF-8 nor valid CP932");
}

}  // namespace

std::string guard_formula(std::string_view cell) {
  return needs_guard(cell) ? "'" + std::string(cell) : std::string(cell);
}

std::string_view without_guard(std::string_view cell) {
  return cell.starts_with('\'') && needs_guard(cell) ? cell.substr(1) : cell;
}

CsvWriter::CsvWriter(Table table, Sink sink) : table_(std::move(table)), sink_(std::move(sink)) {}

void CsvWriter::put(std::string_view cell, Kind kind) {
  const std::string guarded =
      kind == Kind::number && is_number(cell) ? std::string(cell) : guard_formula(cell);
  if (guarded.find_first_of(",\"\r\n\t") == std::string::npos && !guarded.starts_with(' ') &&
      !guarded.ends_with(' ')) {
    line_ += guarded;
    return;
  }
  line_ += '"';
  for (const char c : guarded) {
    if (c == '"') line_ += '"';
    line_ += c;
  }
  line_ += '"';
}

void CsvWriter::begin() {
  begun_ = true;
  line_ = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    if (i > 0) line_ += ',';
    put(table_.columns[i].name, Kind::text);
  }
  line_ += "\r\n";
}

Result<void> CsvWriter::row(std::span<const std::string> cells) {
  if (!begun_) begin();
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    if (i > 0) line_ += ',';
    if (i < cells.size()) put(cells[i], table_.columns[i].kind);
  }
  line_ += "\r\n";
  if (line_.size() < piece) return {};
  SEKISHO_CHECK(sink_(as_bytes(line_)));
  line_.clear();
  return {};
}

Result<void> CsvWriter::finish() {
  if (!begun_) begin();
  SEKISHO_CHECK(sink_(as_bytes(line_)));
  line_.clear();
  return {};
}

Result<std::unique_ptr<RowReader>> read_csv(ByteView file, CsvReadLimits limits) {
  MemorySource source(file);
  const auto encoding = detect_encoding(source);
  if (!encoding) return unreadable(file);
  return std::make_unique<CsvRows>(file, *encoding, limits);
}

}  // namespace sekisho::report
