#include "app/rosters.h"

#include <algorithm>
#include <set>

#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "leaving.h"
#include "party_events.h"
#include "party_facts.h"
#include "roster_rows.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;

// The firm of the roster: a party of this contract, with or without consent (the gate asks for that).
Result<void> is_party(store::Connection& c, const store::Engagement& engagement,
                      const std::string& contractor) {
  if (contractor == engagement.contractor ||
      store::number(c, "SELECT count(*) FROM sub_contracts WHERE engagement = :p0 AND contractor = :p1",
                    {engagement.id, contractor}) > 0)
    return {};
  return fail(ErrorCode::invalid_input, "この契約の事業者を選んでください。",
              "the firm is not in this engagement", "contractor");
}

std::string field_of(const api::ImportProblem& problem) {
  return "people[" + std::to_string(problem.row - 1) + "]." + problem.field;
}

struct Submission {
  std::vector<api::RosterPerson> people;
  std::vector<std::string> dropped;  // were on the last confirmed roster
  std::vector<std::string> left;     // of them, for good
};

Result<api::Receipt> append_roster(Passing& passing, const std::string& id, const std::string& engagement,
                                   const std::string& contractor, std::int64_t version,
                                   const Submission& submission) {
  boost::json::array workers;
  boost::json::object details;
  for (const auto& person : submission.people) {
    std::string worker = person.worker;
    if (worker.empty()) {
      const store::Worker fresh{make_id("wkr"), contractor, person.name, person.kana, ""};
      SEKISHO_CHECK(passing.append(worker_registered(fresh)));
      worker = fresh.id;
    }
    workers.emplace_back(worker);
    if (!person.work.empty() || !person.workplace.empty())
      details[worker] = boost::json::object{{"work", person.work}, {"workplace", person.workplace}};
  }
  SEKISHO_TRY(const auto receipt, passing.append({"roster.submitted",
                                                  id,
                                                  {{"engagement", engagement},
                                                   {"contractor", contractor},
                                                   {"version", version},
                                                   {"workers", std::move(workers)},
                                                   {"employment_declared", true}},
                                                  {{"details", boost::json::serialize(details)}}}));
  for (const auto& worker : submission.dropped) {
    if (std::ranges::find(submission.left, worker) == submission.left.end()) {
      SEKISHO_CHECK(stop_passages(passing, worker, engagement));
    } else if (const auto left = take_leave(passing, worker); !left) {
      return pass_on(left.error());
    }
  }
  return receipt;
}

// How those who stay were checked, while that counts.
Members checks_that_stay(store::Connection& c, const store::Roster& roster, Day today) {
  const auto before = newest_confirmed_roster(c, roster.engagement, roster.contractor);
  if (!before) return {};
  const auto until = people_confirmed_until(*before);
  if (!until || *until < today) return {};
  return members_of(c, before->id);
}

Result<void> check_of_identity(const api::IdentityCheck& check, Day today) {
  const bool document = check.method.starts_with("document:");
  if (check.method != "interview" && !(document && check.method.size() > 9 && check.method.size() <= 200))
    return fail(ErrorCode::invalid_input, "本人確認の方法（面談、または身分証の種類）を入れてください。",
                "method must be interview or document:…", "checks");
  const std::string seen = check.seen.value_or("");
  if (looks_like_individual_number(check.method) || looks_like_individual_number(seen))
    return fail(ErrorCode::invalid_input,
                "12 桁の数字があります。マイナンバーや身分証の番号は、書き写さないでください。",
                "12 digits: numbers of documents are never kept", "checks");
  if (document && seen.empty())
    return fail(ErrorCode::invalid_input, "身分証の何を見比べたか（氏名、写真など）を入れてください。",
                "what was compared is missing", "checks");
  if (seen.size() > 600)
    return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。", "too long", "checks");
  if (check.checked_on) {
    const auto day = parse_day(*check.checked_on);
    if (!day || *day > today)
      return fail(ErrorCode::invalid_input, "確かめた日を、今日までの日付で入れてください。",
                  "checked_on must be a day until today", "checks");
  }
  return {};
}

Result<void> is_open(store::Connection& c, const store::Roster& roster) {
  if (!roster.confirmed_at.empty())
    return fail(ErrorCode::conflict, "この名簿は、すでに確かめられています。", "already confirmed");
  if (!roster.refused_at.empty())
    return fail(ErrorCode::conflict, "この名簿は、すでに差し戻されています。", "already refused");
  const auto newest = newest_roster(c, roster.engagement, roster.contractor);
  if (newest && newest->version > roster.version)
    return fail(ErrorCode::conflict,
                "より新しい名簿が出されています。画面を開き直して、新しい名簿を確かめてください。",
                "a newer roster was submitted");
  return {};
}

