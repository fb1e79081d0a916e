// The record of a contract: its terms, service levels, places, selection, specification, and its people.
#include <algorithm>
#include <set>

#include "app/contracts.h"
#include "base/ids.h"
#include "base/json.h"
#include "events.h"
#include "party_facts.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::ContractPart;
using store::Engagement;

constexpr std::size_t most_lines = 60;
constexpr std::size_t longest_term = 3000;  // octets: all 13 fit into one entry of the ledger

Result<void> check_text(const std::string& value, const std::string& field, std::size_t most = 600) {
  if (value.size() > most)
    return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。", field + " is too long",
                field);
  return {};
}
Result<void> check_count(std::size_t count, const char* field) {
  if (count > most_lines)
    return fail(ErrorCode::invalid_input, "行が多すぎます。60 行までにしてください。",
                std::string(field) + " has too many lines", field);
  return {};
}
bool filled(const std::string& text) { return text.find_first_not_of(" \t\r\n") != std::string::npos; }
std::string at(const char* list, std::size_t i) { return std::string(list) + "[" + std::to_string(i) + "]"; }

void record_part(Engagement& e, ContractPart part, bool complete) {
  if (complete)
    e.recorded_parts |= rules::bit_of(part);
  else
    e.recorded_parts &= ~rules::bit_of(part);
}

// The columns in which two records differ, as they are in `after`.
boost::json::object difference(const Engagement& before, const Engagement& after) {
  boost::json::object out;
  json::for_each_member<Engagement>([&](auto d) {
    auto was = json::to_json(before.*d.pointer);
    auto is = json::to_json(after.*d.pointer);
    if (was != is) out[d.name] = std::move(is);
  });
  return out;
}

Result<void> edit_terms(Engagement& e, const api::TermsInput& in) {
  std::set<rules::Term> named;
  for (std::size_t i = 0; i < in.terms.size(); ++i) {
    const auto& term = in.terms[i];
    if (!named.insert(term.term).second)
      return fail(ErrorCode::invalid_input, "同じ定めが 2 回入っています。", "a term twice", at("terms", i));
    if (term.agreed && !filled(term.article))
      return fail(
          ErrorCode::invalid_input,
          "契約書のどこにあるか（第何条か）を入れてください：" + std::string(rules::term_ja(term.term)),
          "an agreed term needs its article", at("terms", i) + ".article");
    SEKISHO_CHECK(check_text(term.article, at("terms", i) + ".article", 200));
    SEKISHO_CHECK(check_text(term.text, at("terms", i) + ".text", longest_term));
    const auto known = std::ranges::find(e.terms, term.term, &store::ContractTerm::term);
    if (known == e.terms.end())
      e.terms.push_back(term);
    else
      *known = term;
  }
  std::ranges::sort(e.terms, {}, &store::ContractTerm::term);
  e.agreed_terms = 0;
  for (const auto& term : e.terms)
    if (term.agreed) e.agreed_terms |= rules::bit_of(term.term);
  return {};
}

Result<void> edit_service_levels(Engagement& e, const api::ServiceLevelsInput& in) {
  SEKISHO_CHECK(check_count(in.levels.size(), "levels"));
  if (in.report_months < 0 || in.report_months > 60)
    return fail(ErrorCode::invalid_input, "報告の間隔を、1 か月から 60 か月で入れてください。",
                "report_months must be 0 to 60", "report_months");
  std::set<rules::Quality> qualities;
  for (std::size_t i = 0; i < in.levels.size(); ++i) {
    const auto& level = in.levels[i];
    if (!filled(level.item) || !filled(level.target))
      return fail(ErrorCode::invalid_input, "サービスレベルの項目と目標を、すべて入れてください。",
                  "item and target are needed", at("levels", i));
    for (const auto* text : {&level.item, &level.target, &level.measure})
      SEKISHO_CHECK(check_text(*text, at("levels", i)));
    qualities.insert(level.quality);
  }
  e.service_levels = in.levels;
  e.report_months = in.report_months;
  record_part(e, ContractPart::service_levels, qualities.size() == 3 && in.report_months > 0);
  return {};
}

Result<void> edit_selection(Engagement& e, const api::SelectionInput& in) {
  std::set<rules::Criterion> seen;
  for (std::size_t i = 0; i < in.entries.size(); ++i) {
    const auto& entry = in.entries[i];
    if (!seen.insert(entry.criterion).second)
      return fail(ErrorCode::invalid_input, "同じ選定基準が 2 回入っています。", "a criterion twice",
                  at("entries", i));
    if (!filled(entry.how))
      return fail(ErrorCode::invalid_input, "どのように確かめたかを入れてください。", "how is needed",
                  at("entries", i));
    SEKISHO_CHECK(check_text(entry.how, at("entries", i), longest_term));
  }
  e.selection = in.entries;
  record_part(e, ContractPart::selection, static_cast<int>(seen.size()) == rules::criterion_count);
  return {};
}

