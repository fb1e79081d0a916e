// PCs and media that come into a controlled area and leave it (check sheet 8 and 9).
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

// A pattern file is made anew every day; one of last week still counts as current.
constexpr std::chrono::days pattern_age{7};

bool current(const Thing& thing, Day today) {
  return !thing.antivirus.empty() && thing.pattern_day && *thing.pattern_day <= today &&
         today - *thing.pattern_day <= pattern_age;
}
bool computes(const Thing& thing) { return thing.kind == ThingKind::pc; }

std::string serials(const std::vector<Thing>& things, auto&& wanted) {
  std::string out;
  for (const auto& thing : things)
    if (wanted(thing)) out += (out.empty() ? "" : "、") + thing.serial;
  return out;
}

Finding things_told(const Facts& f) {
  if (!f.entry) return missing("申請", "application");
  if (f.entry->things.empty()) return missing("持ち込むもの", "things to bring in");
  for (const auto& thing : f.entry->things)
    if (meaningful_letters(thing.serial) < 3)
      return stop("製造番号が、わかるように書かれていません。", "A serial number is not stated.",
                  "本体に書かれている製造番号を、そのまま入れてください。",
                  "Enter the number that is on the thing.");
  return pass("持ち込むものが、製造番号で決まっています。", "Each thing is known by its serial number.")
      .saw("things", std::to_string(f.entry->things.size()));
}

Finding antivirus_told(const Facts& f) {
  if (!f.entry) return missing("申請", "application");
  const auto open =
      serials(f.entry->things, [&](const Thing& t) { return computes(t) && !current(t, today(f)); });
  if (open.empty())
    return pass("最新のウイルス対策ソフトが使われています。", "Current anti-virus on every computer.");
  return stop("ウイルス対策ソフトが最新だとわからないパソコンがあります：" + open + "。",
              "A computer without current anti-virus.",
              "ウイルス対策ソフトの名前と、7日以内のパターンファイルの日付を入れてください。",
              "Enter the product and the day of its pattern file, at most 7 days ago.");
}

Finding evidence_told(const Facts& f) {
  if (!f.entry) return missing("申請", "application");
  if (meaningful_letters(f.entry->evidence) >= 4)
    return pass("不正なプログラムがないことの確かめ方が書かれています。", "Evidence of the check is there.");
  return stop("不正なプログラムがないことを、どう確かめたかが書かれていません。",
              "It is not stated how it was checked for malicious programs.",
              "いつ、何で検査して、どうだったかを書くか、検査の結果を付けてください。",
              "State when, with what and with what result it was scanned.");
}

Finding approved_things(const Facts& f) {
  if (!f.visit) return missing("入室する人", "visitor");
  const auto& v = *f.visit;
  if (v.unknown_things > 0)
    return stop("持ち込みの申請にないものがあります。", "Something is on no application to bring it in.",
                "申請のないものは受付で預かるか、持ち込みを申請して承認を受けてください。",
                "Leave it at the desk, or apply to bring it in.")
        .saw("things", std::to_string(v.unknown_things));
  const auto open = serials(v.things, [](const Thing& t) { return !t.approved; });
  if (!open.empty())
    return stop("持ち込みが承認されていないものがあります：" + open + "。",
                "Something is not approved to be brought in here and now.",
                "区域の課長の承認を受けるか、受付で預かってください。",
                "Have the area's section manager approve it, or leave it at the desk.")
        .saw("serial", open);
  const auto twice = serials(v.things, [](const Thing& t) { return t.inside; });
  if (!twice.empty())
    return stop("すでに区域の中にあるはずのものです：" + twice + "。",
                "It is inside already, by the records.",
                "製造番号を確かめてください。前の持ち出しの記録が漏れていないか確かめてください。",
                "Check the serial number and the earlier exit.")
        .saw("serial", twice);
  if (v.things.empty()) return pass("持ち込むものはありません。", "Nothing is brought in.");
  return pass("持ち込むものは、すべて承認されています。", "Everything brought in is approved.")
      .saw("things", std::to_string(v.things.size()));
}

Finding antivirus_at_desk(const Facts& f) {
  if (!f.visit) return missing("入室する人", "visitor");
  const auto open =
      serials(f.visit->things, [&](const Thing& t) { return computes(t) && !current(t, today(f)); });
  if (open.empty()) return pass("ウイルス対策ソフトは最新です。", "Anti-virus is current.");
  return stop("ウイルス対策ソフトのパターンファイルが古いパソコンがあります：" + open + "。",
              "The anti-virus pattern of a computer is old.",
              "更新してもらい、画面に出る日付を確かめて入れてください。できなければ受付で預かってください。",
              "Have it updated and enter the day that it shows, or leave it at the desk.")
      .saw("serial", open);
}

Finding all_out(const Facts& f) {
  if (!f.visit) return missing("入室の記録", "visit");
  const auto& v = *f.visit;
  const auto open = serials(v.things, [&](const Thing& t) {
    return !t.stays && std::ranges::find(v.leaving, t.id) == v.leaving.end();
  });
  if (open.empty())
    return pass("持ち込んだものは、すべて持ち帰ります。", "All that was brought in goes out.")
        .saw("things", std::to_string(v.things.size()));
  return stop("持ち込んだものが、区域に残っています：" + open + "。", "Something brought in is still inside.",
              "取りに戻ってもらい、製造番号を確かめて印を付けてください。",
              "Fetch it, and compare the serial number.")
      .saw("serial", open);
}

Finding nothing_else(const Facts& f) {
  if (!f.visit) return missing("入室の記録", "visit");
  std::string open;
  for (const auto& one : f.visit->not_approved) open += (open.empty() ? "" : "、") + one;
  if (open.empty())
    return pass("持ち込んでいないものを、持ち出しません。", "Nothing else goes out without approval.");
  return stop("持ち出しの承認がないものを、持ち出そうとしています：" + open + "。",
              "Something goes out without an approved carry-out.",
              "区域に戻してもらうか、持ち出しを申請して承認を受けてください。",
              "Put it back, or apply to carry it out.")
      .saw("carry_out", open);
}

}  // namespace

constinit const Rule bring_in_things{
    "bring_in.things", {"C-8"}, "持ち込むもの", "Things to bring in", things_told};
constinit const Rule bring_in_antivirus{
    "bring_in.antivirus", {"C-9e"}, "ウイルス対策ソフト", "Anti-virus", antivirus_told};
constinit const Rule bring_in_evidence{
    "bring_in.evidence", {"C-9e"}, "不正なプログラムの検査", "Check for malicious programs", evidence_told};
constinit const Rule desk_equipment{
    "desk.equipment", {"C-8"}, "持ち込みの承認", "Approved equipment", approved_things};
constinit const Rule desk_antivirus{
    "desk.antivirus", {"C-9e"}, "ウイルス対策ソフト", "Anti-virus at the desk", antivirus_at_desk};
constinit const Rule exit_equipment{
    "exit.equipment", {"C-8"}, "持ち込んだものの確認", "Equipment checked out", all_out};
constinit const Rule exit_carry_out{"exit.carry_out", {"C-9c"}, "無断の持ち出し", "Carry-out", nothing_else};

}  // namespace sekisho::rules
