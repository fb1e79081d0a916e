// Notices to the town's people and to contractors: the overview of the guideline, its revision, briefings,
// seminars elsewhere (R-5b, R-5c, E-1), and who has read them. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "app/api_training.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

class Notices {
 public:
  explicit Notices(Parts parts) : parts_(std::move(parts)) {}

  Result<Answer> publish(const Viewer& viewer, const std::string& key, const api::NoticeInput& input);
  Result<Answer> withdraw(const Viewer& viewer, const std::string& key, const std::string& notice);
  // By the viewer, for themselves. Reading again changes nothing: conflict.
  Result<Answer> read(const Viewer& viewer, const std::string& key, const std::string& notice);

  Result<std::vector<api::NoticeRow>> list(const Viewer& viewer) const;  // the newest 500
  Result<api::NoticeView> notice(const Viewer& viewer, const std::string& id) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
