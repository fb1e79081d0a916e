#include "dataset_rows.h"

namespace sekisho::app {
namespace {

inspect::Layout layout_of(api::DatasetLayout layout) {
  switch (layout) {
    case api::DatasetLayout::found:
      break;
    case api::DatasetLayout::csv:
      return inspect::Layout::csv;
    case api::DatasetLayout::tsv:
      return inspect::Layout::tsv;
    case api::DatasetLayout::fixed_width:
      return inspect::Layout::fixed_width;
    case api::DatasetLayout::xlsx:
      return inspect::Layout::xlsx;
  }
  return inspect::Layout::found;
}

constexpr inspect::Unit units[] = {inspect::Unit::person, inspect::Unit::household, inspect::Unit::account,
                                   inspect::Unit::item};
constexpr std::size_t most_columns = 1000;
constexpr std::int64_t widest = 10'000;

api::DatasetColumnView column_view(std::string heading, inspect::Column meaning) {
  const std::string code(inspect::column_code(meaning));
  return {std::move(heading), code, meaning_ja(code)};
}

}  // namespace

std::string meaning_ja(std::string_view code) {
  const auto column = inspect::column_from_code(code);
  return std::string(column ? inspect::column_name(*column) : code);
}

std::vector<api::DatasetMeaning> all_meanings() {
  std::vector<api::DatasetMeaning> out;
  for (std::size_t i = 0; i < inspect::column_count; ++i) {
    const auto column = static_cast<inspect::Column>(i);
    out.push_back({std::string(inspect::column_code(column)), std::string(inspect::column_name(column))});
  }
  return out;
}

Result<inspect::ImportOptions> import_options(const api::DatasetCheckInput& in) {
  inspect::ImportOptions out;
  out.layout = layout_of(in.layout);
  const auto* const unit = std::ranges::find(units, in.unit, inspect::unit_name);
  if (unit == std::end(units))
    return fail(ErrorCode::invalid_input, "何を1件と数えるかを選んでください。", "unknown unit", "unit");
  out.unit = *unit;
  if (!in.encoding.empty()) {
    out.encoding = encoding_from_name(in.encoding);
    if (!out.encoding)
      return fail(ErrorCode::invalid_input, "文字コードを選び直してください。", "unknown encoding",
                  "encoding");
  }
  if (in.columns.size() > most_columns || in.fixed.size() > most_columns)
    return fail(ErrorCode::invalid_input, "列が多すぎます。", "too many columns", "columns");
  for (const auto& column : in.columns) {
    const auto meaning = inspect::column_from_code(column.meaning);
    if (!meaning)
      return fail(ErrorCode::invalid_input, "列の意味を選び直してください。",
                  "unknown meaning " + column.meaning, "columns");
    out.columns[column.heading] = *meaning;
  }
  for (const auto& column : in.fixed) {
    if (column.heading.empty() || column.width < 1 || column.width > widest)
      return fail(ErrorCode::invalid_input, "列の名前と幅（1以上）を入れてください。",
                  "a fixed column needs a heading and a width", "fixed");
    out.fixed.push_back({column.heading, static_cast<std::size_t>(column.width)});
  }
  out.sheet = in.sheet;
  return out;
}

void show(const inspect::ImportReport& report, api::DatasetFileView& view) {
  view.ready = report.imported;
  view.columns.clear();
  for (const auto& [heading, column] : report.used) view.columns.push_back(column_view(heading, column));
  for (const auto& heading : report.ignored)
    view.columns.push_back(column_view(heading, inspect::Column::ignore));
  view.encoding = report.encoding;
  view.rows = static_cast<std::int64_t>(report.rows);
  view.units = std::int64_t{report.units};
  view.households = std::int64_t{report.households};
  view.unmatchable = std::int64_t{report.unmatchable};
  view.index_bytes = static_cast<std::int64_t>(report.index_bytes);
  view.problem_count = static_cast<std::int64_t>(report.problem_count);
  view.problems.clear();
  for (const auto& p : report.problems)
    view.problems.push_back({static_cast<std::int64_t>(p.row), p.column, p.ja, p.en});
}

void show_headings(const std::vector<std::string>& headings, const api::DatasetCheckInput& input,
                   api::DatasetFileView& view) {
  view.columns.clear();
  for (const auto& heading : headings) {
    const auto asked = std::ranges::find(input.columns, heading, &api::DatasetColumnInput::heading);
    const auto meant = asked != input.columns.end() ? inspect::column_from_code(asked->meaning)
                                                    : inspect::column_from_header(heading);
    view.columns.push_back(column_view(heading, meant.value_or(inspect::Column::ignore)));
  }
}

std::vector<store::DatasetColumn> used_columns(const inspect::ImportReport& report) {
  std::vector<store::DatasetColumn> out;
  for (const auto& [heading, column] : report.used)
    out.push_back({heading, std::string(inspect::column_code(column))});
  return out;
}

api::DatasetCheckInput input_like(const store::DatasetRecord& record) {
  api::DatasetCheckInput out;
  out.unit = record.unit;
  for (const auto& column : record.used) out.columns.push_back({column.heading, column.meaning});
  return out;
}

}  // namespace sekisho::app
