// What people see of a contract's record and of its chain.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "app/contracts.h"
#include "base/json.h"
#include "contract_rows.h"
#include "facts.h"
#include "ledger/canonical.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;

bool town_side(const Viewer& v) { return v.active && v.side == rules::Side::town; }

std::vector<store::ContractTerm> all_terms_of(const store::Engagement& e) {
  std::vector<store::ContractTerm> out;
  for (const auto term : rules::terms_in(rules::all_terms)) {
    const auto known = std::ranges::find(e.terms, term, &store::ContractTerm::term);
    out.push_back(known == e.terms.end() ? store::ContractTerm{term, false, "", ""} : *known);
  }
  return out;
}

// "契約の定め、作業場所": from the columns of an engagement.changed.
std::string what_changed(const std::string& leaf) {
  static const std::map<std::string_view, std::string_view> words{
      {"title", "契約の名前"},
      {"starts", "契約の始まり"},
      {"ends", "契約の終わり"},
      {"scope", "渡してよい情報"},
      {"production_data_allowed", "本番データの持ち出し"},
      {"my_number", "個人番号の扱い"},
      {"terms", "契約の定め"},
      {"service_levels", "サービスレベル"},
      {"report_months", "報告の間隔"},
      {"workplaces", "作業場所"},
      {"selection", "選定基準"},
      {"specification", "調達仕様書"},
      {"requirements", "仕様書の要件"}};
  std::string out;
  const auto entry = ledger::parse_canonical(leaf);
  const auto* object = entry ? entry->if_object() : nullptr;
  const auto* data = object != nullptr ? object->if_contains("data") : nullptr;
  if (data == nullptr || !data->is_object()) return out;
  for (const auto& column : data->as_object())
    if (const auto word = words.find(column.key()); word != words.end())
      (out += out.empty() ? "" : "、") += word->second;
  return out;
}

std::vector<api::RecordChange> changes_of(store::Connection& c, const std::string& engagement) {
  std::vector<api::RecordChange> out;
  std::vector<std::string> actors;
  for (const auto& row :
       c.query("SELECT at, actor, kind, leaf FROM ledger_entries WHERE subject = :p0 AND kind "
               "IN ('engagement.registered', 'engagement.changed') ORDER BY seq DESC LIMIT 50",
               {engagement})
           .rows) {
    const auto kind = store::from_value<std::string>(row[2]);
    const auto leaf = store::from_value<std::string>(row[3]);
    actors.push_back(store::from_value<std::string>(row[1]));
    out.push_back({store::from_value<std::string>(row[0]), "",
                   kind == "engagement.changed" ? what_changed(leaf) : entry_text(kind, leaf)});
  }
  if (out.empty()) return out;
  const auto names = account_names(c, actors);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto name = names.find(actors[i]);
    if (name != names.end()) out[i].by = name->second;
  }
  return out;
}

std::vector<Act> acts_open(const std::vector<Act>& acts, const rules::Facts& facts, const Viewer& viewer,
                           Instant now) {
  std::vector<Act> out;
  for (const Act act : acts)
    if (may(act, facts, viewer, now)) out.push_back(act);
  return out;
}

// Tiers as the tree reads, with what this viewer may know of each.
class TierViews {
 public:
  TierViews(store::Connection& c, const store::Engagement& engagement, const Viewer& viewer, Instant now)
      : c_(c),
        engagement_(engagement),
        viewer_(viewer),
        now_(now),
        chains_(c, engagement),
        importance_(c, engagement) {
    seen_ = chains_.seen_by(viewer);
    std::vector<std::string> accounts;
    for (auto& one : store::select<store::Consent>(
             c, "sub_contract IN (SELECT id FROM sub_contracts WHERE engagement = :p0) ORDER BY at, id",
             {engagement.id})) {
      accounts.push_back(one.account);
      consents_[one.sub_contract].push_back(std::move(one));
    }
    if (!town_side(viewer)) return;
    for (const auto& tier : chains_.tiers())
      if (!tier.flow_down_by.empty()) accounts.push_back(tier.flow_down_by);
    if (!accounts.empty()) names_ = account_names(c, accounts);
    std::vector<std::string> firms{engagement.contractor};
    for (const auto& tier : chains_.tiers()) firms.push_back(tier.contractor);
    for (const auto& row : held_by(c, engagement.id, firms)) ++held_[row.contractor];
  }

