// How much a stranger may ask of the server. All of it is per connection unless said otherwise.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace sekisho::http {

struct Limits {
  std::size_t head_bytes = 16 * 1024;          // request line and field lines: 431 above
  std::size_t target_bytes = 8 * 1024;         // 414 above
  std::size_t headers = 100;                   // 431 above
  std::size_t query_params = 100;              // 400 above
  std::size_t body_bytes = 1024 * 1024;        // ordinary requests; a route may set its own. 413 above
  std::size_t held_bodies = 64 * 1024 * 1024;  // ordinary bodies in memory, of the whole server: 503 beyond
  std::size_t chunk_line_bytes = 256;          // size, extensions and CRLF of one chunk: 400 above
  std::size_t connections = 1024;              // of the whole server: 503 beyond
  std::size_t transfers = 128;  // uploads and streamed downloads of the whole server: 503 beyond

  std::chrono::milliseconds handshake{10'000};
  std::chrono::milliseconds head{10'000};   // from its first octet to its last
  std::chrono::milliseconds idle{60'000};   // between requests of one connection
  std::chrono::milliseconds stall{30'000};  // no octet of a body moved, either way
  // Over the time spent waiting for the peer, past the first `stall`: slower is cut off.
  std::uint64_t body_bytes_per_second = 512;
};

}  // namespace sekisho::http
