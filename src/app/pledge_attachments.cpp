// The scan of a pledge that was signed on paper: for the town where it sees the worker, and the own firm's
// manager.
#include "attachment_uses.h"

namespace sekisho::app {

AttachmentUse pledge_attachments() {
  AttachmentUse use;
  use.purpose = rules::AttachmentPurpose::pledge;
  use.subjects = "wkr_";
  use.media_types = {"application/pdf", "image/jpeg", "image/png"};
  use.most_files = 50;
  use.add = rules::Act::record_pledge;
  // A paper that was handed in is the town's to destroy.
  use.erase = rules::Act::keep_pledges;
  use.visible = worker_files_visible;
  use.facts = worker_files_facts;
  return use;
}

}  // namespace sekisho::app
