// The reception desk (受付) of the controlled areas: finds who stands there, asks the gate, writes down who
// came in and went out; what happened while the server was away is judged again and kept with both answers.
// Thread-safe. Reads are for the desk (forbidden to others) unless said.
#pragma once

#include <string>
#include <vector>

#include "app/api.h"
#include "app/api_snapshot.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct VisitsFilter {
  std::string area, person, after;
  bool to_review = false;
  std::int64_t limit = 50;
};

class Reception {
 public:
  explicit Reception(Parts parts) : parts_(std::move(parts)) {}

  // Those who are expected today first; at most 20.
  Result<std::vector<api::VisitorRow>> search(const Viewer& viewer, const std::string& text) const;
  Result<api::VisitorView> visitor(const Viewer& viewer, const std::string& person) const;
  Result<rules::Verdict> judge(const Viewer& viewer, const api::EnterInput& input) const;
  Result<rules::Verdict> judge_exit(const Viewer& viewer, const std::string& visit,
                                    const api::LeaveInput& input) const;

  Result<Answer> enter(const Viewer& viewer, const std::string& key, const api::EnterInput& input);
  Result<Answer> leave(const Viewer& viewer, const std::string& key, const std::string& visit,
                       const api::LeaveInput& input);
  // Recorded whatever the gate says: it has happened. What the gate stops now is owed a review.
  Result<Answer> replay(const Viewer& viewer, const std::string& key, const api::ReplayInput& input);
  Result<Answer> review(const Viewer& viewer, const std::string& key, const std::string& visit,
                        const api::ReviewInput& input);

  // For the desk, and for who sees the visits: a section those of its areas, a firm its own people's.
  Result<api::BoardView> board(const Viewer& viewer) const;
  Result<api::Page<api::VisitView>> visits(const Viewer& viewer, const VisitsFilter& filter) const;
  Result<api::VisitView> visit(const Viewer& viewer, const std::string& id) const;

  Result<api::Snapshot> snapshot(const Viewer& viewer) const;
  // The day's list for the time when everything is down: who is expected, where, with what; lines to write
  // on.
  Result<Bytes> day_paper(const Viewer& viewer) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
