#include "contract_rows.h"

#include <algorithm>

#include "facts.h"
#include "rules/gate.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

// " IN (:pN, …)" over what is appended to `params`.
std::string in_list(const std::vector<std::string>& values, store::Params& params) {
  std::string marks;
  for (const auto& value : values) {
    marks += (marks.empty() ? ":p" : ", :p") + std::to_string(params.size());
    params.emplace_back(value);
  }
  return " IN (" + marks + ")";
}

}  // namespace

Importance::Importance(store::Connection& c, const store::Engagement& engagement) : engagement_(engagement) {
  for (const auto& asset : store::select<store::Asset>(c, "section = :p0", {engagement.section})) {
    bool& important = kinds_.try_emplace(asset.information, false).first->second;
    important = important || rules::is_important(asset_facts(asset));
  }
}

bool Importance::of(const std::vector<std::string>& information) const {
  const auto important = [&](const std::string& kind) {
    const auto known = kinds_.find(kind);
    return known == kinds_.end() || known->second;
  };
  if (engagement_.my_number) return true;
  if (!information.empty()) return std::ranges::any_of(information, important);
  return engagement_.scope.empty() ||
         std::ranges::any_of(engagement_.scope, important, &store::ScopeEntry::information);
}

rules::ConsentCase consent_case(store::Connection& c, const Importance& importance,
                                const store::SubContract& tier, const std::vector<store::Consent>& given) {
  rules::ConsentCase out{tier.applicant_account,
                         tier.applicant_person,
                         importance.of(tier.information),
                         rules::Decision::approve,
                         {}};
  // Applied for before the applicant was kept in the row: the ledger knows who it was.
  if (out.applicant_account.empty() && tier.state == rules::ConsentState::applied)
    for (const auto& row : c.query("SELECT e.actor, a.person FROM ledger_entries e JOIN accounts a ON a.id = "
                                   "e.actor WHERE e.subject = :p0 AND e.kind = 'sub_contract.applied'",
                                   {tier.id})
                               .rows) {
      out.applicant_account = store::from_value<std::string>(row[0]);
      out.applicant_person = store::from_value<std::string>(row[1]);
    }
  for (const auto& one : given) out.given.push_back({one.account, one.person, one.roles, one.decision});
  return out;
}

std::vector<store::Consent> consents_of(store::Connection& c, const std::string& tier) {
  return store::select<store::Consent>(c, "sub_contract = :p0 ORDER BY at, id", {tier});
}

std::vector<api::HeldRow> held_by(store::Connection& c, const std::string& engagement,
                                  const std::vector<std::string>& contractors) {
  std::vector<api::HeldRow> out;
  if (contractors.empty()) return out;
  store::Params params{engagement};
  const std::string firms = in_list(contractors, params);
  const auto add = [&](api::HeldKind kind, const std::string& sql) {
    for (const auto& row : c.query(sql, params).rows) {
      const auto text = [&](std::size_t i) { return store::from_value<std::string>(row[i]); };
      out.push_back({kind, text(0), text(1), text(2), text(3), text(4), text(5)});
    }
  };
  add(api::HeldKind::custody,
      "SELECT k.id, k.contractor, f.name, p.purpose, k.state, k.due FROM custodies k JOIN passages p ON p.id "
      "= k.passage JOIN contractors f ON f.id = k.contractor WHERE p.engagement = :p0 AND k.state IN "
      "('held', 'return_declared', 'erasing') AND k.contractor" +
          firms + " ORDER BY k.due, k.id LIMIT 1000");
  add(api::HeldKind::passage,
      "SELECT p.id, p.recipient_contractor, f.name, p.purpose, p.state, p.collect_until FROM passages p JOIN "
      "contractors f ON f.id = p.recipient_contractor WHERE p.engagement = :p0 AND p.state IN ("
      "'submitted', 'approved') AND p.recipient_contractor" +
          firms + " ORDER BY p.collect_until, p.id LIMIT 1000");
  // a medium that is not known to be disposed of
  add(api::HeldKind::disposal,
      "SELECT d.id, d.contractor, f.name, d.medium, d.state, d.due FROM disposals d JOIN contractors f ON "
      "f.id "
      "= d.contractor WHERE d.engagement = :p0 AND d.state NOT IN ('confirmed', 'withdrawn') AND "
      "d.contractor" +
          firms + " ORDER BY d.due, d.id LIMIT 1000");
  // people of the firm who are inside a controlled area now
  add(api::HeldKind::visit,
      "SELECT v.id, v.contractor, f.name, a.name, v.state, v.until FROM visits v JOIN areas a ON a.id = "
      "v.area "
      "JOIN contractors f ON f.id = v.contractor WHERE v.engagement = :p0 AND v.state = 'inside' AND "
      "v.contractor" +
          firms + " ORDER BY v.until, v.id LIMIT 1000");
  for (auto& row : out)
    if (const auto until = parse_instant(row.due); until && row.kind == api::HeldKind::visit)
      row.due = format_day(day_in_japan(*until));
  return out;
}

rules::Facts facts_of_tier(const Chains& chains, const store::Engagement& engagement,
                           const std::string& tier) {
  rules::Facts facts;
  facts.engagement = engagement_facts(engagement);
  facts.chain = chains.to_tier(tier);
  facts.target.section = engagement.section;
  for (const auto& one : facts.chain) facts.target.contractors.push_back(one.contractor);
  return facts;
}

}  // namespace sekisho::app
