// After the hand-over: copies, return, erasure (G-2-8-7e, check sheet 7, 10).
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

bool allowed(Act act, CustodyState state) {
  switch (act) {
    case Act::apply_copy:
    case Act::approve_copy:
    case Act::declare_copy:
    case Act::declare_return:
      return state == CustodyState::held;
    case Act::confirm_return:
      return state == CustodyState::return_declared;
    case Act::erase_custody:
      return state == CustodyState::held || state == CustodyState::erasing;
    default:
      return false;
  }
}

std::string_view state_ja(CustodyState state) {
  switch (state) {
    case CustodyState::held:
      return "預かり中";
    case CustodyState::return_declared:
      return "返却の確認待ち";
    case CustodyState::erasing:
      return "消去の途中";
    case CustodyState::returned:
      return "返却済み";
    case CustodyState::erased:
      return "消去済み";
  }
  return "不明";
}

Finding at_right_step(const Facts& f) {
  if (!f.custody) return missing("預かりの記録", "custody");
  if (!f.passage) return missing("申請", "application");
  if (!state_allows(f.act, *f.passage))
    return stop("申請の段階が、この操作に合っていません。",
                "The application is at a step that does not allow this.",
                "画面を読み直し、申請の段階を確かめてください。", "Reload the page and look at its step.");
  if (allowed(f.act, f.custody->state))
    return pass("この段階でできる操作です。", "Fits the state of custody.");
  const std::string state(state_ja(f.custody->state));
  return stop("預かりは「" + state + "」で、この操作はできません。",
              "The state of custody does not allow this.", "画面を読み直し、今の状態を確かめてください。",
              "Reload the page and look at its state.")
      .saw("state", state);
}

Finding before_due(const Facts& f) {
  if (!f.custody) return missing("預かりの記録", "custody");
  if (today(f) <= f.custody->due)
    return pass("返却・消去の期限内です。", "Before the day to return or erase.");
  return stop("返却・消去の期限が過ぎているため、複製できません。", "Overdue: no more copies.",
              "保管している人が、データを返却または消去してください。",
              "The holder must return or erase the data.")
      .saw("due", format_day(f.custody->due));
}

Finding copies_gone(const Facts& f) {
  if (!f.custody) return missing("預かりの記録", "custody");
  if (f.custody->copies == 0) return pass("複製の届けはありません。", "No copy was declared.");
  if (f.custody->copies > 0 && f.custody->copies_erased)
    return pass("複製もすべて消去したと届けられています。", "All copies are declared erased.")
        .saw("copies", std::to_string(f.custody->copies));
  return stop("消去したと届けられていない複製があります。", "There are copies that are not declared erased.",
              "保管している人が、複製をすべて消去し、「複製もすべて消去した」を選んでください。",
              "The holder must erase every copy and declare it.")
      .saw("copies", std::to_string(f.custody->copies));
}

Finding method_stated(const Facts& f) {
  if (!f.custody) return missing("預かりの記録", "custody");
  if (meaningful_letters(f.custody->erase_method) >= 2)
    return pass("消去の方法が書かれています。", "The method is stated.");
  return stop("どのように消去するかが書かれていません。", "The method of erasure is not stated.",
              "消去する人が、方法を書いてください（例：専用ソフトによる上書き消去）。",
              "Whoever erases must state how.");
}

}  // namespace

constinit const Rule custody_state{
    "custody.state", {"C-10", "G-2-8-7e", "C-7"}, "預かりの状態", "State of custody", at_right_step};
constinit const Rule custody_due{
    "custody.due", {"C-7", "G-2-8-7e"}, "複製と期限", "Copies and due date", before_due};
constinit const Rule custody_copies{
    "custody.copies", {"C-10", "C-7"}, "複製の消去", "Erasure of copies", copies_gone};
constinit const Rule custody_method{
    "custody.method", {"C-10"}, "消去の方法", "Method of erasure", method_stated};

}  // namespace sekisho::rules
