#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/csv.h"
#include "canonical.h"
#include "fold.h"
#include "index_file.h"
#include "inspect/identifiers.h"
#include "inspect/register.h"
#include "inspect/values.h"

namespace sekisho::inspect {
namespace {

constexpr std::uint32_t most_residents = 100'000'000;

std::unexpected<Error> wrong_headings(std::string ja, std::string en, std::string field = {}) {
  return fail(ErrorCode::invalid_input, std::move(ja), std::move(en), std::move(field));
}

// What each column of the file means.
Result<std::vector<Column>> map_columns(std::span<const std::string> headings, const ImportOptions& options) {
  std::vector<Column> columns(headings.size(), Column::ignore);
  std::array<bool, 13> taken{};
  for (const auto& [heading, column] : options.columns) {
    const auto it = std::find(headings.begin(), headings.end(), heading);
    if (it == headings.end())
      return wrong_headings(
          "台帳の CSV に「" + heading + "」という列がありません。見出しの行を確かめてください。",
          "no column is headed '" + heading + "'", heading);
    columns[static_cast<std::size_t>(it - headings.begin())] = column;
    if (column != Column::ignore && column != Column::former_name &&
        std::exchange(taken[static_cast<std::size_t>(column)], true))
      return wrong_headings("「" + std::string(column_name(column)) + "」に 2 つの列が当てられています。",
                            "two columns are mapped to one meaning", heading);
  }
  const auto mapped = taken;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (options.columns.contains(headings[i])) continue;
    const auto found = column_from_header(headings[i]);
    if (!found || *found == Column::ignore || mapped[static_cast<std::size_t>(*found)]) continue;
    if (*found != Column::former_name && std::exchange(taken[static_cast<std::size_t>(*found)], true))
      return wrong_headings(
          "「" + std::string(column_name(*found)) +
              "」と読める列が 2 つあります。どちらを使うか、列の割り当てで指定してください。",
          "two columns look like the same meaning; say which to use", headings[i]);
    columns[i] = *found;
  }
  const auto has = [&](Column c) { return std::find(columns.begin(), columns.end(), c) != columns.end(); };
  AttributeSet set = 0;
  if (has(Column::individual_number)) set |= bit(Attribute::individual_number);
  if (has(Column::record_code)) set |= bit(Attribute::record_code);
  if (has(Column::ledger_number)) set |= bit(Attribute::ledger_number);
  if (has(Column::name)) set |= bit(Attribute::name);
  if (has(Column::kana)) set |= bit(Attribute::kana);
  if (has(Column::birth)) set |= bit(Attribute::birth);
  if (has(Column::address)) set |= bit(Attribute::address);
  if (!is_evidence(set))
    return wrong_headings(
        "住民を見分けられる列が足りません。個人番号か住民票コード、または氏名・フリガナ・生年月日・住所・宛名"
        "番号のうち 2 "
        "つ（氏名とフリガナだけは不可）が必要です。1 行目に見出しがあるか確かめてください。",
        "the columns do not identify residents: a national number, or two of name/kana, birth, address, "
        "ledger number");
  return columns;
}

class Import {
 public:
  Import(const ImportOptions& options, const IndexKey& key, ImportReport& report)
      : options_(options), hash_(value_hash(key)), report_(report) {}

