// The state tables of check sheets and findings as structs. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/check_sheet.h"

namespace sekisho::store {

struct SheetLines {  // the town's own lines; the newest version counts for sheets that are begun
  std::string id;
  std::int64_t version = 0;
  std::vector<rules::SheetLine> lines;
  std::string made_at, made_by;
};
struct CheckSheet {  // one round of one firm of an engagement
  std::string id, engagement, contractor, section;
  std::int64_t round = 0;
  std::string form;            // version of the ministry's form
  std::int64_t own_lines = 0;  // version of the town's own lines; 0: none
  rules::SheetState state{};
  std::string contact_name, contact_phone, contact_mail;
  std::string begun_at, begun_by, submitted_at, submitted_by;
  std::string decided_at, decided_by, note;  // confirmed or sent back; why
  std::string valid_until;                   // of a confirmed one
};
struct SheetAnswer {  // id: sheet.line
  std::string id, sheet, line;
  rules::SheetAnswer answer{};
  std::string text;
  std::vector<std::string> evidence;  // attachments
  bool accepted = false;              // the town's mark, with its note
  std::string note;
  std::string answered_at, answered_by;  // "" where it came over from the round before
};
struct AuditFinding {  // 指摘
  std::string id, engagement, contractor, section;
  std::string sheet, line;  // "" where it does not come from a sheet
  rules::FindingSource source{};
  rules::FindingState state{};
  std::string text, due;
  std::string opened_at, opened_by, changed_at;
  std::int64_t steps = 0;
  std::string audit;  // in which it was made, or ""
};
struct FindingStep {  // demanded, reported, closed; id: finding.step
  std::string id, finding;
  std::int64_t step = 0;
  rules::FindingState state{};
  std::string at, done_by, text, due;
  std::vector<std::string> evidence;
};

#define D BOOST_DESCRIBE_STRUCT
D(SheetLines, (), (id, version, lines, made_at, made_by))
D(CheckSheet, (),
  (id, engagement, contractor, section, round, form, own_lines, state, contact_name, contact_phone,
   contact_mail, begun_at, begun_by, submitted_at, submitted_by, decided_at, decided_by, note, valid_until))
D(SheetAnswer, (), (id, sheet, line, answer, text, evidence, accepted, note, answered_at, answered_by))
D(AuditFinding, (),
  (id, engagement, contractor, section, sheet, line, source, state, text, due, opened_at, opened_by,
   changed_at, steps, audit))
D(FindingStep, (), (id, finding, step, state, at, done_by, text, due, evidence))
#undef D

}  // namespace sekisho::store
