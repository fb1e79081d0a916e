// Whatever the facts: nobody without valid, required training passes a gate to data.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "gate/testing.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;

namespace {

template <class T>
T one_of(std::vector<T> values) {
  return *rc::gen::elementOf(std::move(values));
}
bool chance(int percent) { return *rc::gen::inRange(0, 100) < percent; }

Facts some_facts() {
  Facts f = sample::of(
      one_of<Act>({Act::submit_passage, Act::approve_passage, Act::download_content, Act::export_medium}));
  const Day today = day_in_japan(f.now);
  const auto some_day = [&] { return today + std::chrono::days(*rc::gen::inRange(-3, 4)); };
  const auto some_course = [] { return one_of<std::string>({"", "crs_a", "crs_b"}); };
  auto& r = *f.recipient;
  r.trainings.clear();
  const int has = *rc::gen::inRange(0, 4);
  for (int i = 0; i < has; ++i)
    r.trainings.push_back({one_of(every<TrainingKind>()), some_course(), some_day()});
  r.trained_until.reset();
  for (const auto& t : r.trainings)
    if (!r.trained_until || t.until > *r.trained_until) r.trained_until = t.until;
  const int asked = *rc::gen::inRange(0, 3);
  for (int i = 0; i < asked; ++i) {
    RequiredTraining one{"研修", {}, chance(50) ? some_course() : "", chance(30), some_day()};
    if (one.course.empty()) one.kinds = {one_of(every<TrainingKind>())};
    r.required.push_back(one);
  }
  r.handles_important = chance(50);
  if (chance(50)) f.asset->confidentiality = Confidentiality::c2;
  if (chance(50)) f.asset->integrity = Integrity::i1;
  return f;
}

}  // namespace

TEST_CASE("nobody without valid, required training passes a gate to data") {
  int passed = 0, stopped = 0;
  CHECK(rc::check([&] {
    for (int k = 0; k < 40; ++k) {
      const Facts f = some_facts();
      const Day today = day_in_japan(f.now);
      const auto holds = [&](auto fits) {
        return std::ranges::any_of(f.recipient->trainings,
                                   [&](const Trained& t) { return t.until >= today && fits(t); });
      };
      bool taught = holds([](const Trained&) { return true; });
      if (is_important(*f.asset))
        taught = taught && holds([](const Trained& t) {
                   return t.kind == TrainingKind::own || t.kind == TrainingKind::joint;
                 });
      for (const auto& q : f.recipient->required) {
        if (q.from > today || (q.important_only && !is_important(*f.asset))) continue;
        taught = taught && holds([&](const Trained& t) {
                   return q.course.empty() ? t.kind == q.kinds[0] : t.course == q.course;
                 });
      }
      RC_ASSERT(outcome(f, "recipient.trained") == (taught ? Outcome::passed : Outcome::failed));
      const bool is = judge(f).passed;
      RC_ASSERT(taught || !is);
      ++(is ? passed : stopped);
    }
  }));
  CHECK(passed > 100);
  CHECK(stopped > 100);
}

TEST_CASE("where no asset is named, what the engagement handles decides") {
  Facts f = sample::of(Act::submit_passage);
  f.asset.reset();
  f.recipient->trainings = {{TrainingKind::contractor, "", *f.recipient->trained_until}};
  f.recipient->handles_important = false;
  CHECK(outcome(f, "recipient.trained") == Outcome::passed);
  f.recipient->handles_important = true;
  CHECK(outcome(f, "recipient.trained") == Outcome::failed);
  f.recipient->trainings[0].kind = TrainingKind::joint;
  CHECK(outcome(f, "recipient.trained") == Outcome::passed);
}
