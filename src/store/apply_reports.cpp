// Work reports, reports on service levels and system changes, and periodic reports to the supervising
// officer.
#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

void add_report_kinds(Kinds& kinds) {
  kinds.insert({
      {"report.planned",
       [](ApplyContext& c) {
         return Changes{
             put("report_plans", c.id(), with(c.all, {{"planned_at", bj::value(c.at)}, {"ended_at", ""}}))};
       }},
      {"report_plan.ended",
       [](ApplyContext& c) {
         return Changes{update("report_plans", c.id(), {{"ended_at", bj::value(c.at)}})};
       }},
      {"report.submitted",
       [](ApplyContext& c) {
         Changes out{put("work_reports", c.id(),
                         with(c.all, {{"state", "submitted"},
                                      {"submitted_at", bj::value(c.at)},
                                      {"submitted_by", bj::value(c.actor())},
                                      {"decided_at", ""},
                                      {"decided_by", ""},
                                      {"reason", ""},
                                      {"replaced", false}}))};
         if (const auto before = text(c.all, "replaces"); !before.empty())
           out.push_back(update("work_reports", before, {{"replaced", true}}));
         return out;
       }},
      {"report.decided",
       [](ApplyContext& c) {
         return Changes{
             update("work_reports", c.id(),
                    with(only(c.all, {"state", "reason"}),
                         {{"decided_at", bj::value(c.at)}, {"decided_by", bj::value(c.actor())}}))};
       }},
      {"periodic_report.made",
       [](ApplyContext& c) {
         return Changes{put("periodic_reports", c.id(),
                            with(c.all, {{"made_at", bj::value(c.at)},
                                         {"made_by", bj::value(c.actor())},
                                         {"read_at", ""},
                                         {"read_by", ""},
                                         {"entry", c.event.entry.seq}}))};
       }},
      {"periodic_report.read",
       [](ApplyContext& c) {
         return Changes{update("periodic_reports", c.id(),
                               {{"read_at", bj::value(c.at)}, {"read_by", bj::value(c.actor())}})};
       }},
  });
}

}  // namespace sekisho::store
