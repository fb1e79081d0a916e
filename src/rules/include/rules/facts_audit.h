// What the gate is told of an audit of a contractor. See rules/facts.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"
#include "rules/vocabulary.h"

namespace sekisho::rules {

struct Audit {
  AuditState state = AuditState::planned;
  // the plan
  std::string title;
  std::string scope;  // what is looked at
  AuditMethod method = AuditMethod::on_site;
  Day announced{};  // the day on which the firm was told
  Day planned_on{};
  // the firm's answer, as it is handed in
  std::string answer;  // who attends
  // the report, as it is handed in
  std::optional<Day> held_on;
  std::string attended;  // who of the firm
  std::string looked_at;
  std::string summary;
  AuditOpinion opinion = AuditOpinion::good;
  std::int64_t findings = 0;  // linked to it
  std::int64_t open_findings = 0;
};

}  // namespace sekisho::rules
