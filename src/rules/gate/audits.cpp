// 委託事業者に対する監査: planned and told to the firm, answered by it, held, and reported by people who do
// not belong to the section whose contract it is (8.1(3), 9.1(4)).
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

std::string_view state_ja(AuditState state) {
  switch (state) {
    case AuditState::planned:
      return "回答待ち";
    case AuditState::accepted:
      return "実施待ち";
    case AuditState::reported:
      return "報告済み";
    case AuditState::cancelled:
      return "取りやめ";
  }
  return "不明";
}

bool audits(const Actor& actor) {
  return std::ranges::any_of(actor.roles, [](Role role) {
    return role == Role::auditor || role == Role::supervising_officer || role == Role::ciso;
  });
}

bool of_the_section(const Facts& f) {
  return !f.actor.section.empty() && f.actor.section == f.target.section;
}

bool is_open(AuditState state) { return state == AuditState::planned || state == AuditState::accepted; }

Finding planned(const Facts& f) {
  if (!f.audit) return missing("監査の計画", "plan");
  const auto& a = *f.audit;
  if (f.chain.empty()) return missing("監査を受ける事業者", "firm");
  const auto& firm = f.chain.back();
  if (firm.depth > 0 && firm.consent != ConsentState::consented)
    return stop(
        "この再委託先には、再委託の承諾が出ていません。", "This sub-contractor has not been consented to.",
        "承諾のある事業者を選んでください。承諾のない会社が働いているときは、担当課に知らせてください。",
        "Choose a firm that was consented to; tell the section if this one is at work.");
  if (meaningful_letters(a.title) < 2)
    return stop("監査の名前が書かれていません。", "The audit has no name.",
                "計画する人が書いてください（例：令和8年度 委託先監査）。", "Give it a name.");
  if (meaningful_letters(a.scope) < 3)
    return stop("監査で何を見るのかが書かれていません。", "What is looked at is not stated.",
                "見るものを書いてください（例：作業場所の施錠、従事者名簿、預かったデータの消去の記録）。",
                "State what is looked at.");
  if (a.planned_on < today(f))
    return stop("監査の予定日が、もう過ぎた日です。", "The planned day is past.",
                "今日か今日より後の日を選んでください。", "Choose today or a later day.")
        .saw("planned_on", format_day(a.planned_on));
  return pass("どの事業者の何を、いつ見るかが書かれています。", "Which firm, what and when is stated.");
}

Finding at_right_step(const Facts& f) {
  if (!f.audit) return missing("監査の計画", "plan");
  const auto state = f.audit->state;
  if (f.act == Act::accept_audit ? state == AuditState::planned : is_open(state))
    return pass("この段階でできる操作です。", "Fits its state.");
  const std::string name(state_ja(state));
  return stop("監査は「" + name + "」の段階で、この操作はできません。", "Its state does not allow this.",
              "画面を読み直し、今の状態を確かめてください。", "Reload the page and look at its state.")
      .saw("state", name);
}

Finding independent(const Facts& f) {
  if (f.target.section.empty()) return missing("契約を受け持つ課", "section of the contract");
  if (!of_the_section(f))
    return pass("契約を受け持つ課に属していません。", "Does not belong to the section of the contract.");
  return stop("あなたは、この契約を受け持つ課に属しています。監査は、監査される側から独立した人が行います。",
              "You belong to the section of this contract; an audit is made by somebody independent.",
              "ほかの課の監査担当か、統括情報セキュリティ責任者に頼んでください。",
              "Ask an auditor of another section, or the supervising officer.");
}

Finding answered(const Facts& f) {
  if (!f.audit) return missing("監査の計画", "plan");
  if (meaningful_letters(f.audit->answer) < 2)
    return stop("監査に立ち会う人が書かれていません。", "Who attends is not stated.",
                "立ち会う人と連絡先を書いてください。書面だけの監査では、書類を出す人を書いてください。",
                "State who attends, or who sends the documents.");
  return pass("だれが立ち会うかが書かれています。", "Who attends is stated.");
}