struct Opened {
  store::Roster roster;
  store::Engagement engagement;
};
Result<Opened> opened(store::Connection& c, const Viewer& viewer, const std::string& id) {
  SEKISHO_TRY(auto roster, visible_roster(c, viewer, id));
  SEKISHO_TRY(auto engagement, visible_engagement(c, viewer, roster.engagement));
  return Opened{std::move(roster), std::move(engagement)};
}

}  // namespace

Result<Answer> Rosters::submit(const Viewer& viewer, const std::string& key, const std::string& id,
                               const api::RosterInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::submit_roster, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, id));
        SEKISHO_CHECK(is_party(c, engagement, in.contractor));
        std::vector<api::RosterPerson> list;
        for (const auto& worker : in.workers) list.push_back({worker, "", "", "", "", ""});
        for (const auto& person : in.people.value_or(std::vector<api::RosterPerson>{}))
          list.push_back(person);
        if (list.empty() || list.size() > most_people)
          return fail(ErrorCode::invalid_input,
                      "名簿には、1 人から " + std::to_string(most_people) + " 人までを載せてください。",
                      "1 to " + std::to_string(most_people) + " people", "workers");
        const auto resolved = resolve_people(c, engagement, in.contractor, list);
        for (const auto& problem : resolved.problems)
          if (problem.field != "employer" || resolved.other_employers.empty())
            return fail(ErrorCode::invalid_input, std::to_string(problem.row) + " 人目：" + problem.ja,
                        problem.en, in.people ? field_of(problem) : "workers");
        Submission submission;
        submission.people = resolved.people;
        std::set<std::string> staying;
        for (const auto& person : resolved.people) staying.insert(person.worker);
        if (const auto before = newest_confirmed_roster(c, id, in.contractor))
          for (const auto& [worker, member] : members_of(c, before->id))
            if (!staying.contains(worker)) submission.dropped.push_back(worker);
        submission.left = in.left.value_or(std::vector<std::string>{});
        for (const auto& worker : submission.left)
          if (std::ranges::find(submission.dropped, worker) == submission.dropped.end() ||
              worker == viewer.person)
            return fail(ErrorCode::invalid_input,
                        "離れる人は、前の名簿に載っていて、この名簿に載っていない人から選んでください。",
                        "not one who was on the last roster and is not on this one", "left");
        const auto newest = newest_roster(c, id, in.contractor);
        const std::int64_t version = newest ? newest->version + 1 : 1;
        Prepared prepared{tier_facts(c, engagement, in.contractor), engagement.section, {}};
        prepared.facts.roster = rules::Roster{
            static_cast<int>(list.size()), in.employment_declared.value_or(false), resolved.other_employers};
        prepared.act = [id, in, version, submission](Passing& passing) -> Result<boost::json::value> {
          const std::string roster = make_id("ros");
          SEKISHO_TRY(const auto receipt,
                      append_roster(passing, roster, id, in.contractor, version, submission));
          return done(roster, receipt);
        };
        return prepared;
      });
}

