// Who answers an application for a sub-contract, how many people it takes, and below whom it may stand
// (C-15a, R-1b).
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

bool same(const std::string& a, const std::string& b) { return !a.empty() && a == b; }

bool may_answer(const std::vector<Role>& roles) {
  return std::ranges::any_of(roles, is_approver_role) &&
         std::ranges::find(roles, Role::administrator) == roles.end();
}

bool counts(const ConsentGiven& given, const ConsentCase& a) {
  return given.decision == Decision::approve && may_answer(given.roles) && !given.person.empty() &&
         !given.account.empty() && given.person != a.applicant_person && given.account != a.applicant_account;
}

Finding answerer(const Facts& f) {
  if (!f.consent) return missing("再委託の申請", "application for a sub-contract");
  const auto& a = *f.consent;
  if (a.applicant_person.empty() || a.applicant_account.empty()) return missing("申請者", "applicant");
  if (f.actor.side != Side::town || !may_answer(f.actor.roles))
    return stop(
        "再委託について決めるのは、自治体の承認者だけができます。", "Only approvers of the town can decide.",
        "情報セキュリティ管理者（課長）以上の人に頼んでください。", "Ask a section manager or above.");
  if (f.actor.person == a.applicant_person || f.actor.account == a.applicant_account)
    return stop("自分が出した再委託の申請を、自分で決めることはできません。",
                "Nobody decides on their own application.", "別の承認者に頼んでください。",
                "Ask another approver.");
  if (std::ranges::any_of(a.given, [](const ConsentGiven& g) { return g.decision != Decision::approve; }))
    return stop("この再委託は、すでに断られています。", "This application has been refused.",
                "必要なら、委託事業者が新しく申請してください。", "The contractor may apply again.");
  if (std::ranges::any_of(a.given, [&](const ConsentGiven& g) {
        return same(g.person, f.actor.person) || same(g.account, f.actor.account);
      }))
    return stop("あなたは、この再委託をすでに承諾しています。一人が二人分になることはありません。",
                "You have consented already; one person counts once.", "別の承認者に頼んでください。",
                "Ask another approver.");
  return pass("申請者とは別の、決められる人です。", "Somebody other than the applicant who may decide.")
      .saw("consents", std::to_string(consents_counted(a)))
      .saw("needed", std::to_string(consents_needed(a)));
}

// The firm that would sub-contract must itself be in order. A refusal is possible at any time.
Finding above(const Facts& f) {
  if (f.chain.empty()) return missing("委託事業者", "contractor");
  if (f.consent && f.consent->deciding == Decision::reject)
    return pass("断ることは、いつでもできます。", "A refusal is always possible.");
  // When somebody applies, the chain ends with the firm that would sub-contract; else with the new firm.
  const std::size_t count = f.act == Act::apply_sub_contract ? f.chain.size() : f.chain.size() - 1;
  std::string open;
  bool all = true;
  for (std::size_t i = 1; i < count; ++i) {
    if (f.chain[i].consent == ConsentState::consented && f.chain[i].flow_down_confirmed) continue;
    (open += all ? "" : "、") += f.chain[i].name;
    all = false;
  }
  if (all)
    return pass("任せる側の会社までは、承諾も義務づけもそろっています。",
                "Every tier above is consented to and bound.");
  return stop("任せる側の会社が、まだ承諾されていないか、契約と同じ定めを守ることを確かめられていません：" +
                  open + "。",
              "A tier above has no consent, or is not confirmed to be bound to the same terms.",
              "上の段の会社について、先に承諾と義務づけの確認を済ませてください。",
              "First settle consent and flow-down of the tiers above.")
      .saw("above", open);
}

}  // namespace

int consents_needed(const ConsentCase& application) { return application.important ? 2 : 1; }

int consents_counted(const ConsentCase& application) {
  int count = 0;
  const auto& given = application.given;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i].decision != Decision::approve) return 0;
    if (!counts(given[i], application)) continue;
    const bool repeated = std::any_of(
        given.begin(), given.begin() + static_cast<std::ptrdiff_t>(i), [&](const ConsentGiven& earlier) {
          return counts(earlier, application) &&
                 (earlier.person == given[i].person || earlier.account == given[i].account);
        });
    if (!repeated) ++count;
  }
  return count;
}

constinit const Rule consent_approver{"consent.approver",
                                      {"C-15a", "R-1b", "G-8.1-2-4d"},
                                      "再委託を決められる人",
                                      "Who may decide on a sub-contract",
                                      answerer};
constinit const Rule consent_above{
    "consent.above", {"C-15a", "C-15b"}, "任せる側の会社", "The firm above", above};

}  // namespace sekisho::rules
