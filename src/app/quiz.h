// A course's test: its questions as they are kept, and how answers are judged. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/api_training_input.h"
#include "base/error.h"

namespace sekisho::app {

inline constexpr int tries_a_day = 3;

// Of the column; what cannot be read (it was erased) is no question.
std::vector<api::TestQuestion> questions_of(const std::string& column);
// Errors: invalid_input (field "questions").
Result<void> check_questions(const std::vector<api::TestQuestion>& questions);
// Per cent of the questions that are right, rounded down; a question is right when exactly the right choices
// are. Without questions, 100. Error: invalid_input (field "answers"): not one answer for each question.
Result<std::int64_t> score_of(const std::vector<api::TestQuestion>& questions,
                              const std::vector<std::vector<std::int64_t>>& answers);

}  // namespace sekisho::app
