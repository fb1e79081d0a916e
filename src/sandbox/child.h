// A process that this program has started anew. Never a plain fork: the server has many threads.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <span>
#include <string>

#include "base/error.h"

namespace sekisho::sandbox {

class Child {
 public:
  // Runs `program` as "sekisho inspect-worker" without an environment. `descriptors` become 3, 4, …; it has
  // no others beside /dev/null as 0, 1 and 2. It ends with the thread that calls this. Errors: unavailable.
  static Result<Child> start(const std::filesystem::path& program, std::span<const int> descriptors);
  Child(Child&& other) noexcept : process_(std::exchange(other.process_, -1)) {}
  Child& operator=(Child&&) = delete;
  ~Child();  // kills and waits

  pid_t process() const { return process_; }
  void kill() const;
  int wait();  // the status of waitpid

 private:
  explicit Child(pid_t process) : process_(process) {}
  pid_t process_;
};

}  // namespace sekisho::sandbox
