// The worker's side: takes its order, prepares, is confined, works, answers. What the work is, is a Job: the
// program's is an inspection, the tests' are attempts to break out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random_source.h"
#include "confine.h"
#include "messages.h"

namespace sekisho::sandbox {

class Telling {
 public:
  explicit Telling(int socket) : socket_(socket) {}
  void at(std::uint64_t read, std::uint64_t size, std::uint64_t units);  // sent at most 20 times a second
  void part(std::string_view path);                                      // always sent

 private:
  int socket_;
  std::int64_t last_ = 0;  // ms
};

class Job {
 public:
  virtual ~Job() = default;
  // Before the confinement: maps the datasets, makes libraries read what they will need.
  virtual void prepare(const Order& order, std::span<const int> datasets) = 0;
  // Folders whose files it may open for reading even then; asked after prepare().
  virtual std::vector<std::string> readable() const { return {}; }
  // After it. The answer is for whoever gave the order. Errors are those of the source.
  virtual Result<std::string> run(RandomSource& source, const Order& order, Telling& telling) = 0;
};

// Speaks over socket_fd until the work is done; returns the process's exit code. Catches what is thrown.
int labour(Job& job);

}  // namespace sekisho::sandbox
