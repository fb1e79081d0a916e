// How fast one may guess. Two independent brakes: by account (passwords and one-time codes, the counts are
// stored with the account) and by source address (in memory). Delays grow but never become a lasting lock:
// nobody can shut a colleague out for longer than an hour by mistyping in their name.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"
#include "base/time.h"

namespace sekisho::identity {

struct Failures {
  std::uint32_t count = 0;
  Instant last{};
};

struct LockoutPolicy {
  std::uint32_t free = 5;  // mistakes without a delay
  std::chrono::seconds first{30};
  std::chrono::seconds longest{3600};
};

struct Admission {
  bool allowed = true;
  std::chrono::seconds retry_after{0};  // rounded up; 0 when allowed
};

// Pure. Guesses at the same moment must not slip past the count: write after_failure() before looking at the
// password or code, and Failures{} once it was right.
Admission may_try(const Failures& failures, Instant now, const LockoutPolicy& policy = {});
Failures after_failure(const Failures& failures, Instant now);

// rate_limited, with the waiting time in words.
Error too_many_tries(const Admission& refused);

struct ThrottlePolicy {
  double burst = 20;
  double per_second = 0.5;
  std::size_t sources =
      4096;  // memory is bounded: further sources share one bucket until an old one has refilled
};

// A token bucket for each source address. Thread-safe. An IPv6 source is its /64: one host has all of it.
class SourceThrottle {
 public:
  explicit SourceThrottle(ThrottlePolicy policy = {}) : policy_(policy), overflow_{policy.burst, {}} {}

  Admission take(std::string_view address, Instant now);
  std::size_t tracked() const;

 private:
  struct Bucket {
    double tokens;
    Instant at;
  };
  Admission draw(Bucket& bucket, Instant now) const;
  double refilled(const Bucket& bucket, Instant now) const;
  void forget_idle(Instant now);

  ThrottlePolicy policy_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
  Bucket overflow_;
  Instant swept_{};
};

}  // namespace sekisho::identity
