// Evidence: what a firm shows beside its answers to the check sheet and its reports of improvement, and what
// an applicant shows of the check of things to be brought in. Seen by whoever sees what it belongs to.
#include <algorithm>
#include <set>

#include "area_facts.h"
#include "area_rows.h"
#include "attachment_uses.h"
#include "party_facts.h"
#include "sheet_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Act;

constexpr std::size_t most_of_one = 20;  // files of one line, of one report

std::unexpected<Error> in_use() {
  return fail(ErrorCode::conflict,
              "このファイルは、保存した答えか報告に添えられています。先にそこから外して、保存してください。",
              "an answer or a report refers to the file");
}

bool names(const std::vector<std::string>& evidence, const std::string& file) {
  return std::ranges::find(evidence, file) != evidence.end();
}

// ---- a round of a check sheet

bool sheet_visible(store::Connection& c, const Viewer& viewer, const std::string& sheet) {
  return visible_sheet(c, viewer, sheet).has_value();
}

Result<rules::Facts> sheet_owner(store::Connection& c, const Viewer& viewer, const std::string& id) {
  SEKISHO_TRY(const auto sheet, visible_sheet(c, viewer, id));
  SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, sheet.engagement));
  return tier_facts(c, engagement, sheet.contractor);
}

// Only while the sheet is in the firm's hands; and nothing goes that an answer still names, so that no answer
// keeps the town's mark without what was looked at.
Result<void> sheet_open(store::Connection& c, const std::string& id, const std::string& file,
                        Instant /*now*/) {
  const auto sheet = store::find<store::CheckSheet>(c, id);
  if (!sheet || (sheet->state != rules::SheetState::draft && sheet->state != rules::SheetState::sent_back))
    return fail(ErrorCode::conflict, "このチェックシートは、もう先へ進んでいます。画面を読み直してください。",
                "the check sheet has moved on");
  if (file.empty()) return {};
  for (const auto& [line, answer] : answers_of(c, id))
    if (names(answer.evidence, file)) return in_use();
  return {};
}

// ---- a finding

bool finding_visible(store::Connection& c, const Viewer& viewer, const std::string& finding) {
  return app::visible_finding(c, viewer, finding).has_value();
}

Result<rules::Facts> finding_owner(store::Connection& c, const Viewer& viewer, const std::string& id) {
  SEKISHO_TRY(const auto finding, app::visible_finding(c, viewer, id));
  SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, finding.engagement));
  return tier_facts(c, engagement, finding.contractor);
}

Result<void> finding_open(store::Connection& c, const std::string& id, const std::string& file,
                          Instant /*now*/) {
  const auto finding = store::find<store::AuditFinding>(c, id);
  if (!finding || finding->state != rules::FindingState::demanded)
    return fail(ErrorCode::conflict, "この指摘は、もう先へ進んでいます。画面を読み直してください。",
                "the finding has moved on");
  if (file.empty()) return {};
  for (const auto& step : store::select<store::FindingStep>(c, "finding = :p0", {id}))
    if (names(step.evidence, file)) return in_use();
  return {};
}

// ---- an application to bring something in

bool bring_in_visible(store::Connection& c, const Viewer& viewer, const std::string& application) {
  return visible_entry(c, viewer, application).has_value();
}

Result<rules::Facts> bring_in_owner(store::Connection& c, const Viewer& viewer, const std::string& id) {
  SEKISHO_TRY(const auto application, visible_entry(c, viewer, id));
  auto facts = entry_facts(c, application, {}, {});
  facts.target.section = application.engagement_section;
  return facts;
}

// Files come until it is decided. What the approver may have looked at is not taken away: only an application
// that leads to nothing any more gives its files back.
Result<void> bring_in_open(store::Connection& c, const std::string& id, const std::string& file,
                           Instant /*now*/) {
  const auto application = store::find<store::EntryApplication>(c, id);
  const auto state = application ? application->state : rules::EntryState::approved;
  if (file.empty() && state != rules::EntryState::submitted)
    return fail(ErrorCode::conflict,
                "この申請は、もう決まっているか、取り下げられています。画面を読み直してください。",
                "the application is decided or withdrawn");
  if (!file.empty() && state != rules::EntryState::withdrawn && state != rules::EntryState::rejected)
    return fail(ErrorCode::conflict,
                "申請に添えたファイルは、申請を取り下げるか、却下されたあとでなければ消せません。",
                "the file belongs to an application that waits or was approved");
  return {};
}

AttachmentUse evidence(std::string_view subjects, Act act) {
  AttachmentUse use;
  use.purpose = rules::AttachmentPurpose::evidence;
  use.subjects = subjects;
  use.media_types = evidence_types();
  use.most_files = 200;
  use.add = use.erase = act;
  return use;
}

}  // namespace

Result<void> check_evidence(store::Connection& c, const std::vector<std::string>& files,
                            const std::string& subject, const std::vector<std::string>& before) {
  if (files.size() > most_of_one)
    return fail(ErrorCode::invalid_input, "一つの項目や報告に添えられるファイルは、20個までです。",
                "too many files", "evidence");
  std::set<std::string> seen;
  for (const auto& file : files) {
    if (!seen.insert(file).second)
      return fail(ErrorCode::invalid_input, "同じファイルが2回入っています。", "a file twice", "evidence");
    if (!names(before, file))
      SEKISHO_CHECK(held_attachment(c, file, rules::AttachmentPurpose::evidence, subject, "evidence"));
  }
  return {};
}

AttachmentUse sheet_attachments() {
  auto use = evidence("sht_", Act::answer_sheet);
  use.visible = sheet_visible;
  use.facts = sheet_owner;
  use.open = sheet_open;
  return use;
}

AttachmentUse finding_attachments() {
  auto use = evidence("fnd_", Act::report_improvement);
  use.visible = finding_visible;
  use.facts = finding_owner;
  use.open = finding_open;
  return use;
}

AttachmentUse bring_in_attachments() {
  auto use = evidence("bri_", Act::keep_scan_result);
  use.media_types = {"application/pdf", "image/jpeg", "image/png"};
  use.most_files = 20;
  use.visible = bring_in_visible;
  use.facts = bring_in_owner;
  use.open = bring_in_open;
  return use;
}

}  // namespace sekisho::app
