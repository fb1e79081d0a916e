#include "dataset_rows.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "base/csv.h"
#include "base/encoding.h"
#include "formats/walk.h"

namespace sekisho::inspect {
namespace {

std::unexpected<Error> stopped() {
  return fail(ErrorCode::unavailable, "取り込みを中止しました。照合データは前のままです。",
              "the import was stopped");
}

bool is_xlsx(RandomSource& source) {
  std::uint8_t head[4];
  const auto got = source.read_at(0, head);
  return got && *got == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
}

// The rows of one sheet out of all that the readers find.
class SheetRows final : public formats::Sink {
 public:
  SheetRows(const std::string& sheet, const TakeRow& take) : sheet_(sheet), take_(take) {}

  void begin(formats::PartKind kind, std::string_view name) override {
    ++depth_;
    if (kind == formats::PartKind::sheet && !inside_ && !found && (sheet_.empty() || name == sheet_)) {
      inside_ = depth_;
      found = true;
    }
  }
  void end() override {
    if (inside_ == depth_) {
      inside_ = 0;
      done_ = true;
    }
    --depth_;
  }
  bool bytes(ByteView) override { return !done_; }
  bool text(std::string_view) override { return !done_; }
  bool row(std::uint64_t number, std::span<const std::string_view> cells) override {
    if (inside_ != depth_ || !result) return result.has_value();
    auto more = take_(number, cells, *LaneTable::of(Encoding::utf8));
    if (!more) result = pass_on(std::move(more).error());
    return more && *more;
  }
  void note(const formats::Note& note) override {
    if (formats::severity(note.code) == formats::Severity::unseen && !done_) unseen = note.code;
  }

  bool found = false;
  Result<void> result;
  std::optional<formats::NoteCode> unseen;

 private:
  const std::string& sheet_;
  const TakeRow& take_;
  int depth_ = 0;
  int inside_ = 0;
  bool done_ = false;
};

class Forward final : public formats::WalkProgress {
 public:
  explicit Forward(const ImportProgress& to) : to_(to) {}
  void at(std::uint64_t read, std::uint64_t size, std::uint64_t) override {
    if (to_) to_(read, size);
  }

 private:
  const ImportProgress& to_;
};

Result<RowsOf> read_sheet(RandomSource& source, const ImportOptions& options, const ImportProgress& progress,
                          const std::stop_token& stop, const TakeRow& take, const BrokenRow& broken) {
  SheetRows rows(options.sheet, take);
  Forward forward(progress);
  SEKISHO_CHECK(formats::walk(source, "extract.xlsx", {}, rows, forward, stop));
  SEKISHO_CHECK(rows.result);
  if (!rows.found)
    return fail(ErrorCode::invalid_input,
                options.sheet.empty() ? "Excel のシートが見つかりません。"
                                      : "「" + options.sheet + "」というシートがありません。",
                "no such sheet");
  if (rows.unseen) {
    const std::string ja(formats::note_ja(*rows.unseen));
    broken(0, {ErrorCode::invalid_input, ja, std::string(formats::note_en(*rows.unseen)), {}});
  }
  return RowsOf{};
}

// One line after the other; a line is cut at the widths of its columns.
class FixedReader {
 public:
  FixedReader(ByteSource& source, const ImportOptions& options, bool by_bytes)
      : source_(source), options_(options), by_bytes_(by_bytes) {}

  Result<std::span<const std::string_view>> next() {
    cells_.clear();
    for (;;) {
      const std::size_t end = text_.find('\n', at_);
      if (end == text_.npos && !ended_) {
        text_.erase(0, at_);
        at_ = 0;
        Bytes piece(std::size_t{1} << 16);
        SEKISHO_TRY(const std::size_t got, source_.read(piece));
        ended_ = got == 0;
        text_ += as_text(ByteView(piece).first(got));
        if (text_.size() > (std::size_t{1} << 20))
          return fail(ErrorCode::too_large, "行が長すぎます。改行のある固定長のファイルを選んでください。",
                      "a line is too long");
        continue;
      }
      if (at_ >= text_.size()) return std::span<const std::string_view>();
      std::string_view line =
          std::string_view(text_).substr(at_, (end == text_.npos ? text_.size() : end) - at_);
      at_ = end == text_.npos ? text_.size() : end + 1;
      ++line_;
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (line.empty()) continue;
      std::size_t from = 0;
      for (const FixedColumn& column : options_.fixed) {
        const std::size_t size =
            by_bytes_ ? column.width : utf8_size(line.substr(std::min(from, line.size())), column.width);
        cells_.push_back(trimmed(from < line.size() ? line.substr(from, size) : std::string_view()));
        from += size;
      }
      return std::span<const std::string_view>(cells_);
    }
  }
  std::uint64_t line() const { return line_; }

 private:
  static std::size_t utf8_size(std::string_view text, std::size_t characters) {
    std::size_t at = 0;
    for (; at < text.size(); ++at)
      if ((text[at] & 0xC0) != 0x80 && characters-- == 0) break;
    return at;
  }
  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return text;
  }

  ByteSource& source_;
  const ImportOptions& options_;
  bool by_bytes_;
  std::string text_;
  std::size_t at_ = 0;
  bool ended_ = false;
  std::uint64_t line_ = 0;
  std::vector<std::string_view> cells_;
};

}  // namespace

Result<RowsOf> read_rows(RandomSource& source, const ImportOptions& options, const ImportProgress& progress,
                         const std::stop_token& stop, const TakeRow& take, const BrokenRow& broken) {
  if (options.layout == Layout::xlsx || (options.layout == Layout::found && is_xlsx(source)))
    return read_sheet(source, options, progress, stop, take, broken);
  Encoding encoding = Encoding::utf8;
  if (options.encoding) {
    encoding = *options.encoding;
  } else {
    RangeSource all(source, 0, source.size());
    SEKISHO_TRY(encoding, detect_encoding(all));
  }
  RowsOf rows{std::string(encoding_name(encoding))};
  RangeSource all(source, 0, source.size());
  // Commas, quotes and line ends are no part of other characters in CP932 and EUC-JP: only UTF-16 is
  // converted.
  const LaneTable* table = LaneTable::of(encoding);
  std::unique_ptr<ByteSource> converted = table ? nullptr : as_utf8(all, encoding);
  if (!table) table = LaneTable::of(Encoding::utf8);
  ByteSource& text = converted ? *converted : static_cast<ByteSource&>(all);
  const auto each = [&](auto& reader) -> Result<RowsOf> {
    for (std::uint64_t count = 0;; ++count) {
      if (count % 1024 == 0) {
        if (stop.stop_requested()) return stopped();
        if (progress) progress(source.size() - all.size().value_or(0), source.size());
      }
      auto row = reader.next();
      if (!row && row.error().code != ErrorCode::invalid_input && row.error().code != ErrorCode::too_large)
        return pass_on(std::move(row).error());
      if (!row) {
        broken(reader.line(), row.error());
        return rows;
      }
      if (row->empty()) return rows;
      SEKISHO_TRY(const bool more, take(reader.line(), *row, *table));
      if (!more) return rows;
    }
  };
  if (options.layout == Layout::fixed_width) {
    FixedReader reader(text, options, encoding == Encoding::cp932 || encoding == Encoding::euc_jp);
    return each(reader);
  }
  CsvReader reader(text, options.layout == Layout::tsv ? '\t' : options.layout == Layout::csv ? ',' : '\0');
  return each(reader);
}

}  // namespace sekisho::inspect
