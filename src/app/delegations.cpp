// Handing duties to somebody else for a while: what the gate is told, and what is shown of it.
#include <algorithm>

#include "app/duties.h"
#include "base/ids.h"
#include "base/json.h"
#include "duty_lists.h"
#include "duty_rows.h"
#include "events.h"
#include "facts.h"
#include "party_facts.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Act;

rules::Delegation rule_form(const store::Delegation& d) {
  return {d.id,
          d.giver,
          d.taker,
          json::enum_from_name<rules::DutyKind>(d.kind),
          d.subject,
          parse_day(d.starts).value_or(Day{}),
          parse_day(d.ends).value_or(Day{}),
          {},
          {}};
}

// One duty of this viewer as it stands, read anew.
std::optional<rules::Duty> own_duty(store::Connection& c, const Viewer& viewer, rules::DutyKind kind,
                                    const std::string& subject, Day today) {
  for (auto& duty : rules::duties(read_duty_state(c, duty_scope(viewer, today)), today))
    if (duty.kind == kind && duty.subject == subject && rules::owes(duty, asks(viewer)))
      return std::move(duty);
  return std::nullopt;
}

// The kind of one duty; none of all. Error: only half of it was said.
Result<std::optional<rules::DutyKind>> kind_of(const std::string& kind, const std::string& subject) {
  if (kind.empty() && subject.empty()) return std::optional<rules::DutyKind>();
  const auto found = json::enum_from_name<rules::DutyKind>(kind);
  if (!found || subject.empty())
    return fail(ErrorCode::invalid_input, "任せる仕事を選び直してください。",
                "kind and subject of one duty, or neither", "kind");
  return found;
}

}  // namespace

std::vector<rules::Delegation> read_delegations(store::Connection& c, const std::string& person, Day today) {
  Condition condition{"ended_at = ''", {}};
  condition.also("ends >= ? AND starts <= ?", {format_day(today), format_day(today)});
  if (!person.empty()) condition.also("giver = ? OR taker = ?", {person, person});
  std::vector<rules::Delegation> out;
  std::vector<std::string> persons;
  for (const auto& d :
       store::select<store::Delegation>(c, condition.sql + " ORDER BY made_at, id", condition.params)) {
    // A kind that this program does not know must not turn into all of them.
    if (!d.kind.empty() && !json::enum_from_name<rules::DutyKind>(d.kind)) continue;
    out.push_back(rule_form(d));
    persons.insert(persons.end(), {d.giver, d.taker});
  }
  const auto as = accounts_of(c, persons);
  const auto of = [&](const std::string& id) {
    const auto found = as.find(id);
    return found == as.end() ? std::vector<rules::Viewer>() : found->second;
  };
  for (auto& d : out) {
    d.giver_as = of(d.giver);
    d.taker_as = of(d.taker);
  }
  return out;
}

