// Resumable uploads: tus 1.0.0 (tus.io/protocols/resumable-upload) with creation, creation-with-upload,
// checksum (sha1, sha256), termination and expiration. This layer speaks the protocol; a backend keeps the
// octets and decides who may.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/time.h"
#include "http/message.h"
#include "http/router.h"

namespace sekisho::http {

struct TusCreate {
  std::uint64_t length = 0;
  Pairs metadata;               // decoded; keys are unique; values are any octets
  std::string metadata_header;  // as sent: give it back in TusInfo
};

struct TusInfo {
  std::uint64_t offset = 0;  // durable: what a client may forget
  std::uint64_t length = 0;
  std::string metadata_header;
  std::optional<Instant> expires;  // while unfinished
};

// What one PATCH brings. One thread at a time. Ended by exactly one of `commit` and `discard`.
class TusAppend {
 public:
  virtual ~TusAppend() = default;
  virtual Result<void> write(ByteView block) = 0;  // never past the upload's length
  // Makes all that was written durable and returns the new offset. Also called when the client vanished
  // midway.
  virtual Result<std::uint64_t> commit() = 0;
  virtual void discard() noexcept = 0;  // nothing of this PATCH counts
};

// Thread-safe. Each call gets the request, to know who asks: errors unauthenticated, forbidden and so on are
// answered as they are; not_found and gone for uploads that are not there for this viewer.
class TusBackend {
 public:
  virtual ~TusBackend() = default;
  virtual std::uint64_t max_size() const = 0;
  virtual Result<std::string> create(const Request& request,
                                     const TusCreate& upload) = 0;  // the new upload's id
  virtual Result<TusInfo> info(const Request& request, std::string_view id) = 0;
  // At most one at a time for one upload, at the offset that `info` just gave. `staged`: a checksum follows,
  // so nothing may count before `commit` (it may be written where it can be cut off again).
  virtual Result<std::unique_ptr<TusAppend>> append(const Request& request, std::string_view id,
                                                    std::uint64_t offset, bool staged) = 0;
  virtual Result<void> remove(const Request& request, std::string_view id) = 0;
};

struct TusOptions {
  std::string create_pattern;  // POST: "/api/passages/{passage}/uploads"
  std::string upload_prefix;   // HEAD, PATCH, DELETE: "/api/uploads"; Location is this + "/" + id
  // A new request for an upload ends the one that still runs (its link may have died unseen) and waits this
  // long for what had arrived to be durable; 423 after that.
  std::chrono::milliseconds takeover{10'000};
};

// POST with X-HTTP-Method-Override counts as the method named there.
void add_tus(Router& router, TusOptions options, std::shared_ptr<TusBackend> backend);

// Header values, strictly: digits only, no sign, no overflow; keys without spaces, values in canonical
// base64.
std::optional<std::uint64_t> parse_tus_number(std::string_view text);
std::optional<Pairs> parse_tus_metadata(std::string_view text);
struct TusChecksum {
  bool known = false;  // false: a well-formed value with an algorithm we do not have
  std::string algorithm;
  Bytes digest;
};
std::optional<TusChecksum> parse_tus_checksum(std::string_view text);

}  // namespace sekisho::http
