// What the gate answers: every rule that was asked, with the clause it comes from. People read this list.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "base/text.h"

namespace sekisho::rules {

enum class Outcome {
  passed,
  failed,
  pending,  // cannot be told yet (inspection runs, approvals are missing): does not pass either
};
BOOST_DESCRIBE_ENUM(Outcome, passed, failed, pending)

struct Evidence {  // what the rule looked at; never a personal value
  Text name;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (name, value))

struct Finding {
  Text rule;                  // "approvals.enough"; stable
  std::vector<Text> clauses;  // "R-1b"; at least one, each in the catalogue
  Outcome outcome = Outcome::failed;
  Text reason_ja;
  Text reason_en;
  Text todo_ja;  // what to do; empty when passed
  Text todo_en;
  std::vector<Evidence> evidence;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (rule, clauses, outcome, reason_ja, reason_en, todo_ja, todo_en, evidence))

struct Verdict {
  bool passed = false;  // true only if at least one rule was asked and all of them passed
  std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(Verdict, (), (passed, findings))

}  // namespace sekisho::rules
