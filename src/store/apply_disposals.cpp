// Media that are disposed of on the town's instruction. What people write is personal.
#include "apply_kinds.h"

namespace sekisho::store {
namespace {

namespace bj = boost::json;

Changes decided(ApplyContext& c, std::string_view state, Columns more) {
  return {update("disposals", c.id(),
                 with(with(only(c.all, {"note"}), {{"state", bj::value(state)},
                                                   {"changed_at", bj::value(c.at)},
                                                   {"decided_at", bj::value(c.at)},
                                                   {"decided_by", bj::value(c.actor())}}),
                      more))};
}

}  // namespace

void add_disposal_kinds(Kinds& kinds) {
  kinds.insert({
      {"disposal.instructed",
       [](ApplyContext& c) {
         return Changes{put("disposals", c.id(),
                            with(only(c.all, {"engagement", "contractor", "section", "custody", "medium",
                                              "number", "reason", "due"}),
                                 {{"state", "instructed"},
                                  {"instructed_at", bj::value(c.at)},
                                  {"instructed_by", bj::value(c.actor())},
                                  {"changed_at", bj::value(c.at)},
                                  {"way", "destroyed"},
                                  {"tool", ""},
                                  {"done_on", ""},
                                  {"worker", ""},
                                  {"witness", ""},
                                  {"certified_at", ""},
                                  {"certified_by", ""},
                                  {"note", ""},
                                  {"decided_at", ""},
                                  {"decided_by", ""},
                                  {"end_entry", 0}}))};
       }},
      {"disposal.certified",
       [](ApplyContext& c) {
         return Changes{update("disposals", c.id(),
                               with(only(c.all, {"way", "tool", "done_on", "worker", "witness"}),
                                    {{"state", "certified"},
                                     {"changed_at", bj::value(c.at)},
                                     {"certified_at", bj::value(c.at)},
                                     {"certified_by", bj::value(c.actor())}}))};
       }},
      {"disposal.sent_back", [](ApplyContext& c) { return decided(c, "sent_back", {}); }},
      {"disposal.withdrawn", [](ApplyContext& c) { return decided(c, "withdrawn", {}); }},
      {"disposal.confirmed",
       [](ApplyContext& c) { return decided(c, "confirmed", {{"end_entry", c.event.entry.seq}}); }},
  });
}

}  // namespace sekisho::store
