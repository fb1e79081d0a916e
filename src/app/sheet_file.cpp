// Reads a filled-in form: ours, with numbers, or the ministry's own, whose rows are known by their text.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/encoding.h"
#include "report/table.h"
#include "sheet_paper.h"

namespace sekisho::app {
namespace {

using api::SheetFileProblem;
using rules::SheetAnswer;

constexpr std::uint64_t most_rows = 1000;
constexpr std::size_t longest_text = 6000;
constexpr std::size_t longest_contact = 300;
constexpr std::size_t most_problems = 200;
constexpr std::size_t shown_value = 90;  // octets of what stands in a cell, in a problem

// Without blanks of either width and line breaks: how people change a text without meaning to.
std::string bare(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i).starts_with("\u3000")) {
      i += 3;
    } else if (text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n') {
      ++i;
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

// At most so many octets, never within a character.
std::string cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0U) == 0x80) --most;
  return std::string(text.substr(0, most)) + "…";
}

std::optional<SheetAnswer> answer_in(const std::string& cell) {
  static const std::map<std::string, SheetAnswer, std::less<>> words{
      {"はい", SheetAnswer::yes},
      {"○", SheetAnswer::yes},
      {"〇", SheetAnswer::yes},
      {"◯", SheetAnswer::yes},
      {"☑", SheetAnswer::yes},
      {"✓", SheetAnswer::yes},
      {"✔", SheetAnswer::yes},
      {"✅", SheetAnswer::yes},
      {"レ", SheetAnswer::yes},
      {"■", SheetAnswer::yes},
      {"適合", SheetAnswer::yes},
      {"TRUE", SheetAnswer::yes},
      {"いいえ", SheetAnswer::no},
      {"×", SheetAnswer::no},
      {"✕", SheetAnswer::no},
      {"✗", SheetAnswer::no},
      {"不適合", SheetAnswer::no},
      {"FALSE", SheetAnswer::no},
      {"該当なし", SheetAnswer::not_applicable},
      {"該当無し", SheetAnswer::not_applicable},
      {"対象外", SheetAnswer::not_applicable},
      {"非該当", SheetAnswer::not_applicable},
      {"N/A", SheetAnswer::not_applicable},
  };
  const auto found = words.find(cell);
  if (found == words.end()) return std::nullopt;
  return found->second;
}

