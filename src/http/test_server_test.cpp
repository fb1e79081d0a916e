#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "base/ids.h"
#include "test_server.h"

namespace sekisho::http::test {

Client::Client(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}
Client::~Client() { ::close(fd_); }

void Client::send(std::string_view text) {
  while (!text.empty()) {
    const auto size = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
    if (size <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(size));
  }
}

bool Client::more(std::chrono::milliseconds patience) {
  pollfd ready{fd_, POLLIN, 0};
  if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
  char block[16384];
  const auto size = ::recv(fd_, block, sizeof block, 0);
  if (size <= 0) return false;
  buffer_.append(block, static_cast<std::size_t>(size));
  return true;
}

Client::Answer Client::answer(bool head) {
  Answer out;
  const std::chrono::milliseconds patience = std::chrono::seconds(10);
  std::size_t end;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!more(patience)) return out;
  std::string_view lines(buffer_.data(), end + 2);
  out.status = std::stoi(std::string(lines.substr(9, 3)));
  lines.remove_prefix(lines.find("\r\n") + 2);
  while (!lines.empty()) {
    const auto line = lines.substr(0, lines.find("\r\n"));
    lines.remove_prefix(line.size() + 2);
    const auto colon = line.find(':');
    out.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
  }
  buffer_.erase(0, end + 4);
  if (head || out.status == 100) return out;
  if (out.headers.get("Transfer-Encoding")) {
    for (;;) {
      std::size_t eol;
      while ((eol = buffer_.find("\r\n")) == std::string::npos)
        if (!more(patience)) return {};
      const auto size = std::stoul(buffer_.substr(0, eol), nullptr, 16);
      while (buffer_.size() < eol + 2 + size + 2)
        if (!more(patience)) return {};
      out.body += buffer_.substr(eol + 2, size);
      buffer_.erase(0, eol + 2 + size + 2);
      if (size == 0) return out;
    }
  }
  const auto size =
      out.headers.get("Content-Length") ? std::stoul(std::string(*out.headers.get("Content-Length"))) : 0;
  while (buffer_.size() < size)
    if (!more(patience)) return {};
  out.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return out;
}

std::string Client::rest(std::chrono::milliseconds patience) {
  while (more(patience)) {
  }
  return std::exchange(buffer_, {});
}

