// What the contract binds the contractor to, and whom it names, before anything is handed over (8.1(2)).
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

bool agreed(const Engagement& e, Term term) { return std::ranges::find(e.terms, term) != e.terms.end(); }

// Of these, those that are not agreed.
template <class... T>
std::vector<Term> without(const Engagement& e, T... terms) {
  std::vector<Term> out;
  for (const Term term : {terms...})
    if (!agreed(e, term)) out.push_back(term);
  return out;
}

std::string names_ja(const std::vector<Term>& terms) {
  std::string out;
  for (const Term term : terms) (out += out.empty() ? "" : "、") += term_ja(term);
  return out;
}
std::string names_en(const std::vector<Term>& terms) {
  std::string out;
  for (const Term term : terms) (out += out.empty() ? "" : "; ") += term_en(term);
  return out;
}

Finding leak_terms(const Facts& f) {
  if (!f.engagement) return missing("委託契約", "engagement");
  const auto open = without(*f.engagement, Term::education, Term::purpose, Term::secrecy,
                            Term::sub_contracting, Term::return_disposal);
  if (open.empty())
    return pass("情報を漏らさないための定めが、契約にあります。",
                "The contract binds the contractor to leak prevention.");
  return stop("契約に、次の定めがないか、まだ登録されていません：" + names_ja(open) + "。",
              "The contract lacks these terms, or they are not on record: " + names_en(open) + ".",
              "担当課の課長が、契約書の条項を確かめて登録してください。契約にないときは、契約を改めてください"
              "。",
              "The section manager must record where the contract says so, or have the contract revised.")
      .saw("terms_missing", std::to_string(open.size()));
}

Finding identified(const Facts& f) {
  if (!f.engagement) return missing("委託契約", "engagement");
  const auto open = without(*f.engagement, Term::identified, Term::access);
  if (!open.empty())
    return stop("契約に、次の定めがないか、まだ登録されていません：" + names_ja(open) + "。",
                "The contract lacks these terms, or they are not on record: " + names_en(open) + ".",
                "担当課の課長が、契約書の条項を確かめて登録してください。契約にないときは、契約を改めてくださ"
                "い。",
                "The section manager must record where the contract says so, or have the contract revised.")
        .saw("terms_missing", std::to_string(open.size()));
  if (!f.engagement->workplace_fixed)
    return stop("契約で、データを扱う場所が決まっていません。",
                "The contract fixes no place where data is handled.",
                "担当課の課長が、作業場所を契約の記録に登録してください。",
                "The section manager must record the workplace.");
  // Known before anything is handed over: without it the recipient could give no receipt (receipt.workplace).
  if (f.recipient && std::ranges::none_of(f.engagement->workplaces, [&](const Workplace& place) {
        return place.contractor == f.recipient->contractor && !place.name.empty();
      }))
    return stop("受取人の会社がデータを扱う場所が、契約に登録されていません。",
                "No workplace of the recipient's firm is recorded for the contract.",
                "担当課の課長が、その会社の作業場所を契約の記録に登録してください。",
                "The section manager must record the workplace of that firm.");
  return pass("責任者・作業者・作業場所と、扱う情報の定めが、契約にあります。",
              "The contract identifies people, places and information.");
}

Finding data_manager(const Facts& f) {
  if (f.chain.empty()) return missing("委託事業者", "contractor");
  const auto& firm = f.chain.back();
  if (firm.data_manager_named)
    return pass("受取人の会社で、データの管理責任者が決まっています。",
                "The recipient's firm has named a data manager.");
  return stop("受取人の会社で、データの管理責任者が決まっていません：" + firm.name + "。",
              "The recipient's firm has named no data manager.",
              "委託事業者の責任者が、データの管理責任者を届け出てください。",
              "The firm's manager must name a data manager.");
}

}  // namespace

constinit const Rule contract_terms{"contract.terms",
                                    {"S-2", "C-3a", "C-4", "C-10", "C-15a", "G-8.1-2-5"},
                                    "漏えいを防ぐ契約の定め",
                                    "Terms against leaks",
                                    leak_terms};
constinit const Rule contract_identified{"contract.identified",
                                         {"G-8.1-2-2a", "G-8.1-2-4a", "C-9b"},
                                         "責任者・場所・情報の特定",
                                         "People, places and information",
                                         identified};
constinit const Rule contract_data_manager{
    "contract.data_manager", {"C-9a", "G-8.1-2-2a"}, "データの管理責任者", "Data manager", data_manager};

}  // namespace sekisho::rules
