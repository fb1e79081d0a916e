// Takes from the calling process everything that reading a file does not need. There is no way back.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sekisho::sandbox {

// A build with a sanitizer has terabytes of shadow memory, and looks at memory through a pipe.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SEKISHO_SANITIZED 1
#endif
#endif
#ifdef SEKISHO_SANITIZED
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

struct Confinement {
  std::uint64_t memory = 0;       // bytes of address space beside what is mapped now
  std::uint64_t spill_bytes = 0;  // no file grows beyond
  std::uint64_t cpu_seconds = 0;
  int descriptors = 0;  // no descriptor with this number or a higher one can be made
  int parent = 0;       // the process whose end is this one's end
  // Folders whose files may be opened for reading (tables of a library). Only where the kernel can keep it to
  // these; else none.
  std::vector<std::string> readable;
};

// What was to be had of the kernel beside the part that always must be (see below).
struct Confined {
  bool namespaces = false;  // no network, no mounts of others, no shared memory of others
  bool empty_root = false;  // but for the readable folders
  bool landlock = false;
};

// Ends with its parent, cannot be looked at or traced, gains no rights. Throws std::system_error.
void bind_to_parent(int parent);

// Throws std::system_error where the limits or the filter of system calls cannot be had: then nothing may be
// read.
Confined confine(const Confinement& how);

// For confine(): its parts.
bool enter_empty_root(const std::vector<std::string>& readable, bool& namespaces);
bool forbid_files_by_landlock(const std::vector<std::string>& readable);
void filter_system_calls(bool may_open);

}  // namespace sekisho::sandbox
