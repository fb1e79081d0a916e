#include <algorithm>
#include <set>
#include <unordered_map>

#include "app/parties.h"
#include "facts.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "roster_rows.h"
#include "rules/gate.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::Role;
using rules::Side;

bool town_side(const Viewer& v) { return v.active && v.side == Side::town; }

std::string name_of_firm(store::Connection& c, const std::string& id) {
  const auto firm = store::find<store::Contractor>(c, id);
  return firm ? firm->name : "";
}
std::string name_of_section(store::Connection& c, const std::string& id) {
  const auto section = store::find<store::Section>(c, id);
  return section ? section->name : "";
}

// The newest roster with its people, in a fixed number of statements.
std::optional<api::RosterView> roster_view(store::Connection& c, const std::string& engagement,
                                           const std::string& contractor, Day today) {
  const auto newest = newest_roster(c, engagement, contractor);
  if (!newest) return std::nullopt;
  const auto& r = *newest;
  api::RosterView out{r.id,
                      contractor,
                      name_of_firm(c, contractor),
                      r.submitted_at,
                      r.confirmed_at,
                      r.confirmed_by.empty() ? "" : account_name(c, r.confirmed_by),
                      r.version,
                      !r.confirmed_at.empty(),
                      !r.refused_at.empty(),
                      {}};
  for (const auto& p : people_of(c, r, newest_confirmed_roster(c, engagement, contractor), today)) {
    if (p.change == api::RosterChange::left) continue;
    out.workers.push_back({p.person.worker, contractor, out.contractor_name, p.person.name, p.person.kana,
                           p.has_left, true, !p.method.empty(),
                           !p.trained_until.empty() && p.trained_until >= format_day(today),
                           p.trained_until});
  }
  return out;
}

api::EngagementInput input_of(const store::Engagement& e) {
  api::EngagementInput out{e.title,  e.contractor, e.section, e.responsible_person,      e.workplace,
                           e.starts, e.ends,       {},        e.production_data_allowed, e.my_number};
  for (const auto& entry : e.scope) out.scope.push_back({entry.information, entry.range, entry.ways});
  return out;
}

bool is_active(const store::Engagement& e, const std::string& today) {
  return !e.cancelled && e.starts <= today && today <= e.ends;
}

// Lists ask a fixed number of statements, however long they are.
using Names = std::unordered_map<std::string, std::string>;
Names names(store::Connection& c, std::string_view sql, const store::Params& params = {}) {
  Names out;
  for (const auto& row : c.query(sql, params).rows)
    out[store::from_value<std::string>(row[0])] = store::from_value<std::string>(row[1]);
  return out;
}
Names section_names(store::Connection& c) { return names(c, "SELECT id, name FROM sections"); }
Names firm_names(store::Connection& c) { return names(c, "SELECT id, name FROM contractors"); }

std::unordered_map<std::string, std::int64_t> counts(store::Connection& c, std::string_view sql) {
  std::unordered_map<std::string, std::int64_t> out;
  for (const auto& row : c.query(sql).rows)
    out[store::from_value<std::string>(row[0])] = store::from_value<std::int64_t>(row[1]);
  return out;
}

}  // namespace

Result<std::vector<api::SectionView>> Parties::sections(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::SectionView>> {
    Condition condition = town_side(v) ? Condition{"1 = 1", {}} : visible_engagements(v);
    if (!town_side(v)) condition.sql = "id IN (SELECT section FROM engagements WHERE " + condition.sql + ")";
    std::vector<api::SectionView> out;
    for (const auto& s : store::select<store::Section>(c, condition.sql + " ORDER BY name", condition.params))
      out.push_back({s.id, s.name});
    return out;
  });
}

Result<std::vector<api::OfficerView>> Parties::officers(const Viewer& v) const {
  if (!town_side(v))
    return fail(ErrorCode::forbidden, "職員の一覧は、団体の職員だけが見られます。", "the town's people only");
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::OfficerView>> {
    auto sections = section_names(c);
    std::vector<api::OfficerView> out;
    for (const auto& o : store::select<store::Officer>(c, "1 = 1 ORDER BY id"))
      out.push_back({o.id, o.name, o.section, sections[o.section], o.roles});
    return out;
  });
}

