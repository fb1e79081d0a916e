#include "rules/duty.h"

#include <algorithm>
#include <tuple>

#include "duty/make.h"

namespace sekisho::rules {
namespace {

// Every subject there is: a file of this folder each.
const std::vector<DutySubject>& subjects() {
  static const std::vector<DutySubject> all{passage_duties(),  custody_duties(),  roster_duties(),
                                            contract_duties(), training_duties(), report_duties(),
                                            sheet_duties(),    disposal_duties(), area_duties(),
                                            breach_duties(),   audit_duties()};
  return all;
}

}  // namespace

bool comes_first(DutyKind kind) { return kind == DutyKind::acknowledge_breach; }

std::vector<Duty> duties(const DutyState& state, Day today) {
  std::vector<Duty> out;
  for (const auto& subject : subjects()) subject.add(state, today, out);
  std::ranges::sort(out, {}, [](const Duty& d) {
    return std::tuple<bool, const Day&, const DutyKind&, const std::string&>(!comes_first(d.kind), d.due,
                                                                             d.kind, d.subject);
  });
  return out;
}

const std::vector<DutyInfo>& all_duties() {
  static const std::vector<DutyInfo> infos = [] {
    std::vector<DutyInfo> out;
    for (const auto& subject : subjects()) out.insert(out.end(), subject.kinds.begin(), subject.kinds.end());
    return out;
  }();
  return infos;
}

const DutyInfo& duty_info(DutyKind kind) {
  const auto& infos = all_duties();
  const auto found = std::ranges::find(infos, kind, &DutyInfo::kind);
  return found == infos.end() ? infos.front() : *found;
}

}  // namespace sekisho::rules
