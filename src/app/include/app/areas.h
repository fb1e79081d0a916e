// Controlled areas (管理区域): who may enter for what, and the applications of contractors to enter or to
// bring something in. Who stands at the door is the reception desk's (reception.h). Thread-safe. Errors:
// not_found for what this viewer may not see; invalid_input with the field's name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/api.h"
#include "app/api_areas.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct EntriesFilter {
  std::optional<rules::EntryState> state;
  std::string area, engagement, after;
  std::int64_t limit = 50;
};

class Areas {
 public:
  explicit Areas(Parts parts) : parts_(std::move(parts)) {}

  Result<Answer> register_area(const Viewer& viewer, const std::string& key, const api::AreaInput& input);
  Result<Answer> change_area(const Viewer& viewer, const std::string& key, const std::string& area,
                             const api::AreaInput& input);
  Result<std::vector<api::AreaView>> list(const Viewer& viewer) const;
  // The paper for the wall: rules of the area, whom to call, who may enter. PDF.
  Result<Bytes> wall_paper(const Viewer& viewer, const std::string& area) const;

  Result<Answer> apply_entry(const Viewer& viewer, const std::string& key, const api::AreaEntryInput& input);
  Result<Answer> apply_bring_in(const Viewer& viewer, const std::string& key, const api::BringInInput& input);
  // Of either kind. Bound to what was applied for: nothing of an application changes afterwards.
  Result<Answer> decide(const Viewer& viewer, const std::string& key, const std::string& application,
                        const api::AreaEntryDecision& input);
  Result<Answer> withdraw(const Viewer& viewer, const std::string& key, const std::string& application,
                          const api::ReasonInput& input);
  Result<api::Page<api::AreaEntryView>> entries(const Viewer& viewer, const EntriesFilter& filter) const;
  Result<api::AreaEntryDetail> entry(const Viewer& viewer, const std::string& application) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
