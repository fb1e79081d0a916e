#include <map>
#include <set>

#include "duty_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

std::string text(const store::Value& value) { return store::from_value<std::string>(value); }
Day day(const store::Value& value) { return parse_day(text(value)).value_or(Day{}); }
Day day_of_instant(const std::string& instant) {
  const auto at = parse_instant(instant);
  return at ? day_in_japan(*at) : Day{};
}

}  // namespace

// Only the columns that are needed: the lists of a contract are long.
std::vector<rules::OpenContract> open_contracts(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("cancelled = 0 AND (agreed_terms <> " + std::to_string(rules::all_terms) +
                                      " OR recorded_parts <> " + std::to_string(rules::all_parts) + ")",
                                  scope, {"section", "", ""});
  std::vector<rules::OpenContract> out;
  for (const auto& row : c.query("SELECT id, section, starts, ends, agreed_terms, recorded_parts FROM "
                                 "engagements WHERE " +
                                     condition.sql,
                                 condition.params)
                             .rows)
    out.push_back({text(row[0]), text(row[1]), day(row[2]), day(row[3]),
                   rules::terms_missing(store::to_number(row[4])),
                   rules::parts_missing(store::to_number(row[5]))});
  return out;
}

std::vector<rules::UnmanagedFirm> unmanaged_firms(store::Connection& c, const DutyScope& scope) {
  constexpr std::string_view none =
      "NOT EXISTS (SELECT 1 FROM appointments a LEFT JOIN workers w ON w.id = a.worker WHERE a.engagement = "
      "e.id AND coalesce(w.left_on, '') = '' AND a.post = 'data_manager' AND a.ended_on = '' AND "
      "a.contractor "
      "= ";
  std::vector<rules::UnmanagedFirm> out;
  const auto prime = in_scope("e.cancelled = 0 AND " + std::string(none) + "e.contractor)", scope,
                              {"e.section", "e.contractor", ""});
  for (const auto& row :
       c.query("SELECT e.id, e.contractor, e.section, e.starts, e.ends FROM engagements e WHERE " + prime.sql,
               prime.params)
           .rows)
    out.push_back({text(row[0]), text(row[1]), text(row[2]), day(row[3]), day(row[4])});
  const auto tiers =
      in_scope("s.state = 'consented' AND e.cancelled = 0 AND " + std::string(none) + "s.contractor)", scope,
               {"e.section", "s.contractor", ""});
  for (const auto& row :
       c.query("SELECT s.id, s.contractor, e.section, s.decided_at, e.ends, s.ends FROM sub_contracts s JOIN "
               "engagements e ON e.id = s.engagement WHERE " +
                   tiers.sql,
               tiers.params)
           .rows)
    out.push_back({text(row[0]), text(row[1]), text(row[2]), day_of_instant(text(row[3])),
                   text(row[5]).empty() ? day(row[4]) : day(row[5])});
  return out;
}

std::vector<rules::OpenTier> open_tiers(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope(
      "s.state = 'applied' OR s.state = 'withdrawn' OR (s.state = 'consented' AND s.flow_down_confirmed = 0)",
      scope, {"e.section", "", ""});
  std::vector<rules::OpenTier> out;
  bool any_withdrawn = false;
  for (const auto& row :
       c.query("SELECT s.id, e.section, s.contractor, s.state, s.flow_down_confirmed, s.applicant_person, "
               "s.applied_at, s.decided_at FROM sub_contracts s JOIN engagements e ON e.id = "
               "s.engagement WHERE " +
                   condition.sql,
               condition.params)
           .rows) {
    rules::OpenTier tier;
    tier.id = text(row[0]);
    tier.section = text(row[1]);
    tier.contractor = text(row[2]);
    tier.state = store::from_value<rules::ConsentState>(row[3]);
    tier.flow_down_confirmed = store::to_number(row[4]) != 0;
    tier.applicant_person = text(row[5]);
    tier.applied_on = day_of_instant(text(row[6]));
    tier.decided_on = day_of_instant(text(row[7]));
    any_withdrawn = any_withdrawn || tier.state == rules::ConsentState::withdrawn;
    out.push_back(std::move(tier));
  }
  std::multimap<std::string, std::string> deciders;
  for (const auto& row :
       c.query("SELECT k.sub_contract, k.person FROM consents k JOIN sub_contracts s ON s.id = "
               "k.sub_contract WHERE s.state = 'applied'")
           .rows)
    deciders.emplace(text(row[0]), text(row[1]));
  // What is still held below a withdrawn tier: by its own firm and all below, whatever their own consent
  // says, unless the firm was consented to anew since.
  std::set<std::string> holding;
  if (any_withdrawn)
    for (
        const auto& row :
        c.query(
             "WITH RECURSIVE below (top, at, id, engagement, contractor) AS (SELECT id, decided_at, id, "
             "engagement, contractor FROM sub_contracts WHERE state = 'withdrawn' UNION SELECT b.top, b.at, "
             "s.id, s.engagement, s.contractor FROM below b JOIN sub_contracts s ON s.engagement = "
             "b.engagement AND s.parent = b.id) SELECT DISTINCT b.top FROM below b WHERE (EXISTS (SELECT 1 "
             "FROM passages p LEFT JOIN custodies k ON k.id = p.custody WHERE p.engagement = b.engagement "
             "AND p.recipient_contractor = b.contractor AND (p.state IN ('submitted', 'approved') OR k.state "
             "IN ('held', 'return_declared', 'erasing'))) OR EXISTS (SELECT 1 FROM disposals d WHERE "
             "d.engagement = b.engagement AND d.contractor = b.contractor AND d.state NOT IN ('confirmed', "
             "'withdrawn'))) AND "
             "NOT EXISTS (SELECT 1 FROM sub_contracts o WHERE o.engagement = b.engagement AND o.contractor = "
             "b.contractor AND o.state = 'consented' AND o.applied_at > b.at)")
            .rows)
      holding.insert(text(row[0]));
  for (auto& tier : out) {
    tier.holds = holding.contains(tier.id);
    const auto [from, to] = deciders.equal_range(tier.id);
    for (auto it = from; it != to; ++it) tier.decided_by.push_back(it->second);
  }
  return out;
}

}  // namespace sekisho::app
