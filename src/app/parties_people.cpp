// Workers, training.
#include "app/parties.h"
#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "party_events.h"
#include "party_facts.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;

Result<store::Worker> visible_worker(store::Connection& c, const Viewer& viewer, const std::string& id) {
  auto condition = visible_workers(viewer);
  condition.also("id = ?", {id});
  auto found = store::select<store::Worker>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "その従事者は見つかりません。", "no such worker");
  return std::move(found.front());
}

}  // namespace

Result<Answer> Parties::register_worker(const Viewer& viewer, const std::string& key,
                                        const api::WorkerInput& in) {
  return parts_.door.pass({viewer, key, Act::register_worker, "new", json::write(in)},
                          [&](store::Connection& c) -> Result<Prepared> {
                            SEKISHO_CHECK(check_name(in.name, "name"));
                            SEKISHO_CHECK(check_name(in.kana, "kana"));
                            if (!store::find<store::Contractor>(c, in.contractor))
                              return fail(ErrorCode::invalid_input, "委託事業者を選んでください。",
                                          "no such contractor", "contractor");
                            const store::Worker worker{make_id("wkr"), in.contractor, in.name, in.kana, ""};
                            Prepared prepared{firm_facts(c, viewer, in.contractor), "", {}};
                            prepared.section = prepared.facts.target.section;
                            prepared.act = [worker](Passing& passing) -> Result<boost::json::value> {
                              SEKISHO_TRY(const auto receipt, passing.append(worker_registered(worker)));
                              return done(worker.id, receipt);
                            };
                            return prepared;
                          });
}

Result<Answer> Parties::record_training(const Viewer& viewer, const std::string& key,
                                        const api::TrainingInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::record_training, in.worker.empty() ? "new" : in.worker, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto worker, visible_worker(c, viewer, in.worker));
        SEKISHO_CHECK(check_name(in.course, "course"));
        SEKISHO_CHECK(check_day(in.held_on, "held_on"));
        SEKISHO_CHECK(check_day(in.valid_until, "valid_until"));
        if (in.valid_until < in.held_on)
          return fail(ErrorCode::invalid_input, "有効期限が、受講した日より前です。",
                      "valid_until is before held_on", "valid_until");
        if (in.held_on > format_day(day_in_japan(parts_.clock.now())))
          return fail(ErrorCode::invalid_input, "受講した日が、今日より後です。", "held_on is in the future",
                      "held_on");
        const store::Training training{make_id("trn"),
                                       in.worker,
                                       in.course,
                                       in.held_on,
                                       in.valid_until,
                                       in.kind.value_or(rules::TrainingKind::contractor),
                                       "",
                                       "",
                                       -1};
        Prepared prepared{firm_facts(c, viewer, worker.contractor), "", {}};
        prepared.act = [training](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append(event_of("training.recorded", training, {})));
          return done(training.id, receipt);
        };
        return prepared;
      });
}

}  // namespace sekisho::app
