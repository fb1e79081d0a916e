// Whose data is in this file, does it carry something hostile, and was all of it seen? Reads any file through
// formats::walk, compares every record with every dataset, and reports. Bounded memory beside the datasets.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "base/random_source.h"
#include "formats/walk.h"
#include "inspect/dataset.h"
#include "inspect/report.h"
#include "inspect/town_rules.h"

namespace sekisho::inspect {

// Individual numbers alone are found many times as fast as everything is compared. Such a report says nothing
// of people by other values, and a dataset that does not know the numbers counts as not compared.
enum class Only : std::uint8_t { everything, individual_numbers };

struct InspectionOptions {
  formats::WalkOptions walk;
  bool sha256 = false;
  Only only = Only::everything;
  bool samples = true;                     // masked values into the report
  std::shared_ptr<const TownRules> rules;  // of the town's own; none: nullptr
  std::chrono::seconds rules_time{60};     // for one part
};

class InspectionProgress {
 public:
  virtual ~InspectionProgress() = default;
  // Often, from the inspecting thread; `units` are those found so far, of the dataset with most of them.
  virtual void at(std::uint64_t read, std::uint64_t size, std::uint64_t units) = 0;
  // Where it is now: a path like that of Place. Once a part.
  virtual void part(std::string_view path) { (void)path; }
};

// `datasets` may be empty: then no file is clean. `name` is UTF-8, as it was sent. Errors: the source's own,
// and unavailable when `stop` was asked for; whatever the bytes are, that is a report. Thread-safe: no state.
Result<Report> inspect(RandomSource& source, std::string_view name,
                       std::span<const std::shared_ptr<const Dataset>> datasets,
                       const InspectionOptions& options, InspectionProgress& progress,
                       std::stop_token stop = {});

}  // namespace sekisho::inspect
