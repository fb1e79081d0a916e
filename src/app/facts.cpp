#include "facts.h"

#include <algorithm>
#include <set>

#include "base/bytes.h"
#include "base/json.h"
#include "chains.h"
#include "inspection_report.h"
#include "ledger/canonical.h"
#include "roster_rows.h"
#include "rules/gate.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

using store::find;
using store::select;

Day day_or(const std::string& text, Day otherwise = {}) { return parse_day(text).value_or(otherwise); }

rules::Passage passage_part(const store::Passage& p) {
  rules::Passage out;
  out.id = p.id;
  out.kind = p.kind;
  out.state = p.state;
  out.applicant_account = p.applicant_account;
  out.applicant_person = p.applicant_person;
  out.purpose = p.purpose;
  out.content_description = p.content_description;
  out.protection = p.protection;
  out.range = p.range;
  out.way = p.way;
  out.production_application = p.production_application;
  out.production_reason = p.production_reason;
  out.binding = p.binding;
  out.collect_until = day_or(p.collect_until);
  out.custody_due = day_or(p.custody_due);
  out.downloads_allowed = static_cast<int>(p.downloads_allowed);
  out.downloads_used = static_cast<int>(p.downloads_used);
  out.transfer = {p.check_access_control, p.check_encrypted_at_rest, p.check_encrypted_link};
  return out;
}

rules::Content content_part(store::Connection& connection, const std::string& id) {
  rules::Content out;
  const auto content = id.empty() ? std::nullopt : find<store::Content>(connection, id);
  if (!content) return out;
  out.inspection = content->state;
  out.sha256 = content->sha256;
  out.size = content->size;
  out.residents = content->residents;
  out.sealed = content->key_state == "held" && !content->received_at.empty();
  add_inspection(*content, out);
  return out;
}

}  // namespace

rules::Asset asset_facts(const store::Asset& asset) {
  return {asset.id, asset.information, asset.confidentiality, asset.integrity, asset.personal_data};
}

rules::Engagement engagement_facts(const store::Engagement& e) {
  rules::Engagement out{e.id, day_or(e.starts),          day_or(e.ends), e.cancelled,
                        {},   e.production_data_allowed, e.my_number};
  out.terms = rules::terms_in(e.agreed_terms);
  out.workplace_fixed = !e.workplace.empty();
  for (const auto& place : e.workplaces) out.workplaces.push_back({place.contractor, place.name});
  // A contract from before places were a list has the one with which it was registered.
  if (e.workplaces.empty() && !e.workplace.empty()) out.workplaces.push_back({e.contractor, e.workplace});
  for (const auto& entry : e.scope) out.scope.push_back({entry.information, entry.range, entry.ways});
  return out;
}

std::vector<rules::Tier> chain_to(store::Connection& connection, const store::Engagement& engagement,
                                  const std::string& contractor) {
  return Chains(connection, engagement).to_firm(contractor);
}

std::optional<store::Roster> newest_confirmed_roster(store::Connection& connection,
                                                     const std::string& engagement,
                                                     const std::string& contractor) {
  auto rosters = select<store::Roster>(
      connection,
      "engagement = :p0 AND contractor = :p1 AND confirmed_at <> '' ORDER BY version DESC LIMIT 1",
      {engagement, contractor});
  if (rosters.empty()) return std::nullopt;
  return std::move(rosters.front());
}

rules::Recipient recipient_facts(store::Connection& connection, const std::string& engagement,
                                 const store::Worker& worker) {
  rules::Recipient out;
  out.person = worker.id;
  out.contractor = worker.contractor;
  out.left = !worker.left_on.empty();
  if (const auto roster = newest_confirmed_roster(connection, engagement, worker.contractor)) {
    const auto member = find<store::RosterMember>(connection, roster->id + "." + worker.id);
    // Whoever the firm has taken off its newest roster is off at once, not only when it is confirmed.
    const auto newest = newest_roster(connection, engagement, worker.contractor);
    const bool taken_off = newest && newest->id != roster->id && waits(*newest) &&
                           !find<store::RosterMember>(connection, newest->id + "." + worker.id);
    out.on_confirmed_roster = member.has_value() && !taken_off;
    out.identity_confirmed = member && !member->identity_method.empty();
    out.people_confirmed_until = people_confirmed_until(*roster);
  }
  out.pledged =
      store::number(
          connection,
          "SELECT count(*) FROM pledges WHERE worker = :p0 AND engagement = :p1 AND kind = 'joining'",
          {worker.id, engagement}) > 0;
  const auto trained =
      connection.query("SELECT max(valid_until) FROM trainings WHERE worker = :p0", {worker.id});
  if (!trained.rows.empty())
    out.trained_until = parse_day(store::from_value<std::string>(trained.rows[0][0]));
  add_training_facts(connection, engagement, out);
  return out;
}

