// Landlock: the kernel refuses every access to files by name, and to the network. The numbers are from
// linux/landlock.h of Linux 6.12, since Debian 12 ships an older header than the kernels it may run on.
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

#include "confine.h"

namespace sekisho::sandbox {
namespace {

constexpr long create_ruleset = 444;
constexpr long add_rule = 445;
constexpr long restrict_self = 446;
constexpr int path_beneath = 1;
constexpr std::uint64_t read_file = 1 << 2;
constexpr unsigned ask_version = 1;

struct Ruleset {
  std::uint64_t files;
  std::uint64_t network;  // since version 4
  std::uint64_t scoped;   // since version 6: abstract sockets and signals of others
};

struct [[gnu::packed]] Beneath {
  std::uint64_t rights;
  std::int32_t folder;
};

// All rights that the version knows.
std::uint64_t file_rights(long version) {
  unsigned bits = 13;           // execute … make_sym
  if (version >= 2) bits = 14;  // refer
  if (version >= 3) bits = 15;  // truncate
  if (version >= 5) bits = 16;  // ioctl_dev
  return (std::uint64_t{1} << bits) - 1;
}

}  // namespace

bool forbid_files_by_landlock(const std::vector<std::string>& readable) {
  const long version = ::syscall(create_ruleset, nullptr, 0, ask_version);
  if (version < 1) return false;
  Ruleset rules{file_rights(version), version >= 4 ? 3u : 0u, version >= 6 ? 3u : 0u};
  const std::size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  const long descriptor = ::syscall(create_ruleset, &rules, size, 0);
  if (descriptor < 0) return false;
  for (const std::string& folder : readable) {
    const Beneath rule{read_file, ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
    if (rule.folder < 0) continue;  // it is not there: nothing to open
    (void)::syscall(add_rule, descriptor, path_beneath, &rule, 0);
    ::close(rule.folder);
  }
  const bool done = ::syscall(restrict_self, descriptor, 0) == 0;
  ::close(static_cast<int>(descriptor));
  return done;
}

}  // namespace sekisho::sandbox
