#include "channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace sekisho::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

bool send_all(int socket, ByteView bytes, std::optional<Clock::time_point> deadline) {
  while (!bytes.empty()) {
    const ssize_t sent =
        ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | (deadline ? MSG_DONTWAIT : 0));
    if (sent > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(sent));
      continue;
    }
    if (errno == EINTR) continue;
    if (!deadline || (errno != EAGAIN && errno != EWOULDBLOCK)) return false;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting{socket, POLLOUT, 0};
    (void)::poll(&waiting, 1, static_cast<int>(std::min<long>(left, 1000)));
  }
  return true;
}

bool send_parts(int socket, Kind kind, ByteView body, std::optional<Clock::time_point> deadline) {
  const std::uint32_t head[2] = {static_cast<std::uint32_t>(kind), static_cast<std::uint32_t>(body.size())};
  return send_all(socket, {reinterpret_cast<const std::uint8_t*>(head), sizeof head}, deadline) &&
         send_all(socket, body, deadline);
}

bool receive_all(int socket, std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const ssize_t got = ::recv(socket, out.data(), out.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    out = out.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

}  // namespace

bool send_message(int socket, Kind kind, ByteView body, Clock::time_point deadline) {
  return send_parts(socket, kind, body, deadline);
}
bool send_message(int socket, Kind kind, ByteView body) {
  return send_parts(socket, kind, body, std::nullopt);
}

std::optional<Message> receive_message(int socket) {
  std::uint32_t head[2];
  if (!receive_all(socket, {reinterpret_cast<std::uint8_t*>(head), sizeof head}) || head[1] > most_body)
    return std::nullopt;
  Message message{static_cast<Kind>(head[0]), Bytes(head[1])};
  if (!receive_all(socket, message.body)) return std::nullopt;
  return message;
}

Inbox::State Inbox::fill(int socket) {
  if (at_ > 0) {
    bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(at_));
    at_ = 0;
  }
  std::uint8_t buffer[65536];
  for (;;) {
    const ssize_t got = ::recv(socket, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return State::open;
    if (got <= 0) return State::closed;
    bytes_.insert(bytes_.end(), buffer, buffer + got);
    if (bytes_.size() >= sizeof buffer) return State::open;  // what is there is looked at first
  }
}

std::optional<Message> Inbox::next() {
  const std::size_t have = bytes_.size() - at_;
  if (nonsense_ || have < head_size) return std::nullopt;
  std::uint32_t head[2];
  std::memcpy(head, bytes_.data() + at_, sizeof head);
  const auto kind = static_cast<Kind>(head[0]);
  // Only an answer is large.
  nonsense_ =
      kind < Kind::ready || kind > Kind::failure || head[1] > (kind == Kind::answer ? most_body : 65536);
  if (nonsense_ || have - head_size < head[1]) return std::nullopt;
  const auto begin = bytes_.begin() + static_cast<std::ptrdiff_t>(at_ + head_size);
  Message message{kind, Bytes(begin, begin + head[1])};
  at_ += head_size + head[1];
  return message;
}

}  // namespace sekisho::sandbox
