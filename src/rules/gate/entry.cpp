// Who may come in: an officer with standing permission, or a contractor's person with an approved application
// for now, of a firm that the town has consented to, on the newest confirmed roster, and trained.
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

bool is_officer(const Facts& f) { return f.visit && f.visit->officer.has_value(); }

void replace(Text& text, std::string_view from, std::string_view to) {
  std::string changed = text.str();
  std::size_t at = changed.find(from);
  if (at == std::string::npos) return;
  for (; at != std::string::npos; at = changed.find(from, at + to.size()))
    changed.replace(at, from.size(), to);
  text = Text(std::move(changed));
}

// What a hand-over asks of the recipient and their firm is asked of the visitor, in words that fit the door.
Finding of_visitor(const Rule& rule, const Facts& f) {
  if (is_officer(f)) return pass("職員です。", "An officer of the town.");
  Finding out = rule.ask(f);
  for (auto* text : {&out.reason_ja, &out.todo_ja}) {
    replace(*text, "受取人", "入室する人");
    replace(*text, "データを渡せません", "入室できません");
    replace(*text, "データを渡すことはできません", "入室できません");
  }
  for (auto* text : {&out.reason_en, &out.todo_en}) {
    replace(*text, "recipient", "visitor");
    replace(*text, "nothing can be handed over", "nobody can enter");
  }
  for (auto& seen : out.evidence)
    if (seen.name == "recipient") seen.name = "visitor";
  return out;
}

Finding area_open(const Facts& f) {
  if (!f.area) return missing("管理区域", "controlled area");
  if (!f.area->closed)
    return pass("使われている管理区域です。", "The area is in use.").saw("area", f.area->id);
  return stop("この管理区域は、使われなくなっています。", "The area is closed.",
              "別の管理区域を選ぶか、受け持ちの課に確かめてください。",
              "Choose another area, or ask its section.")
      .saw("area", f.area->id);
}

Finding permitted(const Facts& f) {
  if (!f.area) return missing("管理区域", "controlled area");
  if (!f.visit || f.visit->person.empty()) return missing("入室する人", "visitor");
  const auto& v = *f.visit;
  if (v.officer) {
    if (v.officer->person == v.person && standing_permission(*f.area, *v.officer))
      return pass("常時の入室を認められた職員です。", "An officer with standing permission.");
    return stop("この職員は、この管理区域への常時の入室を認められていません。",
                "This officer has no standing permission for the area.",
                "受け持ちの課の課長が、入室を認める職員に加えてください。",
                "The area's section manager must add the officer.")
        .saw("visitor", v.person);
  }
  if (!f.entry || f.entry->area != f.area->id)
    return stop("この管理区域への入室の申請がありません。", "There is no application to enter this area.",
                "委託事業者の責任者か担当課が入室を申請し、区域の課長が承認してください。",
                "The contractor or the section must apply, and the area's section manager must approve.");
  const auto& e = *f.entry;
  if (std::ranges::find(e.people, v.person, &PersonToEnter::person) == e.people.end())
    return stop("入室の申請に、この人の名前がありません。", "This person is not on the application.",
                "この人を含めて、入室を申請し直してください。", "Apply again with this person on it.")
        .saw("visitor", v.person);
  if (e.state != EntryState::approved)
    return stop("入室の申請が、承認されていません。", "The application is not approved.",
                "区域の課長が、申請を確かめて承認してください。",
                "The area's section manager must approve it.");
  const auto seen = [&](Answer&& answer) {
    return std::move(answer)
        .saw("entry_from", format_instant(e.from))
        .saw("entry_until", format_instant(e.until));
  };
  if (f.now < e.from)
    return seen(stop("承認された時間に、まだなっていません。", "It is before the approved time.",
                     "承認された時間になってから来てもらうか、時間を改めて申請してください。",
                     "Come at the approved time, or apply for another."));
  if (f.now >= e.until)
    return seen(stop("承認された時間を過ぎています。", "It is after the approved time.",
                     "時間を改めて、入室を申請し直してください。", "Apply again for another time."));
  return seen(pass("承認された入室の申請があり、いまがその時間です。", "Approved, and for now."));
}

