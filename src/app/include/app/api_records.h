// The shapes of the API for home, clauses and the ledger. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/api_custody.h"
#include "app/api_duties.h"
#include "app/api_passages.h"
#include "rules/catalogue.h"
#include "rules/verdict.h"

namespace sekisho::app::api {

struct StoppedView {
  std::int64_t entry = 0;
  std::string at, by, act, subject;
  std::vector<rules::Finding> findings;
};
struct HomeView {
  std::vector<DutyRow> duties;  // the viewer's own, the most urgent 30
  std::int64_t duties_all = 0, duties_overdue = 0;
  std::vector<PassageRow> approvals;  // waiting for this viewer's decision
  std::vector<PassageRow> mine;       // applications and hand-overs that concern this viewer, newest first
  std::vector<StoppedView> stopped;
  std::vector<CustodyRow> out;
};
struct ClauseView {
  rules::Clause clause;
  std::map<std::string, std::int64_t> today;
};  // practice id → number in this town
struct EntryRow {
  std::int64_t seq = 0;
  std::string at, kind, actor, actor_name, subject, text;
};
struct EntryView {
  EntryRow row;
  std::string canonical, leaf, checkpoint, proof;
  std::vector<rules::Evidence> disclosed;  // personal values this viewer may see
  std::int64_t size = 0;
};
struct LedgerState {
  std::int64_t size = 0;
  std::string root, checkpoint, verifier_key;
};

#define D BOOST_DESCRIBE_STRUCT
D(StoppedView, (), (entry, at, by, act, subject, findings))
D(HomeView, (), (duties, duties_all, duties_overdue, approvals, mine, stopped, out))
D(ClauseView, (), (clause, today))
D(EntryRow, (), (seq, at, kind, actor, actor_name, subject, text))
D(EntryView, (), (row, canonical, leaf, checkpoint, proof, disclosed, size))
D(LedgerState, (), (size, root, checkpoint, verifier_key))
#undef D

}  // namespace sekisho::app::api
