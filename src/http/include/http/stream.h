// Bodies that are too large to hold. The server calls these on its transfer pool, one call at a time for one
// body, and never while it waits for the network: a slow client holds no thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::http {

struct Response;

// Plaintext going out. With a size it is read at any offset (ranges) in pieces of up to 256 KiB; without one
// it is read from the start until it yields 0 bytes, and sent chunked.
class BodySource {
 public:
  virtual ~BodySource() = default;
  virtual std::optional<std::uint64_t> size() const = 0;
  // Fills as much of `out` as there is; fewer bytes than asked only at the end. An error, or an early end,
  // cuts the connection, so that the client cannot take the part for the whole.
  virtual Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) = 0;
  // Called once at the end, also after failure. `sent` counts the body octets given to the network.
  virtual void finished(std::uint64_t sent, bool complete) noexcept {
    (void)sent;
    (void)complete;
  }
};

// An upload coming in. `write` is called with blocks in order (the next block is read from the network
// meanwhile), then exactly one of `finish` and `abort`, unless `write` failed: then its error is the answer,
// and `abort` follows.
class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual Result<void> write(ByteView block) = 0;
  virtual Response finish() = 0;
  virtual Response refuse(const Error& error);  // Response::from(error) unless overridden
  // The client vanished, was too slow or was told to hang up; all that had arrived has been written before.
  virtual void abort() noexcept = 0;
};

}  // namespace sekisho::http
