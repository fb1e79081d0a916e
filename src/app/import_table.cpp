// The file: its rows, its header, and what the header's words mean.
#include <algorithm>
#include <set>
#include <tuple>

#include "cell_values.h"
#include "import_rows.h"
#include "inspect/text.h"

namespace sekisho::app {
namespace {

constexpr std::size_t header_within = 10;
constexpr std::size_t most_text = 32 * 1024 * 1024;
constexpr std::size_t most_cells = 1'500'000;
constexpr std::size_t samples = 3;

struct Match {
  std::size_t field, column, weight;
};

// The name itself, then a word by itself, then a word inside: the longer the surer.
std::size_t weight_of(const ColumnHead& head, const std::u16string& header) {
  if (header.empty()) return 0;
  if (header == inspect::fold(head.field.ja) || header == inspect::fold(head.field.name)) return 10'000;
  std::size_t best = 0;
  for (const auto word : head.words) {
    const auto folded = inspect::fold(word);
    if (header == folded) {
      best = std::max(best, 1000 + folded.size());
    } else if (header.find(folded) != header.npos) {
      best = std::max(best, folded.size());
    }
  }
  if (header.find(inspect::fold(head.field.ja)) != header.npos)
    best = std::max(best, inspect::fold(head.field.ja).size());
  return best;
}

// A heading that only goes out (a firm's name beside its number) is not taken for a field that it resembles.
bool only_written(api::RecordKind kind, const std::u16string& header) {
  const auto readable = heads_of(kind, true);
  return std::ranges::any_of(heads_of(kind, false), [&](const ColumnHead& head) {
    return header == inspect::fold(head.field.ja) && std::ranges::none_of(readable, [&](const ColumnHead& r) {
             return r.field.name == head.field.name;
           });
  });
}

std::vector<Match> matches(api::RecordKind kind, const report::Row& header) {
  const auto heads = heads_of(kind, true);
  std::vector<Match> all;
  for (std::size_t c = 0; c < header.cells.size(); ++c) {
    const auto folded = inspect::fold(header.cells[c]);
    if (only_written(kind, folded)) continue;
    for (std::size_t f = 0; f < heads.size(); ++f)
      if (const auto weight = weight_of(heads[f], folded); weight > 0) all.push_back({f, c, weight});
  }
  std::ranges::sort(all, [](const Match& a, const Match& b) {
    return std::tuple(b.weight, a.column, a.field) < std::tuple(a.weight, b.column, b.field);
  });
  std::set<std::size_t> fields, columns;
  std::erase_if(all, [&](const Match& m) {
    if (fields.contains(m.field) || columns.contains(m.column)) return true;
    fields.insert(m.field);
    columns.insert(m.column);
    return false;
  });
  return all;
}

std::string letters(std::size_t column) {
  std::string out;
  for (++column; column > 0; column = (column - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

}  // namespace

Result<ImportTable> read_import_table(api::RecordKind kind, ByteView file, std::int64_t most_rows) {
  SEKISHO_TRY(const auto reader, report::read_table(file));
  ImportTable out;
  out.sha256 = to_hex(sha256(file));
  std::size_t text = 0;
  std::size_t cells = 0;
  for (;;) {
    SEKISHO_TRY(auto row, reader->next());
    if (!row) break;
    for (const auto& cell : row->cells) text += cell.size();
    cells += row->cells.size();
    if (static_cast<std::int64_t>(out.rows.size()) > most_rows || text > most_text || cells > most_cells)
      return fail(ErrorCode::too_large,
                  "一度に取り込めるのは " + std::to_string(most_rows) +
                      " 行までです。要らない列を消すか、ファイルを分けてください。",
                  "more than " + std::to_string(most_rows) + " rows, or too much text");
    out.rows.push_back(*std::move(row));
  }
  out.bytes = text + cells * sizeof(std::string) + out.rows.size() * sizeof(report::Row);
  std::size_t header = 0;
  std::size_t recognised = 0;
  for (std::size_t i = 0; i < std::min(header_within, out.rows.size()); ++i)
    if (const auto count = matches(kind, out.rows[i]).size(); count > recognised) {
      recognised = count;
      header = i;
    }
  if (out.rows.size() < header + 2)
    return fail(ErrorCode::invalid_input,
                "取り込む行がありません。1 行目に見出し、2 行目からデータを入れたファイルを選んでください。",
                "no rows below a header");
  out.header = std::move(out.rows[header]);
  out.rows.erase(out.rows.begin(), out.rows.begin() + static_cast<std::ptrdiff_t>(header) + 1);
  return out;
}

std::vector<api::ImportSource> propose_mapping(api::RecordKind kind, const report::Row& header) {
  std::vector<api::ImportSource> out;
  for (const auto& head : heads_of(kind, true)) out.push_back({head.field.name, -1, ""});
  for (const auto& match : matches(kind, header))
    out[match.field].column = static_cast<std::int64_t>(match.column);
  return out;
}

std::vector<api::ImportColumn> columns_seen(const ImportTable& table) {
  std::size_t count = table.header.cells.size();
  for (std::size_t i = 0; i < std::min<std::size_t>(table.rows.size(), 100); ++i)
    count = std::max(count, table.rows[i].cells.size());
  std::vector<api::ImportColumn> out;
  for (std::size_t c = 0; c < count; ++c) {
    api::ImportColumn column{static_cast<std::int64_t>(c),
                             letters(c),
                             c < table.header.cells.size() ? table.header.cells[c] : "",
                             {}};
    for (std::size_t r = 0; r < table.rows.size() && column.samples.size() < samples; ++r)
      if (c < table.rows[r].cells.size() && !table.rows[r].cells[c].empty())
        column.samples.push_back(table.rows[r].cells[c]);
    out.push_back(std::move(column));
  }
  return out;
}

Result<void> check_mapping(api::RecordKind kind, const ImportTable& table,
                           const api::ImportMapping& mapping) {
  const auto heads = heads_of(kind, true);
  const auto columns = static_cast<std::int64_t>(columns_seen(table).size());
  std::set<std::string> fields;
  std::set<std::int64_t> used;
  for (const auto& source : mapping.sources) {
    const auto known =
        std::ranges::any_of(heads, [&](const auto& head) { return head.field.name == source.field; });
    if (!known || !fields.insert(source.field).second)
      return fail(ErrorCode::invalid_input, "項目の指定が正しくありません。画面を読み直してください。",
                  "an unknown field, or one twice: " + source.field, "sources");
    if (source.column < -1 || source.column >= columns)
      return fail(ErrorCode::invalid_input, "ファイルにない列が選ばれています。", "no such column",
                  source.field);
    if (source.column >= 0 && !used.insert(source.column).second)
      return fail(ErrorCode::invalid_input, "同じ列が、二つの項目に選ばれています。", "a column twice",
                  source.field);
    if (source.value.size() > 600)
      return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。", "too long", source.field);
  }
  return {};
}

}  // namespace sekisho::app
