#include "demo/stage.h"

#include <fmt/format.h>

namespace sekisho::cli::demo {
namespace {

std::string stopping_rules(const rules::Verdict& verdict) {
  std::string out;
  for (const auto& finding : verdict.findings)
    if (finding.outcome != rules::Outcome::passed) out += (out.empty() ? "" : ", ") + finding.rule;
  return out;
}

Failed otherwise(std::string en) {
  return Failed(
      {ErrorCode::conflict, "見本の町の記録を作れませんでした。プログラムの誤りです。", std::move(en), {}});
}

}  // namespace

void Stage::day(int days_ago, int hour, int minute) {
  Day when = today() - std::chrono::days(days_ago);
  const auto weekday = std::chrono::weekday(when).iso_encoding();
  if (weekday > 5) when -= std::chrono::days(weekday - 5);
  clock_.to(start_of(when) + std::chrono::hours(hour) + std::chrono::minutes(minute));
}

std::string Stage::key() { return fmt::format("demo-{:06}", ++acts_); }

std::string Stage::passed(const Result<app::Answer>& answer) {
  if (!answer) throw Failed(answer.error());
  if (!answer->passed)
    throw otherwise("refused against the plan: " +
                    stopping_rules(must(json::from_json<app::api::Refused>(answer->body)).verdict));
  // people need a little time for each step
  clock_.on(std::chrono::milliseconds(41'307 + 7'919 * static_cast<long>(acts_ % 11)));
  return std::string(answer->body.at("id").as_string());
}

void Stage::refused(const Result<app::Answer>& answer, std::string_view rule) {
  if (!answer) throw Failed(answer.error());
  if (answer->passed) throw otherwise("passed, although it should have been stopped by " + std::string(rule));
  const auto verdict = must(json::from_json<app::api::Refused>(answer->body)).verdict;
  const bool named = std::ranges::any_of(verdict.findings, [&](const rules::Finding& f) {
    return f.rule == rule && f.outcome != rules::Outcome::passed;
  });
  if (!named) throw otherwise("stopped by " + stopping_rules(verdict) + ", not by " + std::string(rule));
  ++stopped_;
  clock_.on(std::chrono::milliseconds(73'211));
}

void Stage::account(const std::string& login, app::Viewer viewer) {
  viewer.account = passed(town.accounts().create(who("unyo"), key(), {login, viewer.person, viewer.roles}));
  viewer.active = viewer.mfa = viewer.tls = true;
  know(login, std::move(viewer));
}

}  // namespace sekisho::cli::demo
