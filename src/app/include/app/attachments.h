// Files of people: photos, signed papers, evidence, course material. Sealed like everything that is kept,
// each under a key of its own; written and read as a stream. What each purpose takes, who may hand it in and
// who may see it stands in attachment_uses.h. Thread-safe.
//
// In the ledger: attachment.added with the SHA-256 and the type, the name only as a personal value;
// attachment.erased. Erasing destroys the key (object_keys.h), and with it the content in every backup; the
// name's salted value goes as well.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "app/api_attachments.h"
#include "app/parts.h"
#include "app/viewer.h"
#include "store/records.h"

namespace sekisho::app {

struct AttachmentInput {
  rules::AttachmentPurpose purpose{};
  std::string subject;     // whose it is
  std::string name;        // of the file
  std::string media_type;  // as declared; the content must fit
};

// One file on its way in, for one thread at a time. Dropped without finish(), nothing of it stays.
class AttachmentPart {
 public:
  virtual ~AttachmentPart() = default;
  virtual Result<void> write(ByteView block) = 0;  // too_large
  // The whole file is there. Asks the gate (again), and records it: its answer's body is api::Done.
  virtual Result<Answer> finish() = 0;
};

struct AttachmentContent {
  std::string id, name, media_type;
  bool shown = false;  // pictures and films: a browser may show it as what it is
  std::unique_ptr<vault::ObjectReader> reader;
};

class Attachments {
 public:
  explicit Attachments(Parts parts) : parts_(std::move(parts)) {}

  // Errors: not_found (a subject that this viewer may not see), invalid_input, unsupported (a type that the
  // purpose does not take), too_large, conflict (too many already). `refused` instead of a part: the gate's
  // answer.
  struct Begun {
    std::unique_ptr<AttachmentPart> part;
    std::optional<Answer> refused;
  };
  Result<Begun> begin(const Viewer& viewer, const std::string& key, const AttachmentInput& input,
                      std::optional<std::uint64_t> announced_size);
  // The three in one, for what is in memory.
  Result<Answer> add(const Viewer& viewer, const std::string& key, const AttachmentInput& input,
                     ByteView content);

  // Held ones, newest first; nothing where the subject may not be seen.
  Result<std::vector<api::AttachmentView>> list(const Viewer& viewer, rules::AttachmentPurpose purpose,
                                                const std::string& subject) const;
  // Errors: not_found; gone (erased).
  Result<api::AttachmentView> view(const Viewer& viewer, const std::string& id) const;
  Result<AttachmentContent> open(const Viewer& viewer, const std::string& id) const;
  Result<Answer> erase(const Viewer& viewer, const std::string& key, const std::string& id);

  // Ends what a stop interrupted: keys and payloads of erased files, and of files that never came to an end.
  // At start, and every few minutes.
  void tend();

 private:
  class Part;
  Result<store::Attachment> seen(store::Connection& connection, const Viewer& viewer,
                                 const std::string& id) const;
  void destroy(const std::string& id);  // key, shard, payload
  void end(const std::string& id);      // no longer on its way in

  Parts parts_;
  std::mutex lock_;
  std::unordered_set<std::string> coming_;  // ids on their way in, whose rows are not there yet
};

}  // namespace sekisho::app
