#include "identity/lockout.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace sekisho;
using namespace sekisho::identity;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {
const Instant noon(std::chrono::hours(500000));
Failures failed(std::uint32_t count) { return {count, noon}; }
}  // namespace

TEST_CASE("the first five mistakes are free, then the delay doubles up to an hour") {
  for (std::uint32_t count = 0; count < 5; ++count) CHECK(may_try(failed(count), noon).allowed);
  const std::vector<int> delays{30, 60, 120, 240, 480, 960, 1920, 3600, 3600};
  for (std::size_t i = 0; i < delays.size(); ++i) {
    const Failures failures = failed(5 + static_cast<std::uint32_t>(i));
    const Admission now = may_try(failures, noon);
    CHECK_FALSE(now.allowed);
    CHECK(now.retry_after == seconds(delays[i]));
    CHECK_FALSE(may_try(failures, noon + seconds(delays[i]) - milliseconds(1)).allowed);
    CHECK(may_try(failures, noon + seconds(delays[i]) - milliseconds(1)).retry_after == seconds(1));
    CHECK(may_try(failures, noon + seconds(delays[i])).allowed);
  }
  CHECK(may_try(failed(0xFFFFFFFF), noon).retry_after == seconds(3600));
}

TEST_CASE("an attacker gets few guesses a day") {
  Failures failures;
  Instant now = noon;
  int guesses = 0;
  while (now < noon + std::chrono::hours(24)) {
    const Admission admission = may_try(failures, now);
    if (admission.allowed) {
      failures = after_failure(failures, now);
      ++guesses;
    } else {
      now += admission.retry_after;
    }
  }
  CHECK(guesses < 40);
}

TEST_CASE("counting, success and odd clocks") {
  CHECK(after_failure({}, noon).count == 1);
  CHECK(after_failure(failed(0xFFFFFFFF), noon).count == 0xFFFFFFFF);
  CHECK(may_try(Failures{}, noon).allowed);
  // The clock was set back by a year: the wait is the delay, not the year.
  CHECK(may_try(failed(5), noon - std::chrono::days(365)).retry_after == seconds(30));
  CHECK(too_many_tries({false, seconds(90)}).code == ErrorCode::rate_limited);
  CHECK(too_many_tries({false, seconds(90)}).ja.find("2分") != std::string::npos);
  CHECK(too_many_tries({false, seconds(20)}).ja.find("20秒") != std::string::npos);
}

TEST_CASE("a source may burst, then drips") {
  SourceThrottle throttle({3, 0.5, 100});
  for (int i = 0; i < 3; ++i) CHECK(throttle.take("192.0.2.1", noon).allowed);
  const Admission refused = throttle.take("192.0.2.1", noon);
  CHECK_FALSE(refused.allowed);
  CHECK(refused.retry_after == seconds(2));
  CHECK(throttle.take("192.0.2.2", noon).allowed);
  CHECK(throttle.take("192.0.2.1", noon + seconds(2)).allowed);
  CHECK_FALSE(throttle.take("192.0.2.1", noon + seconds(3)).allowed);
  CHECK_FALSE(throttle.take("192.0.2.1", noon - seconds(100)).allowed);
}

TEST_CASE("one host is one source, however it writes its address") {
  SourceThrottle throttle({1, 0.001, 100});
  CHECK(throttle.take("2001:db8:1:2::1", noon).allowed);
  CHECK_FALSE(throttle.take("2001:0db8:1:2:ffff::9", noon).allowed);
  CHECK(throttle.take("2001:db8:1:3::1", noon).allowed);
  CHECK(throttle.take("192.0.2.1", noon).allowed);
  CHECK_FALSE(throttle.take("::ffff:192.0.2.1", noon).allowed);
  CHECK(throttle.take("", noon).allowed);
  CHECK_FALSE(throttle.take("", noon).allowed);
}

TEST_CASE("memory is bounded: many sources share a bucket, idle ones are forgotten") {
  SourceThrottle throttle({2, 1, 50});
  int allowed = 0;
  for (int i = 0; i < 5000; ++i) allowed += throttle.take("source " + std::to_string(i), noon).allowed;
  CHECK(throttle.tracked() == 50);
  CHECK(allowed == 52);
  CHECK(throttle.take("source 1", noon).allowed);  // known sources are not harmed
  CHECK(throttle.take("a new one", noon + seconds(10)).allowed);
  CHECK(throttle.tracked() == 1);
}

TEST_CASE("many threads draw exactly what there is") {
  SourceThrottle throttle({100, 0.001, 10});
  std::atomic<int> allowed = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 100; ++i) allowed += throttle.take("192.0.2.9", noon).allowed;
      });
  }
  CHECK(allowed == 100);
}
