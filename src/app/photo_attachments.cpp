// The photo of a worker, for the reception desk: the town and the own firm see it, nobody else.
#include "attachment_uses.h"
#include "party_facts.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Role;

bool visible(store::Connection& c, const Viewer& viewer, const std::string& subject) {
  // Who runs the machine makes accounts for people, and needs no faces for it.
  if (!viewer.active || viewer.has(Role::administrator)) return false;
  // The desk lets people in to every section.
  if (viewer.side == rules::Side::town && viewer.has(Role::reception))
    return store::find<store::Worker>(c, subject).has_value();
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

AttachmentUse photo_attachments() {
  AttachmentUse use;
  use.purpose = rules::AttachmentPurpose::photo;
  use.media_types = {"image/jpeg", "image/png"};
  use.most_bytes = 5 << 20;
  use.replaces = true;
  use.add = use.erase = rules::Act::keep_photo;
  use.visible = visible;
  use.facts = facts;
  return use;
}

}  // namespace sekisho::app
