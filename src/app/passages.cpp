#include "app/passages.h"

#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "passage_rows.h"
#include "rules/gate.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;

constexpr std::initializer_list<std::string_view> personal{"purpose", "content_description", "protection",
                                                           "production_reason"};

Result<void> check_text(const std::string& value, std::string_view field, std::size_t most) {
  if (value.size() > most)
    return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。",
                std::string(field) + " is too long", std::string(field));
  return {};
}

// Puts the input into a record, with what follows from it. Only what the viewer may see can be named.
Result<void> fill(store::Connection& connection, const Viewer& viewer, const api::PassageInput& in,
                  store::Passage& out) {
  auto condition = visible_engagements(viewer);
  condition.also("id = ?", {in.engagement});
  const auto engagements = store::select<store::Engagement>(connection, condition.sql, condition.params);
  if (engagements.empty())
    return fail(ErrorCode::invalid_input, "委託契約を選んでください。", "no such engagement", "engagement");
  // Whose the data is, is also whose managers approve: the asset and the contract are of one section.
  const auto asset = store::find<store::Asset>(connection, in.asset);
  if (!asset || asset->section != engagements.front().section)
    return fail(ErrorCode::invalid_input, "この契約を受け持つ課の情報資産を選んでください。",
                "no such asset of this section", "asset");
  auto who = visible_workers(viewer);
  who.also("id = ?", {in.recipient});
  const auto workers = store::select<store::Worker>(connection, who.sql, who.params);
  if (workers.empty())
    return fail(ErrorCode::invalid_input, "受け取る人を選んでください。", "no such worker", "recipient");
  for (const auto& [value, field] : {std::pair{&in.purpose, "purpose"},
                                     {&in.content_description, "content_description"},
                                     {&in.protection, "protection"},
                                     {&in.production_reason, "production_reason"}})
    SEKISHO_CHECK(check_text(*value, field, 4000));
  SEKISHO_CHECK(check_text(in.range, "range", 200));
  for (const auto& [value, field] :
       {std::pair{&in.collect_until, "collect_until"}, {&in.custody_due, "custody_due"}})
    if (!parse_day(*value))
      return fail(ErrorCode::invalid_input, "日付を、年-月-日で入れてください。",
                  std::string(field) + " must be a day", field);
  if (in.downloads_allowed < 1 || in.downloads_allowed > 100)
    return fail(ErrorCode::invalid_input, "受け取れる回数は、1 から 100 までで入れてください。",
                "downloads_allowed must be 1 to 100", "downloads_allowed");
  out.kind = in.kind;
  out.engagement = in.engagement;
  out.asset = in.asset;
  out.section = engagements.front().section;
  out.range = in.range;
  out.way = in.way;
  out.recipient = in.recipient;
  out.recipient_contractor = workers.front().contractor;
  out.purpose = in.purpose;
  out.content_description = in.content_description;
  out.protection = in.protection;
  out.production_application = in.production_application;
  out.production_reason = in.production_reason;
  out.collect_until = in.collect_until;
  out.custody_due = in.custody_due;
  out.downloads_allowed = in.downloads_allowed;
  out.check_access_control = in.transfer.access_control;
  out.check_encrypted_at_rest = in.transfer.encrypted_at_rest;
  out.check_encrypted_link = in.transfer.encrypted_link;
  return {};
}

}  // namespace

