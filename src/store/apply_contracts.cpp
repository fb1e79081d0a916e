// Contracts: what they say, who answers for them, and sub-contracts.
#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

void add_contract_kinds(Kinds& kinds) {
  kinds.insert({
      // The columns that changed, as they are now; what they were is in the entries before.
      {"engagement.changed", update_row("engagements")},
      {"appointment.made",
       [](ApplyContext& c) {
         Changes out{
             put("appointments", c.id(),
                 with(only(c.all, {"engagement", "contractor", "post", "worker", "name", "since"}),
                      {{"ended_on", ""}, {"made_at", bj::value(c.at)}, {"made_by", bj::value(c.actor())}}))};
         if (const auto before = text(c.all, "replaces"); !before.empty())
           out.push_back(update("appointments", before, {{"ended_on", c.all.at("since")}}));
         if (c.all.at("leads").as_bool())  // of the contract's own party
           out.push_back(
               update("engagements", text(c.all, "engagement"), {{"responsible_person", c.all.at("name")}}));
         return out;
       }},
      {"sub_contract.applied",
       [](ApplyContext& c) {
         return Changes{put("sub_contracts", c.id(),
                            with(c.all, {{"state", "applied"},
                                         {"flow_down_confirmed", false},
                                         {"applied_at", bj::value(c.at)},
                                         {"decided_at", ""},
                                         {"decided_by", ""}}))};
       }},
      // One person's answer; what they add up to follows as an event of its own.
      {"sub_contract.judged",
       [](ApplyContext& c) {
         return Changes{put("consents", text(c.all, "consent"),
                            with(only(c.all, {"person", "roles", "decision", "reason"}),
                                 {{"sub_contract", bj::value(c.id())},
                                  {"account", bj::value(c.actor())},
                                  {"at", bj::value(c.at)}}))};
       }},
      {"sub_contract.decided",
       [](ApplyContext& c) {
         return Changes{
             update("sub_contracts", c.id(),
                    with(only(c.all, {"state", "flow_down_confirmed"}),
                         {{"decided_at", bj::value(c.at)}, {"decided_by", bj::value(c.event.entry.actor)}}))};
       }},
      {"sub_contract.withdrawn",
       [](ApplyContext& c) {
         return Changes{update("sub_contracts", c.id(),
                               {{"state", "withdrawn"},
                                {"decided_at", bj::value(c.at)},
                                {"decided_by", bj::value(c.event.entry.actor)}})};
       }},
      {"sub_contract.flow_down_confirmed",
       [](ApplyContext& c) {
         return Changes{update("sub_contracts", c.id(),
                               {{"flow_down_confirmed", true},
                                {"flow_down_evidence", c.all.at("flow_down_evidence")},
                                {"flow_down_at", bj::value(c.at)},
                                {"flow_down_by", bj::value(c.actor())}})};
       }},
  });
}

}  // namespace sekisho::store
