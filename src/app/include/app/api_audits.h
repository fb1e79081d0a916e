// The shapes of the API for audits of contractors. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "app/api_sheets.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct AuditRow {
  std::string id, engagement, engagement_title, contractor, contractor_name, section_name, title, planned_on,
      answer_by, held_on;
  rules::AuditMethod method = rules::AuditMethod::on_site;
  rules::AuditState state = rules::AuditState::planned;
  std::optional<rules::AuditOpinion> opinion;  // once it is reported
  std::int64_t findings = 0, open_findings = 0;
  bool overdue = false;  // the answer, or the report
};
struct AuditView {
  AuditRow row;
  std::string scope, planned_at, planned_by;
  std::string answer, accepted_at, accepted_by;
  std::string attended, looked_at, summary, reported_at, reported_by;
  std::string cancel_reason, cancelled_at, cancelled_by;
  std::int64_t entry = 0;  // of the report in the ledger
  std::vector<FindingRow> findings;
  std::vector<TimelineItem> timeline;
  std::vector<rules::Act> may;
};
struct AuditInput {
  std::string engagement, contractor, title;
  std::string scope;  // what is looked at
  rules::AuditMethod method = rules::AuditMethod::on_site;
  std::string planned_on;
};
struct AuditAnswerInput {
  std::string answer;  // who attends
};
struct AuditReportInput {
  std::string held_on;
  std::string attended;   // who of the firm; may be empty where only documents were looked at
  std::string looked_at;  // places, documents, records
  rules::AuditOpinion opinion = rules::AuditOpinion::good;
  std::string summary;
};

#define D BOOST_DESCRIBE_STRUCT
D(AuditRow, (),
  (id, engagement, engagement_title, contractor, contractor_name, section_name, title, planned_on, answer_by,
   held_on, method, state, opinion, findings, open_findings, overdue))
D(AuditView, (),
  (row, scope, planned_at, planned_by, answer, accepted_at, accepted_by, attended, looked_at, summary,
   reported_at, reported_by, cancel_reason, cancelled_at, cancelled_by, entry, findings, timeline, may))
D(AuditInput, (), (engagement, contractor, title, scope, method, planned_on))
D(AuditAnswerInput, (), (answer))
D(AuditReportInput, (), (held_on, attended, looked_at, opinion, summary))
#undef D

}  // namespace sekisho::app::api
