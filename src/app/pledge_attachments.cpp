// The scan of a pledge that was signed on paper: for the town where it sees the worker, and the own firm's
// manager.
#include "attachment_uses.h"
#include "party_facts.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

bool visible(store::Connection& c, const Viewer& viewer, const std::string& subject) {
  if (!viewer.active || viewer.has(rules::Role::administrator)) return false;
  auto condition = visible_workers(viewer);
  condition.also("id = ?", {subject});
  return !store::select<store::Worker>(c, condition.sql, condition.params).empty();
}

Result<rules::Facts> facts(store::Connection& c, const Viewer& viewer, const std::string& subject) {
  const auto worker = store::find<store::Worker>(c, subject);
  if (!worker) return fail(ErrorCode::not_found, "その従事者は見つかりません。", "no such worker");
  return firm_facts(c, viewer, worker->contractor);
}

}  // namespace

AttachmentUse pledge_attachments() {
  AttachmentUse use;
  use.purpose = rules::AttachmentPurpose::pledge;
  use.media_types = {"application/pdf", "image/jpeg", "image/png"};
  use.most_files = 50;
  use.add = rules::Act::record_pledge;
  // A paper that was handed in is the town's to destroy.
  use.erase = rules::Act::keep_pledges;
  use.visible = visible;
  use.facts = facts;
  return use;
}

}  // namespace sekisho::app
