// Files of people.
#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

void add_attachment_kinds(Kinds& kinds) {
  kinds.insert({
      {"attachment.added",
       [](ApplyContext& c) {
         return Changes{put("attachments", c.id(),
                            with(c.all, {{"added_at", bj::value(c.at)},
                                         {"added_by", bj::value(c.actor())},
                                         {"erased_at", ""},
                                         {"erased_by", ""},
                                         {"entry", c.event.entry.seq}}))};
       }},
      {"attachment.erased",
       [](ApplyContext& c) {
         return Changes{
             update("attachments", c.id(),
                    {{"erased_at", bj::value(c.at)}, {"erased_by", bj::value(c.actor())}, {"name", ""}})};
       }},
  });
}

}  // namespace sekisho::store
