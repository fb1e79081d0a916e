#include "child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "confine.h"

namespace sekisho::sandbox {
namespace {

constexpr const char* worker_variable = "SEKISHO_WORKER";

std::unexpected<Error> not_started(int error) {
  return fail(ErrorCode::unavailable,
              "検査を始められませんでした。しばらくしてから、もう一度検査してください。",
              std::string("start of a worker: ") + std::strerror(error));
}

struct Prepared {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  std::vector<int> copies;
  Prepared() {
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
  }
  ~Prepared() {
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    for (const int copy : copies) ::close(copy);
  }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
};

}  // namespace

Result<Child> Child::start(const std::filesystem::path& program, std::span<const int> descriptors) {
  // A program that does not know its own command would start itself, and that itself, without end.
  if (::getenv(worker_variable) != nullptr) return not_started(EDEADLK);
  Prepared how;
  constexpr int first = STDERR_FILENO + 1;
  const int after = first + static_cast<int>(descriptors.size());
  int error = 0;
  const auto step = [&error](int result) {
    if (error == 0) error = result;
  };
  for (int i = STDIN_FILENO; i < first; ++i)
    step(::posix_spawn_file_actions_addopen(&how.actions, i, "/dev/null", O_RDWR, 0));
  for (std::size_t i = 0; i < descriptors.size() && error == 0; ++i) {
    // A copy beyond the places that are written to, or one would be overwritten before it is copied.
    const int copy = ::fcntl(descriptors[i], F_DUPFD_CLOEXEC, after);
    if (copy < 0) return not_started(errno);
    how.copies.push_back(copy);
    step(::posix_spawn_file_actions_adddup2(&how.actions, copy, first + static_cast<int>(i)));
  }
  step(::posix_spawn_file_actions_addclosefrom_np(&how.actions, after));
  sigset_t none;
  sigset_t all;
  ::sigemptyset(&none);
  ::sigfillset(&all);
  step(::posix_spawnattr_setsigmask(&how.attributes, &none));
  step(::posix_spawnattr_setsigdefault(&how.attributes, &all));
  step(::posix_spawnattr_setflags(&how.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
  if (error != 0) return not_started(error);

  char name[] = "sekisho";
  char command[] = "inspect-worker";
  char* const arguments[] = {name, command, nullptr};
  // For a build with a sanitizer: it cannot look for leaks in a confined process, and a crash is to be one.
  char sanitizer[] = "ASAN_OPTIONS=detect_leaks=0:handle_segv=0:handle_abort=0";
  std::string worker = std::string(worker_variable) + "=1";
  char* const environment[] = {worker.data(), sanitized ? sanitizer : nullptr, nullptr};
  pid_t process = -1;
  if (const int failed =
          ::posix_spawn(&process, program.c_str(), &how.actions, &how.attributes, arguments, environment))
    return not_started(failed);
  return Child(process);
}

Child::~Child() {
  kill();
  (void)wait();
}

void Child::kill() const {
  if (process_ > 0) ::kill(process_, SIGKILL);
}

int Child::wait() {
  int status = 0;
  if (process_ <= 0) return status;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  return status;
}

}  // namespace sekisho::sandbox
