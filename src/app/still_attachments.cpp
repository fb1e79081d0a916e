// A still of the surveillance camera, of somebody who was let in: kept by the reception desk, for the town
// where it sees the visit. The visitor's firm sees the visit, but not who else is in the picture.
#include "area_facts.h"
#include "area_rows.h"
#include "attachment_uses.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

bool visible(store::Connection& c, const Viewer& viewer, const std::string& visit) {
  return viewer.side == rules::Side::town && visible_visit(c, viewer, visit).has_value();
}

Result<rules::Facts> whose(store::Connection& c, const Viewer& viewer, const std::string& id) {
  SEKISHO_TRY(const auto visit, visible_visit(c, viewer, id));
  auto facts = leaving_facts(c, visit, {});
  if (!visit.contractor.empty()) facts.target.contractors = {visit.contractor};
  return facts;
}

// While they are inside, and until the end of the day on which they left.
Result<void> open(store::Connection& c, const std::string& id, const std::string& /*file*/, Instant now) {
  const auto visit = store::find<store::Visit>(c, id);
  if (visit && visit->state == rules::VisitState::inside) return {};
  const auto left = visit ? parse_instant(visit->left_at) : std::nullopt;
  if (left && day_in_japan(*left) == day_in_japan(now)) return {};
  return fail(ErrorCode::conflict, "静止画を添えたり消したりできるのは、入室中と、退室した日だけです。",
              "the visit ended before today");
}

}  // namespace

AttachmentUse still_attachments() {
  AttachmentUse use;
  use.purpose = rules::AttachmentPurpose::still;
  use.subjects = "vis_";
  use.media_types = {"image/jpeg", "image/png"};
  use.most_bytes = 10 << 20;
  use.most_files = 10;
  use.add = use.erase = rules::Act::keep_still;
  use.visible = visible;
  use.facts = whose;
  use.open = open;
  return use;
}

}  // namespace sekisho::app
