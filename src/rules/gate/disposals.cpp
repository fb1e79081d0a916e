// 記録媒体の廃棄: on the town's instruction a medium is destroyed or erased beyond recovery, and the firm
// certifies it (check sheet 11).
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

std::string_view state_ja(DisposalState state) {
  switch (state) {
    case DisposalState::instructed:
      return "廃棄の指示";
    case DisposalState::certified:
      return "確認待ち";
    case DisposalState::sent_back:
      return "差し戻し";
    case DisposalState::confirmed:
      return "廃棄済み";
    case DisposalState::withdrawn:
      return "取り下げ";
  }
  return "不明";
}

Finding instructed(const Facts& f) {
  if (!f.disposal) return missing("廃棄の指示", "instruction");
  const auto& d = *f.disposal;
  if (meaningful_letters(d.medium) < 2 || meaningful_letters(d.number) < 1)
    return stop(
        "どの記録媒体を廃棄するのかが、わかりません。", "It is not clear which medium.",
        "指示する人が、媒体の種類と、製造番号や管理番号を書いてください（例：外付けディスク、SN-2041）。",
        "State the kind of medium, and its serial or inventory number.");
  if (meaningful_letters(d.reason) < 3)
    return stop("なぜ廃棄するのかが書かれていません。", "The reason is not stated.",
                "指示する人が、理由を書いてください（例：移行が終わり、使わなくなったため）。", "State why.");
  if (d.due < today(f))
    return stop("廃棄の期限が、もう過ぎた日です。", "The due day is past.",
                "今日か今日より後の日を選んでください。", "Choose today or a later day.")
        .saw("due", format_day(d.due));
  return pass("どの媒体を、なぜ、いつまでに廃棄するかが書かれています。",
              "Which medium, why, and by when is stated.");
}

// What was certified may be gone already: it is sent back first, never just withdrawn.
bool allowed(Act act, DisposalState state) {
  if (act == Act::certify_disposal || act == Act::withdraw_disposal)
    return state == DisposalState::instructed || state == DisposalState::sent_back;
  return state == DisposalState::certified;
}

Finding at_right_step(const Facts& f) {
  if (!f.disposal) return missing("廃棄の指示", "instruction");
  if (allowed(f.act, f.disposal->state)) return pass("この段階でできる操作です。", "Fits its state.");
  const std::string state(state_ja(f.disposal->state));
  const bool waits =
      (f.act == Act::confirm_disposal || f.act == Act::send_back_disposal) && !is_over(f.disposal->state);
  return stop("廃棄は「" + state + "」の段階で、この操作はできません。", "Its state does not allow this.",
              waits ? "委託事業者の責任者が廃棄の証明を出してから、確かめてください。"
                    : "画面を読み直し、今の状態を確かめてください。",
              waits ? "The firm's manager must certify the disposal first."
                    : "Reload the page and look at its state.")
      .saw("state", state);
}

Finding certified(const Facts& f) {
  if (!f.disposal) return missing("廃棄の指示", "instruction");
  const auto& d = *f.disposal;
  if (meaningful_letters(d.tool) < 2)
    return stop("廃棄に使った機械・ソフト・規格が書かれていません。",
                "The machine, program or standard is not stated.",
                "証明する人が書いてください（例：媒体破砕機 MB-3、NIST SP 800-88 の消去）。",
                "State what was used.");
  if (!d.done_on) return missing("廃棄した日", "day of disposal");
  if (*d.done_on > today(f) || *d.done_on < d.instructed_on)
    return stop("廃棄した日が、指示の前か、今日より後です。",
                "The day of disposal is before the instruction, or in the future.",
                "実際に廃棄した日を入れてください。指示の前に廃棄していたときは、担当課に知らせてください。",
                "Give the day on which it was done; tell the section if that was before the instruction.")
        .saw("done_on", format_day(*d.done_on));
  return pass("方法と、廃棄した日が書かれています。", "How and when is stated.");
}

Finding seen_by_two(const Facts& f) {
  if (!f.disposal) return missing("廃棄の指示", "instruction");
  const auto& d = *f.disposal;
  if (d.worker.empty() || !d.worker_on_roster)
    return stop("廃棄した人が、この契約の確認済みの名簿にいません。",
                "Whoever did it is not on the confirmed roster of this contract.",
                "確認済みの名簿にいる従事者を選んでください。", "Choose somebody on the confirmed roster.");
  if (meaningful_letters(d.witness) < 2)
    return stop("廃棄に立ち会った人が書かれていません。", "No witness is named.",
                "廃棄した人とは別の、立ち会った人の名前を書いてください。",
                "Name who saw it, somebody other than who did it.");
  const auto bare = [](std::string text) {
    for (const std::string_view blank : {" ", "\t", "\u3000"})
      for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank))
        text.erase(at, blank.size());
    return text;
  };
  if (bare(d.witness) == bare(d.worker_name))
    return stop("廃棄した人と立ち会った人が、同じ人です。", "Whoever did it cannot be the witness.",
                "別の人が立ち会い、その人の名前を書いてください。", "Name somebody else who saw it.");
  return pass("名簿の人が廃棄し、別の人が立ち会いました。",
              "Done by somebody on the roster, seen by another.");
}

}  // namespace

constinit const Rule disposal_instruction{
    "disposal.instruction", {"C-11"}, "廃棄の指示", "Instruction to dispose", instructed};
constinit const Rule disposal_state{
    "disposal.state", {"C-11"}, "廃棄の段階", "State of a disposal", at_right_step};
constinit const Rule disposal_certificate{
    "disposal.certificate", {"C-11"}, "廃棄の方法と日", "How and when it was disposed of", certified};
constinit const Rule disposal_people{
    "disposal.people", {"C-11", "R-1b"}, "廃棄した人と立会い", "Who did it and who saw it", seen_by_two};

}  // namespace sekisho::rules
