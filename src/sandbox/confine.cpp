#include "confine.h"

#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

namespace sekisho::sandbox {
namespace {

[[noreturn]] void refused(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

void limit(__rlimit_resource_t resource, rlim_t most, const char* what, rlim_t beyond = 0) {
  const rlimit both{most, most + beyond};
  if (::setrlimit(resource, &both) != 0) refused(what);
}

std::uint64_t mapped_now() {
  unsigned long pages = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) refused("/proc/self/statm");
  const int read = std::fscanf(file, "%lu", &pages);
  std::fclose(file);
  if (read != 1) refused("/proc/self/statm");
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void become_nobody() {
  constexpr unsigned nobody = 65534;
  if (::geteuid() == 0) {
    if (::setgroups(0, nullptr) != 0 || ::setresgid(nobody, nobody, nobody) != 0 ||
        ::setresuid(nobody, nobody, nobody) != 0)
      refused("setresuid");
  }
  // In a user namespace of its own the process has all rights over that namespace; it needs none.
  __user_cap_header_struct head{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[2]{};
  (void)::syscall(SYS_capset, &head, none);
}

constexpr unsigned long harmless = MS_NOSUID | MS_NODEV | MS_NOEXEC;

// Lets `folder` be seen under the new root, for reading alone. Where that cannot be, it is not there.
void show(const std::string& folder, const std::string& root) {
  for (std::size_t at = folder.find('/', 1);; at = folder.find('/', at + 1)) {
    if (::mkdir((root + folder.substr(0, at)).c_str(), 0755) != 0 && errno != EEXIST) return;
    if (at == folder.npos) break;
  }
  const std::string there = root + folder;
  if (::mount(folder.c_str(), there.c_str(), nullptr, MS_BIND, nullptr) != 0) return;
  if (::mount(nullptr, there.c_str(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY | harmless, nullptr) != 0)
    (void)::umount2(there.c_str(), MNT_DETACH);
}

}  // namespace

void bind_to_parent(int parent) {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) refused("PR_SET_NO_NEW_PRIVS");
  if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) refused("PR_SET_DUMPABLE");
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) refused("PR_SET_PDEATHSIG");
  if (::getppid() != parent) ::_exit(1);  // it ended before it could be watched
}

bool enter_empty_root(const std::vector<std::string>& readable, bool& namespaces) {
  constexpr int spaces = CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS;
  namespaces = ::unshare(spaces) == 0 || ::unshare(CLONE_NEWUSER | spaces) == 0;
  if (!namespaces || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  for (const char* place : {"/tmp", "/run", "/mnt"}) {
    if (::mount("none", place, "tmpfs", harmless, "size=64k,mode=755") != 0) continue;
    for (const std::string& folder : readable) show(folder, place);
    if (::mount(nullptr, place, nullptr, MS_REMOUNT | MS_RDONLY | harmless, "size=64k") != 0) return false;
    return ::chdir(place) == 0 && ::chroot(".") == 0;
  }
  return false;
}

Confined confine(const Confinement& how) {
  Confined done;
  const std::uint64_t most = mapped_now() + how.memory;
  done.empty_root = enter_empty_root(how.readable, done.namespaces);
  become_nobody();
  bind_to_parent(how.parent);  // again: a change of the user has undone it
  done.landlock = forbid_files_by_landlock(how.readable);

  const bool may_open = !how.readable.empty() && (done.empty_root || done.landlock);

  ::signal(SIGXFSZ, SIG_IGN);  // a full spill file is an error of pwrite
  if (!sanitized) {
    limit(RLIMIT_AS, most, "RLIMIT_AS");
    limit(RLIMIT_NOFILE, static_cast<rlim_t>(how.descriptors) + (may_open ? 8 : 0), "RLIMIT_NOFILE");
  }
  limit(RLIMIT_FSIZE, how.spill_bytes, "RLIMIT_FSIZE");
  limit(RLIMIT_CPU, how.cpu_seconds, "RLIMIT_CPU",
        2);  // SIGXCPU says why it ends, if it comes before SIGKILL
  limit(RLIMIT_CORE, 0, "RLIMIT_CORE");
  limit(RLIMIT_NPROC, 0, "RLIMIT_NPROC");
  limit(RLIMIT_MEMLOCK, 0, "RLIMIT_MEMLOCK");
  limit(RLIMIT_MSGQUEUE, 0, "RLIMIT_MSGQUEUE");
  filter_system_calls(may_open);
  return done;
}

}  // namespace sekisho::sandbox