Result<Answer> Rosters::confirm(const Viewer& viewer, const std::string& key, const std::string& id,
                                const api::RosterConfirm& in) {
  return parts_.door.pass(
      {viewer, key, Act::confirm_roster, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto found, opened(c, viewer, id));
        SEKISHO_CHECK(is_open(c, found.roster));
        const Day today = day_in_japan(parts_.clock.now());
        const auto members = members_of(c, id);
        boost::json::array checks;
        boost::json::object seen;
        std::set<std::string> open;
        for (const auto& [worker, member] : members) open.insert(worker);
        for (const auto& check : in.checks) {
          SEKISHO_CHECK(check_of_identity(check, today));
          if (open.erase(check.worker) == 0)
            return fail(ErrorCode::invalid_input, "名簿にいない人が入っています。",
                        "not on the roster, or twice", "checks");
          checks.push_back(boost::json::object{{"worker", check.worker},
                                               {"method", check.method},
                                               {"checked_on", check.checked_on.value_or(format_day(today))},
                                               {"checked_by", viewer.account}});
          seen[check.worker] = check.seen.value_or("");
        }
        // Who stays keeps the check of the last confirmed roster; the event says how for everybody.
        for (const auto& [worker, member] : checks_that_stay(c, found.roster, today)) {
          if (member.identity_method.empty() || open.erase(worker) == 0) continue;
          checks.push_back(boost::json::object{{"worker", worker},
                                               {"method", member.identity_method},
                                               {"checked_on", member.checked_on},
                                               {"checked_by", member.checked_by}});
          seen[worker] = member.seen;
        }
        if (!open.empty())
          return fail(ErrorCode::invalid_input,
                      "本人確認が済んでいない人がいます。新しい人を全員確かめてください。",
                      "not every new person was checked", "checks");
        Prepared prepared{
            tier_facts(c, found.engagement, found.roster.contractor), found.engagement.section, {}};
        prepared.act = [id, checks, seen](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(
              const auto receipt,
              passing.append(
                  {"roster.confirmed", id, {{"checks", checks}}, {{"seen", boost::json::serialize(seen)}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Rosters::refuse(const Viewer& viewer, const std::string& key, const std::string& id,
                               const api::ReasonInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::refuse_roster, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto found, opened(c, viewer, id));
        SEKISHO_CHECK(is_open(c, found.roster));
        SEKISHO_CHECK(check_name(in.reason, "reason"));
        if (looks_like_individual_number(in.reason))
          return fail(ErrorCode::invalid_input, "12 桁の数字があります。個人番号は書かないでください。",
                      "12 digits", "reason");
        Prepared prepared{
            tier_facts(c, found.engagement, found.roster.contractor), found.engagement.section, {}};
        prepared.act = [id, in](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append({"roster.refused", id, {}, {{"reason", in.reason}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Rosters::confirm_people(const Viewer& viewer, const std::string& key, const std::string& id,
                                       const api::PeopleConfirm& in) {
  return parts_.door.pass(
      {viewer, key, Act::confirm_workers, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto found, opened(c, viewer, id));
        SEKISHO_CHECK(check_name(in.note, "note"));
        if (looks_like_individual_number(in.note))
          return fail(ErrorCode::invalid_input, "12 桁の数字があります。個人番号は書かないでください。",
                      "12 digits", "note");
        const auto confirmed = newest_confirmed_roster(c, found.roster.engagement, found.roster.contractor);
        if (!confirmed || confirmed->id != id)
          return fail(ErrorCode::conflict, "確かめられた最新の名簿ではありません。画面を開き直してください。",
                      "not the newest confirmed roster");
        std::int64_t left = 0;
        const auto members = members_of(c, id);
        left = store::number(c,
                             "SELECT count(*) FROM roster_members m JOIN workers w ON w.id = m.worker WHERE "
                             "m.roster = :p0 AND w.left_on <> ''",
                             {id});
        if (left > 0)
          return fail(ErrorCode::conflict,
                      "名簿に、離れた人が載っています。最新の名簿を出してもらい、それを確かめてください。",
                      "somebody on it has left: a new roster is needed");
        Prepared prepared{
            tier_facts(c, found.engagement, found.roster.contractor), found.engagement.section, {}};
        prepared.act = [id, in, roster = found.roster,
                        people = members.size()](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"workers.confirmed",
                                                          id,
                                                          {{"engagement", roster.engagement},
                                                           {"contractor", roster.contractor},
                                                           {"people", static_cast<std::int64_t>(people)}},
                                                          {{"note", in.note}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Rosters::leave(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::register_worker, id, "leave"}, [&](store::Connection& c) -> Result<Prepared> {
        auto condition = visible_workers(viewer);
        condition.also("id = ?", {id});
        const auto found = store::select<store::Worker>(c, condition.sql, condition.params);
        if (found.empty())
          return fail(ErrorCode::not_found, "その従事者は見つかりません。", "no such worker");
        const auto& worker = found.front();
        if (!worker.left_on.empty())
          return fail(ErrorCode::conflict, "その従事者は、すでに離れています。", "has left");
        if (worker.id == viewer.person)
          return fail(ErrorCode::conflict,
                      "自分が離れることは、担当課の職員か、会社のほかの責任者に届け出てもらってください。",
                      "somebody else must report it");
        Prepared prepared{firm_facts(c, viewer, worker.contractor), "", {}};
        prepared.section = prepared.facts.target.section;
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, take_leave(passing, id));
          return done(id, receipt);
        };
        return prepared;
      });
}

}  // namespace sekisho::app