Finding reported(const Facts& f) {
  if (!f.audit) return missing("監査の計画", "plan");
  const auto& a = *f.audit;
  if (!a.held_on) return missing("監査を行った日", "day on which it was held");
  if (*a.held_on > today(f) || *a.held_on < a.announced)
    return stop("監査を行った日が、事業者に知らせる前か、今日より後です。",
                "The day is before the firm was told, or in the future.",
                "実際に行った日を入れてください。まだ行っていない監査は、行ってから報告してください。",
                "Give the day on which it was held; report it once it was held.")
        .saw("held_on", format_day(*a.held_on));
  if (a.method != AuditMethod::documents && meaningful_letters(a.attended) < 2)
    return stop("事業者のだれが立ち会ったかが書かれていません。", "Who of the firm attended is not stated.",
                "立ち会った人を書いてください。", "State who attended.");
  if (meaningful_letters(a.looked_at) < 3)
    return stop("何を見たのかが書かれていません。", "What was examined is not stated.",
                "見た場所・書類・記録を書いてください。", "State places, documents and records.");
  if (meaningful_letters(a.summary) < 3)
    return stop("監査の結果が書かれていません。", "The result is not stated.",
                "わかったことと、そう判断した理由を書いてください。", "State what was found, and why.");
  return pass("いつ、だれの立会いで、何を見て、どうだったかが書かれています。",
              "When, with whom, what was examined and the result is stated.");
}

Finding borne_out(const Facts& f) {
  if (!f.audit) return missing("監査の計画", "plan");
  const auto& a = *f.audit;
  if (a.opinion == AuditOpinion::good) {
    if (a.open_findings == 0)
      return pass("直っていない指摘は、ありません。", "No finding of this audit is open.");
    return stop("この監査の指摘が残っているのに、「適合」としています。",
                "Findings of this audit are open, and yet it is called good.",
                "評価を「改善が必要」か「重大な不備」に変えてください。", "Change the opinion.")
        .saw("findings", std::to_string(a.open_findings));
  }
  if (a.findings > 0)
    return pass("直すべきことが、指摘として登録されています。", "What is to be mended is on record.");
  return stop("直すべきことが、まだ指摘として登録されていません。", "No finding is on record.",
              "この監査の画面の「指摘を登録する」で、直すべきことを登録してから、報告してください。",
              "Open a finding from the page of the audit first.");
}

// Findings are opened outside of audits as well: those are not asked.
Finding found_in_it(const Facts& f) {
  if (!f.audit) return pass("監査の指摘ではありません。", "Not a finding of an audit.");
  if (!audits(f.actor) || of_the_section(f))
    return stop("監査の指摘を登録できるのは、契約を受け持つ課に属さない、監査をする人だけです。",
                "Only who audits, and is independent of the section, opens findings of an audit.",
                "監査担当に頼んでください。監査とは別の指摘は、「指摘と改善」から登録できます。",
                "Ask the auditor; other findings are opened from the list of findings.");
  if (!is_open(f.audit->state))
    return stop("報告した、または取りやめた監査に、指摘を足すことはできません。",
                "The audit is reported or cancelled.",
                "監査とは別の指摘として、「指摘と改善」から登録してください。",
                "Open it as a finding of its own.");
  return pass("行っている監査の指摘です。", "A finding of an audit that is under way.");
}

}  // namespace

constinit const Rule audit_plan{"audit.plan", {"G-8.1-3f"}, "監査の計画", "Plan of an audit", planned};
constinit const Rule audit_state{
    "audit.state", {"G-8.1-3f"}, "監査の段階", "State of an audit", at_right_step};
constinit const Rule audit_independent{
    "audit.independent", {"G-8.1-3f"}, "監査する人の独立", "Independence of who audits", independent};
constinit const Rule audit_answer{
    "audit.answer", {"G-8.1-3f", "C-12"}, "監査に立ち会う人", "Who attends an audit", answered};
constinit const Rule audit_report{
    "audit.report", {"G-8.1-3f"}, "監査の報告の内容", "Contents of an audit's report", reported};
constinit const Rule audit_findings{
    "audit.findings", {"G-8.1-3f"}, "監査の評価と指摘", "Opinion and findings of an audit", borne_out};
constinit const Rule audit_finding{
    "audit.finding", {"G-8.1-3f"}, "監査の指摘の登録", "Finding of an audit", found_in_it};

}  // namespace sekisho::rules
