#include "identity/lockout.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/bytes.h"

namespace sekisho::identity {
namespace {

using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds sweep_every{1000};

std::string waiting_time(seconds wait) {
  if (wait < seconds(60)) return std::to_string(wait.count()) + "秒";
  return std::to_string((wait.count() + 59) / 60) + "分";
}

// One key for all addresses of one host. What is no address is its own key, cut short.
std::string source_key(std::string_view address) {
  std::string text(address.substr(0, INET6_ADDRSTRLEN));
  std::array<unsigned char, 16> octets{};
  if (inet_pton(AF_INET6, text.c_str(), octets.data()) != 1) return text;
  constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (std::equal(mapped.begin(), mapped.end(), octets.begin())) {
    std::array<char, INET_ADDRSTRLEN> v4{};
    return inet_ntop(AF_INET, octets.data() + mapped.size(), v4.data(), v4.size()) ? v4.data() : text;
  }
  return to_hex(ByteView(octets).first(8));
}

}  // namespace

Admission may_try(const Failures& failures, Instant now, const LockoutPolicy& policy) {
  if (failures.count < policy.free) return {};
  seconds delay = policy.first;
  for (std::uint32_t i = policy.free; i < failures.count && delay < policy.longest; ++i) delay *= 2;
  delay = std::min(delay, policy.longest);
  // A clock that was set back must not lock anyone for longer than the delay itself.
  const milliseconds passed = std::max(milliseconds(0), now - failures.last);
  if (passed >= delay) return {};
  return {false, std::chrono::ceil<seconds>(milliseconds(delay) - passed)};
}

Failures after_failure(const Failures& failures, Instant now) {
  return {failures.count == std::numeric_limits<std::uint32_t>::max() ? failures.count : failures.count + 1,
          now};
}

Error too_many_tries(const Admission& refused) {
  return {ErrorCode::rate_limited,
          "続けて何度も試されたため、いまは受け付けられません。" + waiting_time(refused.retry_after) +
              "ほど待ってから、もう一度お試しください。",
          "too many tries; try again in " + std::to_string(refused.retry_after.count()) + " s",
          {}};
}

double SourceThrottle::refilled(const Bucket& bucket, Instant now) const {
  const double passed = duration<double>(std::max(milliseconds(0), now - bucket.at)).count();
  return std::min(policy_.burst, bucket.tokens + passed * policy_.per_second);
}

Admission SourceThrottle::draw(Bucket& bucket, Instant now) const {
  bucket.tokens = refilled(bucket, now);
  bucket.at = now;
  if (bucket.tokens < 1) {
    const double wait = std::ceil((1 - bucket.tokens) / policy_.per_second);
    return {false, seconds(static_cast<std::int64_t>(std::clamp(wait, 1.0, 3600.0)))};
  }
  bucket.tokens -= 1;
  return {};
}

void SourceThrottle::forget_idle(Instant now) {
  if (now < swept_ + sweep_every && now >= swept_) return;
  swept_ = now;
  std::erase_if(buckets_, [&](const auto& entry) { return refilled(entry.second, now) >= policy_.burst; });
}

Admission SourceThrottle::take(std::string_view address, Instant now) {
  const std::string key = source_key(address);
  const std::lock_guard lock(mutex_);
  if (const auto it = buckets_.find(key); it != buckets_.end()) return draw(it->second, now);
  if (buckets_.size() >= policy_.sources) forget_idle(now);
  if (buckets_.size() >= policy_.sources) return draw(overflow_, now);
  return draw(buckets_.emplace(key, Bucket{policy_.burst, now}).first->second, now);
}

std::size_t SourceThrottle::tracked() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

}  // namespace sekisho::identity
