#include "duty/make.h"

#include <fmt/format.h>

#include <array>

namespace sekisho::rules {
namespace {

std::string day_ja(Day day) {
  constexpr std::array<std::string_view, 7> names{"日", "月", "火", "水", "木", "金", "土"};
  const std::chrono::year_month_day date(day);
  return fmt::format("{}年{}月{}日（{}）", int(date.year()), unsigned(date.month()), unsigned(date.day()),
                     names[std::chrono::weekday(day).c_encoding()]);
}

}  // namespace

Duty make(DutyKind kind, const std::string& subject, Day due, Day today) {
  Duty duty;
  duty.kind = kind;
  duty.subject = subject;
  for (const auto clause : duty_info(kind).clauses) duty.clauses.emplace_back(clause);
  duty.due = due;
  duty.overdue = due < today;
  duty.days_left = static_cast<int>((due - today).count());
  return duty;
}

void say(Duty& duty, std::string_view what_ja, std::string_view what_en, std::string_view todo_ja,
         std::string_view todo_en) {
  const std::string day = day_ja(duty.due);
  const std::string iso = format_day(duty.due);
  if (duty.overdue) {
    duty.text_ja = fmt::format("{}。期限は{}で、{}日過ぎています。", what_ja, day, -duty.days_left);
    duty.text_en = fmt::format("{}: due on {}, {} days overdue.", what_en, iso, -duty.days_left);
  } else {
    duty.text_ja = fmt::format("{}。期限は{}です。", what_ja, day);
    duty.text_en = fmt::format("{}: due on {}.", what_en, iso);
  }
  duty.todo_ja = todo_ja;
  duty.todo_en = todo_en;
}

}  // namespace sekisho::rules
