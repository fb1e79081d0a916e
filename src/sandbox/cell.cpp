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
#include "talk.h"
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
    return fail(ErrorCode::io, "検査を始められませんでした。",
                std::string("socketpair: ") + std::strerror(errno));
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
    return fail(ErrorCode::unavailable, "検査を中止しました。もう一度検査してください。",
                "the inspection was stopped");
  if (outcome.end == Outcome::End::crashed && outcome.detail.empty()) explain(status, outcome);
  return outcome;
}

}  // namespace sekisho::sandbox
