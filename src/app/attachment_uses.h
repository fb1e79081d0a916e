// What files are kept for, one row a purpose: what it may be, who may hand it in and erase it (an act of the
// gate), who may see it. Each purpose has its row in a file of its own, and lists it in attachment_uses.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/viewer.h"
#include "base/error.h"
#include "rules/act.h"
#include "rules/attachment.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

struct AttachmentUse {
  rules::AttachmentPurpose purpose{};
  std::vector<std::string_view> media_types;  // of those in media_types.h
  std::uint64_t most_bytes = 20 << 20;        // of one file; no more than the settings' max_upload_bytes
  std::int64_t most_files = 100;              // held at once for one subject
  bool replaces = false;                      // a new one erases those before it: there is one at most
  rules::Act add{};                           // asked at the gate, with what `facts` gathers
  rules::Act erase{};
  // Whether this viewer may see the files of this subject: everything else is answered as if they were not
  // there.
  bool (*visible)(store::Connection& connection, const Viewer& viewer, const std::string& subject);
  // What the gate is told of the subject; target.section and target.contractors are kept with the file.
  // Error: not_found.
  Result<rules::Facts> (*facts)(store::Connection& connection, const Viewer& viewer,
                                const std::string& subject);
};

// Null for a purpose that nobody has put into use.
const AttachmentUse* attachment_use(rules::AttachmentPurpose purpose);

AttachmentUse photo_attachments();
AttachmentUse pledge_attachments();

// `visible` and `facts` of a worker's files: for the town where it sees the worker, and the own firm's
// manager.
bool worker_files_visible(store::Connection& connection, const Viewer& viewer, const std::string& worker);
Result<rules::Facts> worker_files_facts(store::Connection& connection, const Viewer& viewer,
                                        const std::string& worker);

inline bool is_attachment(std::string_view object_id) { return object_id.starts_with("att_"); }

// A file that another act refers to: held, of this purpose and subject. Error: invalid_input with `field`.
Result<store::Attachment> held_attachment(store::Connection& connection, const std::string& id,
                                          rules::AttachmentPurpose purpose, const std::string& subject,
                                          const char* field);

}  // namespace sekisho::app
