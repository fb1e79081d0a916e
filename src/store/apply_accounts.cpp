// Accounts, refusals.
#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

void add_account_kinds(Kinds& kinds) {
  kinds.insert({
      {"act.refused",
       [](ApplyContext& c) {
         return Changes{put("refusals", c.event.entry.command,
                            with(only(c.all, {"act", "section", "findings"}),
                                 {{"subject", bj::value(c.id())},
                                  {"entry", c.event.entry.seq},
                                  {"at", bj::value(c.at)},
                                  {"account", bj::value(c.event.entry.actor)}}))};
       }},
      {"account.created",
       [](ApplyContext& c) {
         return Changes{
             put("accounts", c.id(),
                 with(c.all, {{"created_at", bj::value(c.at)}, {"enrolled", false}, {"closed", false}}))};
       }},
      {"account.enrolled",
       [](ApplyContext& c) { return Changes{update("accounts", c.id(), {{"enrolled", true}})}; }},
      {"account.reset",
       [](ApplyContext& c) { return Changes{update("accounts", c.id(), {{"enrolled", false}})}; }},
      {"account.closed",
       [](ApplyContext& c) { return Changes{update("accounts", c.id(), {{"closed", true}})}; }},
      {"account.signed_in", nothing()},
      {"account.sign_in_failed", nothing()},
      {"account.locked", nothing()},
      {"account.signed_out", nothing()},
      {"evidence.exported", nothing()},
      {"records.imported", nothing()},  // each record has an entry of its own
      {"records.exported", nothing()},
  });
}

}  // namespace sekisho::store