Finding place_agreed(const Facts& f) {
  if (is_officer(f)) return pass("職員です。", "An officer of the town.");
  if (!f.engagement) return missing("委託契約", "engagement");
  for (const auto& entry : f.engagement->scope)
    if (std::ranges::find(entry.ways, AccessWay::on_site) != entry.ways.end())
      return pass("契約で、庁内での作業が定められています。", "The engagement provides for work on site.");
  return stop("契約のアクセス方法に、庁内での作業がありません。",
              "The engagement provides for no work on site.",
              "担当課が、扱う場所とアクセス方法を契約に定めて登録してください。",
              "The section must agree on the place and way of access, and register it.");
}

}  // namespace

bool standing_permission(const Area& area, const Insider& officer) {
  if (officer.person.empty()) return false;
  if (std::ranges::find(area.persons, officer.person) != area.persons.end()) return true;
  const bool own = !area.section.empty() && officer.section == area.section;
  return std::ranges::any_of(officer.roles, [&](Role role) {
    const bool of_whole_town = role == Role::ciso || role == Role::supervising_officer ||
                               role == Role::department_officer || role == Role::auditor;
    return (own || of_whole_town) && std::ranges::find(area.roles, role) != area.roles.end();
  });
}

constinit const Rule entry_area{"entry.area", {"G-8.1-2-2b"}, "管理区域", "Controlled area", area_open};
constinit const Rule entry_permission{
    "entry.permission", {"G-8.1-2-2b", "R-1a"}, "入室の許可", "Permission to enter", permitted};
constinit const Rule entry_place{
    "entry.place", {"C-9b", "G-8.1-2-4a"}, "取扱場所", "Place of work", place_agreed};
constinit const Rule entry_engagement{
    "entry.engagement", {"G-8.1-2-4c"}, "契約の期間", "Term of the engagement", [](const Facts& f) {
      return of_visitor(scope_engagement, f);
    }};
constinit const Rule entry_chain{
    "entry.chain", {"C-15a", "G-8.1-2-2a"}, "入室する人の会社", "Firm of the visitor", [](const Facts& f) {
      return of_visitor(sub_contract_chain, f);
    }};
constinit const Rule entry_consent{
    "entry.consent", {"C-15a"}, "再委託の承諾", "Consent to sub-contracts", [](const Facts& f) {
      return of_visitor(sub_contract_consent, f);
    }};
constinit const Rule entry_flow_down{"entry.flow_down",
                                     {"C-15b"},
                                     "再委託先への義務づけ",
                                     "Same terms for sub-contractors",
                                     [](const Facts& f) { return of_visitor(sub_contract_flow_down, f); }};
constinit const Rule entry_present{
    "entry.present", {"G-8.1-2-2a", "C-9a"}, "従事者", "Worker", [](const Facts& f) {
      return of_visitor(recipient_present, f);
    }};
constinit const Rule entry_roster{"entry.roster",
                                  {"R-2a", "G-8.1-2-2b", "R-2c"},
                                  "従事者名簿との突合",
                                  "Match with the roster",
                                  [](const Facts& f) { return of_visitor(recipient_roster, f); }};
constinit const Rule entry_identity{
    "entry.identity", {"R-2d", "G-8.1-2-2c"}, "名簿の本人確認", "Identity on the roster", [](const Facts& f) {
      return of_visitor(recipient_identity, f);
    }};
constinit const Rule entry_trained{
    "entry.trained", {"R-3", "G-8.1-2-5"}, "研修", "Training", [](const Facts& f) {
      return of_visitor(recipient_trained, f);
    }};
constinit const Rule entry_period{
    "entry.period", {"C-15a", "G-8.1-2-4c"}, "再委託の期間", "Term of the sub-contract", [](const Facts& f) {
      return of_visitor(sub_contract_period, f);
    }};
constinit const Rule entry_check_sheet{"entry.check_sheet",
                                       {"G-8.1-3b", "C-15b", "R-4"},
                                       "チェックシートの確認",
                                       "Confirmed check sheets",
                                       [](const Facts& f) { return of_visitor(check_sheet_confirmed, f); }};
constinit const Rule entry_pledge{"entry.pledge", {"C-3a"}, "誓約書", "Pledge", [](const Facts& f) {
                                    return of_visitor(recipient_pledge, f);
                                  }};
constinit const Rule entry_year{
    "entry.year", {"R-2e", "G-8.1-2-2c"}, "年 1 回の確認", "Yearly confirmation", [](const Facts& f) {
      return of_visitor(recipient_year, f);
    }};

}  // namespace sekisho::rules