Result<Answer> Passages::draft(const Viewer& viewer, const std::string& key, const api::PassageInput& input) {
  return parts_.door.pass(
      {viewer, key, Act::draft_passage, "new", json::write(input)},
      [&](store::Connection& c) -> Result<Prepared> {
        store::Passage passage;
        passage.id = make_id("psg");
        passage.applicant_account = viewer.account;
        passage.applicant_person = viewer.person;
        SEKISHO_CHECK(fill(c, viewer, input, passage));
        Prepared prepared{passage_facts(c, passage), passage.section, {}};
        prepared.act = [passage](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append(
                          event_of("passage.drafted", passage, personal,
                                   {"state", "downloads_used", "binding", "content", "custody", "created_at",
                                    "changed_at", "submitted_at", "approved_at", "first_download_at"})));
          return done(passage.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Passages::change(const Viewer& viewer, const std::string& key, const std::string& id,
                                const api::PassageInput& input) {
  return parts_.door.pass(
      {viewer, key, Act::change_passage, id, json::write(input)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(auto passage, visible_passage(c, viewer, id));
        // Rights are asked of the passage as it stands, not as the change would make it.
        Prepared prepared{passage_facts(c, passage), passage.section, {}};
        SEKISHO_CHECK(fill(c, viewer, input, passage));
        if (passage.section != prepared.facts.target.section)
          return fail(ErrorCode::invalid_input,
                      "受け持ちの課が違う契約には変えられません。新しく申請してください。",
                      "the engagement belongs to another section", "engagement");
        prepared.act = [passage](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(
              const auto receipt,
              passing.append(event_of("passage.changed", passage, personal,
                                      {"state", "downloads_used", "binding", "content", "custody",
                                       "created_at", "changed_at", "submitted_at", "approved_at",
                                       "first_download_at", "applicant_account", "applicant_person"})));
          return done(passage.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Passages::submit(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::submit_passage, id, ""}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(auto passage, visible_passage(c, viewer, id));
        Prepared prepared{passage_facts(c, passage), passage.section, {}};
        prepared.act = [id, passage, sha256 = prepared.facts.content ? prepared.facts.content->sha256 : ""](
                           Passing& passing) mutable -> Result<boost::json::value> {
          passage.submitted_at = format_instant(passing.now());
          const std::string binding = binding_of(passage, sha256);
          SEKISHO_TRY(const auto receipt,
                      passing.append({"passage.submitted", id, {{"binding", binding}}, {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Passages::decide(const Viewer& viewer, const std::string& key, const std::string& id,
                                const api::DecisionInput& input) {
  const bool approves = input.decision == rules::Decision::approve;
  SEKISHO_CHECK(check_text(input.reason, "reason", 4000));
  return parts_.door.pass(
      {viewer, key, approves ? Act::approve_passage : Act::reject_passage, id, json::write(input)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto passage, visible_passage(c, viewer, id));
        Prepared prepared{passage_facts(c, passage), passage.section, {}};
        prepared.facts.decision_note = input.reason;
        // What is approved is what was submitted: recomputed here, so that a row changed beside the door does
        // not pass.
        const std::string binding =
            binding_of(passage, prepared.facts.content ? prepared.facts.content->sha256 : "");
        if (binding != passage.binding && passage.state == rules::PassageState::submitted)
          return fail(
              ErrorCode::conflict,
              "申請の内容が、出されたときから変わっています。申請した人に出し直してもらってください。",
              "the passage differs from what was submitted");
        prepared.act = [id, passage, approves, input,
                        facts = prepared.facts](Passing& passing) mutable -> Result<boost::json::value> {
          const Viewer& by = passing.viewer();
          SEKISHO_TRY(auto receipt, passing.append({"passage.decided",
                                                    id,
                                                    {{"approval", make_id("apr")},
                                                     {"person", by.person},
                                                     {"side", json::enum_name(by.side)},
                                                     {"roles", json::to_json(by.roles)},
                                                     {"decision", json::enum_name(input.decision)},
                                                     {"binding", passage.binding}},
                                                    {{"reason", input.reason}}}));
          facts.approvals.push_back(
              {by.account, by.person, by.side, by.roles, input.decision, passage.binding});
          if (approves && facts.asset &&
              rules::approvals_counted(facts) >= rules::approvals_needed(*facts.asset)) {
            SEKISHO_TRY(receipt,
                        passing.append({"passage.released", id, {{"binding", passage.binding}}, {}}));
          }
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Passages::withdraw(const Viewer& viewer, const std::string& key, const std::string& id,
                                  const api::ReasonInput& input) {
  SEKISHO_CHECK(check_text(input.reason, "reason", 4000));
  return parts_.door.pass({viewer, key, Act::withdraw_passage, id, json::write(input)},
                          [&](store::Connection& c) -> Result<Prepared> {
                            SEKISHO_TRY(const auto passage, visible_passage(c, viewer, id));
                            Prepared prepared{passage_facts(c, passage), passage.section, {}};
                            prepared.act = [id, input](Passing& passing) -> Result<boost::json::value> {
                              SEKISHO_TRY(
                                  const auto receipt,
                                  passing.append({"passage.withdrawn", id, {}, {{"reason", input.reason}}}));
                              return done(id, receipt);
                            };
                            return prepared;
                          });
}

Result<rules::Verdict> Passages::judge(const Viewer& viewer, const api::JudgeInput& input) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<rules::Verdict> {
    store::Passage passage;
    passage.id = "new";
    passage.applicant_account = viewer.account;
    passage.applicant_person = viewer.person;
    if (input.passage) {
      SEKISHO_TRY(passage, visible_passage(c, viewer, *input.passage));
    }
    SEKISHO_CHECK(fill(c, viewer, input.input, passage));
    return judge_for(Act::submit_passage, passage_facts(c, passage), viewer, parts_.clock.now());
  });
}

}  // namespace sekisho::app