// 1: A, 27: AA
std::string letters(std::size_t column) {
  std::string out;
  for (; column > 0; column = (column - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

struct Columns {
  std::optional<std::size_t> number, text, answer, reason;
  bool usable() const { return answer && (number || text); }
};

Columns columns_in(const report::Row& row) {
  Columns out;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const auto name = bare(row.cells[i]);
    if (name == column_number) out.number = i;
    if (name == column_text) out.text = i;
    if (name == column_answer || name == "回答" || name == "答え") out.answer = i;
    if (name == column_reason || name == "説明" || name == "理由" || name == "備考") out.reason = i;
  }
  return out;
}

class Reading {
 public:
  explicit Reading(const std::vector<rules::SheetLine>& lines) : lines_(lines) {
    for (const auto& line : lines) {
      by_id_.emplace(line.id, &line);
      by_text_.emplace(bare(line.text), &line);
    }
  }

  void take(const report::Row& row) {
    if (!columns_.usable()) {
      columns_ = columns_in(row);
      return;
    }
    const auto number = bare(cell(row, columns_.number));
    const auto answer = bare(cell(row, columns_.answer));
    const auto reason = trimmed(cell(row, columns_.reason));
    if (take_contact(row, number, answer, reason)) return;
    const auto* line = line_of(number, bare(cell(row, columns_.text)));
    if (line == nullptr) {
      // a heading or a note between the rows says nothing that is asked
      if (!number.empty() || !answer.empty())
        problem(
            row, columns_.number ? columns_.number : columns_.text,
            cell(row, columns_.number ? columns_.number : columns_.text),
            "この項目は、このチェックシートにありません。行を消すか、番号と確認事項を元に戻してください。");
      return;
    }
    if (!seen_.insert(line->id).second)
      return problem(row, columns_.number, line->id, "同じ項目が2回あります。どちらかの行を消してください。");
    if (answer.empty() || answer == "☐" || answer == "□")
      return problem(row, columns_.answer, answer,
                     "答えが入っていません。「はい」「いいえ」「該当なし」のどれかを入れてください。");
    const auto read = answer_in(answer);
    if (!read)
      return problem(row, columns_.answer, answer,
                     "答えを読み取れません。「はい」「いいえ」「該当なし」のどれかを入れてください。");
    if (reason.size() > longest_text)
      return problem(row, columns_.reason, reason, "文字が多すぎます。2,000字までにしてください。");
    if (*read != SheetAnswer::yes && reason.empty())
      return problem(row, columns_.reason, "",
                     *read == SheetAnswer::no ? "「いいえ」には、今の状態といつまでに直すかを書いてください。"
                                              : "「該当なし」には、その理由を書いてください。");
    out_.answers.push_back({line->id, *read, reason, {}});
  }

  api::SheetFileView finish() && {
    if (!columns_.usable()) {
      out_.problems.push_back({0, "", "",
                               "「確認事項」と「チェック欄」の見出しの行が見つかりません。"
                               "チェックシートの様式に記入したファイルを選んでください。"});
      return std::move(out_);
    }
    for (const auto& line : lines_)
      if (!seen_.contains(line.id) && out_.problems.size() < most_problems)
        out_.problems.push_back({0, std::string(column_number), line.id,
                                 "この項目の行がありません：" + cut(line.text, shown_value)});
    return std::move(out_);
  }

 private:
  static std::string_view cell(const report::Row& row, std::optional<std::size_t> column) {
    return column && *column < row.cells.size() ? std::string_view(row.cells[*column]) : std::string_view();
  }

  const rules::SheetLine* line_of(const std::string& number, const std::string& text) const {
    if (!number.empty()) {
      const auto found = by_id_.find(number);
      return found == by_id_.end() ? nullptr : found->second;
    }
    const auto found = by_text_.find(text);
    return found == by_text_.end() ? nullptr : found->second;
  }

  // A person may write the contact into either column.
  bool take_contact(const report::Row& row, const std::string& number, const std::string& answer,
                    const std::string& reason) {
    for (const auto& contact : contact_rows) {
      if (number != contact.number) continue;
      const auto& value = reason.empty() ? answer : reason;
      if (value.size() > longest_contact) {
        problem(row, columns_.reason, value, "文字が多すぎます。短くしてください。");
      } else if (!value.empty()) {
        if (!out_.contact) out_.contact.emplace();
        (*out_.contact).*contact.value = value;
      }
      return true;
    }
    return false;
  }

  void problem(const report::Row& row, std::optional<std::size_t> column, std::string_view value,
               std::string text) {
    if (out_.problems.size() >= most_problems) return;
    out_.problems.push_back({static_cast<std::int64_t>(row.number), column ? letters(*column + 1) : "",
                             cut(value, shown_value), std::move(text)});
  }

  const std::vector<rules::SheetLine>& lines_;
  std::map<std::string, const rules::SheetLine*, std::less<>> by_id_, by_text_;
  std::set<std::string> seen_;
  Columns columns_;
  api::SheetFileView out_;
};

}  // namespace

std::string_view answer_ja(SheetAnswer answer) {
  switch (answer) {
    case SheetAnswer::yes:
      return "はい";
    case SheetAnswer::no:
      return "いいえ";
    case SheetAnswer::not_applicable:
      return "該当なし";
  }
  return "";
}

Result<api::SheetFileView> read_filled_form(const std::vector<rules::SheetLine>& lines, ByteView file) {
  SEKISHO_TRY(const auto reader, report::read_table(file));
  Reading reading(lines);
  for (std::uint64_t rows = 0;; ++rows) {
    SEKISHO_TRY(const auto row, reader->next());
    if (!row) break;
    if (rows >= most_rows)
      return fail(ErrorCode::too_large,
                  "行が多すぎます。チェックシートの様式に記入したファイルを選んでください。",
                  "too many rows");
    reading.take(*row);
  }
  return std::move(reading).finish();
}

}  // namespace sekisho::app
