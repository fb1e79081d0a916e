// Copies of what is held: applied for, decided by the town, and declared when they are made.
#include "app/handovers.h"
#include "base/bytes.h"
#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "handover_rows.h"
#include "ledger/canonical.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "rules/gate.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::CopyState;

// What is approved, in one value: of which custody, and all that was applied for.
std::string copy_binding(const std::string& custody, const api::CopyApplicationInput& input) {
  auto value = json::to_json(input);
  value.as_object()["custody"] = custody;
  const auto canonical = ledger::canonical(value);
  if (!canonical)
    throw std::logic_error("an application to copy has no canonical form: " + canonical.error().en);
  return to_hex(sha256(*canonical));
}

std::string binding_now(const store::CopyApplication& a) {
  return copy_binding(a.custody, {a.medium, a.place, a.purpose, a.protection, a.until, a.count});
}

rules::CopyApplication copy_part(const store::CopyApplication& a, const std::string& custody) {
  rules::CopyApplication out;
  out.id = a.id;
  out.same_custody = a.custody == custody;
  out.state = a.state;
  out.applicant_account = a.applicant_account;
  out.applicant_person = a.applicant_person;
  out.place = a.place;
  out.purpose = a.purpose;
  out.protection = a.protection;
  out.count = static_cast<int>(a.count);
  out.used = static_cast<int>(a.used);
  out.until = parse_day(a.until).value_or(Day{});
  out.binding = a.binding;
  return out;
}

}  // namespace

rules::Facts copy_facts(store::Connection& c, const store::Custody& custody, const std::string& application) {
  auto facts = custody_facts(c, custody);
  facts.approvals.clear();
  const auto found = application.empty() ? std::nullopt : store::find<store::CopyApplication>(c, application);
  if (!found) return facts;
  facts.copy = copy_part(*found, custody.id);
  for (const auto& a :
       store::select<store::CopyApproval>(c, "application = :p0 ORDER BY at, id", {application}))
    facts.approvals.push_back({a.account, a.person, a.side, a.roles, a.decision, a.binding});
  return facts;
}

std::vector<api::CopyApplicationView> copy_application_views(store::Connection& c,
                                                             const store::Custody& custody,
                                                             const Viewer& viewer, Instant now) {
  std::vector<api::CopyApplicationView> out;
  const auto today = format_day(day_in_japan(now));
  for (const auto& a :
       store::select<store::CopyApplication>(c, "custody = :p0 ORDER BY applied_at DESC, id", {custody.id})) {
    auto facts = copy_facts(c, custody, a.id);
    facts.act = Act::approve_copy;  // its approvals are counted, not those of the hand-over
    api::CopyApplicationView view;
    view.id = a.id;
    view.state = a.state;
    view.medium = a.medium;
    view.place = a.place;
    view.purpose = a.purpose;
    view.protection = a.protection;
    view.until = a.until;
    view.applied_by = person_view(c, a.applicant_person).name;
    view.applied_at = a.applied_at;
    view.count = a.count;
    view.used = a.used;
    view.approvals = rules::approvals_counted(facts);
    view.approvals_needed = facts.asset ? rules::approvals_needed(*facts.asset) : 2;
    view.late = a.until < today;
    view.usable = a.state == CopyState::approved && a.used < a.count && !view.late &&
                  custody.state == rules::CustodyState::held;
    for (const auto& given :
         store::select<store::CopyApproval>(c, "application = :p0 ORDER BY at, id", {a.id})) {
      const auto by = person_view(c, given.person);
      view.decisions.push_back({given.at, by.name, by.place, given.reason, given.decision});
    }
    for (const Act act : {Act::approve_copy, Act::reject_copy})
      if (a.state == CopyState::applied && may(act, facts, viewer, now)) view.may.push_back(act);
    out.push_back(std::move(view));
  }
  return out;
}

