// What is owed for media that the town has disposed of.
#include <algorithm>

#include "duty/make.h"

namespace sekisho::rules {
namespace {

// How long people have. Days in Japan; the day a thing becomes due counts as in time.
constexpr std::chrono::days to_confirm_disposal{7};
constexpr std::chrono::days to_certify_anew{7};  // what was sent back

Duty dispose(const OpenDisposal& d, Day today) {
  const bool back = d.state == DisposalState::sent_back;
  auto duty = make(DutyKind::dispose_of_media, d.id,
                   back ? std::max(d.due, d.since + to_certify_anew) : d.due, today);
  duty.roles = {Role::contractor_manager};
  duty.section = d.section;
  duty.contractor = d.contractor;
  if (back)
    say(duty, "廃棄の証明が差し戻されています", "A certificate of disposal was sent back",
        "差し戻しの理由を読み、廃棄をやり直すか証明を直して、もう一度出してください。",
        "Read why, mend it, and certify the disposal again.");
  else
    say(duty, "記録媒体の廃棄を指示されています", "A medium is to be disposed of",
        "物理的に破壊するか、復元できないように消去してから廃棄し、廃棄の証明を出してください。",
        "Destroy it or erase it beyond recovery, and certify the disposal.");
  return duty;
}

Duty confirm(const OpenDisposal& d, Day today) {
  auto duty = make(DutyKind::confirm_disposal, d.id, d.since + to_confirm_disposal, today);
  duty.roles = {Role::section_manager};
  duty.section = d.section;
  duty.contractor = d.contractor;
  say(duty, "廃棄の証明が確認を待っています", "A certificate of disposal waits to be confirmed",
      "方法・日・立会いを確かめ、確認するか、理由を書いて差し戻してください。",
      "Look at how, when and who; confirm it, or send it back with a reason.");
  return duty;
}

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& d : state.disposals) {
    if (is_over(d.state)) continue;
    out.push_back(d.state == DisposalState::certified ? confirm(d, today) : dispose(d, today));
  }
}

}  // namespace

DutySubject disposal_duties() {
  return {{{DutyKind::dispose_of_media, {"C-11"}, "記録媒体の廃棄", "Dispose of a medium"},
           {DutyKind::confirm_disposal, {"C-11"}, "廃棄の確認", "Confirm a disposal"}},
          &add};
}

}  // namespace sekisho::rules
