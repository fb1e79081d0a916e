// What is owed for training and notices.
#include "rules/duty_training.h"

#include <algorithm>

#include "duty/make.h"

namespace sekisho::rules {
namespace {

// How long people have. Days in Japan; the day a thing becomes due counts as in time.
constexpr std::chrono::days ahead{30};              // before it runs out
constexpr std::chrono::days to_take_the_first{14};  // once on the roster, or asked for
constexpr std::chrono::days to_record_attendance{7};

const RequiredTraining& any_training() {
  using enum TrainingKind;
  static const RequiredTraining any{"情報の取扱いの研修", {own, joint, drill, contractor}, "", false, {}};
  return any;
}

Duty take_training(const Learner& l, const TrainingNeed& need, Day today) {
  auto duty = make(DutyKind::take_training, l.worker, need.due, today);
  duty.person = l.worker;
  duty.roles = {Role::contractor_manager};
  duty.contractor = l.contractor;
  duty.section = l.section;
  say(duty, (need.expired ? "研修の有効期間が終わります（" : "要る研修を受けていません（") + need.what + "）",
      (need.expired ? "Training runs out (" : "Training is missing (") + need.what + ")",
      "「研修」のページで教材を学んでテストに合格するか、案内された研修に参加してください。"
      "受けるまで、データの受け取りと入室はできません。",
      "Study on the training page and pass the test, or join a session. Until then neither data nor entry.");
  return duty;
}

Duty answer_invitation(const OpenInvitation& i, Day today) {
  auto duty = make(DutyKind::answer_invitation, i.id, i.due, today);
  duty.person = i.worker;
  duty.roles = {Role::contractor_manager};
  duty.contractor = i.contractor;
  if (i.self_study) {
    say(duty, "案内された研修を、まだ終えていません", "A training one was invited to is not finished",
        "「研修」のページで教材を学び、テストに合格してください。",
        "Study on the training page and pass its test.");
    return duty;
  }
  say(duty, "研修の案内に、まだ答えていません", "An invitation to a training waits for an answer",
      "参加できるかどうかを答えてください。", "Say whether you take part.");
  return duty;
}

Duty record_attendance(const OpenSession& s, Day today) {
  auto duty = make(DutyKind::record_attendance, s.id, s.held_on + to_record_attendance, today);
  duty.roles =
      s.section.empty() ? std::vector{Role::supervising_officer} : std::vector{Role::section_manager};
  duty.section = s.section;
  say(duty, "開いた研修の出席が記録されていません", "The attendance of a training is not recorded",
      "出席した人を記録してください。開かなかったときは、取りやめにしてください。",
      "Record who was there, or cancel the session if it was not held.");
  return duty;
}

Duty read_notice(const UnreadNotice& n, Day today) {
  auto duty = make(DutyKind::read_notice, n.subject, n.due, today);
  duty.section = n.section;
  duty.contractor = n.contractor;
  duty.person = n.person;
  if (!n.section.empty())
    duty.roles = {Role::officer, Role::section_manager, Role::system_administrator, Role::reception};
  if (!n.contractor.empty()) duty.roles = {Role::contractor_manager};
  duty.not_persons = n.readers;
  say(duty, "お知らせを読んでいない人がいます", "A notice is not read by everybody",
      "お知らせを開き、読んだことを残してください。", "Open the notice, and confirm that you have read it.");
  return duty;
}

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& l : state.training.learners)
    if (const auto need = training_need(l, today)) out.push_back(take_training(l, *need, today));
  for (const auto& i : state.training.invitations) out.push_back(answer_invitation(i, today));
  for (const auto& s : state.training.sessions)
    if (s.held_on <= today) out.push_back(record_attendance(s, today));
  for (const auto& n : state.training.notices) out.push_back(read_notice(n, today));
}

}  // namespace

std::optional<TrainingNeed> training_need(const Learner& l, Day today) {
  std::optional<TrainingNeed> need;
  const auto ask = [&](const RequiredTraining& what) {
    const Day from = what.from;
    if (what.important_only && !l.important) return;
    const auto until = met_until(l.trained, what);
    if (until && *until >= std::max(today, from) + ahead) return;
    if (from > today + ahead) return;  // it is early to ask for it
    Day due = until ? std::max(*until, from) : std::max(l.listed_on, from) + to_take_the_first;
    if (need && need->what.find(what.name) != std::string::npos) return;
    if (!need) {
      need = TrainingNeed{due, what.name, until.has_value()};
    } else {
      need->due = std::min(need->due, due);
      need->what += "、" + what.name;
      need->expired = need->expired && until.has_value();
    }
  };
  // What an important asset asks for is a training too: one sentence is enough where both are missing.
  if (l.important)
    ask(training_for_important());
  else
    ask(any_training());
  for (const auto& one : l.asked) ask(one);
  return need;
}

DutySubject training_duties() {
  return {{{DutyKind::take_training, {"R-3", "G-8.1-2-5", "C-13a"}, "研修の受講", "Take a training"},
           {DutyKind::answer_invitation, {"R-3", "G-8.1-2-5"}, "研修の案内への回答", "Answer an invitation"},
           {DutyKind::record_attendance, {"C-13b", "G-8.1-2-5"}, "研修の出席の記録", "Record attendance"},
           {DutyKind::read_notice, {"R-5c", "E-1"}, "お知らせの確認", "Read a notice"}},
          &add};
}

}  // namespace sekisho::rules
