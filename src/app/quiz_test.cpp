#include "quiz.h"

#include <doctest/doctest.h>

#include "base/json.h"

using namespace sekisho;
using namespace sekisho::app;
using Answers = std::vector<std::vector<std::int64_t>>;

namespace {

const std::vector<api::TestQuestion> two{{"一", {"あ", "い", "う"}, {1}}, {"二", {"あ", "い", "う"}, {0, 2}}};

}  // namespace

TEST_CASE("a question is right when exactly the right choices are") {
  CHECK(score_of(two, {{1}, {2, 0}}) == 100);
  CHECK(score_of(two, {{1}, {0}}) == 50);
  CHECK(score_of(two, {{1}, {0, 1, 2}}) == 50);
  CHECK(score_of(two, {{0}, {1}}) == 0);
  CHECK(score_of(two, {{99}, {-1}}) == 0);
  CHECK(score_of({}, {}) == 100);
  for (const Answers& wrong :
       std::vector<Answers>{{}, {{1}}, {{1}, {}}, {{1}, {0, 2}, {0}}, {{1}, {0, 1, 2, 3}}})
    CHECK_FALSE(score_of(two, wrong));
}

TEST_CASE("questions are whole, and have a key") {
  CHECK(check_questions(two));
  CHECK(check_questions({}));
  for (const api::TestQuestion& wrong : std::vector<api::TestQuestion>{{"", {"あ", "い"}, {0}},
                                                                       {"一", {"あ"}, {0}},
                                                                       {"一", {"あ", "あ"}, {0}},
                                                                       {"一", {"あ", ""}, {0}},
                                                                       {"一", {"あ", "い"}, {}},
                                                                       {"一", {"あ", "い"}, {2}},
                                                                       {"一", {"あ", "い"}, {-1}},
                                                                       {"一", {"あ", "い"}, {0, 0}}})
    CHECK_FALSE(check_questions({wrong}));
  CHECK(questions_of(json::write(two)).size() == 2);
  CHECK(questions_of("").empty());
}
