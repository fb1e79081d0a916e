// Reports that may be owed, as the duties read them (rows of the state). See rules/duty.h.
#pragma once

#include <string>
#include <vector>

#include "rules/work_report.h"

namespace sekisho::rules {

struct OpenPlan {  // a report agreed on at an interval
  std::string id;
  std::string contractor;
  ReportKind kind = ReportKind::work;
  Day starts{};
  std::int64_t months = 1;
  Day last{};                 // of the contract
  std::vector<Day> reported;  // first days of periods whose report was submitted and not sent back
};

struct OpenReport {  // submitted, or sent back and not submitted anew
  std::string id;
  std::string section, contractor;
  ReportKind kind = ReportKind::work;
  ReportState state = ReportState::submitted;
  Day since{};  // submitted, or sent back
};

struct ReportingSection {  // with contracts: reports to the supervising officer each quarter
  std::string section;
  Day since{};                // the town or its first contract began
  std::vector<Day> reported;  // first days of quarters
};

struct UnreadPeriodic {
  std::string id;
  Day made_on{};
};

// A contract that fixes how often service levels are reported, while no such report is planned.
struct UnplannedLevels {
  std::string engagement, section, contractor;
  std::int64_t months = 1;
  Day starts{}, ends{};
};

struct ReportsState {
  std::vector<OpenPlan> plans;
  std::vector<UnplannedLevels> unplanned;
  std::vector<OpenReport> reports;
  std::vector<ReportingSection> sections;
  std::vector<UnreadPeriodic> unread;
};

}  // namespace sekisho::rules