  Result<void> headings(std::span<const std::string_view> row) {
    for (const auto text : row) headings_.emplace_back(text);
    SEKISHO_TRY(columns_, map_columns(headings_, options_));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] == Column::ignore) {
        report_.ignored.push_back(headings_[i]);
      } else {
        report_.used.emplace_back(headings_[i], columns_[i]);
      }
      keyed_ |= columns_[i] == Column::ledger_number || columns_[i] == Column::individual_number ||
                columns_[i] == Column::record_code;
    }
    unreadable_.assign(columns_.size(), 0);
    filled_.assign(columns_.size(), 0);
    return {};
  }

  void row(std::span<const std::string_view> fields, std::uint64_t line) {
    ++report_.rows;
    if (fields.size() != columns_.size()) {
      stop(
          line, {},
          "列の数が見出しと違います（見出し " + std::to_string(columns_.size()) + " 列、この行 " +
              std::to_string(fields.size()) + " 列）。",
          std::to_string(fields.size()) + " fields where the heading has " + std::to_string(columns_.size()));
      return;
    }
    found_.clear();
    AttributeSet set = 0;
    identity_.reset();
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (columns_[i] != Column::ignore && !fields[i].empty()) set |= value(i, fields[i], line);
    const std::uint32_t resident = ordinal();
    sets_[resident] |= set;
    for (const std::uint64_t digest : found_) entries_.push_back({digest, resident});
  }

  void stop(std::uint64_t line, std::string column, std::string ja, std::string en) {
    stopped_ = true;
    problem(line, std::move(column), std::move(ja), std::move(en));
  }
  bool hopeless() const { return stopped_ && report_.problem_count >= options_.max_problems; }

  // The index, or nothing when a problem forbids it.
  std::optional<std::vector<std::uint64_t>> finish() {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (unreadable_[i] > 10 && unreadable_[i] * 100 > filled_[i])
        stop(1, headings_[i],
             "この列の値の 1% を超える " + std::to_string(unreadable_[i]) +
                 " 件が読み取れません。列の割り当てが正しいか確かめてください。",
             std::to_string(unreadable_[i]) + " values of this column are unreadable, more than 1%");
    if (sets_.empty() && !stopped_)
      stop(1, {}, "見出しの行のほかに、住民の行がありません。", "there are no rows of residents");
    report_.residents = static_cast<std::uint32_t>(sets_.size());
    report_.unmatchable = static_cast<std::uint32_t>(
        std::count_if(sets_.begin(), sets_.end(), [](auto s) { return !is_evidence(s); }));
    if (stopped_) return std::nullopt;
    AttributeSet all = 0;
    for (const AttributeSet set : sets_) all |= set;
    return build_body(entries_, report_.residents, all);
  }

 private:
  void problem(std::uint64_t line, std::string column, std::string ja, std::string en) {
    ++report_.problem_count;
    if (report_.problems.size() < options_.max_problems)
      report_.problems.push_back({line, std::move(column), std::move(ja), std::move(en)});
  }
  void left_out(std::size_t column, std::uint64_t line, std::string ja, std::string en) {
    ++unreadable_[column];
    problem(line, headings_[column], std::move(ja), std::move(en));
  }
  AttributeSet add(Attribute kind, std::u16string_view text) {
    if (text.empty()) return 0;
    found_.push_back(hash_(text.data(), text.size() * 2, static_cast<std::uint8_t>(kind)));
    return bit(kind);
  }
  void identify(int rank, AttributeSet added) {
    if (added != 0 && (!identity_ || identity_->first > rank)) identity_ = {rank, found_.back()};
  }

  AttributeSet value(std::size_t column, std::string_view text, std::uint64_t line) {
    std::u16string folded = fold(text);
    if (folded.empty()) return 0;
    ++filled_[column];
    AttributeSet added = 0;
    switch (columns_[column]) {
      case Column::name:
      case Column::former_name:
        canonical_name(folded);
        return add(Attribute::name, folded);
      case Column::kana:
        canonical_name(folded);
        return add(Attribute::kana, folded);
      case Column::birth:
        if (const auto day = parse_date(folded)) return add(Attribute::birth, canonical_day(*day));
        left_out(column, line, "日付として読み取れません（この値だけ使いません）。",
                 "not a date; the value is left out");
        return 0;
      case Column::address: {
        canonical_address(folded, address_);
        for (std::size_t i = 0; i < address_.count; ++i) added |= add(Attribute::address, address_.forms[i]);
        if (added == 0)
          left_out(column, line, "住所として読み取れません（この値だけ使いません）。",
                   "not an address; the value is left out");
        return added;
      }
      case Column::ledger_number:
      case Column::individual_number:
      case Column::record_code:
        return number(column, folded, line);
      default:
        return 0;
    }
  }

  AttributeSet number(std::size_t column, std::u16string& folded, std::uint64_t line) {
    std::erase(folded, u'-');
    std::string digits;
    for (const char16_t c : folded) digits += is_digit(c) ? static_cast<char>(c) : '?';
    AttributeSet added = 0;
    if (columns_[column] == Column::individual_number) {
      if (!is_individual_number(digits)) {
        stop(line, headings_[column],
             "個人番号が正しくありません（12 桁でないか、検査用の数字が合いません）。",
             "not a valid individual number");
        return 0;
      }
      added = add(Attribute::individual_number, folded);
      identify(1, added);
    } else if (columns_[column] == Column::record_code) {
      if (!is_resident_record_code(digits)) {
        left_out(column, line, "住民票コードが正しくありません（この値だけ使いません）。",
                 "not a valid resident record code; the value is left out");
        return 0;
      }
      added = add(Attribute::record_code, folded);
      identify(2, added);
    } else {
      if (digits.size() > 20 || digits.find('?') != digits.npos || canonical_number(folded).empty()) {
        left_out(column, line, "宛名番号が数字ではありません（この値だけ使いません）。",
                 "not a ledger number; the value is left out");
        return 0;
      }
      added = add(Attribute::ledger_number, canonical_number(folded));
      identify(0, added);
    }
    return added;
  }

  // Rows about the same resident (a history, two names) share an ordinal.
  std::uint32_t ordinal() {
    const auto next = static_cast<std::uint32_t>(sets_.size());
    if (keyed_ && identity_) {
      const auto [it, added] = ordinals_.emplace(identity_->second, next);
      if (!added) return it->second;
    }
    sets_.push_back(0);
    return next;
  }

  const ImportOptions& options_;
  SipHash hash_;
  ImportReport& report_;
  std::vector<std::string> headings_;
  std::vector<Column> columns_;
  std::vector<std::uint64_t> filled_;
  std::vector<std::uint64_t> unreadable_;
  std::vector<AttributeSet> sets_;  // of each resident
  std::vector<IndexEntry> entries_;
  std::vector<std::uint64_t> found_;
  std::unordered_map<std::uint64_t, std::uint32_t> ordinals_;
  std::optional<std::pair<int, std::uint64_t>> identity_;
  AddressForms address_;
  bool keyed_ = false;
  bool stopped_ = false;
};

}  // namespace

