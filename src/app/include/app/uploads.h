// What arrives: sealed as it streams, acknowledged only when durable, inspected before anybody may approve
// it. The protocol (tus 1.0) is spoken in http/tus.h; here is who may, and what becomes of it. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "app/parts.h"
#include "app/viewer.h"
#include "base/bytes.h"
#include "store/records.h"

namespace sekisho::app {

struct UploadInfo {
  std::uint64_t offset = 0;  // durable
  std::uint64_t length = 0;
  std::string passage;
  std::string name;
  Instant expires{};
};

// One request's part of an upload; ended by commit or discard. For one thread at a time.
class UploadPart {
 public:
  virtual ~UploadPart() = default;
  virtual Result<void> write(ByteView block) = 0;
  virtual Result<std::uint64_t> commit() = 0;  // durable; at the whole length the content is received
  virtual void discard() noexcept = 0;
};

class Uploads {
 public:
  using Received = std::function<void(const std::string& content)>;
  Uploads(Parts parts, Received received) : parts_(std::move(parts)), received_(std::move(received)) {}

  // Replaces content that the passage had: that is discarded, and approvals are void.
  // Errors: forbidden with the gate's reason; too_large; invalid_input.
  Result<std::string> create(const Viewer& viewer, const std::string& passage, const std::string& name,
                             std::uint64_t length);
  Result<UploadInfo> info(const Viewer& viewer, const std::string& id);
  // `staged`: nothing counts before commit (a checksum follows).
  Result<std::unique_ptr<UploadPart>> append(const Viewer& viewer, const std::string& id,
                                             std::uint64_t offset, bool staged);
  Result<void> remove(const Viewer& viewer, const std::string& id);
  std::uint64_t max_size() const { return parts_.max_upload; }

  // Uploads that ended while the program was down, and those that expired. At start, and every few minutes.
  void tend();

 private:
  friend class DirectPart;
  friend class StagedPart;
  Result<store::Content> own(store::Connection& connection, const Viewer& viewer,
                             const std::string& id) const;
  Result<void> complete(const std::string& account, const std::string& id, std::uint64_t length);
  Result<void> finish(const std::string& account, const std::string& id, std::uint64_t length,
                      std::unique_ptr<vault::ObjectWriter> writer);
  Result<void> discard(const std::string& actor, const std::string& id);

  Parts parts_;
  Received received_;
};

}  // namespace sekisho::app
