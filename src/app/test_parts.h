// What a test's town is made in and told the time by, and how tests read what an act answered. See
// test_town.h.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/door.h"
#include "app/examining.h"
#include "base/time.h"

namespace sekisho::app::testing {

struct Folder {
  Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();
  std::filesystem::path path;
};

// Every reading is a millisecond later than the one before, so that what happens is in order. Thread-safe.
class TestClock final : public Clock {
 public:
  Instant now() const override { return Instant(std::chrono::milliseconds(++ms_)); }
  void move(std::chrono::milliseconds by) { ms_ += by.count(); }
  void set(std::string_view instant) { ms_ = parse_instant(instant).value().time_since_epoch().count(); }

 private:
  mutable std::atomic<std::int64_t> ms_{1795408200000};  // 2026-11-23 13:30 in Japan
};

// In this process. A test may hold every inspection up, or change what it says.
class TestExamining final : public Examining {
 public:
  Result<inspect::Report> examine(RandomSource& source, std::string_view name,
                                  std::span<const std::shared_ptr<const inspect::Dataset>> datasets,
                                  const inspect::InspectionOptions& options,
                                  inspect::InspectionProgress& progress, std::stop_token stop) const override;
  std::function<void(inspect::Report&, const inspect::InspectionOptions&)> change;  // set before an upload
  std::atomic<bool> held = false;
  mutable std::atomic<int> examined = 0;
};

// What an act answered when it passed: the id of what it made or changed.
std::string id_of(const Result<Answer>& answer);
api::Receipt receipt_of(const Result<Answer>& answer);
// Rules that did not pass, in order; empty when it passed. An error instead of an answer fails the test.
std::vector<std::string> stopped_by(const Result<Answer>& answer);
bool holds(const std::vector<std::string>& list, std::string_view item);

}  // namespace sekisho::app::testing
