#include "connection.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace sekisho::antivirus {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t most_reply = 4096;
constexpr milliseconds slice{100};  // how soon an asked-for end is seen

std::unexpected<Error> unreachable(const std::string& why) {
  return fail(ErrorCode::unavailable, "ウイルス検査（clamd）につながりません。運用担当に知らせてください。",
              "clamd: " + why);
}

int connecting(int family, const sockaddr* address, socklen_t size) {
  const int fd = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  if (::connect(fd, address, size) == 0 || errno == EINPROGRESS) return fd;
  const int error = errno;
  ::close(fd);
  errno = error;
  return -1;
}

Result<int> to_path(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    return fail(ErrorCode::invalid_input, "clamd のソケットのパスが長すぎます。",
                "the path of clamd's socket is too long");
  std::memcpy(address.sun_path, path.data(), path.size());
  const int fd = connecting(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  if (fd < 0) return unreachable(path + ": " + std::strerror(errno));
  return fd;
}

Result<int> to_host(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  const std::string port = colon == address.npos ? "" : address.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty() || port.empty() || port.find_first_not_of("0123456789") != port.npos)
    return fail(ErrorCode::invalid_input, "clamd のアドレスは、ソケットのパスか「ホスト:ポート」です。",
                "clamd's address is the path of a socket or host:port");
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int error = ::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found))
    return unreachable(host + ": " + ::gai_strerror(error));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> all(found, ::freeaddrinfo);
  int fd = -1;
  for (const addrinfo* one = found; one != nullptr && fd < 0; one = one->ai_next)
    fd = connecting(one->ai_family, one->ai_addr, one->ai_addrlen);
  if (fd < 0) return unreachable(address + ": " + std::strerror(errno));
  return fd;
}

}  // namespace

Connection::Connection(Connection&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      idle_(other.idle_),
      deadline_(other.deadline_),
      stop_(std::move(other.stop_)) {}

Connection::~Connection() {
  if (socket_ >= 0) ::close(socket_);
}

Result<Connection> Connection::open(const std::string& address, milliseconds connect, milliseconds idle,
                                    Clock::time_point deadline, std::stop_token stop) {
  SEKISHO_TRY(const int fd, address.starts_with('/') ? to_path(address) : to_host(address));
  Connection connection(fd, connect, deadline, std::move(stop));
  SEKISHO_TRY(const short ready, connection.wait(POLLOUT));
  int error = 0;
  socklen_t size = sizeof error;
  if (::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
  if (error != 0 || (ready & POLLOUT) == 0)
    return unreachable(address + ": " + std::strerror(error != 0 ? error : ECONNREFUSED));
  connection.idle_ = idle;
  return connection;
}

Result<short> Connection::wait(short events) const {
  const auto until = std::min(Clock::now() + idle_, deadline_);
  for (;;) {
    if (stop_.stop_requested())
      return fail(ErrorCode::unavailable, "検査を中止しました。もう一度検査してください。",
                  "the scan was stopped");
    const auto left = std::chrono::duration_cast<milliseconds>(until - Clock::now());
    if (left.count() <= 0) return unreachable("it does not answer in time");
    pollfd waiting{socket_, events, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min(left, slice).count()));
    if (ready > 0) return waiting.revents;
    if (ready < 0 && errno != EINTR) return unreachable(std::strerror(errno));
  }
}

Result<bool> Connection::send(ByteView bytes) {
  while (!bytes.empty()) {
    SEKISHO_TRY(const short ready, wait(POLLIN | POLLOUT));
    if ((ready & (POLLIN | POLLHUP | POLLERR)) != 0) return false;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) continue;
    if (sent <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(sent));
  }
  return true;
}

Result<std::string> Connection::reply() {
  std::string text;
  while (text.size() <= most_reply) {
    SEKISHO_TRY([[maybe_unused]] const short ready, wait(POLLIN));
    char buffer[1024];
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) continue;
    if (got <= 0) break;
    text.append(buffer, static_cast<std::size_t>(got));
    if (const std::size_t end = text.find('\0'); end != text.npos) return text.substr(0, end);
  }
  if (text.empty() || text.size() > most_reply) return unreachable("it broke off without an answer");
  return text;
}

}  // namespace sekisho::antivirus
