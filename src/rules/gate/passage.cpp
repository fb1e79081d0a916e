// The application itself: which step it is at, what kind it is, until when and how often.
#include "gate/rule.h"

namespace sekisho::rules {

// Exhaustive on purpose: an act or a state that is not named here is not allowed.
bool state_allows(Act act, const Passage& passage) {
  using enum PassageState;
  const PassageState now = passage.state;
  switch (act) {
    case Act::draft_passage:
    case Act::submit_passage:
      return now == draft;
    // After the submission a change makes it a draft again and voids what was approved, until data has gone
    // out.
    case Act::change_passage:
    case Act::upload_content:
      return now == draft || now == submitted || (now == approved && passage.downloads_used == 0);
    // A password changes what is seen, not what was sent: nothing that was approved is voided.
    case Act::reinspect_content:
      return now == draft || now == submitted || now == approved;
    case Act::approve_passage:
    case Act::reject_passage:
      return now == submitted;
    case Act::withdraw_passage:
      return now == draft || now == submitted || (now == approved && passage.downloads_used == 0);
    case Act::download_content:
      return now == approved || now == received;
    case Act::export_medium:
    case Act::give_receipt:
      return now == approved;
    case Act::apply_copy:
    case Act::approve_copy:
    case Act::declare_copy:
    case Act::declare_return:
    case Act::confirm_return:
    case Act::erase_custody:
      return now == approved || now == received;
    default:
      return false;
  }
}

namespace {

std::string_view state_ja(PassageState state) {
  switch (state) {
    case PassageState::draft:
      return "下書き";
    case PassageState::submitted:
      return "承認待ち";
    case PassageState::approved:
      return "承認済み";
    case PassageState::received:
      return "受領済み";
    case PassageState::closed:
      return "完了";
    case PassageState::rejected:
      return "却下";
    case PassageState::withdrawn:
      return "取り下げ";
    case PassageState::expired:
      return "期限切れ";
  }
  return "不明";
}

Finding at_right_step(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  const auto state = std::string(state_ja(f.passage->state));
  if (state_allows(f.act, *f.passage))
    return pass("この段階でできる操作です。", "Fits the step the application is at.");
  if (f.act == Act::withdraw_passage && f.passage->state == PassageState::approved)
    return stop("データがすでに渡されているので、取り下げられません。",
                "The data has been handed over already.",
                "受け取った人が、返却または消去の手続きをしてください。",
                "The holder must return or erase it.")
        .saw("state", state);
  if ((f.act == Act::change_passage || f.act == Act::upload_content) &&
      f.passage->state == PassageState::approved)
    return stop("データがすでに渡されているので、内容を変えられません。",
                "The data has been handed over already.", "必要なら、新しく申請してください。",
                "Apply again if needed.")
        .saw("state", state);
  const bool over = f.passage->state == PassageState::closed || f.passage->state == PassageState::rejected ||
                    f.passage->state == PassageState::withdrawn || f.passage->state == PassageState::expired;
  return stop("申請は「" + state + "」の段階で、この操作はできません。",
              "The application is at a step that does not allow this.",
              over ? "この申請は終わっています。必要なら、新しく申請してください。"
                   : "画面を読み直し、申請が今どの段階かを確かめてください。",
              over ? "This application has ended. Apply again if needed."
                   : "Reload the page and look at its step.")
      .saw("state", state);
}

Finding kind_known(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  if (f.passage->kind == PassageKind::carry_out || f.passage->kind == PassageKind::receive)
    return pass("扱える種類の申請です。", "A kind of application that is handled.");
  return stop(
      "この種類の申請は、まだ扱っていません。", "This kind of application is not handled yet.",
      "持ち出し、または受け渡しとして申請してください。ほかの種類は、担当課に書面で申請してください。",
      "Apply for a carry-out or a hand-over; apply for other kinds on paper.");
}

Finding terms(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  if (!f.engagement) return missing("委託契約", "engagement");
  const auto& p = *f.passage;
  constexpr int most_downloads = 100;
  const auto dates = [&](Answer&& answer) {
    return std::move(answer)
        .saw("collect_until", format_day(p.collect_until))
        .saw("custody_due", format_day(p.custody_due));
  };
  if (p.collect_until < today(f))
    return dates(stop("受け取りの期限が入っていないか、過ぎています。",
                      "The day to collect by is missing or past.",
                      "申請した人が、受け取りの期限を今日より後にして申請してください。",
                      "The applicant must apply with a day to collect by that is still to come."));
  if (p.custody_due < p.collect_until)
    return dates(stop("返却・消去の期限が、受け取りの期限より前です。",
                      "To be returned before it is collected.",
                      "申請した人が、返却・消去の期限を受け取りの期限以後にしてください。",
                      "The applicant must set the day to return or erase after the day to collect by."));
  if (p.custody_due > f.engagement->ends)
    return dates(stop("返却・消去の期限が、契約の終わりより後です。",
                      "To be returned after the contract has ended.",
                      "申請した人が、返却・消去の期限を契約の終わりまでの日にしてください。",
                      "The applicant must set the day to return or erase within the contract."))
        .saw("contract_end", format_day(f.engagement->ends));
  if (p.downloads_allowed < 1 || p.downloads_allowed > most_downloads)
    return stop("受け取れる回数が決まっていません。", "The number of downloads is not set.",
                "申請した人が、受け取れる回数を 1 回から 100 回までで決めてください。",
                "The applicant must set 1 to 100 downloads.")
        .saw("downloads", std::to_string(p.downloads_allowed));
  return pass("受け取りと返却・消去の期限、回数が決まっています。", "Dates and number of downloads are set.");
}

}  // namespace

constinit const Rule passage_state{
    "passage.state", {"R-1c", "R-1e"}, "申請の段階", "Step of the application", at_right_step};
constinit const Rule passage_kind{"passage.kind", {"R-1e"}, "申請の種類", "Kind of application", kind_known};
constinit const Rule passage_terms{"passage.terms",
                                   {"R-1c", "R-1e", "C-10", "G-2-8-7e", "G-8.1-2-4c"},
                                   "期限と回数",
                                   "Dates and number",
                                   terms};

}  // namespace sekisho::rules
