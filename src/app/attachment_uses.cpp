#include "attachment_uses.h"

#include <algorithm>

#include "store/rows.h"

namespace sekisho::app {

const AttachmentUse* attachment_use(rules::AttachmentPurpose purpose) {
  static const std::vector<AttachmentUse> all{photo_attachments(), pledge_attachments()};
  const auto found = std::ranges::find(all, purpose, &AttachmentUse::purpose);
  return found == all.end() ? nullptr : &*found;
}

Result<store::Attachment> held_attachment(store::Connection& c, const std::string& id,
                                          rules::AttachmentPurpose purpose, const std::string& subject,
                                          const char* field) {
  auto found = store::find<store::Attachment>(c, id);
  if (!found || found->purpose != purpose || found->subject != subject || !found->erased_at.empty())
    return fail(ErrorCode::invalid_input,
                "預けたファイルが見つかりません。ファイルを、もう一度選んでください。", "no such attachment",
                field);
  return *std::move(found);
}

}  // namespace sekisho::app
