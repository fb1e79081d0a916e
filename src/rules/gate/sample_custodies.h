// Copies and disposals of what is held, and audits, in the fictional town. See gate/sample.h.
#pragma once

#include "gate/sample_actors.h"

namespace sekisho::rules::sample {

inline CopyApplication copy_application(Act act, Day today) {
  return {"cap_0000000000000001",
          true,
          act == Act::declare_copy ? CopyState::approved : CopyState::applied,
          "acc_submanager",
          "wkr_submanager",
          "第一印刷室 印刷機",
          "通知書を印刷機で刷るため",
          "印刷のあとすぐに消し、施錠した部屋で扱う",
          3,
          1,
          2,
          today + std::chrono::days(10),
          binding};
}

inline Disposal disposal(Act act, Day today) {
  return {act == Act::certify_disposal || act == Act::withdraw_disposal ? DisposalState::instructed
                                                                        : DisposalState::certified,
          "外付けディスク",
          "SN-2041",
          "移行が終わり、使わなくなったため",
          today - std::chrono::days(10),
          today + std::chrono::days(10),
          "媒体破砕機 MB-3",
          today - std::chrono::days(1),
          "wkr_recipient",
          "見本 花子",
          true,
          "見本 次郎"};
}

inline Audit audit(Act act, Day today) {
  return {AuditState::planned,
          "令和8年度 委託先監査",
          "作業場所の施錠と、消去の記録",
          AuditMethod::on_site,
          today - std::chrono::days(20),
          act == Act::plan_audit ? today + std::chrono::days(20) : today,
          "責任者が立ち会います",
          today - std::chrono::days(1),
          "見本 花子",
          "開発室の施錠と、預かりの管理簿",
          "施錠は守られているが、管理簿に抜けがある",
          AuditOpinion::findings,
          1,
          1};
}

}  // namespace sekisho::rules::sample
