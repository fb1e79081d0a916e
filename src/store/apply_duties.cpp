// Delegations of duties, contacts.
#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

void add_duty_kinds(Kinds& kinds) {
  kinds.insert({
      {"duty.delegated",
       [](ApplyContext& c) {
         return Changes{put("delegations", c.id(),
                            with(c.all, {{"made_at", bj::value(c.at)}, {"ended_at", ""}, {"ended_by", ""}}))};
       }},
      {"duty.delegation_ended",
       [](ApplyContext& c) {
         return Changes{update("delegations", c.id(),
                               {{"ended_at", bj::value(c.at)}, {"ended_by", bj::value(c.actor())}})};
       }},
      {"contact.changed", put_row("contacts")},
      {"feed.opened", nothing()},  // its token is a secret row
      {"feed.closed", nothing()},
  });
}

}  // namespace sekisho::store
