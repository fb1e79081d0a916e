// Workers, rosters, training.
#include <algorithm>
#include <set>

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

// How those who were on the last confirmed roster of the same firm and engagement were checked.
std::vector<api::IdentityCheck> checks_that_stay(store::Connection& c, const store::Roster& roster) {
  std::vector<api::IdentityCheck> out;
  if (const auto before = newest_confirmed_roster(c, roster.engagement, roster.contractor))
    for (const auto& member :
         store::select<store::RosterMember>(c, "roster = :p0 AND identity_method <> ''", {before->id}))
      out.push_back({member.worker, member.identity_method});
  return out;
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

Result<Answer> Parties::leave_worker(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::register_worker, id, "leave"}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto worker, visible_worker(c, viewer, id));
        if (!worker.left_on.empty())
          return fail(ErrorCode::conflict, "その従事者は、すでに離れています。", "has left");
        Prepared prepared{firm_facts(c, viewer, worker.contractor), "", {}};
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append(
                          {"worker.left", id, {{"left_on", format_day(day_in_japan(passing.now()))}}, {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Parties::submit_roster(const Viewer& viewer, const std::string& key, const std::string& id,
                                      const api::RosterInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::submit_roster, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, id));
        if (in.workers.empty() || in.workers.size() > 1000)
          return fail(ErrorCode::invalid_input, "名簿には、1 人から 1000 人までを載せてください。",
                      "1 to 1000 workers", "workers");
        const bool party =
            in.contractor == engagement.contractor ||
            store::number(c, "SELECT count(*) FROM sub_contracts WHERE engagement = :p0 AND contractor = :p1",
                          {id, in.contractor}) > 0;
        if (!party)
          return fail(ErrorCode::invalid_input, "この契約の事業者を選んでください。",
                      "the firm is not in this engagement", "contractor");
        std::set<std::string> seen;
        for (const auto& worker_id : in.workers) {
          const auto worker = store::find<store::Worker>(c, worker_id);
          if (!worker || worker->contractor != in.contractor)
            return fail(ErrorCode::invalid_input, "その事業者の従事者ではない人が載っています。",
                        "not a worker of this firm", "workers");
          if (!worker->left_on.empty())
            return fail(ErrorCode::invalid_input, "すでに離れた人が載っています。", "a worker who has left",
                        "workers");
          if (!seen.insert(worker_id).second)
            return fail(ErrorCode::invalid_input, "同じ人が 2 回載っています。", "a worker twice", "workers");
        }
        const auto version =
            1 +
            store::number(
                c,
                "SELECT coalesce(max(version), 0) FROM rosters WHERE engagement = :p0 AND contractor = :p1",
                {id, in.contractor});
        Prepared prepared{tier_facts(c, engagement, in.contractor), engagement.section, {}};
        prepared.act = [id, in, version](Passing& passing) -> Result<boost::json::value> {
          const std::string roster = make_id("ros");
          SEKISHO_TRY(const auto receipt, passing.append({"roster.submitted",
                                                          roster,
                                                          {{"engagement", id},
                                                           {"contractor", in.contractor},
                                                           {"version", version},
                                                           {"workers", json::to_json(in.workers)}},
                                                          {}}));
          return done(roster, receipt);
        };
        return prepared;
      });
}

Result<Answer> Parties::confirm_roster(const Viewer& viewer, const std::string& key, const std::string& id,
                                       const api::RosterConfirm& in) {
  return parts_.door.pass(
      {viewer, key, Act::confirm_roster, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        const auto roster = store::find<store::Roster>(c, id);
        const auto engagement = roster ? visible_engagement(c, viewer, roster->engagement)
                                       : Result<store::Engagement>(fail(ErrorCode::not_found, "", ""));
        if (!roster || !engagement)
          return fail(ErrorCode::not_found, "その名簿は見つかりません。", "no such roster");
        if (!roster->confirmed_at.empty())
          return fail(ErrorCode::conflict, "この名簿は、すでに確かめられています。", "already confirmed");
        if (store::number(c,
                          "SELECT count(*) FROM rosters WHERE engagement = :p0 AND contractor = :p1 AND "
                          "version > :p2",
                          {roster->engagement, roster->contractor, roster->version}) > 0)
          return fail(ErrorCode::conflict,
                      "より新しい名簿が出されています。画面を開き直して、新しい名簿を確かめてください。",
                      "a newer roster was submitted");
        std::set<std::string> open;
        for (const auto& member : store::select<store::RosterMember>(c, "roster = :p0", {id}))
          open.insert(member.worker);
        auto checks = in.checks;
        for (const auto& check : in.checks) {
          if (check.method != "interview" && !(check.method.starts_with("document:") &&
                                               check.method.size() > 9 && check.method.size() <= 200))
            return fail(ErrorCode::invalid_input,
                        "本人確認の方法（面談、または身分証の種類）を入れてください。",
                        "method must be interview or document:…", "checks");
          if (open.erase(check.worker) == 0)
            return fail(ErrorCode::invalid_input, "名簿にいない人が入っています。",
                        "not on the roster, or twice", "checks");
        }
        // Who stays keeps the check of the last confirmed roster; the event says how for everybody.
        for (auto& kept : checks_that_stay(c, *roster))
          if (open.erase(kept.worker) > 0) checks.push_back(std::move(kept));
        if (!open.empty())
          return fail(ErrorCode::invalid_input,
                      "本人確認が済んでいない人がいます。新しい人を全員確かめてください。",
                      "not every new person was checked", "checks");
        Prepared prepared{tier_facts(c, *engagement, roster->contractor), engagement->section, {}};
        prepared.act = [id, checks](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append({"roster.confirmed", id, {{"checks", json::to_json(checks)}}, {}}));
          return done(id, receipt);
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
        const store::Training training{make_id("trn"), in.worker, in.course, in.held_on, in.valid_until};
        Prepared prepared{firm_facts(c, viewer, worker.contractor), "", {}};
        prepared.act = [training](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append(event_of("training.recorded", training, {})));
          return done(training.id, receipt);
        };
        return prepared;
      });
}

}  // namespace sekisho::app
