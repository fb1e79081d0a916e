// The clause catalogue: what the ministry's source document demands, one row each, and what puts it into
// practice. Data, not code: src/rules/catalogue.json, built into the program. Pure, thread-safe.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace sekisho::rules {

enum class ClauseKind { gate, duty, record, report, guide, fact };
BOOST_DESCRIBE_ENUM(ClauseKind, gate, duty, record, report, guide, fact)

struct Practice {  // what enforces or shows it: a rule, a duty, a kind of record (ledger event), a page or a
                   // test
  std::string kind;  // "rule" | "duty" | "record" | "report" | "guide" | "scenario"
  std::string id;    // "approvals.enough", "return_or_erase", "passage.downloaded", …
};
BOOST_DESCRIBE_STRUCT(Practice, (), (kind, id))

struct Clause {
  std::string id;     // "G-2-8-7b"
  std::string group;  // "A" | "S" | "R" | "G" | "C" | "T"
  std::string place;  // where in the guideline, e.g. "2(2)⑧注7"
  std::string text_ja;
  std::string text_en;
  std::vector<ClauseKind> kinds;
  std::vector<Practice> practices;
  std::string planned;  // not empty: not yet in practice, with the reason; then practices is empty or partial
};
BOOST_DESCRIBE_STRUCT(Clause, (), (id, group, place, text_ja, text_en, kinds, practices, planned))

// All rows, in the order of the source. Throws std::logic_error if the built-in data does not parse (a bug).
const std::vector<Clause>& catalogue();
const Clause* find_clause(std::string_view id);

}  // namespace sekisho::rules
