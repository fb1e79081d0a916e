// The views of the API of check sheets and findings. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_attachments.h"
#include "app/api_common.h"
#include "app/api_sheets_input.h"
#include "rules/check_sheet.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct SheetFormView {
  std::string version, title;
  std::vector<rules::SheetLine> lines, own_lines;
  std::int64_t own_version = 0;
  std::vector<rules::Act> may;
};
struct SheetRow {     // a firm of an engagement, with its newest sheet
  std::string party;  // eng_… of the prime contractor, sub_… of the others
  std::string engagement, engagement_title, contractor, contractor_name, section_name;
  std::int64_t depth = 0;
  std::string sheet;  // "" where there is none yet
  std::int64_t round = 0;
  std::optional<rules::SheetState> state;
  std::string since, valid_until;  // valid_until: of the newest that was confirmed
  std::int64_t open_findings = 0;
};
struct FindingRow {
  std::string id, engagement, engagement_title, contractor, contractor_name, section_name, sheet, line, text,
      due, opened_at, audit;
  rules::FindingSource source{};
  rules::FindingState state{};
  bool overdue = false;
};
struct FindingStepView {
  rules::FindingState state{};
  std::string at, by, text, due;
  std::vector<AttachedFile> evidence;
};
struct FindingView {
  FindingRow finding;
  std::string opened_by;
  std::vector<FindingStepView> steps;
  std::vector<rules::Act> may;
};
struct SheetLineView {
  rules::SheetLine line;
  bool own = false;  // the town's
  std::optional<rules::SheetAnswer> answer;
  std::string text;
  std::vector<AttachedFile> evidence;  // of this round, or carried over from the one before
  bool accepted = false;
  std::string note;                               // the town's
  std::optional<rules::SheetAnswer> last_answer;  // of the round before
  std::string last_text;
  bool changed = false;                     // since the round before
  std::optional<rules::Observed> observed;  // for the town
  std::vector<FindingRow> findings;
};
struct SheetView {
  std::string id, engagement, engagement_title, contractor, contractor_name, section_name;
  std::int64_t round = 0;
  rules::SheetState state{};
  std::string begun_at, submitted_at, submitted_by, decided_at, decided_by, note, valid_until;
  SheetContact contact;
  std::vector<SheetLineView> lines;
  std::int64_t answered = 0;
  bool newest = false;  // no later round
  std::vector<rules::Act> may;
};
struct SheetFileProblem {
  std::int64_t row = 0;  // of the sheet; 0: of the file
  std::string column, value, text;
};
struct SheetFileView {  // what a filled-in form says; nothing is saved yet
  std::vector<SheetAnswerInput> answers;
  std::optional<SheetContact> contact;
  std::vector<SheetFileProblem> problems;
};

#define D BOOST_DESCRIBE_STRUCT
D(SheetFormView, (), (version, title, lines, own_lines, own_version, may))
D(SheetRow, (),
  (party, engagement, engagement_title, contractor, contractor_name, section_name, depth, sheet, round, state,
   since, valid_until, open_findings))
D(FindingRow, (),
  (id, engagement, engagement_title, contractor, contractor_name, section_name, sheet, line, text, due,
   opened_at, audit, source, state, overdue))
D(FindingStepView, (), (state, at, by, text, due, evidence))
D(FindingView, (), (finding, opened_by, steps, may))
D(SheetLineView, (),
  (line, own, answer, text, evidence, accepted, note, last_answer, last_text, changed, observed, findings))
D(SheetView, (),
  (id, engagement, engagement_title, contractor, contractor_name, section_name, round, state, begun_at,
   submitted_at, submitted_by, decided_at, decided_by, note, valid_until, contact, lines, answered, newest,
   may))
D(SheetFileProblem, (), (row, column, value, text))
D(SheetFileView, (), (answers, contact, problems))
#undef D

}  // namespace sekisho::app::api
