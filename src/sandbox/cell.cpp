#include "cell.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

#include "channel.h"
#include "child.h"
#include "window.h"

namespace sekisho::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

// One talk with one worker, from `ready` to its last message.
class Talk {
 public:
  Talk(int socket, Window* window, RandomSource& source, Listener& listener, Clock::time_point deadline)
      : socket_(socket), window_(window), source_(source), listener_(listener), deadline_(deadline) {}

  // Until there is nothing more to hear. An error is the source's own.
  Result<Outcome> hold() {
    while (!ended_) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
      if (left <= 0) {
        outcome_.end = Outcome::End::out_of_time;
        break;
      }
      pollfd waiting{socket_, POLLIN, 0};
      if (::poll(&waiting, 1, static_cast<int>(std::min<long>(left + 1, 60'000))) <= 0) continue;
      const auto state = inbox_.fill(socket_);
      while (auto message = ended_ ? std::nullopt : inbox_.next()) SEKISHO_CHECK(take(*message));
      if (inbox_.nonsense() || state == Inbox::State::closed) break;
    }
    return std::move(outcome_);
  }

 private:
  void nonsense() { ended_ = true; }

  Result<void> take(const Message& message) {
    Decoder in(message.body);
    switch (message.kind) {
      case Kind::ready:
        return {};
      case Kind::read: {
        Wanted wanted{in.get<std::uint64_t>(), in.get<std::uint32_t>()};
        if (!in.finished() || window_ == nullptr) return nonsense(), Result<void>();
        return serve(wanted);
      }
      case Kind::at: {
        const Standing now{in.get<std::uint64_t>(), in.get<std::uint64_t>(), in.get<std::uint64_t>()};
        if (!in.finished()) return nonsense(), Result<void>();
        outcome_.standing = now;
        if (Clock::now() - told_ < std::chrono::milliseconds(45)) return {};
        told_ = Clock::now();
        listener_.at(now);
        return {};
      }
      case Kind::part:
        outcome_.path = in.text();
        if (!in.finished()) nonsense();
        return {};
      case Kind::answer:
        outcome_.answer.assign(as_text(message.body));
        outcome_.end = Outcome::End::answered;
        ended_ = true;
        return {};
      case Kind::failure:
        return failure(in);
      default:
        return nonsense(), Result<void>();
    }
  }

  Result<void> serve(const Wanted& wanted) {
    SEKISHO_TRY(const Piece piece, window_->serve(source_, wanted));
    const auto body = Encoder().put(piece.begin).put(piece.place).put(piece.length).take();
    if (!send_message(socket_, Kind::piece, body, deadline_)) return nonsense(), Result<void>();
    return window_->read_ahead(source_);
  }

  Result<void> failure(Decoder& in) {
    const auto why = static_cast<Failure>(in.get<std::uint32_t>());
    const std::string detail = in.text();
    ended_ = true;
    if (why == Failure::exhausted) outcome_.end = Outcome::End::exhausted;
    if (why == Failure::bug) outcome_.detail = "exception";
    // Where it reads the file by itself, it alone knows that the medium failed.
    if (why == Failure::source && window_ == nullptr)
      return fail(ErrorCode::io, "ファイルを読み込めませんでした。", "the file could not be read");
    return {};
  }

  int socket_;
  Window* window_;
  RandomSource& source_;
  Listener& listener_;
  Clock::time_point deadline_;
  Clock::time_point told_{};
  Inbox inbox_;
  Outcome outcome_;
  bool ended_ = false;
};

// What the end of the process says, when it did not say it itself.
void explain(int status, Outcome& outcome) {
  if (!WIFSIGNALED(status)) {
    outcome.detail = "no answer";
    return;
  }
  const int signal = WTERMSIG(status);
  if (signal == SIGXCPU) {
    outcome.end = Outcome::End::out_of_time;
    return;
  }
  const char* name = ::sigabbrev_np(signal);
  outcome.detail = name != nullptr ? "SIG" + std::string(name) : "signal";
}

}  // namespace

Result<Outcome> employ(const Assignment& assignment, Order& order, RandomSource& source, Listener& listener,
                       std::stop_token stop) {
  const auto deadline = Clock::now() + assignment.time;
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return fail(ErrorCode::io, "検査を始められませんでした。", std::string("socketpair: ") + std::strerror(errno));
  const Descriptor ours(pair[0]);
  Descriptor theirs(pair[1]);
  const Descriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  std::unique_ptr<Window> window;
  if (assignment.file < 0) {
    SEKISHO_TRY(window, Window::make());
  }
  std::vector<int> given{theirs.get(), window ? window->descriptor() : assignment.file,
                         assignment.spill >= 0 ? assignment.spill : nothing.get()};
  given.insert(given.end(), assignment.datasets.begin(), assignment.datasets.end());
  order.direct = !window;
  order.spill = assignment.spill >= 0;
  order.parent = ::getpid();

  Bytes body = encode(order);
  wipe(order);
  auto started = Child::start(assignment.program, given);
  if (!started) OPENSSL_cleanse(body.data(), body.size());
  SEKISHO_TRY(Child child, std::move(started));
  theirs.close();
  Outcome outcome;
  {
    const std::stop_callback at_once(stop, [&child] { child.kill(); });
    (void)send_message(ours.get(), Kind::order, body, deadline);
    OPENSSL_cleanse(body.data(), body.size());
    auto held = Talk(ours.get(), window.get(), source, listener, deadline).hold();
    if (!held && !stop.stop_requested()) return pass_on(std::move(held).error());
    if (held) outcome = *std::move(held);
  }
  // It may still be busy in its end; unless it has answered, how it ended is worth knowing.
  if (outcome.end == Outcome::End::out_of_time || outcome.end == Outcome::End::answered) child.kill();
  if (outcome.end == Outcome::End::crashed) {
    // A worker that closed its socket, or said nonsense, and goes on is not waited for.
    siginfo_t gone{};
    const auto patience = Clock::now() + std::chrono::seconds(2);
    while (::waitid(P_PID, static_cast<id_t>(child.process()), &gone, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           gone.si_pid == 0 && Clock::now() < patience && outcome.detail.empty()) {
      pollfd none{-1, 0, 0};
      (void)::poll(&none, 1, 5);
    }
    child.kill();
  }
  const int status = child.wait();
  if (stop.stop_requested())
    return fail(ErrorCode::unavailable, "検査を中止しました。もう一度検査してください。", "the inspection was stopped");
  if (outcome.end == Outcome::End::crashed && outcome.detail.empty()) explain(status, outcome);
  return outcome;
}

}  // namespace sekisho::sandbox
