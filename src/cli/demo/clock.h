// The clock of a history that is made afterwards: it stands still until it is moved, and never goes back.
// Thread-safe.
#pragma once

#include <algorithm>
#include <atomic>

#include "base/time.h"

namespace sekisho::cli::demo {

class HistoryClock final : public Clock {
 public:
  explicit HistoryClock(Instant start) : now_(start) {}
  Instant now() const override { return now_.load(); }
  // At least a minute onwards: two things do not happen at once, even where a plan says so.
  void to(Instant when) { now_ = std::max(now() + std::chrono::minutes(1), when); }
  void on(std::chrono::milliseconds by) { now_ = now() + by; }

 private:
  std::atomic<Instant> now_;
};

}  // namespace sekisho::cli::demo
