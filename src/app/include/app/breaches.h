// 漏えい等の報告: whoever suspects a breach reports it, the CISO takes note of it and says what was decided.
// The CISO and the supervising officer see all of them, everybody else what they reported themselves.
// Thread-safe. Errors: invalid_input with the field's name, not_found, conflict (acknowledged already).
#pragma once

#include <string>

#include "app/api_breaches.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct BreachFilter {
  bool open = false;  // only those that wait for the CISO
  std::string after;
  std::int64_t limit = 50;
};

class Breaches {
 public:
  explicit Breaches(Parts parts) : parts_(std::move(parts)) {}

  Result<Answer> report(const Viewer& viewer, const std::string& key, const api::BreachInput& input);
  Result<Answer> acknowledge(const Viewer& viewer, const std::string& key, const std::string& breach,
                             const api::AcknowledgeInput& input);

  // What waits first, then the newest.
  Result<api::Page<api::BreachRow>> list(const Viewer& viewer, const BreachFilter& filter) const;
  Result<api::BreachView> view(const Viewer& viewer, const std::string& breach) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
