// The parent's side of one confined piece of work: starts the worker, serves what it reads, listens, ends it.
// Whatever the worker does, the parent lives and learns no more than an answer that it does not trust.
#pragma once

#include <chrono>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>

#include "base/random_source.h"
#include "messages.h"

namespace sekisho::sandbox {

class Listener {
 public:
  virtual ~Listener() = default;
  virtual void at(const Standing& standing) = 0;  // at most 20 times a second
};

struct Outcome {
  enum class End { answered, crashed, out_of_time, exhausted };
  End end = End::crashed;
  std::string answer;
  std::string path;    // of the part that was read last, as the worker said
  std::string detail;  // "SIGSEGV", "exception"; never a word of the file
  Standing standing;   // as told last
};

struct Assignment {
  std::filesystem::path program;
  std::span<const int> datasets;  // descriptors, of order.datasets; stay the caller's
  int file = -1;                  // handed over to be read directly, or -1; stays the caller's
  int spill = -1;                 // stays the caller's
  std::chrono::milliseconds time{};
};

// `order` is wiped. Errors: the source's own; unavailable when `stop` was asked for or no worker can be
// started; io.
Result<Outcome> employ(const Assignment& assignment, Order& order, RandomSource& source, Listener& listener,
                       std::stop_token stop);

}  // namespace sekisho::sandbox
