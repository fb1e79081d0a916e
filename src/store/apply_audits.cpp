// Audits of contractors. What people write is personal.
#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

void add_audit_kinds(Kinds& kinds) {
  kinds.insert({
      {"audit.planned",
       [](ApplyContext& c) {
         return Changes{put("audits", c.id(),
                            with(only(c.all, {"engagement", "contractor", "section", "title", "scope",
                                              "method", "planned_on", "answer_by"}),
                                 {{"state", "planned"},
                                  {"planned_at", bj::value(c.at)},
                                  {"planned_by", bj::value(c.actor())},
                                  {"changed_at", bj::value(c.at)},
                                  {"answer", ""},
                                  {"accepted_at", ""},
                                  {"accepted_by", ""},
                                  {"held_on", ""},
                                  {"attended", ""},
                                  {"looked_at", ""},
                                  {"opinion", "good"},
                                  {"summary", ""},
                                  {"reported_at", ""},
                                  {"reported_by", ""},
                                  {"cancel_reason", ""},
                                  {"cancelled_at", ""},
                                  {"cancelled_by", ""},
                                  {"end_entry", 0}}))};
       }},
      {"audit.accepted",
       [](ApplyContext& c) {
         return Changes{update("audits", c.id(),
                               with(only(c.all, {"answer"}), {{"state", "accepted"},
                                                              {"changed_at", bj::value(c.at)},
                                                              {"accepted_at", bj::value(c.at)},
                                                              {"accepted_by", bj::value(c.actor())}}))};
       }},
      {"audit.reported",
       [](ApplyContext& c) {
         return Changes{update("audits", c.id(),
                               with(only(c.all, {"held_on", "attended", "looked_at", "opinion", "summary"}),
                                    {{"state", "reported"},
                                     {"changed_at", bj::value(c.at)},
                                     {"reported_at", bj::value(c.at)},
                                     {"reported_by", bj::value(c.actor())},
                                     {"end_entry", c.event.entry.seq}}))};
       }},
      {"audit.cancelled",
       [](ApplyContext& c) {
         return Changes{update("audits", c.id(),
                               {{"state", "cancelled"},
                                {"cancel_reason", c.all.at("reason")},
                                {"changed_at", bj::value(c.at)},
                                {"cancelled_at", bj::value(c.at)},
                                {"cancelled_by", bj::value(c.actor())},
                                {"end_entry", c.event.entry.seq}})};
       }},
  });
}

}  // namespace sekisho::store
