// The requests of the API for check sheets and findings. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "rules/check_sheet.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct SheetAnswerInput {
  std::string line;
  rules::SheetAnswer answer = rules::SheetAnswer::yes;
  std::string text;
  std::vector<std::string> evidence;  // files of the sheet, or such as the line has already
};
struct SheetContact {  // whom to reach at once in an incident
  std::string name, phone, mail;
};
struct SheetAnswersInput {
  std::vector<SheetAnswerInput> answers;  // of those lines; the others stay as they are
  std::optional<SheetContact> contact;
};
struct SheetBeginInput {
  std::string contractor;
};
struct SheetMark {
  std::string line;
  bool accepted = false;
  std::string note;
};
struct SheetReviewInput {
  std::vector<SheetMark> marks;
};
struct SheetDecisionInput {
  rules::Decision decision = rules::Decision::approve;
  std::string note;
  std::vector<SheetMark> marks;  // made together with the decision
};
struct SheetOwnLine {
  std::string id, item, text;  // id empty: a new line
};
struct SheetLinesInput {
  std::vector<SheetOwnLine> lines;  // all of the town's own, in their order
};
struct FindingInput {
  std::string engagement, contractor;
  std::string sheet, line;  // may be empty
  rules::FindingSource source = rules::FindingSource::inspection;
  std::string text;
  std::optional<std::string> demand, due;  // the improvement, where it is demanded at once
  std::optional<std::string> audit;        // in which it was made
};
struct DemandInput {
  std::string text, due;
};
struct ImprovementInput {
  std::string text;
  std::vector<std::string> evidence;
};
struct NoteInput {
  std::string note;
};

#define D BOOST_DESCRIBE_STRUCT
D(SheetAnswerInput, (), (line, answer, text, evidence))
D(SheetContact, (), (name, phone, mail))
D(SheetAnswersInput, (), (answers, contact))
D(SheetBeginInput, (), (contractor))
D(SheetMark, (), (line, accepted, note))
D(SheetReviewInput, (), (marks))
D(SheetDecisionInput, (), (decision, note, marks))
D(SheetOwnLine, (), (id, item, text))
D(SheetLinesInput, (), (lines))
D(FindingInput, (), (engagement, contractor, sheet, line, source, text, demand, due, audit))
D(DemandInput, (), (text, due))
D(ImprovementInput, (), (text, evidence))
D(NoteInput, (), (note))
#undef D

}  // namespace sekisho::app::api
