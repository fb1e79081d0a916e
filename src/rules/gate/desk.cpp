// At the desk: the identity document is shown, a staff member comes along, a camera sees it, a badge is
// given; and on the way out, what was done is written down.
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

Finding document_shown(const Facts& f) {
  if (!f.visit) return missing("入室する人", "visitor");
  if (meaningful_letters(f.visit->document) >= 2)
    return pass("身分証明書を見て、本人を確かめました。", "An identity document was shown.")
        .saw("document", f.visit->document);
  return stop("身分証明書を確かめていません。", "No identity document was shown.",
              "身分証明書を見せてもらい、名簿の人と同じかを確かめて、種類を選んでください。",
              "Ask for an identity document, compare it with the roster, and choose its kind.");
}

Finding escorted(const Facts& f) {
  if (!f.area) return missing("管理区域", "controlled area");
  if (!f.visit) return missing("入室する人", "visitor");
  const auto& v = *f.visit;
  if (v.officer && !f.area->escort_for_officers)
    return pass("職員には、随行は要りません。", "Officers need no escort here.");
  if (!v.escort || v.escort->person.empty())
    return stop("随行する職員が決まっていません。", "There is no staff escort.",
                "この区域に入れる職員を呼び、随行する人として選んでください。",
                "Call an officer who may enter, and choose them as the escort.");
  if (v.escort->person == v.person)
    return stop("入室する本人は、自分の随行者になれません。", "Nobody escorts themselves.",
                "別の職員を呼んでください。", "Call another officer.");
  if (!standing_permission(*f.area, *v.escort))
    return stop("随行する職員が、この管理区域への入室を認められていません。",
                "The escort has no permission to enter the area.", "この区域に入れる職員を呼んでください。",
                "Call an officer who may enter.")
        .saw("escort", v.escort->person);
  if (!v.escort_present)
    return stop("随行する職員が、まだ受付に来ていません。", "The escort is not here yet.",
                "随行する職員が来てから、印を付けてください。", "Wait for the escort.")
        .saw("escort", v.escort->person);
  return pass("職員が随行します。", "A staff member comes along.").saw("escort", v.escort->person);
}

Finding on_camera(const Facts& f) {
  if (!f.area) return missing("管理区域", "controlled area");
  if (!f.visit) return missing("入室する人", "visitor");
  const auto& cameras = f.area->cameras;
  if (cameras.empty())
    return pass("この区域に、監視カメラの登録はありません。職員の随行で確かめます。",
                "No camera is registered here; the escort sees what is done.");
  if (std::ranges::find(cameras, f.visit->camera) != cameras.end())
    return pass("監視カメラで記録します。", "Recorded by a camera.").saw("camera", f.visit->camera);
  return stop("どの監視カメラに写るかが選ばれていません。", "No camera of the area is chosen.",
              "入口の監視カメラの番号を選んでください。", "Choose the camera at the entrance.");
}

Finding badge_given(const Facts& f) {
  if (!f.visit) return missing("入室する人", "visitor");
  if (f.visit->badge.empty())
    return stop("入室証の番号が入っていません。", "There is no badge number.",
                "入室証を渡し、その番号を入れてください。", "Hand out a badge and enter its number.");
  if (!f.visit->badge_free)
    return stop("その番号の入室証は、ほかの人が使っています。", "Somebody else has that badge.",
                "番号を確かめるか、別の入室証を渡してください。", "Check the number, or hand out another.")
        .saw("badge", f.visit->badge);
  return pass("入室証を渡します。", "A badge is handed out.").saw("badge", f.visit->badge);
}

Finding not_inside(const Facts& f) {
  if (!f.area) return missing("管理区域", "controlled area");
  if (!f.visit) return missing("入室する人", "visitor");
  if (f.visit->inside_here)
    return stop("この人は、すでにこの管理区域に入っています。", "This person is inside already.",
                "前の退室が記録されていないときは、先に退室を記録してください。",
                "Record the exit of the earlier visit first.");
  if (f.area->one_area_at_a_time && f.visit->inside_elsewhere)
    return stop("この人は、ほかの管理区域に入ったままです。", "This person is inside another area.",
                "ほかの区域からの退室を記録してから、入室してください。",
                "Record the exit from the other area first.");
  return pass("いま、ほかに入っていません。", "Not inside.");
}

Finding is_inside(const Facts& f) {
  if (!f.visit) return missing("入室の記録", "visit");
  if (f.visit->state == VisitState::inside) return pass("入室中です。", "Inside.");
  return stop("この人は、すでに退室しています。", "This person has left already.",
              "画面を読み直してください。", "Reload the page.");
}

Finding badge_back(const Facts& f) {
  if (!f.visit) return missing("入室の記録", "visit");
  if (!f.visit->own_badge.empty() && f.visit->badge == f.visit->own_badge)
    return pass("入室証が返りました。", "The badge is back.").saw("badge", f.visit->badge);
  return stop("入室のときに渡した入室証が、返っていません。", "The badge that was handed out is not back.",
              "渡した番号の入室証を返してもらってください。見当たらないときは、担当課の課長に知らせてください"
              "。",
              "Ask for the badge; if it is lost, tell the area's section manager.")
      .saw("badge", f.visit->own_badge);
}

Finding work_told(const Facts& f) {
  if (!f.visit) return missing("入室の記録", "visit");
  if (f.visit->officer || meaningful_letters(f.visit->work) >= 2)
    return pass("行った作業が記録されます。", "What was done is written down.");
  return stop("行った作業が書かれていません。", "What was done is not written down.",
              "随行した職員に聞いて、行った作業を短く書いてください。", "Ask the escort, and write it down.");
}

Finding reviewable(const Facts& f) {
  if (!f.visit) return missing("入室の記録", "visit");
  if (f.visit->review != ReviewState::open)
    return stop("確かめることが残っている入室ではありません。", "There is nothing left to review.",
                "画面を読み直してください。", "Reload the page.");
  if (meaningful_letters(f.decision_note) >= 4) return pass("確かめたことが書かれています。", "Stated.");
  return stop("何を確かめたかが書かれていません。", "What was found is not stated.",
              "本人や随行した職員に確かめたことと、とった対応を書いてください。",
              "State what was found and what was done about it.");
}

}  // namespace

constinit const Rule desk_document{
    "desk.document", {"R-2a", "G-8.1-2-2b"}, "身分証明書", "Identity document", document_shown};
constinit const Rule desk_escort{
    "desk.escort", {"R-2b", "G-8.1-2-2b"}, "職員の随行", "Staff escort", escorted};
constinit const Rule desk_camera{
    "desk.camera", {"R-2b", "G-8.1-2-2b"}, "監視カメラ", "Surveillance camera", on_camera};
constinit const Rule desk_badge{"desk.badge", {"G-8.1-2-2b"}, "入室証", "Badge", badge_given};
constinit const Rule desk_inside{"desk.inside", {"G-8.1-2-2b"}, "二重の入室", "Entering twice", not_inside};
constinit const Rule exit_inside{"exit.inside", {"G-8.1-2-2b"}, "入室中", "Inside", is_inside};
constinit const Rule exit_badge{"exit.badge", {"G-8.1-2-2b"}, "入室証の返却", "Badge returned", badge_back};
constinit const Rule exit_work{"exit.work", {"R-2b"}, "作業の記録", "Record of the work", work_told};
constinit const Rule visit_review{"visit.review",
                                  {"R-2b", "G-8.1-2-2b"},
                                  "つながらないときの入退室の確認",
                                  "Review of an off-line visit",
                                  reviewable};

}  // namespace sekisho::rules
