// Town, people, contractors, contracts, rosters, training.
#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

void add_party_kinds(Kinds& kinds) {
  kinds.insert({
      {"town.opened", put_row("town")},
      {"section.registered", put_row("sections")},
      {"officer.registered", put_row("officers")},
      {"asset.registered", put_row("assets")},
      {"contractor.registered", put_row("contractors")},
      {"engagement.registered", put_row("engagements")},
      {"sub_contract.applied",
       [](ApplyContext& c) {
         return Changes{put("sub_contracts", c.id(),
                            with(c.all, {{"state", "applied"},
                                         {"flow_down_confirmed", false},
                                         {"applied_at", bj::value(c.at)},
                                         {"decided_at", ""},
                                         {"decided_by", ""}}))};
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
      {"worker.registered",
       [](ApplyContext& c) { return Changes{put("workers", c.id(), with(c.all, {{"left_on", ""}}))}; }},
      {"worker.left", update_row("workers")},
      {"roster.submitted",
       [](ApplyContext& c) {
         Changes out{put("rosters", c.id(),
                         with(only(c.all, {"engagement", "contractor", "version"}),
                              {{"submitted_at", bj::value(c.at)},
                               {"submitted_by", bj::value(c.event.entry.actor)},
                               {"confirmed_at", ""},
                               {"confirmed_by", ""}}))};
         for (const auto& worker : c.all.at("workers").as_array())
           out.push_back(put("roster_members", c.id() + "." + std::string(worker.as_string()),
                             {{"roster", bj::value(c.id())}, {"worker", worker}, {"identity_method", ""}}));
         return out;
       }},
      {"roster.confirmed",
       [](ApplyContext& c) {
         Changes out{
             update("rosters", c.id(),
                    {{"confirmed_at", bj::value(c.at)}, {"confirmed_by", bj::value(c.event.entry.actor)}})};
         for (const auto& check : c.all.at("checks").as_array())
           out.push_back(update("roster_members", c.id() + "." + text(check.as_object(), "worker"),
                                {{"identity_method", check.at("method")}}));
         return out;
       }},
      {"training.recorded", put_row("trainings")},
  });
}

}  // namespace sekisho::store
