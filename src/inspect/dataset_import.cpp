#include "inspect/dataset_import.h"

#include <algorithm>
#include <utility>

#include "attribute.h"
#include "base/decoder.h"
#include "dataset_builder.h"
#include "dataset_rows.h"
#include "index_file.h"

namespace sekisho::inspect {
namespace {

constexpr std::uint64_t most_rows = 100'000'000;

std::unexpected<Error> wrong_headings(std::string ja, std::string en, std::string field = {}) {
  return fail(ErrorCode::invalid_input, std::move(ja), std::move(en), std::move(field));
}

AttributeSet attribute_of(Column column) {
  switch (column) {
    case Column::individual_number:
      return bit(Attribute::individual_number);
    case Column::record_code:
      return bit(Attribute::record_code);
    case Column::ledger_number:
      return bit(Attribute::ledger_number);
    case Column::household_number:
      return bit(Attribute::household_number);
    case Column::name:
    case Column::former_name:
      return bit(Attribute::name);
    case Column::kana:
      return bit(Attribute::kana);
    case Column::birth:
      return bit(Attribute::birth);
    case Column::address:
      return bit(Attribute::address);
    case Column::phone:
      return bit(Attribute::phone);
    case Column::account_number:
      return bit(Attribute::account);
    case Column::branch_code:
      return bit(Attribute::branch);
    default:
      return 0;
  }
}

// What each column of the file means.
Result<std::vector<Column>> map_columns(std::span<const std::string> headings, const ImportOptions& options) {
  std::vector<Column> columns(headings.size(), Column::ignore);
  std::array<bool, column_count> taken{};
  for (const auto& [heading, column] : options.columns) {
    const auto it = std::find(headings.begin(), headings.end(), heading);
    if (it == headings.end())
      return wrong_headings("「" + heading + "」という列がありません。見出しの行を確かめてください。",
                            "no column is headed '" + heading + "'", heading);
    columns[static_cast<std::size_t>(it - headings.begin())] = column;
    if (column != Column::ignore && std::exchange(taken[static_cast<std::size_t>(column)], true))
      return wrong_headings("「" + std::string(column_name(column)) + "」に 2 つの列が当てられています。",
                            "two columns are mapped to one meaning", heading);
  }
  const auto mapped = taken;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (options.columns.contains(headings[i])) continue;
    const auto found = column_from_header(headings[i]);
    if (!found || *found == Column::ignore || mapped[static_cast<std::size_t>(*found)]) continue;
    if (std::exchange(taken[static_cast<std::size_t>(*found)], true))
      return wrong_headings(
          "「" + std::string(column_name(*found)) +
              "」と読める列が 2 つあります。どちらを使うか、列の割り当てで指定してください。",
          "two columns look like the same meaning; say which to use", headings[i]);
    columns[i] = *found;
  }
  AttributeSet set = 0;
  for (const Column c : columns) set |= attribute_of(c);
  if (!is_evidence(set))
    return wrong_headings(
        "見分けられる列が足りません。個人番号か住民票コード、口座番号と支店番号、または氏名・フリガナ・生年月"
        "日・住所・"
        "宛名番号・世帯番号・電話番号のうち 2 つ（氏名とフリガナだけは不可）が必要です。1 "
        "行目に見出しがあるか確かめてください。",
        "the columns do not identify anybody: a national number, an account with its branch, or two of name "
        "or kana, "
        "birth, address, ledger number, household number, phone");
  return columns;
}

class Import {
 public:
  Import(const ImportOptions& options, const IndexKey& key, ImportReport& report)
      : options_(options),
        key_(value_key(key)),
        report_(report),
        builder_(options.unit, key_.view().first<16>()) {
    for (const FixedColumn& c : options.fixed) headings_.push_back(c.heading);
  }