rules::Facts passage_facts(store::Connection& connection, const store::Passage& p) {
  rules::Facts facts;
  facts.passage = passage_part(p);
  facts.target.section = p.section;
  facts.target.person = p.recipient;
  facts.target.owner_account = p.applicant_account;
  facts.content = content_part(connection, p.content);
  if (const auto asset = find<store::Asset>(connection, p.asset)) facts.asset = asset_facts(*asset);
  if (const auto worker = find<store::Worker>(connection, p.recipient))
    facts.recipient = recipient_facts(connection, p.engagement, *worker);
  if (const auto engagement = find<store::Engagement>(connection, p.engagement)) {
    facts.engagement = engagement_facts(*engagement);
    facts.chain = chain_to(connection, *engagement, p.recipient_contractor);
    for (const auto& tier : facts.chain) facts.target.contractors.push_back(tier.contractor);
  }
  for (const auto& a : select<store::Approval>(connection, "passage = :p0 ORDER BY at, id", {p.id}))
    facts.approvals.push_back({a.account, a.person, a.side, a.roles, a.decision, a.binding});
  if (!p.custody.empty())
    if (const auto custody = find<store::Custody>(connection, p.custody))
      facts.custody = rules::Custody{custody->state, day_or(custody->due), static_cast<int>(custody->copies),
                                     custody->method, custody->copies_erased};
  return facts;
}

rules::Facts custody_facts(store::Connection& connection, const store::Custody& custody) {
  rules::Facts facts;
  if (const auto passage = find<store::Passage>(connection, custody.passage))
    facts = passage_facts(connection, *passage);
  facts.custody = rules::Custody{custody.state, day_or(custody.due), static_cast<int>(custody.copies),
                                 custody.method, custody.copies_erased};
  facts.target.person = custody.holder;
  return facts;
}

std::string binding_of(const store::Passage& p, const std::string& content_sha256) {
  store::Passage bound = p;
  // What moves while the application goes its way is not part of what is approved. When it was submitted is:
  // a change that is taken back makes a new submission all the same, for everybody to look at again.
  bound.state = {};
  bound.binding = bound.custody = bound.created_at = bound.changed_at = bound.approved_at =
      bound.first_download_at = "";
  bound.downloads_used = 0;
  auto value = json::to_json(bound);
  value.as_object()["content_sha256"] = content_sha256;
  const auto canonical = ledger::canonical(value);
  if (!canonical) throw std::logic_error("a passage has no canonical form: " + canonical.error().en);
  return to_hex(sha256(*canonical));
}

rules::Verdict judge_for(rules::Act act, rules::Facts facts, const Viewer& viewer, Instant now) {
  facts.act = act;
  facts.now = now;
  facts.actor = viewer.actor();
  facts.tls = viewer.tls;
  return rules::judge(facts);
}

bool may(rules::Act act, rules::Facts facts, const Viewer& viewer, Instant now) {
  const auto verdict = judge_for(act, std::move(facts), viewer, now);
  return std::ranges::all_of(verdict.findings, [](const rules::Finding& finding) {
    const bool about_button = finding.rule.starts_with("rights.") || finding.rule == "passage.state" ||
                              finding.rule == "custody.state" || finding.rule == "approvals.approver" ||
                              finding.rule == "receipt.after_release" || finding.rule == "disposal.state" ||
                              finding.rule == "audit.state" || finding.rule == "audit.independent" ||
                              finding.rule == "audit.finding" || finding.rule == "consent.approver";
    return !about_button || finding.outcome == rules::Outcome::passed;
  });
}

}  // namespace sekisho::app
