// The list of system calls that a confined process has. Whatever is not listed ends it. What libraries try
// without needing it (a file of settings, a thread) is refused with an error, so that a good library goes on
// without.
#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

#include "confine.h"
#include "messages.h"

namespace sekisho::sandbox {
namespace {

void must(int result, const char* what) {
  if (result < 0) throw std::system_error(-result, std::generic_category(), what);
}

// Of an argument. The macros of seccomp.h are C, not C++.
using Condition = scmp_arg_cmp;
Condition equal(unsigned argument, scmp_datum_t value) { return {argument, SCMP_CMP_EQ, value, 0}; }
Condition masked(unsigned argument, scmp_datum_t mask, scmp_datum_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

using Filter = std::unique_ptr<void, decltype(&::seccomp_release)>;

// On any descriptor: each of those that the process has may be read and closed.
constexpr int free_calls[] = {
    SCMP_SYS(read),          SCMP_SYS(pread64),         SCMP_SYS(readv),
    SCMP_SYS(lseek),         SCMP_SYS(fstat),           SCMP_SYS(close),
    SCMP_SYS(munmap),        SCMP_SYS(mremap),          SCMP_SYS(madvise),
    SCMP_SYS(brk),           SCMP_SYS(futex),           SCMP_SYS(poll),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),          SCMP_SYS(nanosleep),       SCMP_SYS(clock_nanosleep),
    SCMP_SYS(getrandom),     SCMP_SYS(sched_yield),     SCMP_SYS(getpid),
    SCMP_SYS(gettid),        SCMP_SYS(getuid),          SCMP_SYS(geteuid),
    SCMP_SYS(getgid),        SCMP_SYS(getegid),         SCMP_SYS(getrusage),
    SCMP_SYS(times),         SCMP_SYS(rt_sigaction),    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),  SCMP_SYS(sigaltstack),     SCMP_SYS(exit),
    SCMP_SYS(exit_group),    SCMP_SYS(restart_syscall),
};

struct Refused {
  int call;
  int error;
};
constexpr Refused refused_calls[] = {
    {SCMP_SYS(access), EACCES},     {SCMP_SYS(faccessat), EACCES},
    {SCMP_SYS(faccessat2), EACCES}, {SCMP_SYS(readlink), EACCES},
    {SCMP_SYS(readlinkat), EACCES}, {SCMP_SYS(stat), EACCES},
    {SCMP_SYS(lstat), EACCES},      {SCMP_SYS(statx), EACCES},
    {SCMP_SYS(getcwd), EACCES},     {SCMP_SYS(getdents64), EACCES},
    {SCMP_SYS(ioctl), ENOTTY},      {SCMP_SYS(fcntl), EPERM},
    {SCMP_SYS(clone), EAGAIN},      {SCMP_SYS(clone3), ENOSYS},
    {SCMP_SYS(sysinfo), EPERM},     {SCMP_SYS(prlimit64), EPERM},
    {SCMP_SYS(getrlimit), EPERM},   {SCMP_SYS(uname), EPERM},
    {SCMP_SYS(prctl), EPERM},       {SCMP_SYS(membarrier), EPERM},
    {SCMP_SYS(rseq), ENOSYS},       {SCMP_SYS(getcpu), EPERM},
    {SCMP_SYS(statfs), EACCES},     {SCMP_SYS(fstatfs), EPERM},
    {SCMP_SYS(fadvise64), EPERM},   {SCMP_SYS(mlock), EPERM},
    {SCMP_SYS(munlock), EPERM},     {SCMP_SYS(sched_getaffinity), EPERM},
};

}  // namespace

void filter_system_calls(bool may_open) {
  const Filter filter(::seccomp_init(SCMP_ACT_KILL_PROCESS), ::seccomp_release);
  if (!filter) throw std::system_error(ENOMEM, std::generic_category(), "seccomp");
  void* f = filter.get();
  must(::seccomp_attr_set(f, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS),
       "seccomp: other machines' calls");
  must(::seccomp_attr_set(f, SCMP_FLTATR_CTL_TSYNC, 1), "seccomp: all threads");
  must(::seccomp_attr_set(f, SCMP_FLTATR_CTL_OPTIMIZE, 2), "seccomp: in order of the numbers");

  for (const int call : free_calls) must(::seccomp_rule_add(f, SCMP_ACT_ALLOW, call, 0), "seccomp");
  for (const auto& [call, error] : refused_calls)
    must(::seccomp_rule_add(f, SCMP_ACT_ERRNO(static_cast<unsigned>(error)), call, 0), "seccomp");

  const auto allow = [f](int call, Condition condition, const Condition* other = nullptr) {
    const scmp_arg_cmp conditions[] = {condition, other != nullptr ? *other : Condition{}};
    must(::seccomp_rule_add_array(f, SCMP_ACT_ALLOW, call, other != nullptr ? 2 : 1, conditions), "seccomp");
  };
  const auto refuse = [f](int call, Condition condition) {
    must(::seccomp_rule_add_array(f, SCMP_ACT_ERRNO(EACCES), call, 1, &condition), "seccomp");
  };
  // Writing: into the spill file, to the parent, and what an assertion says (to nowhere).
  allow(SCMP_SYS(pwrite64), equal(0, spill_fd));
  if (!sanitized) allow(SCMP_SYS(write), {0, SCMP_CMP_LE, STDERR_FILENO, 0});
  allow(SCMP_SYS(writev), {0, SCMP_CMP_LE, STDERR_FILENO, 0});
  const Condition to_nobody_else = equal(4, 0);
  allow(SCMP_SYS(sendto), equal(0, socket_fd), &to_nobody_else);
  allow(SCMP_SYS(recvfrom), equal(0, socket_fd), &to_nobody_else);
  if (sanitized)
    for (const int call : {SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(write)})
      must(::seccomp_rule_add(f, SCMP_ACT_ALLOW, call, 0), "seccomp");
  // Memory that can be executed is never made: no code but this program's own.
  allow(SCMP_SYS(mmap), masked(2, PROT_EXEC, 0));
  allow(SCMP_SYS(mprotect), masked(2, PROT_EXEC, 0));
  // fstat() of glibc; a name with it would be looked up in an empty root.
  allow(SCMP_SYS(newfstatat), masked(3, AT_EMPTY_PATH, AT_EMPTY_PATH));
  refuse(SCMP_SYS(newfstatat), masked(3, AT_EMPTY_PATH, 0));
  // abort() sends its signal to itself.
  allow(SCMP_SYS(tgkill), equal(0, static_cast<scmp_datum_t>(::getpid())));
  // To open a file for reading is refused, or left to the empty root and Landlock; for writing it is the end.
  constexpr scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
  for (const auto& [call, argument] : {std::pair(SCMP_SYS(open), 1u), std::pair(SCMP_SYS(openat), 2u)})
    may_open ? allow(call, masked(argument, writing, 0)) : refuse(call, masked(argument, writing, 0));
  must(::seccomp_load(f), "seccomp: load");
}

}  // namespace sekisho::sandbox
