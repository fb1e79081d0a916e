// What a file of people is kept for: decides who may hand it in, who may see it, what it may be and how large
// (app/attachments.h).
#pragma once

#include <boost/describe/enum.hpp>

namespace sekisho::rules {

enum class AttachmentPurpose {
  photo,     // of a worker, for the reception desk
  pledge,    // 誓約書 signed on paper, as a scan
  evidence,  // for a line of the check sheet
  material,  // of a course
  still,     // of the camera, for a visit
  report,    // work report, or what belongs to one
};
BOOST_DESCRIBE_ENUM(AttachmentPurpose, photo, pledge, evidence, material, still, report)

}  // namespace sekisho::rules
