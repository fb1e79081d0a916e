#include "attachment_uses.h"

#include <algorithm>

#include "party_facts.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {

namespace {

const std::vector<AttachmentUse>& all_uses() {
  static const std::vector<AttachmentUse> all{
      photo_attachments(),    pledge_attachments(),   sheet_attachments(), finding_attachments(),
      bring_in_attachments(), material_attachments(), still_attachments(), report_attachments()};
  return all;
}

}  // namespace

const AttachmentUse* attachment_use(rules::AttachmentPurpose purpose, std::string_view subject) {
  const auto found = std::ranges::find_if(all_uses(), [&](const AttachmentUse& use) {
    return use.purpose == purpose && subject.starts_with(use.subjects);
  });
  return found == all_uses().end() ? nullptr : &*found;
}

std::vector<std::string_view> evidence_types() {
  return {"application/pdf",
          "image/jpeg",
          "image/png",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "text/plain",
          "text/csv"};
}

Result<store::Attachment> held_attachment(store::Connection& c, const std::string& id,
                                          rules::AttachmentPurpose purpose, const std::string& subject,
                                          const char* field) {
  auto found = store::find<store::Attachment>(c, id);
  if (!found || found->purpose != purpose || found->subject != subject || !found->erased_at.empty())
    return fail(ErrorCode::invalid_input,
                "預けたファイルが見つかりません。ファイルを、もう一度選んでください。", "no such attachment",
                field);
  return *std::move(found);
}

std::vector<api::AttachedFile> attached_files(store::Connection& c, const std::vector<std::string>& ids) {
  std::vector<api::AttachedFile> out;
  for (const auto& id : ids)
    if (auto file = store::find<store::Attachment>(c, id); file && file->erased_at.empty())
      out.push_back({id, file->subject, std::move(file->name), std::move(file->media_type), file->size});
  return out;
}

bool worker_files_visible(store::Connection& c, const Viewer& viewer, const std::string& worker) {
  // Who runs the machine makes accounts for people, and needs neither their faces nor their papers for it.
  if (!viewer.active || viewer.has(rules::Role::administrator)) return false;
  auto condition = visible_workers(viewer);
  condition.also("id = ?", {worker});
  return !store::select<store::Worker>(c, condition.sql, condition.params).empty();
}

Result<rules::Facts> worker_files_facts(store::Connection& c, const Viewer& viewer,
                                        const std::string& worker) {
  const auto found = store::find<store::Worker>(c, worker);
  if (!found) return fail(ErrorCode::not_found, "その従事者は見つかりません。", "no such worker");
  return firm_facts(c, viewer, found->contractor);
}

}  // namespace sekisho::app
