// Suspected breaches. What happened, what it concerns and what was decided is what people wrote: personal.
#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

void add_breach_kinds(Kinds& kinds) {
  kinds.insert({
      {"breach.reported",
       [](ApplyContext& c) {
         return Changes{put("breaches", c.id(),
                            with(only(c.all, {"engagement", "section", "contractor", "reporter", "found_at",
                                              "what", "information", "going_on"}),
                                 {{"reported_at", bj::value(c.at)},
                                  {"reported_by", bj::value(c.actor())},
                                  {"acknowledged_at", ""},
                                  {"acknowledged_by", ""},
                                  {"decision", ""}}))};
       }},
      {"breach.acknowledged",
       [](ApplyContext& c) {
         return Changes{update("breaches", c.id(),
                               with(only(c.all, {"decision"}), {{"acknowledged_at", bj::value(c.at)},
                                                                {"acknowledged_by", bj::value(c.actor())}}))};
       }},
  });
}

}  // namespace sekisho::store
