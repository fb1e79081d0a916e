#include "rules/training.h"

#include <algorithm>

namespace sekisho::rules {

std::string_view training_kind_ja(TrainingKind kind) {
  switch (kind) {
    case TrainingKind::own:
      return "団体の研修";
    case TrainingKind::joint:
      return "合同の研修";
    case TrainingKind::drill:
      return "訓練";
    case TrainingKind::contractor:
      return "委託事業者の研修";
  }
  return "？";
}

std::string_view training_kind_en(TrainingKind kind) {
  switch (kind) {
    case TrainingKind::own:
      return "the town's own training";
    case TrainingKind::joint:
      return "joint training";
    case TrainingKind::drill:
      return "drill";
    case TrainingKind::contractor:
      return "the contractor's own training";
  }
  return "?";
}

const RequiredTraining& training_for_important() {
  static const RequiredTraining required{
      "団体の研修または合同の研修", {TrainingKind::own, TrainingKind::joint}, "", true, {}};
  return required;
}

bool meets(const Trained& trained, const RequiredTraining& required) {
  if (!required.course.empty()) return trained.course == required.course;
  return std::ranges::find(required.kinds, trained.kind) != required.kinds.end();
}

std::optional<Day> met_until(std::span<const Trained> trained, const RequiredTraining& required) {
  std::optional<Day> until;
  for (const auto& one : trained)
    if (meets(one, required) && (!until || one.until > *until)) until = one.until;
  return until;
}

std::vector<RequiredTraining> missing_training(std::span<const Trained> trained,
                                               std::span<const RequiredTraining> required, bool important,
                                               Day day) {
  std::vector<RequiredTraining> out;
  const auto ask = [&](const RequiredTraining& one) {
    if ((one.important_only && !important) || one.from > day) return;
    const auto until = met_until(trained, one);
    if (!until || *until < day) out.push_back(one);
  };
  ask(training_for_important());
  for (const auto& one : required) ask(one);
  return out;
}

}  // namespace sekisho::rules
