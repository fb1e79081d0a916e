// Material of a course, for whoever may see the course: papers, films, slides. HTML is taken like any other
// file, and given out to be saved alone: nothing in it ever runs as a page of ours
// (http/routes/attachments.cpp).
#include "attachment_uses.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

bool visible(store::Connection& c, const Viewer& viewer, const std::string& course) {
  return visible_course(c, viewer, course).has_value();
}

Result<rules::Facts> owner(store::Connection& c, const Viewer& viewer, const std::string& id) {
  SEKISHO_TRY(const auto course, visible_course(c, viewer, id));
  rules::Facts facts;
  facts.target.section = course.section;
  return facts;
}

// Of a course that has ended nothing is added, and what people learned from stays.
Result<void> open(store::Connection& c, const std::string& id, const std::string& /*file*/, Instant /*now*/) {
  const auto course = store::find<store::Course>(c, id);
  if (course && course->state == rules::CourseState::open) return {};
  return fail(ErrorCode::conflict, "終わった研修です。画面を読み直してください。", "closed");
}

}  // namespace

AttachmentUse material_attachments() {
  AttachmentUse use;
  use.purpose = rules::AttachmentPurpose::material;
  use.subjects = "crs_";
  use.media_types = {"application/pdf", "video/mp4",
                     "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                     "text/html"};
  use.most_bytes = std::uint64_t{500} << 20;  // an hour of film
  use.most_files = 30;
  use.add = use.erase = rules::Act::keep_course;
  use.visible = visible;
  use.facts = owner;
  use.open = open;
  return use;
}

}  // namespace sekisho::app
