// The roster of a firm: only of a firm that works with the town's consent, only of people whom it employs.
// (In 2022, ten of nineteen people who were let in as one firm's employees were not.)
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

Finding firm(const Facts& f) {
  if (f.chain.empty()) return missing("委託事業者", "contractor");
  std::string open;
  for (std::size_t i = 1; i < f.chain.size(); ++i)
    if (f.chain[i].consent != ConsentState::consented) open += (open.empty() ? "" : "、") + f.chain[i].name;
  if (open.empty())
    return pass("契約の相手か、自治体が承諾した再委託先です。", "A party of the contract, or consented to.");
  return stop("自治体の承諾がない会社です：" + open + "。その会社の人を、名簿に載せることはできません。",
              "A firm without the town's consent: its people cannot be on a roster.",
              "先に、再委託の承諾を申請し、担当課の課長の承諾を受けてください。",
              "First the sub-contract must be applied for, and the section manager must consent.")
      .saw("no_consent", open);
}

Finding employer(const Facts& f) {
  if (!f.roster) return missing("名簿", "roster");
  if (!f.roster->other_employers.empty()) {
    std::string names;
    for (const auto& name : f.roster->other_employers) names += (names.empty() ? "" : "、") + name;
    return stop("この会社に雇われていない人が載っています（雇い主：" + names + "）。",
                "Somebody on it is employed by another firm.",
                "その人を名簿から外してください。その会社の人が働くには、会社ごとに再委託の承諾と名簿が要りま"
                "す。",
                "Take them off. Their firm needs the town's consent and a roster of its own.")
        .saw("people_of_other_firms", std::to_string(f.roster->other_employers.size()));
  }
  if (!f.roster->employment_declared)
    return stop("載っている全員がこの会社に雇われていることが、確かめられていません。",
                "It is not declared that everybody on it is employed by this firm.",
                "雇い主を確かめ、全員がこの会社の従業員であることに印を付けてください。",
                "Check who employs them, and declare it.");
  return pass("全員が、この会社に雇われています。", "Everybody is employed by this firm.")
      .saw("people", std::to_string(f.roster->people));
}

}  // namespace

constinit const Rule roster_firm{
    "roster.firm", {"C-15a", "G-8.1-2-2a", "R-2c"}, "名簿を出す会社", "Firm of the roster", firm};
constinit const Rule roster_employer{
    "roster.employer", {"R-2d", "G-8.1-2-2a", "C-9a"}, "雇い主", "Employer", employer};

}  // namespace sekisho::rules