  const Chains& chains() const { return chains_; }
  bool shows(const std::string& tier) const { return tier.empty() || seen_.shown.contains(tier); }

  api::ChainTier prime() const {
    store::SubContract tier;
    tier.contractor = engagement_.contractor;
    tier.state = rules::ConsentState::consented;
    tier.flow_down_confirmed = true;
    tier.information.clear();
    return view(tier, true);
  }
  api::ChainTier view(const store::SubContract& tier) const {
    return view(tier, seen_.whole.contains(tier.id));
  }

  std::vector<api::ChainTier> tree() const {
    std::vector<api::ChainTier> out{prime()};
    const auto walk = [&](auto&& self, const std::string& parent) -> void {
      for (const auto& tier : chains_.tiers()) {
        if (tier.parent != parent || out.size() > chains_.tiers().size()) continue;
        if (shows(tier.id)) out.push_back(view(tier));
        self(self, tier.id);
      }
    };
    walk(walk, "");
    return out;
  }

 private:
  api::ChainTier view(const store::SubContract& tier, bool whole) const {
    const bool town = town_side(viewer_);
    auto facts = facts_of_tier(chains_, engagement_, tier.id);
    const Day today = day_in_japan(now_);
    api::ChainTier out;
    out.id = tier.id;
    out.parent = tier.parent;
    out.contractor = tier.contractor;
    out.contractor_name = chains_.name_of(tier.contractor);
    out.depth = tier.depth;
    out.consent = tier.state;
    out.standing = rules::standing_of(facts.chain, today);
    for (std::size_t i = 1; i < facts.chain.size() && out.stopped_by.empty(); ++i)
      if (rules::standing_of(std::span(facts.chain).first(i), today) != rules::TierStanding::counts)
        out.stopped_by = facts.chain[i - 1].name;
    out.applied_at = tier.applied_at;
    out.decided_at = tier.decided_at;
    out.flow_down_confirmed = tier.flow_down_confirmed;
    out.check_sheet_confirmed = facts.chain.back().check_sheet_confirmed;
    out.data_manager_named = facts.chain.back().data_manager_named;
    if (whole) {
      out.reason = tier.reason;
      out.work = tier.work;
      out.information = tier.information;
      out.starts = tier.starts;
      out.ends = tier.ends;
      out.flow_down_at = tier.flow_down_at;
      if (tier.depth > 0) consents(tier, facts, out);
    }
    if (town && !tier.flow_down_by.empty()) {
      out.flow_down_by = name_of(tier.flow_down_by);
      out.flow_down_evidence = tier.flow_down_evidence;
    }
    if (const auto held = held_.find(tier.contractor); held != held_.end()) out.held = held->second;
    out.may = buttons(tier, std::move(facts));
    return out;
  }

  std::string name_of(const std::string& account) const {
    const auto name = names_.find(account);
    return name == names_.end() ? "" : name->second;
  }

  void consents(const store::SubContract& tier, rules::Facts& facts, api::ChainTier& out) const {
    const auto known = consents_.find(tier.id);
    const auto given = known == consents_.end() ? std::vector<store::Consent>() : known->second;
    facts.consent = consent_case(c_, importance_, tier, given);
    out.consents_given = rules::consents_counted(*facts.consent);
    out.consents_needed = rules::consents_needed(*facts.consent);
    if (town_side(viewer_))
      for (const auto& one : given)
        out.consents.push_back({name_of(one.account), one.at, one.reason, one.decision});
  }

  std::vector<Act> buttons(const store::SubContract& tier, rules::Facts facts) const {
    std::vector<Act> acts{Act::apply_sub_contract, Act::appoint_person};
    if (tier.depth > 0 && tier.state == rules::ConsentState::applied)
      acts.push_back(Act::consent_sub_contract);
    if (tier.depth > 0 && tier.state == rules::ConsentState::consented) {
      acts.push_back(Act::withdraw_consent);
      if (!tier.flow_down_confirmed) acts.push_back(Act::confirm_flow_down);
    }
    // A firm applies for what is directly below itself.
    if (!town_side(viewer_)) facts.target.contractors = {tier.contractor};
    return acts_open(acts, facts, viewer_, now_);
  }

