// The photo of a worker, for the reception desk: the town and the own firm see it, nobody else.
#include "attachment_uses.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Role;

bool visible(store::Connection& c, const Viewer& viewer, const std::string& subject) {
  // The desk lets people in to every section.
  if (viewer.active && viewer.side == rules::Side::town && viewer.has(Role::reception) &&
      !viewer.has(Role::administrator))
    return store::find<store::Worker>(c, subject).has_value();
  return worker_files_visible(c, viewer, subject);
}

}  // namespace

AttachmentUse photo_attachments() {
  AttachmentUse use;
  use.purpose = rules::AttachmentPurpose::photo;
  use.subjects = "wkr_";
  use.media_types = {"image/jpeg", "image/png"};
  use.most_bytes = 5 << 20;
  use.replaces = true;
  use.add = use.erase = rules::Act::keep_photo;
  use.visible = visible;
  use.facts = worker_files_facts;
  return use;
}

}  // namespace sekisho::app