Result<std::vector<api::AssetView>> Parties::assets(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::AssetView>> {
    Condition condition{"1 = 1", {}};
    if (!v.active || v.has(Role::administrator)) {
      condition.sql = "1 = 0";
    } else if (!town_side(v)) {
      condition = visible_engagements(v);
      condition.sql = "section IN (SELECT section FROM engagements WHERE " + condition.sql + ")";
    }
    auto sections = section_names(c);
    std::vector<api::AssetView> out;
    for (const auto& a : store::select<store::Asset>(c, condition.sql + " ORDER BY name", condition.params))
      out.push_back({a.id,
                     {a.name, a.information, a.section, a.confidentiality, a.integrity, a.availability,
                      a.personal_data},
                     sections[a.section],
                     rules::is_important(asset_facts(a))});
    return out;
  });
}

Result<std::vector<api::ContractorView>> Parties::contractors(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::ContractorView>> {
    const auto condition = visible_contractors(v);
    auto engagements = counts(c,
                              "SELECT contractor, count(*) FROM (SELECT contractor, id FROM engagements UNION"
                              " SELECT contractor, engagement FROM sub_contracts) GROUP BY contractor");
    // All, less those who have left: two indexes answer that, without a look at each person.
    auto workers = counts(c, "SELECT contractor, count(*) FROM workers GROUP BY contractor");
    for (const auto& [firm, left] : counts(c,
                                           "SELECT contractor, count(*) FROM workers WHERE id IN (SELECT id "
                                           "FROM workers WHERE left_on <> '') GROUP BY contractor"))
      workers[firm] -= left;
    std::vector<api::ContractorView> out;
    for (const auto& f :
         store::select<store::Contractor>(c, condition.sql + " ORDER BY name", condition.params))
      out.push_back({f.id, f.name, f.corporate_number, engagements[f.id], workers[f.id]});
    return out;
  });
}

Result<std::vector<api::WorkerView>> Parties::workers(const Viewer& v, const std::string& contractor) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::WorkerView>> {
    auto condition = visible_workers(v);
    if (!contractor.empty()) condition.also("contractor = ?", {contractor});
    const std::string seen = "worker IN (SELECT id FROM workers WHERE " + condition.sql + ")";
    const auto trained =
        names(c, "SELECT worker, max(valid_until) FROM trainings WHERE " + seen + " GROUP BY worker",
              condition.params);
    const auto on_roster = names(c,
                                 "SELECT m.worker, max(m.identity_method) FROM roster_members m JOIN rosters "
                                 "r ON r.id = m.roster WHERE m." +
                                     seen +
                                     " AND r.confirmed_at <> '' AND NOT EXISTS (SELECT 1 FROM rosters n "
                                     "WHERE n.engagement = r.engagement"
                                     " AND n.contractor = r.contractor AND n.confirmed_at <> '' AND "
                                     "n.version > r.version) GROUP BY m.worker",
                                 condition.params);
    auto firms = firm_names(c);
    const auto today = format_day(day_in_japan(parts_.clock.now()));
    std::vector<api::WorkerView> out;
    for (const auto& w : store::select<store::Worker>(
             c, condition.sql + " ORDER BY contractor, id LIMIT 5000", condition.params)) {
      const auto until = trained.find(w.id);
      const auto member = on_roster.find(w.id);
      api::WorkerView view{w.id,
                           w.contractor,
                           firms[w.contractor],
                           w.name,
                           w.kana,
                           !w.left_on.empty(),
                           member != on_roster.end(),
                           false,
                           false,
                           ""};
      view.identity_confirmed = view.on_roster && !member->second.empty();
      if (until != trained.end()) view.trained_until = until->second;
      view.trained = view.trained_until >= today;
      out.push_back(std::move(view));
    }
    return out;
  });
}