  Result<void> headings() {
    SEKISHO_TRY(columns_, map_columns(headings_, options_));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] == Column::ignore) {
        report_.ignored.push_back(headings_[i]);
      } else {
        report_.used.emplace_back(headings_[i], columns_[i]);
      }
    }
    unreadable_.assign(columns_.size(), 0);
    filled_.assign(columns_.size(), 0);
    return {};
  }

  Result<bool> row(std::uint64_t number, std::span<const std::string_view> cells, const LaneTable& table) {
    if (columns_.empty()) {
      const bool fixed = !headings_.empty();
      if (!fixed)
        for (const auto cell : cells) headings_.push_back(utf8(cell, table.encoding()));
      SEKISHO_CHECK(headings());
      if (!fixed) return true;
    }
    if (++report_.rows > most_rows)
      return fail(ErrorCode::too_large, "行が多すぎます（1 億行まで）。", "more than 100,000,000 rows");
    // A sheet gives no cells after a row's last.
    const bool sheet = options_.layout == Layout::xlsx || options_.layout == Layout::found;
    if (cells.size() > columns_.size() ||
        (cells.size() < columns_.size() && !(sheet && report_.encoding.empty() && xlsx))) {
      stop(number, {},
           "列の数が見出しと違います（見出し " + std::to_string(columns_.size()) + " 列、この行 " +
               std::to_string(cells.size()) + " 列）。",
           std::to_string(cells.size()) + " fields where the heading has " + std::to_string(columns_.size()));
      return !hopeless();
    }
    builder_.begin_row();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto taken = builder_.value(columns_[i], cells[i], table);
      if (taken == DatasetBuilder::Taken::empty) continue;
      ++filled_[i];
      if (taken == DatasetBuilder::Taken::left_out) left_out(i, number);
      if (taken == DatasetBuilder::Taken::wrong)
        stop(number, headings_[i], "個人番号が正しくありません（12 桁でないか、検査用の数字が合いません）。",
             "not a valid individual number");
    }
    builder_.end_row();
    return !hopeless();
  }

  void stop(std::uint64_t number, std::string column, std::string ja, std::string en) {
    stopped_ = true;
    problem(number, std::move(column), std::move(ja), std::move(en));
  }

  // False: a problem forbids that there be an index.
  bool finish() {
    builder_.end_rows();
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (unreadable_[i] > 10 && unreadable_[i] * 100 > filled_[i])
        stop(1, headings_[i],
             "この列の値の 1% を超える " + std::to_string(unreadable_[i]) +
                 " 件が読み取れません。列の割り当てが正しいか確かめてください。",
             std::to_string(unreadable_[i]) + " values of this column are unreadable, more than 1%");
    if (report_.rows == 0 && !stopped_)
      stop(1, {}, "見出しの行のほかに、データの行がありません。", "there are no rows");
    report_.units = builder_.units();
    report_.households = builder_.households();
    report_.unmatchable = builder_.unmatchable();
    return !stopped_;
  }
  Result<void> write(IndexWriter& to) {
    return builder_.finish([&](std::span<const std::uint64_t> words) { return to.write(words); });
  }

  bool xlsx = false;

 private:
  static std::string utf8(std::string_view cell, Encoding encoding) {
    return to_utf8(as_bytes(cell), encoding).value_or(std::string(cell));
  }
  bool hopeless() const { return stopped_ && report_.problem_count >= options_.max_problems; }
  void problem(std::uint64_t number, std::string column, std::string ja, std::string en) {
    ++report_.problem_count;
    if (report_.problems.size() < options_.max_problems)
      report_.problems.push_back({number, std::move(column), std::move(ja), std::move(en)});
  }
  void left_out(std::size_t column, std::uint64_t number) {
    ++unreadable_[column];
    problem(number, headings_[column],
            std::string(column_name(columns_[column])) + "として読み取れません（この値だけ使いません）。",
            "not a " + std::string(column_code(columns_[column])) + "; the value is left out");
  }

  const ImportOptions& options_;
  Key key_;
  ImportReport& report_;
  DatasetBuilder builder_;
  std::vector<std::string> headings_;
  std::vector<Column> columns_;
  std::vector<std::uint64_t> filled_, unreadable_;
  bool stopped_ = false;
};

}  // namespace

Result<ImportReport> import_dataset(RandomSource& source, const ImportOptions& options, const IndexKey& key,
                                    const std::filesystem::path& index, const ImportProgress& progress,
                                    std::stop_token stop) {
  ImportReport report;
  if (source.size() == 0)
    return wrong_headings("ファイルが空です。1 行目に見出しのあるファイルを選んでください。",
                          "the file is empty");
  Import import(options, key, report);
  std::uint8_t head[2] = {};
  SEKISHO_CHECK(source.read_at(0, head));
  import.xlsx = head[0] == 'P' && head[1] == 'K';
  SEKISHO_TRY(const RowsOf rows, read_rows(
                                     source, options, progress, stop,
                                     [&](std::uint64_t number, std::span<const std::string_view> cells,
                                         const LaneTable& table) { return import.row(number, cells, table); },
                                     [&](std::uint64_t number, const Error& error) {
                                       import.stop(number, {}, error.ja, error.en);
                                     }));
  report.encoding = rows.encoding;
  if (!import.finish()) return report;
  SEKISHO_TRY(const auto writer, IndexWriter::create(index, key));
  SEKISHO_CHECK(import.write(*writer));
  SEKISHO_TRY(report.index_bytes, writer->finish());
  report.imported = true;
  return report;
}

}  // namespace sekisho::inspect
