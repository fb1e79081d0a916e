// Files of people. See store/records.h, app/attachments.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>

#include "rules/attachment.h"

namespace sekisho::store {

struct Attachment {
  std::string id;
  rules::AttachmentPurpose purpose{};
  std::string subject;              // whose it is: wkr_…, or what else keeps files
  std::string section, contractor;  // of the subject at that time; may be empty
  std::string name;                 // as handed in; "" once erased
  std::string media_type;
  std::int64_t size = 0;  // octets
  std::string sha256, added_at, added_by, erased_at, erased_by;
  std::int64_t entry = 0;  // of the ledger, that tells of it
};

BOOST_DESCRIBE_STRUCT(Attachment, (),
                      (id, purpose, subject, section, contractor, name, media_type, size, sha256, added_at,
                       added_by, erased_at, erased_by, entry))

}  // namespace sekisho::store
