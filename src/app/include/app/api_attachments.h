// The shapes of the API for files of people. See app/api.h, app/attachments.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>

#include "rules/attachment.h"

namespace sekisho::app::api {

struct AttachmentView {
  std::string id;
  rules::AttachmentPurpose purpose{};
  std::string subject, name, media_type, sha256, added_at, url;  // url: of the content
  std::int64_t size = 0;
  bool may_erase = false;
};

struct AttachedFile {  // as a view names it whose answer, report or step refers to it
  std::string id, subject, name, media_type;
  std::int64_t size = 0;
};

BOOST_DESCRIBE_STRUCT(AttachedFile, (), (id, subject, name, media_type, size))
BOOST_DESCRIBE_STRUCT(AttachmentView, (),
                      (id, purpose, subject, name, media_type, sha256, added_at, url, size, may_erase))

}  // namespace sekisho::app::api
