// 複写・複製の禁止: nothing that is held is copied without the town's approval (check sheet 7). Who approves,
// and how many people it takes, is as for a hand-over (approvals.cpp).
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

constexpr int most_copies = 1000;

Finding stated(const Facts& f) {
  if (!f.copy) return missing("複写・複製の申請", "application to copy");
  const auto short_of = [](const std::string& text, int least) { return meaningful_letters(text) < least; };
  if (short_of(f.copy->purpose, 5))
    return stop("何のために複写・複製するのかが書かれていないか、短すぎます。",
                "The purpose is not stated, or too short.",
                "申請する人が、目的を具体的に書いてください（例：委託先の印刷機で通知書を刷るため）。",
                "State what the copy is for.");
  if (short_of(f.copy->place, 2))
    return stop("複写・複製したものをどこに置くかが書かれていません。",
                "The place of the copy is not stated.",
                "申請する人が、置く場所か機器を書いてください（例：本社3階 開発室の作業用端末）。",
                "State where the copy will be kept.");
  if (short_of(f.copy->protection, 3))
    return stop("複写・複製したものをどう守るかが書かれていません。", "The protection is not stated.",
                "申請する人が、対策を書いてください（例：ディスクを暗号化し、施錠した部屋で扱う）。",
                "State how the copy will be protected.");
  return pass("目的・置く場所・対策が書かれています。", "Purpose, place and protection are stated.");
}

Finding limited(const Facts& f) {
  if (!f.copy) return missing("複写・複製の申請", "application to copy");
  if (!f.custody) return missing("預かりの記録", "custody");
  if (f.copy->count < 1 || f.copy->count > most_copies)
    return stop("複写・複製の数が正しくありません。", "The number of copies is not 1 to 1000.",
                "数を、1 から 1000 までで入れてください。", "Give a number from 1 to 1000.")
        .saw("count", std::to_string(f.copy->count));
  if (f.copy->until < today(f))
    return stop("複写・複製する期限が過ぎています。", "The last day to copy is past.",
                "会社の責任者が、これからの期限で申請し直してください。", "Apply again with a later day.")
        .saw("until", format_day(f.copy->until));
  if (f.copy->until > f.custody->due)
    return stop("複写・複製する期限が、データの返却・消去の期限より後です。",
                "The last day to copy is after the day to return or erase.",
                "返却・消去の期限までの日を選んでください。", "Choose a day not after that.")
        .saw("until", format_day(f.copy->until))
        .saw("due", format_day(f.custody->due));
  return pass("数と期限が決まっています。", "Number and last day are set.");
}

Finding waits(const Facts& f) {
  if (!f.copy || !f.copy->same_custody) return missing("複写・複製の申請", "application to copy");
  if (f.copy->state == CopyState::applied)
    return pass("承認を待っている申請です。", "It waits for a decision.");
  return stop(f.copy->state == CopyState::approved ? "この申請は、すでに承認されています。"
                                                   : "この申請は、すでに却下されています。",
              "It has been decided.", "画面を読み直し、今の状態を確かめてください。",
              "Reload the page and look at its state.");
}

Finding under_approval(const Facts& f) {
  const Text todo_ja =
      "会社の責任者が「複写・複製の申請」を出し、担当課の承認を受けてから、その申請を選んで届け出てください"
      "。";
  const Text todo_en = "The firm's manager must apply, and the town approve, before anything is copied.";
  if (!f.copy || !f.copy->same_custody)
    return stop("この預かりには、この複写・複製の承認された申請がありません。",
                "There is no approved application for this copy.", todo_ja, todo_en);
  const auto& copy = *f.copy;
  if (copy.state == CopyState::applied)
    return stop("複写・複製の申請が、まだ承認されていません。", "The application is not approved yet.",
                "担当課の承認を待ってください。承認されるまで、複写・複製はできません。",
                "Wait for the approval; until then nothing may be copied.");
  if (copy.state == CopyState::rejected)
    return stop("複写・複製の申請は、却下されています。", "The application was rejected.",
                "却下の理由を読み、必要なら内容を直して、会社の責任者が新しく申請してください。",
                "Read why; the firm's manager may apply again.");
  if (today(f) > copy.until)
    return stop("承認された複写・複製の期限が過ぎています。", "The last day of the approval is past.",
                todo_ja, todo_en)
        .saw("until", format_day(copy.until));
  const int left = copy.count - copy.used;
  if (copy.wanted < 1 || copy.wanted > left)
    return stop(left > 0 ? "承認された数を超えています。" : "承認された数は、すべて使い終わっています。",
                "More than was approved.",
                left > 0 ? "残りの数（" + std::to_string(left) +
                               "）までにするか、会社の責任者が新しく申請してください。"
                         : std::string("会社の責任者が、新しく申請してください。"),
                "Copy no more than is left, or apply again.")
        .saw("left", std::to_string(left))
        .saw("wanted", std::to_string(copy.wanted));
  return pass("承認された申請の、数と期限の中です。", "Within an approved application.")
      .saw("left", std::to_string(left));
}

}  // namespace

constinit const Rule copy_statement{
    "copy.statement", {"C-7"}, "複写・複製の目的と対策", "Purpose and protection of a copy", stated};
constinit const Rule copy_limits{
    "copy.limits", {"C-7", "G-2-8-7e"}, "複写・複製の数と期限", "Number and last day of copies", limited};
constinit const Rule copy_state{
    "copy.state", {"C-7"}, "複写・複製の申請の状態", "State of the application to copy", waits};
constinit const Rule copy_application{"copy.application",
                                      {"C-7", "G-2-8-7e"},
                                      "承認された複写・複製の申請",
                                      "Approved application to copy",
                                      under_approval};

}  // namespace sekisho::rules
