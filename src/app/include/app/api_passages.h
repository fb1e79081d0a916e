// The shapes of the API for applications (通過), their content, approvals and downloads. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "app/api_inspection.h"
#include "rules/verdict.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct TransferCheck {
  bool access_control = false, encrypted_at_rest = false, encrypted_link = false;
};
struct PassageInput {  // POST /api/passages, PUT /api/passages/{id}, POST /api/passages/judge
  rules::PassageKind kind = rules::PassageKind::carry_out;
  std::string engagement, asset, range;
  rules::AccessWay way = rules::AccessWay::service_transfer;
  std::string recipient;  // wkr_…
  std::string purpose, content_description, protection;
  bool production_application = false;
  std::string production_reason;
  std::string collect_until, custody_due;  // days
  std::int64_t downloads_allowed = 1;
  TransferCheck transfer;
};
struct JudgeInput {
  std::optional<std::string> passage;
  PassageInput input;
};  // what would submitting answer?
struct ContentView {
  rules::InspectionState state = rules::InspectionState::absent;
  std::string name, sha256;
  std::int64_t size = 0, received = 0, inspected = 0, residents = 0;  // bytes, bytes, bytes, people
  std::vector<rules::Evidence> hits;                                  // kind of evidence → number
  std::vector<std::string> reasons;                                   // in Japanese
  std::optional<std::string> upload;  // URL of the tus upload while it is open
  std::int64_t found_so_far = 0;      // while the inspection goes on
  std::optional<InspectionReport> report;
  std::vector<Comparison> comparison;  // with what the application says
};
struct ApprovalView {
  PersonView by;
  rules::Decision decision = rules::Decision::approve;
  std::string reason, at;
  bool counts = false;
};
struct PassageRow {
  std::string id;
  rules::PassageKind kind = rules::PassageKind::carry_out;
  rules::PassageState state = rules::PassageState::draft;
  std::string purpose, engagement_title, asset_name, recipient_name, recipient_firm, applicant_name;
  std::string changed_at, collect_until, custody_due;
  bool important = false;
  std::int64_t approvals = 0, approvals_needed = 0;
};
struct PassageView {
  std::string id;
  rules::PassageState state = rules::PassageState::draft;
  PassageInput input;
  std::string engagement_title, asset_name, section_name;
  bool important = false;
  PersonView applicant, recipient;
  std::vector<FirmView> chain;
  ContentView content;
  std::vector<ApprovalView> approvals;
  std::int64_t approvals_needed = 0, downloads_used = 0;
  std::string created_at, submitted_at, approved_at;
  std::optional<std::string> custody;
  rules::Verdict verdict;               // of the next step: submit while a draft, otherwise download
  std::vector<rules::Act> may;          // what this viewer may do now
  std::vector<std::string> workplaces;  // of the recipient's firm, for the receipt; only for who may give it
  std::vector<TimelineItem> timeline;
};
struct DecisionInput {
  rules::Decision decision = rules::Decision::approve;
  std::string reason;
};
struct ReasonInput {
  std::string reason;
};
struct DownloadGrant {
  std::string id, url, file_name, until;
  std::int64_t size = 0, left = 0;
  Receipt receipt;
};

#define D BOOST_DESCRIBE_STRUCT
D(TransferCheck, (), (access_control, encrypted_at_rest, encrypted_link))
D(PassageInput, (),
  (kind, engagement, asset, range, way, recipient, purpose, content_description, protection,
   production_application, production_reason, collect_until, custody_due, downloads_allowed, transfer))
D(JudgeInput, (), (passage, input))
D(ContentView, (),
  (state, name, sha256, size, received, inspected, residents, hits, reasons, upload, found_so_far, report,
   comparison))
D(ApprovalView, (), (by, decision, reason, at, counts))
D(PassageRow, (),
  (id, kind, state, purpose, engagement_title, asset_name, recipient_name, recipient_firm, applicant_name,
   changed_at, collect_until, custody_due, important, approvals, approvals_needed))
D(PassageView, (),
  (id, state, input, engagement_title, asset_name, section_name, important, applicant, recipient, chain,
   content, approvals, approvals_needed, downloads_used, created_at, submitted_at, approved_at, custody,
   verdict, may, workplaces, timeline))
D(DecisionInput, (), (decision, reason))
D(ReasonInput, (), (reason))
D(DownloadGrant, (), (id, url, file_name, until, size, left, receipt))
#undef D

}  // namespace sekisho::app::api