  store::Connection& c_;
  const store::Engagement& engagement_;
  const Viewer& viewer_;
  Instant now_;
  Chains chains_;
  Importance importance_;
  Chains::Seen seen_;
  std::map<std::string, std::vector<store::Consent>> consents_;  // by tier
  std::unordered_map<std::string, std::string> names_;           // of accounts
  std::map<std::string, std::int64_t> held_;
};

std::vector<std::string> kinds_of(const store::Engagement& e) {
  std::vector<std::string> out;
  for (const auto& entry : e.scope)
    if (std::ranges::find(out, entry.information) == out.end()) out.push_back(entry.information);
  return out;
}

}  // namespace

Result<api::ContractRecord> Contracts::record(const Viewer& v, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::ContractRecord> {
    SEKISHO_TRY(const auto e, visible_engagement(c, v, id));
    const bool town = town_side(v);
    const bool party = town || v.contractor == e.contractor;
    const Chains chains(c, e);
    api::ContractRecord out;
    out.id = e.id;
    out.title = e.title;
    out.terms = all_terms_of(e);
    for (const auto term : rules::terms_in(rules::all_terms))
      if (rules::stops_handover(term)) out.stops.push_back(term);
    out.important = Importance(c, e).of_all();
    if (party) {
      out.service_levels = e.service_levels;
      out.report_months = e.report_months;
      out.specification = e.specification;
      out.requirements = e.requirements;
    }
    if (town) {
      out.selection = e.selection;
      out.missing_parts = rules::parts_missing(e.recorded_parts);
      out.changes = changes_of(c, id);
    }
    const auto own = [&](const std::string& firm) { return town || firm == v.contractor; };
    for (const auto& place : e.workplaces)
      if (own(place.contractor)) out.workplaces.push_back(place);
    for (const auto& one : store::select<store::Appointment>(
             c, "engagement = :p0 ORDER BY ended_on <> '', since DESC, id DESC LIMIT 500", {id}))
      if (own(one.contractor))
        out.appointments.push_back({one.id, one.contractor, chains.name_of(one.contractor), one.post,
                                    one.name, one.since, one.ended_on});
    const auto firm = [&](const std::string& contractor, rules::ConsentState state, std::int64_t depth) {
      if (own(contractor) && std::ranges::find(out.firms, contractor, &api::FirmView::id) == out.firms.end())
        out.firms.push_back({contractor, chains.name_of(contractor), state, depth});
    };
    firm(e.contractor, rules::ConsentState::consented, 0);
    for (const auto& tier : chains.tiers()) firm(tier.contractor, tier.state, tier.depth);
    auto facts = tier_facts(c, e, town ? e.contractor : v.contractor);
    out.may = acts_open({Act::change_engagement, Act::appoint_person}, facts, v, parts_.clock.now());
    return out;
  });
}

Result<api::ChainView> Contracts::chain(const Viewer& v, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::ChainView> {
    SEKISHO_TRY(const auto e, visible_engagement(c, v, id));
    const auto kinds = kinds_of(e);
    return api::ChainView{e.id,  e.title,  e.my_number, Importance(c, e).of_all(),
                          kinds, e.starts, e.ends,      TierViews(c, e, v, parts_.clock.now()).tree()};
  });
}

Result<api::TierDetail> Contracts::tier(const Viewer& v, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::TierDetail> {
    SEKISHO_TRY(const auto tier, visible_tier(c, v, id));
    SEKISHO_TRY(const auto e, visible_engagement(c, v, tier.engagement));
    const TierViews views(c, e, v, parts_.clock.now());
    if (!views.shows(id))
      return fail(ErrorCode::not_found, "その再委託は見つかりません。", "no such sub-contract");
    api::TierDetail out{e.id, e.title, views.view(tier), {}};
    if (town_side(v)) {
      std::vector<std::string> firms;
      for (const auto* below : views.chains().below(id)) firms.push_back(below->contractor);
      out.held = held_by(c, e.id, firms);
    }
    return out;
  });
}

}  // namespace sekisho::app
