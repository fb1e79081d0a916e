// What files are kept for, one row a purpose and kind of subject: what it may be, who may hand it in and
// erase it (an act of the gate), who may see it. Each is in a file of its own, and listed in
// attachment_uses.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/api_attachments.h"
#include "app/viewer.h"
#include "base/error.h"
#include "base/time.h"
#include "rules/act.h"
#include "rules/attachment.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

struct AttachmentUse {
  rules::AttachmentPurpose purpose{};
  std::string_view subjects;                  // how the ids of its subjects begin: "wkr_"
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
  // Whether a file may be added now (`file` is empty), or this one be erased. Null: always. Error: conflict.
  Result<void> (*open)(store::Connection& connection, const std::string& subject, const std::string& file,
                       Instant now) = nullptr;
};

// Null where such a subject keeps no files of this purpose.
const AttachmentUse* attachment_use(rules::AttachmentPurpose purpose, std::string_view subject);

AttachmentUse photo_attachments();
AttachmentUse pledge_attachments();
AttachmentUse sheet_attachments();
AttachmentUse finding_attachments();
AttachmentUse bring_in_attachments();
AttachmentUse material_attachments();
AttachmentUse still_attachments();
AttachmentUse report_attachments();

// Papers, pictures, tables and texts, by which something is shown to be as it is said.
std::vector<std::string_view> evidence_types();

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

// Files by which a line or a report is shown to be so: each once, held for this subject or among `before`.
// Error: invalid_input, field "evidence".
Result<void> check_evidence(store::Connection& connection, const std::vector<std::string>& files,
                            const std::string& subject, const std::vector<std::string>& before = {});

// Those of these files that are held, in their order: for views of what refers to them.
std::vector<api::AttachedFile> attached_files(store::Connection& connection,
                                              const std::vector<std::string>& ids);

}  // namespace sekisho::app