Result<void> edit_specification(Engagement& e, const api::SpecificationInput& in) {
  SEKISHO_CHECK(check_count(in.requirements.size(), "requirements"));
  SEKISHO_CHECK(check_text(in.document, "document"));
  for (std::size_t i = 0; i < in.requirements.size(); ++i) {
    const auto& requirement = in.requirements[i];
    if (!filled(requirement.clause) || !filled(requirement.text))
      return fail(ErrorCode::invalid_input, "ポリシーの条項と、仕様書に書いた要件を、すべて入れてください。",
                  "clause and text are needed", at("requirements", i));
    SEKISHO_CHECK(check_text(requirement.clause, at("requirements", i), 200));
    SEKISHO_CHECK(check_text(requirement.text, at("requirements", i), 900));
  }
  e.specification = in.document;
  e.requirements = in.requirements;
  record_part(e, ContractPart::specification, filled(in.document) && !in.requirements.empty());
  return {};
}

bool party_to(store::Connection& c, const Engagement& e, const std::string& contractor) {
  return contractor == e.contractor ||
         store::number(c, "SELECT count(*) FROM sub_contracts WHERE engagement = :p0 AND contractor = :p1",
                       {e.id, contractor}) > 0;
}
Error not_a_party(std::string field) {
  return Error{ErrorCode::invalid_input, "この契約の事業者を選んでください。",
               "the firm is not in this engagement", std::move(field)};
}

Result<void> edit_workplaces(store::Connection& c, Engagement& e, const api::WorkplacesInput& in) {
  SEKISHO_CHECK(check_count(in.workplaces.size(), "workplaces"));
  std::string of_prime;
  for (std::size_t i = 0; i < in.workplaces.size(); ++i) {
    const auto& place = in.workplaces[i];
    if (!filled(place.name))
      return fail(ErrorCode::invalid_input, "作業場所の名前を入れてください。", "name is empty",
                  at("workplaces", i));
    for (const auto* text : {&place.name, &place.address, &place.measures})
      SEKISHO_CHECK(check_text(*text, at("workplaces", i)));
    if (!party_to(c, e, place.contractor)) return std::unexpected(not_a_party(at("workplaces", i)));
    if (of_prime.empty() && place.contractor == e.contractor) of_prime = place.name;
  }
  e.workplace = of_prime;
  e.workplaces = in.workplaces;
  record_part(e, ContractPart::workplaces, !of_prime.empty());
  return {};
}

Result<void> edit_basics(Engagement& e, const api::BasicsInput& in) {
  SEKISHO_CHECK(check_name(in.title, "title"));
  SEKISHO_CHECK(check_day(in.starts, "starts"));
  SEKISHO_CHECK(check_day(in.ends, "ends"));
  if (in.ends < in.starts)
    return fail(ErrorCode::invalid_input, "契約の終わりが、始まりより前です。", "ends before it starts",
                "ends");
  if (in.scope.empty() || in.scope.size() > most_lines)
    return fail(ErrorCode::invalid_input,
                "扱わせる情報の種類・範囲・アクセス方法を、1 つから 60 まで入れてください。",
                "scope needs 1 to 60 entries", "scope");
  e.scope.clear();
  for (std::size_t i = 0; i < in.scope.size(); ++i) {
    const auto& entry = in.scope[i];
    if (!filled(entry.information) || !filled(entry.range) || entry.ways.empty())
      return fail(ErrorCode::invalid_input, "情報の種類・範囲・アクセス方法を、すべて入れてください。",
                  "an incomplete scope entry", at("scope", i));
    SEKISHO_CHECK(check_text(entry.information, at("scope", i), 300));
    SEKISHO_CHECK(check_text(entry.range, at("scope", i), 300));
    e.scope.push_back({entry.information, entry.range, entry.ways});
  }
  e.title = in.title;
  e.starts = in.starts;
  e.ends = in.ends;
  e.production_data_allowed = in.production_data_allowed;
  e.my_number = in.my_number;
  return {};
}

}  // namespace