Result<std::vector<api::EngagementRow>> Parties::engagements(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::EngagementRow>> {
    const auto condition = visible_engagements(v);
    const auto today = format_day(day_in_japan(parts_.clock.now()));
    auto firms = firm_names(c);
    auto sections = section_names(c);
    auto tiers = counts(c, "SELECT engagement, count(*) FROM sub_contracts GROUP BY engagement");
    auto open = counts(
        c, "SELECT engagement, count(*) FROM sub_contracts WHERE state <> 'consented' GROUP BY engagement");
    std::vector<api::EngagementRow> out;
    for (const auto& e : store::select<store::Engagement>(
             c, condition.sql + " ORDER BY ends DESC, id LIMIT 5000", condition.params)) {
      // how many firms there are is for the town and the contract's own party
      const bool whole = town_side(v) || v.contractor == e.contractor;
      out.push_back({e.id, e.title, e.contractor, firms[e.contractor], sections[e.section], e.starts, e.ends,
                     is_active(e, today), whole ? 1 + tiers[e.id] : 0, whole ? open[e.id] : 0});
    }
    return out;
  });
}

Result<api::EngagementView> Parties::engagement(const Viewer& v, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::EngagementView> {
    SEKISHO_TRY(const auto e, visible_engagement(c, v, id));
    const Instant now = parts_.clock.now();
    const Day today = day_in_japan(now);
    api::EngagementView out{e.id,
                            input_of(e),
                            name_of_firm(c, e.contractor),
                            name_of_section(c, e.section),
                            is_active(e, format_day(today)),
                            {},
                            {}};

    const auto all =
        store::select<store::SubContract>(c, "engagement = :p0 ORDER BY depth, applied_at, id", {id});
    // For a firm: its own place, what is below it, and the way up.
    std::set<std::string> below, above;
    const bool town = town_side(v);
    const bool prime = v.contractor == e.contractor;
    for (const auto& tier : all) {
      if (tier.contractor == v.contractor || below.contains(tier.parent)) below.insert(tier.id);
      if (tier.contractor == v.contractor)
        for (auto up = tier.parent; !up.empty();) {
          above.insert(up);
          const auto parent = std::ranges::find(all, up, &store::SubContract::id);
          up = parent == all.end() ? "" : parent->parent;
        }
    }
    const auto sees_people = [&](const std::string& contractor) {
      return town || contractor == v.contractor;
    };
    const auto add = [&](const store::SubContract& tier) {
      api::TierView view{tier.id,
                         tier.parent,
                         tier.contractor,
                         name_of_firm(c, tier.contractor),
                         "",
                         tier.applied_at,
                         tier.decided_at,
                         tier.depth,
                         tier.state,
                         tier.flow_down_confirmed,
                         {}};
      if (town || below.contains(tier.id)) view.reason = tier.reason;
      if (sees_people(tier.contractor)) view.roster = roster_view(c, id, tier.contractor, today);
      out.tiers.push_back(std::move(view));
    };
    add({"", id, "", e.contractor, 0, rules::ConsentState::consented, true, "", "", "", ""});
    // depth first, so that the page can draw the tree as it reads
    const auto walk = [&](auto&& self, const std::string& parent) -> void {
      for (const auto& tier : all) {
        if (tier.parent != parent || out.tiers.size() > all.size()) continue;
        if (town || prime || below.contains(tier.id) || above.contains(tier.id)) add(tier);
        self(self, tier.id);
      }
    };
    walk(walk, "");

    const auto own = tier_facts(c, e, town ? e.contractor : v.contractor);
    for (const Act act :
         {Act::apply_sub_contract, Act::consent_sub_contract, Act::withdraw_consent, Act::submit_roster,
          Act::confirm_roster, Act::record_training, Act::register_worker})
      if (may(act, own, v, now)) out.may.push_back(act);
    return out;
  });
}

}  // namespace sekisho::app