Result<Answer> Handovers::apply_copy(const Viewer& viewer, const std::string& key, const std::string& id,
                                     const api::CopyApplicationInput& input) {
  SEKISHO_CHECK(check_text(input.place, "place", true));
  SEKISHO_CHECK(check_text(input.purpose, "purpose", true));
  SEKISHO_CHECK(check_text(input.protection, "protection", true));
  SEKISHO_CHECK(check_day(input.until, "until"));
  if (input.count < 1 || input.count > 1000)
    return fail(ErrorCode::invalid_input, "複製の数は、1 から 1000 までで入れてください。",
                "count must be 1 to 1000", "count");
  return parts_.door.pass(
      {viewer, key, Act::apply_copy, id, json::write(input)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto custody, visible_custody(c, viewer, id));
        Prepared prepared{copy_facts(c, custody, ""), custody.section, {}};
        store::CopyApplication asked;
        asked.id = make_id("cap");
        asked.custody = id;
        asked.applicant_account = viewer.account;
        asked.applicant_person = viewer.person;
        asked.place = input.place;
        asked.purpose = input.purpose;
        asked.protection = input.protection;
        asked.count = input.count;
        asked.until = input.until;
        asked.binding = copy_binding(id, input);
        prepared.facts.copy = copy_part(asked, id);
        prepared.act = [custody, input, asked](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(
              const auto receipt,
              passing.append(
                  {"copy.applied",
                   custody.id,
                   {{"application", asked.id},
                    {"section", custody.section},
                    {"contractor", custody.contractor},
                    {"person", passing.viewer().person},
                    {"medium", json::enum_name(input.medium)},
                    {"count", input.count},
                    {"until", input.until},
                    {"binding", asked.binding}},
                   {{"place", input.place}, {"purpose", input.purpose}, {"protection", input.protection}}}));
          return done(asked.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Handovers::decide_copy(const Viewer& viewer, const std::string& key, const std::string& id,
                                      const std::string& application, const api::DecisionInput& input) {
  const bool approves = input.decision == rules::Decision::approve;
  SEKISHO_CHECK(check_text(input.reason, "reason", false));
  return parts_.door.pass(
      {viewer, key, approves ? Act::approve_copy : Act::reject_copy, id, json::write(input) + application},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto custody, visible_custody(c, viewer, id));
        const auto asked = store::find<store::CopyApplication>(c, application);
        if (!asked || asked->custody != id)
          return fail(ErrorCode::not_found, "その申請は見つかりません。", "no such application to copy");
        if (binding_now(*asked) != asked->binding)
          return fail(
              ErrorCode::conflict,
              "申請の内容が、出されたときから変わっています。申請した人に出し直してもらってください。",
              "the application differs from what was applied for");
        Prepared prepared{copy_facts(c, custody, application), custody.section, {}};
        prepared.facts.decision_note = input.reason;
        prepared.act = [id, asked = *asked, approves, input,
                        facts = prepared.facts](Passing& passing) mutable -> Result<boost::json::value> {
          const Viewer& by = passing.viewer();
          SEKISHO_TRY(auto receipt, passing.append({"copy.decided",
                                                    id,
                                                    {{"application", asked.id},
                                                     {"approval", make_id("apr")},
                                                     {"person", by.person},
                                                     {"side", json::enum_name(by.side)},
                                                     {"roles", json::to_json(by.roles)},
                                                     {"decision", json::enum_name(input.decision)},
                                                     {"binding", asked.binding}},
                                                    {{"reason", input.reason}}}));
          facts.act = Act::approve_copy;
          facts.approvals.push_back(
              {by.account, by.person, by.side, by.roles, input.decision, asked.binding});
          if (approves && facts.asset &&
              rules::approvals_counted(facts) >= rules::approvals_needed(*facts.asset)) {
            SEKISHO_TRY(
                receipt,
                passing.append(
                    {"copy.approved", id, {{"application", asked.id}, {"binding", asked.binding}}, {}}));
          }
          return done(asked.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Handovers::declare_copy(const Viewer& viewer, const std::string& key, const std::string& id,
                                       const api::CopyInput& input) {
  SEKISHO_CHECK(check_text(input.place, "place", true));
  SEKISHO_CHECK(check_text(input.purpose, "purpose", true));
  if (input.count < 1 || input.count > 1000)
    return fail(ErrorCode::invalid_input, "複製の数は、1 から 1000 までで入れてください。",
                "count must be 1 to 1000", "count");
  return parts_.door.pass(
      {viewer, key, Act::declare_copy, id, json::write(input)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto custody, visible_custody(c, viewer, id));
        Prepared prepared{copy_facts(c, custody, input.application.value_or("")), custody.section, {}};
        auto& copy = prepared.facts.copy;
        if (copy) copy->wanted = static_cast<int>(input.count);
        const std::int64_t used = copy ? copy->used + input.count : 0;
        prepared.act = [custody, input, used](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append({"copy.declared",
                                      custody.id,
                                      {{"copy", make_id("cpy")},
                                       {"application", input.application.value_or("")},
                                       {"used", used},
                                       {"count", input.count},
                                       {"copies", custody.copies + input.count}},
                                      {{"place", input.place}, {"purpose", input.purpose}}}));
          return done(custody.id, receipt);
        };
        return prepared;
      });
}

}  // namespace sekisho::app
