// 通過: applications to move something through the checkpoint, from draft to the end. Thread-safe.
// Errors: not_found for what this viewer may not see; invalid_input with the field's name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/api.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct PassageFilter {
  std::optional<rules::PassageState> state;
  std::optional<rules::PassageKind> kind;
  std::string text;  // part of the purpose, engagement, asset or recipient
  std::string after;
  std::int64_t limit = 50;
};

// How far an inspection has come, for the page; kept by the inspection job.
struct InspectionAt {
  std::int64_t bytes = 0;
  std::int64_t units = 0;  // found so far, of the dataset with most of them
};
class InspectionProgress {
 public:
  virtual ~InspectionProgress() = default;
  virtual std::optional<InspectionAt> at(const std::string& content) const = 0;  // none while it waits
};

class Passages {
 public:
  Passages(Parts parts, const InspectionProgress& progress) : parts_(std::move(parts)), progress_(progress) {}

  Result<Answer> draft(const Viewer& viewer, const std::string& key, const api::PassageInput& input);
  Result<Answer> change(const Viewer& viewer, const std::string& key, const std::string& id,
                        const api::PassageInput& input);
  Result<Answer> submit(const Viewer& viewer, const std::string& key, const std::string& id);
  Result<Answer> decide(const Viewer& viewer, const std::string& key, const std::string& id,
                        const api::DecisionInput& input);
  Result<Answer> withdraw(const Viewer& viewer, const std::string& key, const std::string& id,
                          const api::ReasonInput& input);

  // What submitting would answer now; writes nothing.
  Result<rules::Verdict> judge(const Viewer& viewer, const api::JudgeInput& input) const;
  Result<api::Page<api::PassageRow>> list(const Viewer& viewer, const PassageFilter& filter) const;
  Result<api::PassageView> view(const Viewer& viewer, const std::string& id) const;

 private:
  Parts parts_;
  const InspectionProgress& progress_;
};

}  // namespace sekisho::app
