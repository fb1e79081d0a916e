// What belongs to a written report of a contractor: brought by the firm until the section has answered, seen
// by whoever sees the report.
#include "attachment_uses.h"
#include "party_facts.h"
#include "report_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

bool visible(store::Connection& c, const Viewer& viewer, const std::string& report) {
  return visible_report(c, viewer, report).has_value();
}

Result<rules::Facts> owner(store::Connection& c, const Viewer& viewer, const std::string& id) {
  SEKISHO_TRY(const auto report, visible_report(c, viewer, id));
  const auto engagement = store::find<store::Engagement>(c, report.engagement);
  if (!engagement) return fail(ErrorCode::not_found, "その報告は見つかりません。", "no such report");
  return tier_facts(c, *engagement, report.contractor);
}

// What the section may have read is not taken away: only a report that was sent back gives its files back.
Result<void> open(store::Connection& c, const std::string& id, const std::string& file, Instant /*now*/) {
  const auto report = store::find<store::WorkReport>(c, id);
  const auto state = report ? report->state : rules::ReportState::confirmed;
  if (file.empty() && state != rules::ReportState::submitted)
    return fail(ErrorCode::conflict, "この報告には、もう答えが出ています。画面を読み直してください。",
                "the report was answered");
  if (!file.empty() && state != rules::ReportState::returned)
    return fail(ErrorCode::conflict, "報告に添えたファイルは、差し戻されたあとでなければ消せません。",
                "the report was not sent back");
  return {};
}

}  // namespace

AttachmentUse report_attachments() {
  AttachmentUse use;
  use.purpose = rules::AttachmentPurpose::report;
  use.subjects = "rpt_";
  use.media_types = evidence_types();
  use.most_files = 50;
  use.add = use.erase = rules::Act::submit_report;
  use.visible = visible;
  use.facts = owner;
  use.open = open;
  return use;
}

}  // namespace sekisho::app
