#include "quiz.h"

#include <algorithm>
#include <set>

#include "base/json.h"

namespace sekisho::app {

std::vector<api::TestQuestion> questions_of(const std::string& column) {
  auto read = json::read<std::vector<api::TestQuestion>>(column);
  return read ? *std::move(read) : std::vector<api::TestQuestion>{};
}

Result<void> check_questions(const std::vector<api::TestQuestion>& questions) {
  const auto wrong = [](std::string_view ja, std::string_view en) {
    return fail(ErrorCode::invalid_input, std::string(ja), std::string(en), "questions");
  };
  if (questions.size() > 50) return wrong("問題は、50 問までにしてください。", "more than 50 questions");
  for (const auto& q : questions) {
    if (q.text.empty() || q.text.size() > 1200)
      return wrong("問題文を入れてください（400 字まで）。", "a question is empty or too long");
    if (q.choices.size() < 2 || q.choices.size() > 6)
      return wrong("選択肢は、2 つから 6 つにしてください。", "2 to 6 choices");
    const std::set<std::string> different(q.choices.begin(), q.choices.end());
    if (different.size() != q.choices.size() || different.contains(""))
      return wrong("空の選択肢か、同じ選択肢があります。", "a choice is empty or twice");
    if (std::ranges::any_of(q.choices, [](const auto& c) { return c.size() > 600; }))
      return wrong("選択肢が長すぎます（200 字まで）。", "a choice is too long");
    const std::set<std::int64_t> right(q.right.begin(), q.right.end());
    if (right.empty() || right.size() != q.right.size() || *right.begin() < 0 ||
        *right.rbegin() >= static_cast<std::int64_t>(q.choices.size()))
      return wrong("正しい答えを、選択肢の中から決めてください。", "no right choice");
  }
  return {};
}

Result<std::int64_t> score_of(const std::vector<api::TestQuestion>& questions,
                              const std::vector<std::vector<std::int64_t>>& answers) {
  if (answers.size() != questions.size())
    return fail(ErrorCode::invalid_input, "すべての問題に答えてください。", "one answer for each question",
                "answers");
  if (questions.empty()) return 100;
  std::int64_t right = 0;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (answers[i].empty() || answers[i].size() > questions[i].choices.size())
      return fail(ErrorCode::invalid_input, "すべての問題に答えてください。", "one answer for each question",
                  "answers");
    const std::set<std::int64_t> given(answers[i].begin(), answers[i].end());
    const std::set<std::int64_t> key(questions[i].right.begin(), questions[i].right.end());
    if (given == key) ++right;
  }
  return right * 100 / static_cast<std::int64_t>(questions.size());
}

}  // namespace sekisho::app