Result<ImportReport> import_register(const OpenSource& open, const ImportOptions& options,
                                     const IndexKey& key, const std::filesystem::path& index,
                                     const ImportProgress& progress, std::stop_token stop) {
  ImportReport report;
  if (options.encoding) {
    report.encoding = *options.encoding;
  } else {
    SEKISHO_TRY(const auto first, open());
    SEKISHO_TRY(report.encoding, detect_encoding(*first));
  }
  SEKISHO_TRY(const auto source, open());
  const auto text = as_utf8(*source, report.encoding);
  CsvReader csv(*text);
  Import import(options, key, report);
  for (bool first = true; !import.hopeless(); first = false) {
    if (stop.stop_requested())
      return fail(ErrorCode::unavailable, "取り込みを中止しました。索引は前のままです。",
                  "the import was stopped");
    auto row = csv.next();
    if (!row && row.error().code != ErrorCode::invalid_input && row.error().code != ErrorCode::too_large)
      return pass_on(std::move(row).error());
    if (!row) {
      import.stop(csv.line(), {}, row.error().ja, row.error().en);
      break;
    }
    if (row->empty()) {
      if (first)
        return wrong_headings("台帳の CSV が空です。1 行目に見出しのある CSV を選んでください。",
                              "the file is empty");
      break;
    }
    if (first) {
      SEKISHO_CHECK(import.headings(*row));
    } else {
      import.row(*row, csv.line());
    }
    if (report.rows > most_residents)
      return fail(ErrorCode::too_large, "台帳の行が多すぎます（1 億行まで）。", "more than 100,000,000 rows");
    if (progress && report.rows % 10'000 == 0) progress(report.rows);
  }
  const auto body = import.finish();
  if (!body) return report;
  const Bytes file = seal_index(*body, key);
  SEKISHO_CHECK(replace_file(index, file));
  report.index_bytes = file.size();
  report.imported = true;
  return report;
}

}  // namespace sekisho::inspect
