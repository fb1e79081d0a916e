// For the tests of this folder: a client that speaks whatever it is told over a real socket, uploads kept in
// memory, and a server with a route of each kind.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "http/server.h"
#include "http/tus.h"

namespace sekisho::http::test {

class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view text);
  // One whole response (by Content-Length or chunks); `head`: without its body. Empty status 0: closed
  // before.
  struct Answer {
    int status = 0;
    Headers headers;
    std::string body;
  };
  Answer answer(bool head = false);
  Answer ask(std::string_view text, bool head = false) {
    send(text);
    return answer(head);
  }
  std::string rest(
      std::chrono::milliseconds patience = std::chrono::seconds(5));          // until the other side closes
  bool closed(std::chrono::milliseconds patience = std::chrono::seconds(5));  // and nothing more came
  bool answer_ready(std::chrono::milliseconds patience);                      // something came
  void vanish();                                                              // with a reset

 private:
  bool more(std::chrono::milliseconds patience);
  int fd_;
  std::string buffer_;
};

// Everything is durable at once; `committed` is what a new client would be told.
class MemoryTus : public TusBackend {
 public:
  struct Upload {
    std::uint64_t length = 0;
    std::string data;
    std::string metadata;
    bool removed = false;
  };
  std::uint64_t max_size() const override { return 64 << 20; }
  Result<std::string> create(const Request& request, const TusCreate& upload) override;
  Result<TusInfo> info(const Request& request, std::string_view id) override;
  Result<std::unique_ptr<TusAppend>> append(const Request& request, std::string_view id, std::uint64_t offset,
                                            bool staged) override;
  Result<void> remove(const Request& request, std::string_view id) override;

  std::string data(const std::string& id);
  std::mutex mutex;
  std::map<std::string, Upload, std::less<>> uploads;
};

// GET /hello, POST /echo (limit 1 MiB), GET /throw, GET /items/{id}, GET /source (with an ETag), GET /stream
// (no size), PUT /sink (answers the SHA-256 of what came), PUT /refuse, POST /files and /files/{id} (tus)
struct TestServer {
  explicit TestServer(ServerOptions options = {}, std::shared_ptr<TlsContext> tls = nullptr);
  std::shared_ptr<MemoryTus> tus = std::make_shared<MemoryTus>();
  std::unique_ptr<Server> server;
  std::atomic<int> aborted = 0;
};

std::string source_text(std::size_t size);  // what /source serves (300,000 octets) and /stream

}  // namespace sekisho::http::test
