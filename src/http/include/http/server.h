// HTTP/1.1 over TCP or TLS. Network work is done in a few I/O threads; handlers are plain functions on a
// bounded pool; blocks of large bodies are processed on a pool of their own, so that neither starves the
// other.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/limits.h"
#include "http/message.h"
#include "http/router.h"
#include "http/tls.h"

namespace sekisho::http {

// One line of the access log. No target, query, header or body: they may hold personal data or secrets.
struct AccessEntry {
  std::string_view request_id;
  std::string_view method;  // "-" when the head could not be read
  std::string_view route;   // the pattern; "-" when nothing matched
  std::string_view peer;
  int status = 0;
  std::uint64_t received = 0;  // body octets
  std::uint64_t sent = 0;      // body octets
  std::chrono::microseconds took{};
  bool complete = true;  // false: the connection ended before the answer was out
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free port, see Server::port
  unsigned io_threads = 2;
  unsigned request_threads = 8;
  unsigned transfer_threads = 8;
  Limits limits;
  // Sent with every response unless the response sets the same name: Content-Security-Policy and the like.
  // The server's own defaults: X-Content-Type-Options, Referrer-Policy, Cross-Origin-Opener-Policy,
  // Cross-Origin-Resource-Policy, Cache-Control: no-store, and over TLS Strict-Transport-Security. A value
  // here replaces the default.
  Headers headers;
  std::function<void(const AccessEntry&)> access_log;  // called on an I/O thread: be quick, do not throw
  std::function<void(std::string_view request_id, std::string_view what)> error_log;  // from any thread
};

class Server {
 public:
  Server(ServerOptions options, Router router, std::shared_ptr<TlsContext> tls = nullptr);
  ~Server();  // stops at once
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  Result<void>
  start();  // once; binds and returns. Errors: io (address in use, not ours), invalid_input (not an address)
  std::uint16_t port() const;  // after start

  // Accepts no more, lets running requests end for up to `grace`, then cuts them (their sinks are told:
  // abort) and waits until no handler runs. From any thread but the server's own; repeated calls do nothing.
  void stop(std::chrono::milliseconds grace = std::chrono::seconds(10));

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sekisho::http