Result<Answer> Duties::delegate(const Viewer& viewer, const std::string& key,
                                const api::DelegationInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::delegate_duties, in.subject.empty() ? "all" : in.subject, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_CHECK(check_day(in.starts, "starts"));
        SEKISHO_CHECK(check_day(in.ends, "ends"));
        SEKISHO_CHECK(check_name(in.taker, "taker"));
        if (in.reason.size() > 1000)
          return fail(ErrorCode::invalid_input, "理由が長すぎます。", "the reason is too long", "reason");
        SEKISHO_TRY(const auto kind, kind_of(in.kind, in.subject));
        const store::Delegation record{
            make_id("dlg"), viewer.person, in.taker, in.kind, in.subject, in.starts,
            in.ends,        in.reason,     "",       "",      ""};
        Prepared prepared;
        prepared.section = viewer.section;
        prepared.facts.target.person = viewer.person;
        auto delegation = rule_form(record);
        delegation.giver_as = {asks(viewer)};
        const auto as = accounts_of(c, {in.taker});
        if (const auto found = as.find(in.taker); found != as.end()) delegation.taker_as = found->second;
        if (kind)
          prepared.facts.handed = own_duty(c, viewer, *kind, in.subject, day_in_japan(parts_.clock.now()));
        prepared.facts.delegation = std::move(delegation);
        prepared.act = [record](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append(event_of("duty.delegated", record, {"reason"},
                                                                  {"made_at", "ended_at", "ended_by"})));
          return done(record.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Duties::end_delegation(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::end_delegation, id, ""}, [&](store::Connection& c) -> Result<Prepared> {
        const auto found = store::find<store::Delegation>(c, id);
        const bool party = found && !viewer.person.empty() &&
                           (found->giver == viewer.person || found->taker == viewer.person);
        if (!party || !found->ended_at.empty())
          return fail(ErrorCode::not_found, "任せている仕事が見つかりません。", "no such delegation");
        Prepared prepared;
        prepared.section = viewer.section;
        prepared.facts.target.person =
            viewer.person;  // who gave it may take it back, who took it may decline
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"duty.delegation_ended", id, {}, {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

std::vector<api::DelegationView> Duties::delegations(const Viewer& viewer) const {
  if (!viewer.active || viewer.person.empty()) return {};
  return parts_.database.reading([&](store::Connection& c) {
    const auto found = store::select<store::Delegation>(
        c, "(giver = :p0 OR taker = :p1) AND ended_at = '' AND ends >= :p2 ORDER BY starts, id LIMIT 200",
        {viewer.person, viewer.person, format_day(day_in_japan(parts_.clock.now()))});
    std::vector<std::string> persons;
    std::vector<rules::Duty> about(found.size());
    std::vector<const rules::Duty*> subjects;
    for (std::size_t i = 0; i < found.size(); ++i) {
      persons.insert(persons.end(), {found[i].giver, found[i].taker});
      about[i].subject = found[i].subject;
      subjects.push_back(&about[i]);
    }
    const auto people = person_names(c, persons);
    const auto things = names_of(c, subjects);
    const auto name = [](const Names& of, const std::string& id) {
      const auto known = of.find(id);
      return known == of.end() ? std::string() : known->second;
    };
    std::vector<api::DelegationView> out;
    for (const auto& d : found)
      out.push_back({d.id,
                     {d.giver, name(people, d.giver), ""},
                     {d.taker, name(people, d.taker), ""},
                     d.kind,
                     name(things, d.subject),
                     d.starts,
                     d.ends,
                     d.reason,
                     d.giver == viewer.person});
    return out;
  });
}

Result<std::vector<api::PersonView>> Duties::takers(const Viewer& viewer, const std::string& kind_text,
                                                    const std::string& subject) const {
  SEKISHO_TRY(const auto kind, kind_of(kind_text, subject));
  if (!viewer.active || viewer.person.empty()) return std::vector<api::PersonView>();
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::PersonView>> {
    std::optional<rules::Duty> duty;
    if (kind) {
      duty = own_duty(c, viewer, *kind, subject, day_in_japan(parts_.clock.now()));
      if (!duty)
        return fail(ErrorCode::not_found, "その仕事は、今のあなたの仕事ではありません。", "not owed",
                    "subject");
    }
    // Colleagues, and those above: nobody else could.
    Condition condition{"closed = 0", {}};
    condition.also("person <> ?", {viewer.person});
    if (viewer.side == rules::Side::contractor)
      condition.also("contractor = ? AND contractor <> ''", {viewer.contractor});
    else
      condition.also(
          "side = 'town' AND (section = ? OR section = '' OR roles LIKE '%department_officer%' OR roles LIKE "
          "'%supervising_officer%' OR roles LIKE '%ciso%')",
          {viewer.section});
    std::vector<std::string> persons;
    for (const auto& a :
         store::select<store::Account>(c, condition.sql + " ORDER BY id LIMIT 500", condition.params)) {
      const rules::Viewer taker{a.person, a.roles, a.side, a.section, a.contractor};
      if (duty ? rules::may_take(*duty, taker) : rules::stands_in_for(taker, asks(viewer)))
        if (std::ranges::find(persons, a.person) == persons.end()) persons.push_back(a.person);
    }
    std::vector<api::PersonView> out;
    for (const auto& [id, name] : person_names(c, persons)) out.push_back({id, name, ""});
    std::ranges::sort(out, {}, &api::PersonView::name);
    return out;
  });
}

}  // namespace sekisho::app
