// Inspects many files, each in a process of its own, some at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "antivirus/scanner.h"
#include "inspect/inspection.h"
#include "sandbox/examiner.h"

namespace sekisho::cli {

struct InspectJobs {
  std::vector<std::string> files;  // paths; "-" is standard input
  std::vector<std::shared_ptr<const inspect::Dataset>> datasets;
  inspect::InspectionOptions options;
  std::optional<antivirus::Scanner> scanner;
  unsigned at_once = 1;
};

// Calls `done` for each file in the order of `files`, one call at a time, as soon as the files before it are
// done. Shows one line of progress for all of them on a terminal. Errors of one file do not stop the others.
void inspect_all(const InspectJobs& jobs, const sandbox::Examiner& examiner,
                 const std::function<void(const std::string& file, const Result<inspect::Report>&)>& done);

}  // namespace sekisho::cli
