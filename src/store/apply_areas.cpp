// Controlled areas, applications to enter or to bring something in, visits.
#include "apply_kinds.h"

namespace sekisho::store {
namespace {

namespace bj = boost::json;

// Both kinds of application are one table; what differs is whether people or things stand on it.
Changes applied(ApplyContext& c, bool bring_in) {
  Changes out{put("entry_applications", c.id(),
                  with(only(c.all, {"engagement", "engagement_section", "contractor", "area", "section",
                                    "starts_at", "ends_at", "purpose", "applicant_person"}),
                       {{"bring_in", bring_in},
                        {"evidence", bring_in ? c.all.at("evidence") : bj::value("")},
                        {"evidence_file", bring_in ? c.all.at("evidence_file") : bj::value("")},
                        {"state", "submitted"},
                        {"applicant_account", bj::value(c.actor())},
                        {"submitted_at", bj::value(c.at)},
                        {"decided_at", ""},
                        {"decided_by", ""},
                        {"reason", ""}}))};
  if (bring_in) {
    for (const auto& one : c.all.at("things").as_array()) {
      const auto& thing = one.as_object();
      out.push_back(put("brought_things", text(thing, "id"),
                        with(only(thing, {"kind", "maker", "serial", "antivirus", "pattern_day", "stays"}),
                             {{"application", bj::value(c.id())}, {"visit", ""}})));
    }
  } else {
    for (const auto& worker : c.all.at("people").as_array())
      out.push_back(put("entry_people", c.id() + "." + std::string(worker.as_string()),
                        {{"application", bj::value(c.id())}, {"worker", worker}}));
  }
  return out;
}

Changes decided(ApplyContext& c) {
  return {update("entry_applications", c.id(),
                 with(only(c.all, {"state", "reason"}),
                      {{"decided_at", bj::value(c.at)}, {"decided_by", bj::value(c.actor())}}))};
}

void things_are(Changes& out, const bj::value& things, const std::string& visit) {
  for (const auto& thing : things.as_array())
    out.push_back(update("brought_things", std::string(thing.as_string()), {{"visit", bj::value(visit)}}));
}

}  // namespace

void add_area_kinds(Kinds& kinds) {
  kinds.insert({
      {"area.registered",
       [](ApplyContext& c) {
         return Changes{put("areas", c.id(), with(c.all, {{"registered_at", bj::value(c.at)}}))};
       }},
      {"area.changed", update_row("areas")},
      {"entry.applied", [](ApplyContext& c) { return applied(c, false); }},
      {"bring_in.applied", [](ApplyContext& c) { return applied(c, true); }},
      {"entry.decided", decided},
      {"bring_in.decided", decided},
      {"entry.withdrawn",
       [](ApplyContext& c) {
         return Changes{update("entry_applications", c.id(),
                               with(only(c.all, {"reason"}), {{"state", "withdrawn"},
                                                              {"decided_at", bj::value(c.at)},
                                                              {"decided_by", bj::value(c.actor())}}))};
       }},
      {"visit.entered",
       [](ApplyContext& c) {
         Changes out{put(
             "visits", c.id(),
             with(only(c.all, {"area",           "section",         "person",   "side",       "contractor",
                               "engagement",     "application",     "purpose",  "document",   "escort",
                               "camera",         "badge",           "things",   "entered_at", "until",
                               "entry_off_line", "judged_off_line", "gate_now", "findings",   "review"}),
                  {{"state", "inside"},
                   {"entered_by", bj::value(c.actor())},
                   {"left_at", ""},
                   {"left_by", ""},
                   {"leaving", bj::array()},
                   {"carried_out", bj::array()},
                   {"work", ""},
                   {"exit_off_line", false},
                   {"reviewed_at", ""},
                   {"reviewed_by", ""},
                   {"note", ""},
                   {"image", ""}}))};
         things_are(out, c.all.at("things"), c.id());
         return out;
       }},
      // A thing that was not seen to go out is still inside; the visit has ended all the same.
      {"visit.left",
       [](ApplyContext& c) {
         Changes out{update("visits", c.id(),
                            with(only(c.all, {"left_at", "leaving", "carried_out", "work", "exit_off_line",
                                              "judged_off_line", "gate_now", "findings", "review"}),
                                 {{"state", "left"}, {"left_by", bj::value(c.actor())}}))};
         things_are(out, c.all.at("leaving"), "");
         return out;
       }},
      {"visit.reviewed",
       [](ApplyContext& c) {
         return Changes{update("visits", c.id(),
                               with(only(c.all, {"note"}), {{"review", "done"},
                                                            {"reviewed_at", bj::value(c.at)},
                                                            {"reviewed_by", bj::value(c.actor())}}))};
       }},
  });
}

}  // namespace sekisho::store
