// One request and its answer, while they last. Private to the connection's sources.
#pragma once

#include "chunks.h"
#include "connection.h"

namespace sekisho::http {

// A place among the server's running transfers.
class TransferSlot {
 public:
  explicit TransferSlot(Shared& shared)
      : shared_(shared), taken_(shared.running_transfers.fetch_add(1) < shared.options.limits.transfers) {}
  ~TransferSlot() { shared_.running_transfers.fetch_sub(1); }
  TransferSlot(const TransferSlot&) = delete;
  TransferSlot& operator=(const TransferSlot&) = delete;
  explicit operator bool() const { return taken_; }

 private:
  Shared& shared_;
  bool taken_;
};

struct Connection::Exchange {
  explicit Exchange(Shared& s) : shared(s), chunks(s.options.limits.chunk_line_bytes) {}
  ~Exchange() { shared.held_bodies.fetch_sub(held); }
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // False: the server holds as much as it may.
  bool hold(std::size_t octets) {
    held += octets;
    return shared.held_bodies.fetch_add(octets) + octets <= shared.options.limits.held_bodies;
  }

  Shared& shared;
  ChunkDecoder chunks;
  Head head;
  Request request;
  Router::Match match;
  std::optional<Fault> fault;  // of the head
  SteadyTime started = std::chrono::steady_clock::now();
  std::chrono::nanoseconds waited_before{};  // the wire's wait until the body, or the answer, began
  std::uint64_t body_left = 0;               // by Content-Length
  std::uint64_t received = 0;
  std::uint64_t sent = 0;
  std::size_t held = 0;
  bool body_unread = false;  // some of it is, or may be, still in the pipe
  bool close = false;        // after the answer
};

}  // namespace sekisho::http
