// R-1b: several people. People are counted, not accounts; the applicant and the recipient never count.
#include <algorithm>
#include <optional>
#include <string_view>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

bool holds_approver_role(const std::vector<Role>& roles) {
  return std::ranges::any_of(roles, is_approver_role) &&
         std::ranges::find(roles, Role::administrator) == roles.end();
}

bool same(std::string_view a, std::string_view b) { return !a.empty() && a == b; }

// What is applied for and decided: to hand data over, or to copy what was handed over.
struct Applied {
  std::string_view person, account, binding;
  bool waits = false;
};

std::optional<Applied> applied(const Facts& f) {
  switch (f.act) {
    case Act::apply_copy:
    case Act::approve_copy:
    case Act::reject_copy:
    case Act::declare_copy:
      if (!f.copy) return std::nullopt;
      return Applied{f.copy->applicant_person, f.copy->applicant_account, f.copy->binding,
                     f.copy->state == CopyState::applied};
    default:
      if (!f.passage) return std::nullopt;
      return Applied{f.passage->applicant_person, f.passage->applicant_account, f.passage->binding,
                     f.passage->state == PassageState::submitted || f.passage->state == PassageState::draft};
  }
}

bool counts(const Approval& approval, const Facts& f, const Applied& a) {
  return approval.decision == Decision::approve && approval.side == Side::town &&
         holds_approver_role(approval.roles) && !approval.person.empty() && !approval.account.empty() &&
         approval.person != a.person && approval.account != a.account &&
         !(f.recipient && same(approval.person, f.recipient->person)) && same(approval.bound_to, a.binding);
}

bool any_rejection(const Facts& f) {
  return std::ranges::any_of(f.approvals, [](const Approval& a) { return a.decision != Decision::approve; });
}

Finding may_decide(const Facts& f) {
  const auto a = applied(f);
  if (!a) return missing("申請", "application");
  if (a->person.empty() || a->account.empty()) return missing("申請者", "applicant");
  if (!f.recipient) return missing("受取人", "recipient");
  if (a->binding.empty()) return missing("承認する内容の控え", "binding of what is approved");
  if (f.actor.side != Side::town || !holds_approver_role(f.actor.roles))
    return stop("承認・却下は、自治体の承認者だけができます。", "Only approvers of the town can decide.",
                "情報セキュリティ管理者（課長）以上の人に頼んでください。",
                "Ask a section manager or above.");
  if (f.actor.person == a->person || f.actor.account == a->account)
    return stop("自分の申請を、自分で承認・却下することはできません。",
                "Nobody decides on their own application.",
                "別の承認者に頼んでください。申請をやめるときは「取り下げ」を使ってください。",
                "Ask another approver; withdraw it if you want to stop it.");
  if (f.actor.person == f.recipient->person)
    return stop("受取人は、自分が受け取るデータの承認・却下ができません。", "The recipient cannot decide.",
                "別の承認者に頼んでください。", "Ask another approver.");
  if (any_rejection(f))
    return stop("この申請は、すでに却下されています。", "This application has been rejected.",
                "必要なら、申請者が内容を直して新しく申請してください。", "The applicant may apply again.");
  const bool decided = std::ranges::any_of(f.approvals, [&](const Approval& given) {
    return (same(given.person, f.actor.person) || same(given.account, f.actor.account)) &&
           given.bound_to == a->binding;
  });
  if (decided)
    return stop("あなたは、この申請をすでに承認しています。一人が二人分になることはありません。",
                "You have decided already; one person counts once.", "別の承認者に頼んでください。",
                "Ask another approver.");
  return pass("申請者とは別の、承認できる人です。", "An approver other than the applicant.");
}

Finding enough(const Facts& f) {
  const auto a = applied(f);
  if (!a) return missing("申請", "application");
  if (!f.asset) return missing("情報資産", "asset");
  if (!f.recipient) return missing("受取人", "recipient");
  if (a->person.empty() || a->account.empty()) return missing("申請者", "applicant");
  const int needed = approvals_needed(*f.asset);
  const int counted = approvals_counted(f);
  const auto seen = [&](Answer&& answer) {
    return std::move(answer).saw("approvals", std::to_string(counted)).saw("needed", std::to_string(needed));
  };
  if (any_rejection(f))
    return seen(stop("却下した人がいるため、この申請は通りません。", "Somebody has rejected it.",
                     "申請者が内容を直し、新しく申請してください。", "The applicant must apply again."));
  if (counted >= needed) return seen(pass("必要な人数の承認があります。", "Enough people have approved."));
  const bool changed = std::ranges::any_of(f.approvals, [&](const Approval& given) {
    return given.bound_to.empty() || given.bound_to != a->binding;
  });
  if (changed)
    return seen(stop("承認のあとで内容が変わったため、その承認は無効になりました。",
                     "What was approved has changed, so those approvals are void.",
                     "申請者が新しく申請し、承認者が今の内容を確かめて承認してください。",
                     "Apply again, and have the present content approved."));
  const std::string todo = "申請者とは別の承認者があと " + std::to_string(needed - counted) +
                           " 人、内容を確かめて承認してください。";
  if (a->waits)
    return seen(wait("承認する人が足りません。", "More people must approve.", todo,
                     "More approvers must look at it and approve."));
  return seen(stop("有効な承認が足りません。", "There are not enough valid approvals.", todo,
                   "More approvers must look at it and approve."));
}

}  // namespace

int approvals_counted(const Facts& facts) {
  const auto a = applied(facts);
  if (!a) return 0;
  int count = 0;
  for (std::size_t i = 0; i < facts.approvals.size(); ++i) {
    const auto& approval = facts.approvals[i];
    if (!counts(approval, facts, *a)) continue;
    bool repeated = false;
    for (std::size_t j = 0; j < i; ++j) {
      const auto& earlier = facts.approvals[j];
      // an approval that is void does not take the place of the one that its giver gave anew
      repeated = repeated || (counts(earlier, facts, *a) &&
                              (earlier.person == approval.person || earlier.account == approval.account));
    }
    if (!repeated) ++count;
  }
  return count;
}

constinit const Rule approvals_approver{
    "approvals.approver", {"R-1b", "G-8.1-2-4d", "C-7"}, "承認できる人", "Who may decide", may_decide};
constinit const Rule approvals_enough{"approvals.enough",
                                      {"R-1b", "G-8.1-2-4d", "C-6a", "C-6b", "C-7"},
                                      "複数人による承認",
                                      "Approval by several people",
                                      enough};

}  // namespace sekisho::rules
