// Who looks into a file for the counters: the confined process in use, a fake in tests. Thread-safe.
#pragma once

#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/random_source.h"
#include "inspect/inspection.h"

namespace sekisho::app {

class Examining {
 public:
  virtual ~Examining() = default;
  // Whatever the bytes are is a report. Errors: the source's own, unavailable (stopped).
  virtual Result<inspect::Report> examine(RandomSource& source, std::string_view name,
                                          std::span<const std::shared_ptr<const inspect::Dataset>> datasets,
                                          const inspect::InspectionOptions& options,
                                          inspect::InspectionProgress& progress,
                                          std::stop_token stop) const = 0;
};

struct VirusScan {
  bool whole = false;              // read to its end; otherwise `ja` and `en` say why not
  std::string by;                  // "ClamAV 1.0.7/27432"; "" when nobody answered
  std::vector<std::string> names;  // of what was found
  std::string ja, en;
};

class VirusScanning {
 public:
  virtual ~VirusScanning() = default;
  virtual VirusScan scan(RandomSource& source, std::stop_token stop) const = 0;
};

}  // namespace sekisho::app
