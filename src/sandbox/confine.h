// Takes from the calling process everything that reading a file does not need. There is no way back.
#pragma once

#include <cstdint>

namespace sekisho::sandbox {

struct Confinement {
  std::uint64_t memory = 0;       // bytes of address space beside what is mapped now
  std::uint64_t spill_bytes = 0;  // no file grows beyond
  std::uint64_t cpu_seconds = 0;
  int descriptors = 0;  // no descriptor with this number or a higher one can be made
  int parent = 0;       // the process whose end is this one's end
};

// What was to be had of the kernel beside the part that always must be (see below).
struct Confined {
  bool namespaces = false;  // no network, no mounts of others, no shared memory of others
  bool empty_root = false;
  bool landlock = false;
};

// Ends with its parent, cannot be looked at or traced, gains no rights. Throws std::system_error.
void bind_to_parent(int parent);

// Throws std::system_error where the limits or the filter of system calls cannot be had: then nothing may be
// read.
Confined confine(const Confinement& how);

// For confine(): its parts.
bool enter_empty_root(bool& namespaces);
bool forbid_files_by_landlock();
void filter_system_calls();

}  // namespace sekisho::sandbox
