#include "leaving.h"

#include "store/rows.h"

namespace sekisho::app {

Result<void> stop_passages(Passing& passing, const std::string& worker, const std::string& engagement) {
  // What was collected already is in their hands: it stays open until it is returned or erased.
  const auto open = store::select<store::Passage>(
      passing.connection(),
      "((recipient = :p0 AND state IN ('draft', 'submitted', 'approved') AND downloads_used = 0) OR "
      "(applicant_person = :p1 AND state IN ('draft', 'submitted'))) AND (:p2 = '' OR engagement = :p3)",
      {worker, worker, engagement, engagement});
  for (const auto& passage : open)
    SEKISHO_CHECK(passing.append({"passage.withdrawn",
                                  passage.id,
                                  {},
                                  {{"reason", "受け取る人か申請した人が、この業務を離れたため"}}}));
  return {};
}

Result<api::Receipt> take_leave(Passing& passing, const std::string& worker) {
  SEKISHO_TRY(
      const auto receipt,
      passing.append({"worker.left", worker, {{"left_on", format_day(day_in_japan(passing.now()))}}, {}}));
  auto& c = passing.connection();
  for (const auto& account : store::select<store::Account>(c, "person = :p0 AND closed = 0", {worker})) {
    store::remove<store::Credential>(c, account.id);
    c.execute("DELETE FROM sessions WHERE account = :p0", {account.id});
    SEKISHO_CHECK(passing.append({"account.closed", account.id, {}, {}}));
  }
  SEKISHO_CHECK(stop_passages(passing, worker, ""));
  return receipt;
}

}  // namespace sekisho::app
