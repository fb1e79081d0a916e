// The datasets that contents are compared with. Names and columns of a dataset are the town's own words, not
// a person's; why it was removed is somebody's sentence.
#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

namespace {

bj::object imported(const ApplyContext& c) {
  return with(only(c.all, {"name", "classification", "unit", "used", "row_count", "units", "households",
                           "unmatchable", "encoding", "index_bytes", "sha256", "replaced"}),
              {{"state", "held"},
               {"imported_at", bj::value(c.at)},
               {"imported_by", bj::value(c.actor())},
               {"removed_at", ""},
               {"removed_by", ""},
               {"remove_reason", ""}});
}

}  // namespace

void add_dataset_kinds(Kinds& kinds) {
  kinds.insert({
      {"dataset.registered",
       [](ApplyContext& c) {
         return Changes{put("datasets", c.id(), with(imported(c), {{"registered_at", bj::value(c.at)}}))};
       }},
      {"dataset.imported", [](ApplyContext& c) { return Changes{update("datasets", c.id(), imported(c))}; }},
      {"dataset.removed",
       [](ApplyContext& c) {
         return Changes{update("datasets", c.id(),
                               {{"state", "removed"},
                                {"removed_at", bj::value(c.at)},
                                {"removed_by", bj::value(c.actor())},
                                {"remove_reason", c.all.at("reason")}})};
       }},
      // from before there were datasets: the register was the only one
      {"register.imported",
       [](ApplyContext& c) {
         return Changes{put("registers", c.id(),
                            with(only(c.all, {"residents", "sha256"}), {{"imported_at", bj::value(c.at)}})),
                        put("datasets", "dts_register",
                            {{"state", "held"},
                             {"name", "住民基本台帳"},
                             {"classification", "c3a"},
                             {"unit", "person"},
                             {"used", bj::array()},
                             {"row_count", 0},
                             {"units", c.all.at("residents")},
                             {"households", 0},
                             {"unmatchable", 0},
                             {"encoding", ""},
                             {"index_bytes", 0},
                             {"sha256", c.all.at("sha256")},
                             {"registered_at", bj::value(c.at)},
                             {"imported_at", bj::value(c.at)},
                             {"imported_by", bj::value(c.actor())},
                             {"replaced", 0},
                             {"removed_at", ""},
                             {"removed_by", ""},
                             {"remove_reason", ""}})};
       }},
  });
}

}  // namespace sekisho::store