bool Client::closed(std::chrono::milliseconds patience) {
  pollfd ready{fd_, POLLIN, 0};
  if (!buffer_.empty() || ::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
  char octet;
  return ::recv(fd_, &octet, 1, 0) <= 0;
}

bool Client::answer_ready(std::chrono::milliseconds patience) {
  pollfd ready{fd_, POLLIN, 0};
  return !buffer_.empty() || ::poll(&ready, 1, static_cast<int>(patience.count())) > 0;
}

void Client::vanish() {
  const linger now{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(std::exchange(fd_, -1));
}

namespace {

class MemoryAppend final : public TusAppend {
 public:
  MemoryAppend(MemoryTus& owner, std::string id) : owner_(owner), id_(std::move(id)) {}
  Result<void> write(ByteView block) override {
    pending_ += as_text(block);
    return {};
  }
  Result<std::uint64_t> commit() override {
    const std::scoped_lock lock(owner_.mutex);
    auto& data = owner_.uploads[id_].data;
    data += pending_;
    return data.size();
  }
  void discard() noexcept override {}

 private:
  MemoryTus& owner_;
  std::string id_;
  std::string pending_;
};

}  // namespace

Result<std::string> MemoryTus::create(const Request& request, const TusCreate& upload) {
  if (request.headers.get("X-Test-User") == "nobody")
    return fail(ErrorCode::forbidden, "この操作はできません。", "not allowed");
  const std::scoped_lock lock(mutex);
  auto id = make_id("upl");
  uploads[id] = {upload.length, {}, upload.metadata_header, false};
  return id;
}

Result<TusInfo> MemoryTus::info(const Request&, std::string_view id) {
  const std::scoped_lock lock(mutex);
  const auto it = uploads.find(id);
  if (it == uploads.end()) return fail(ErrorCode::not_found, "ありません。", "no such upload");
  if (it->second.removed) return fail(ErrorCode::gone, "取り消されました。", "terminated");
  return TusInfo{it->second.data.size(), it->second.length, it->second.metadata,
                 Instant(std::chrono::milliseconds(1'795'408'991'000))};
}

Result<std::unique_ptr<TusAppend>> MemoryTus::append(const Request&, std::string_view id, std::uint64_t,
                                                     bool) {
  return std::make_unique<MemoryAppend>(*this, std::string(id));
}

Result<void> MemoryTus::remove(const Request&, std::string_view id) {
  const std::scoped_lock lock(mutex);
  uploads.find(id)->second.removed = true;
  return {};
}

std::string MemoryTus::data(const std::string& id) {
  const std::scoped_lock lock(mutex);
  return uploads[id].data;
}

std::string source_text(std::size_t size) {
  std::string text(size, 'x');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + (i * 7 + i / 251) % 26);
  return text;
}

namespace {

class TextSource final : public BodySource {
 public:
  TextSource(std::string text, bool sized) : text_(std::move(text)), sized_(sized) {}
  std::optional<std::uint64_t> size() const override {
    if (sized_) return text_.size();
    return std::nullopt;
  }
  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
    const auto part =
        std::string_view(text_).substr(std::min<std::uint64_t>(offset, text_.size()), out.size());
    std::copy(part.begin(), part.end(), out.begin());
    return part.size();
  }

 private:
  std::string text_;
  bool sized_;
};

class HashSink final : public BodySink {
 public:
  explicit HashSink(std::atomic<int>& aborted) : aborted_(aborted), context_(EVP_MD_CTX_new()) {
    EVP_DigestInit_ex(context_, EVP_sha256(), nullptr);
  }
  ~HashSink() override { EVP_MD_CTX_free(context_); }
  Result<void> write(ByteView block) override {
    if (as_text(block).contains("poison"))
      return fail(ErrorCode::corrupt, "受け取れない内容です。", "this block is refused");
    EVP_DigestUpdate(context_, block.data(), block.size());
    return {};
  }
  Response finish() override {
    Hash out;
    EVP_DigestFinal_ex(context_, out.data(), nullptr);
    return Response::text(200, to_hex(out));
  }
  void abort() noexcept override { ++aborted_; }

 private:
  std::atomic<int>& aborted_;
  EVP_MD_CTX* context_;
};

}  // namespace

TestServer::TestServer(ServerOptions options, std::shared_ptr<TlsContext> tls) {
  Router router;
  router.add(Method::get, "/hello",
             [](const Request&) { return Response::json(200, R"({"hello":"見本市"})"); });
  router.add(Method::post, "/echo", [](const Request& r) { return Response::text(200, r.body); });
  router.add(Method::get, "/throw", [](const Request&) -> Response { throw std::runtime_error("a bug"); });
  router.add(Method::get, "/split", [](const Request&) {
    auto response = Response::empty();
    response.headers.add("X-Name", "a\r\nSet-Cookie: b");
    return response;
  });
  router.add(Method::get, "/items/{id}", [](const Request& r) {
    return Response::text(200,
                          std::string(*r.param("id")) + "?" + std::string(r.query_value("q").value_or("")));
  });
  router.add(Method::get, "/slow", [](const Request&) {
    ::usleep(300'000);
    return Response::text(200, "done");
  });
  router.add(Method::get, "/source", [](const Request&) {
    Response response;
    response.headers.add("ETag", "\"v1\"");
    response.source = std::make_shared<TextSource>(source_text(300'000), true);
    return response;
  });
  router.add(Method::get, "/stream", [](const Request&) {
    Response response;
    response.source = std::make_shared<TextSource>(source_text(700'000), false);
    return response;
  });
  router.add_upload(Method::put, "/sink",
                    [this](const Request&) { return std::make_unique<HashSink>(aborted); });
  router.add_upload(Method::put, "/refuse", [](const Request&) {
    return Response::from({ErrorCode::forbidden, "受け取れません。", "refused", {}});
  });
  add_tus(router,
          {.create_pattern = "/files", .upload_prefix = "/files", .takeover = std::chrono::seconds(5)}, tus);
  server = std::make_unique<Server>(std::move(options), std::move(router), std::move(tls));
  if (const auto started = server->start(); !started) throw std::runtime_error(started.error().en);
}

}  // namespace sekisho::http::test