Result<Answer> Contracts::change(const Command& command,
                                 const std::function<Result<void>(store::Connection&, Engagement&)>& edit) {
  return parts_.door.pass(command, [&](store::Connection& c) -> Result<Prepared> {
    SEKISHO_TRY(const auto before, visible_engagement(c, command.viewer, command.subject));
    auto after = before;
    SEKISHO_CHECK(edit(c, after));
    auto changed = difference(before, after);
    if (changed.empty())
      return fail(ErrorCode::conflict, "変わったところがありません。", "nothing has changed");
    Prepared prepared{tier_facts(c, before, before.contractor), before.section, {}};
    prepared.act = [id = before.id, changed](Passing& passing) -> Result<boost::json::value> {
      SEKISHO_TRY(const auto receipt, passing.append({"engagement.changed", id, changed, {}}));
      return done(id, receipt);
    };
    return prepared;
  });
}

Result<Answer> Contracts::change_basics(const Viewer& viewer, const std::string& key, const std::string& id,
                                        const api::BasicsInput& in) {
  return change({viewer, key, Act::change_engagement, id, "basics" + json::write(in)},
                [&](store::Connection&, Engagement& e) { return edit_basics(e, in); });
}
Result<Answer> Contracts::change_terms(const Viewer& viewer, const std::string& key, const std::string& id,
                                       const api::TermsInput& in) {
  return change({viewer, key, Act::change_engagement, id, "terms" + json::write(in)},
                [&](store::Connection&, Engagement& e) { return edit_terms(e, in); });
}
Result<Answer> Contracts::change_service_levels(const Viewer& viewer, const std::string& key,
                                                const std::string& id, const api::ServiceLevelsInput& in) {
  return change({viewer, key, Act::change_engagement, id, "levels" + json::write(in)},
                [&](store::Connection&, Engagement& e) { return edit_service_levels(e, in); });
}
Result<Answer> Contracts::change_workplaces(const Viewer& viewer, const std::string& key,
                                            const std::string& id, const api::WorkplacesInput& in) {
  return change({viewer, key, Act::change_engagement, id, "workplaces" + json::write(in)},
                [&](store::Connection& c, Engagement& e) { return edit_workplaces(c, e, in); });
}
Result<Answer> Contracts::change_selection(const Viewer& viewer, const std::string& key,
                                           const std::string& id, const api::SelectionInput& in) {
  return change({viewer, key, Act::change_engagement, id, "selection" + json::write(in)},
                [&](store::Connection&, Engagement& e) { return edit_selection(e, in); });
}
Result<Answer> Contracts::change_specification(const Viewer& viewer, const std::string& key,
                                               const std::string& id, const api::SpecificationInput& in) {
  return change({viewer, key, Act::change_engagement, id, "specification" + json::write(in)},
                [&](store::Connection&, Engagement& e) { return edit_specification(e, in); });
}

Result<Answer> Contracts::appoint(const Viewer& viewer, const std::string& key, const std::string& id,
                                  const api::AppointmentInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::appoint_person, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, id));
        if (!party_to(c, engagement, in.contractor)) return std::unexpected(not_a_party("contractor"));
        std::string name = in.name;
        if (!in.worker.empty()) {
          const auto worker = store::find<store::Worker>(c, in.worker);
          if (!worker || worker->contractor != in.contractor || !worker->left_on.empty())
            return fail(ErrorCode::invalid_input, "その会社で今働いている従事者を選んでください。",
                        "not a worker of this firm", "worker");
          name = worker->name;
        }
        SEKISHO_CHECK(check_name(name, "name"));
        SEKISHO_CHECK(check_day(in.since, "since"));
        store::Appointment made;
        made.id = make_id("apt");
        std::string replaces;
        for (const auto& now : store::select<store::Appointment>(
                 c, "engagement = :p0 AND contractor = :p1 AND post = :p2 AND ended_on = ''",
                 {id, in.contractor, std::string(json::enum_name(in.post))})) {
          replaces = now.id;
          if (in.since < now.since)
            return fail(ErrorCode::invalid_input, "今の人が就いた日より前の日は選べません。",
                        "before the present one's first day", "since");
        }
        Prepared prepared{tier_facts(c, engagement, in.contractor), engagement.section, {}};
        const bool leads = in.post == rules::Post::responsible && in.contractor == engagement.contractor;
        prepared.act = [=, made_id = made.id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"appointment.made",
                                                          made_id,
                                                          {{"engagement", id},
                                                           {"contractor", in.contractor},
                                                           {"post", json::to_json(in.post)},
                                                           {"worker", in.worker},
                                                           {"since", in.since},
                                                           {"replaces", replaces},
                                                           {"leads", leads}},
                                                          {{"name", name}}}));
          return done(made_id, receipt);
        };
        return prepared;
      });
}

}  // namespace sekisho::app
