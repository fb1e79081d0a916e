// The check sheet (外部委託先に関するセキュリティ要件のチェックシート, ministry's appendix of 2023-01-12):
// its 15 items and 23 lines as versioned data, and what a contractor declared beside what the system saw
// (CLAUSES.md, section C). Pure, thread-safe.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sekisho::rules {

enum class SheetState {
  draft,      // being answered
  submitted,  // waits for the town
  sent_back,  // to be answered again, with what the town asks
  confirmed,
};
BOOST_DESCRIBE_ENUM(SheetState, draft, submitted, sent_back, confirmed)

enum class SheetAnswer { yes, no, not_applicable };
BOOST_DESCRIBE_ENUM(SheetAnswer, yes, no, not_applicable)

// 指摘 → 改善要求 → 改善の報告 → 確認. A demand may follow a report again.
enum class FindingState { opened, demanded, reported, closed };
BOOST_DESCRIBE_ENUM(FindingState, opened, demanded, reported, closed)

// Where a finding comes from: a line of the sheet, an inspection on site, an audit, what the records show.
enum class FindingSource { sheet, inspection, audit, record };
BOOST_DESCRIBE_ENUM(FindingSource, sheet, inspection, audit, record)

struct SheetLine {
  std::string id;    // "C-6b", as in the clause catalogue; "X-2" for a town's own
  std::string item;  // "6.データの持ち出し"
  std::string text;  // 確認事項
};
BOOST_DESCRIBE_STRUCT(SheetLine, (), (id, item, text))

struct SheetForm {
  std::string version;  // the day of the ministry's document
  std::string title;
  std::vector<SheetLine> lines;
};
BOOST_DESCRIBE_STRUCT(SheetForm, (), (version, title, lines))

// The ministry's forms, the newest last: src/rules/check_sheet.json, built into the program. Throws
// std::logic_error if the data does not parse (a bug).
const std::vector<SheetForm>& sheet_forms();
const SheetForm* sheet_form(std::string_view version);
inline const SheetForm& newest_sheet_form() { return sheet_forms().back(); }

// One record that speaks for or against a line. `subject` leads to it (psg_…, cus_…, …).
struct SeenRecord {
  std::string subject, at, ja, en;
  bool kept = true;
};
BOOST_DESCRIBE_STRUCT(SeenRecord, (), (subject, at, ja, en, kept))

// What one source of records shows of one line: how many records are as the line demands, how many are not,
// and some of them, those that are not first.
struct Seen {
  std::string line;
  std::string ja, en;  // what was looked at: 受領証
  std::int64_t kept = 0, broken = 0;
  std::vector<SeenRecord> records;
};

enum class ObservedState {
  agrees,        // all that was seen is as declared
  differs,       // something speaks against what was declared
  nothing_seen,  // no source of the system knows anything of this line yet
};
BOOST_DESCRIBE_ENUM(ObservedState, agrees, differs, nothing_seen)

struct Observed {
  ObservedState state = ObservedState::nothing_seen;
  std::string text_ja, text_en;
  std::int64_t kept = 0, broken = 0;
  std::vector<SeenRecord> records;
};
BOOST_DESCRIBE_STRUCT(Observed, (), (state, text_ja, text_en, kept, broken, records))

// Compares what was declared of a line (nullopt: not answered) with what all sources saw of it.
Observed observe(std::string_view line, std::optional<SheetAnswer> declared, const std::vector<Seen>& seen);

}  // namespace sekisho::rules
