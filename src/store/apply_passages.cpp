// Applications, contents, hand-overs, custody.
#include "apply_kinds.h"

namespace sekisho::store {
namespace {

namespace bj = boost::json;

// A passage's row changes, and the time of the change with it.
Change passage(ApplyContext& c, const std::string& id, bj::object row) {
  return update("passages", id, with(std::move(row), {{"changed_at", bj::value(c.at)}}));
}

// What an inspection says. Entries from before it was kept in full have the first four only.
bj::object judgement(const ApplyContext& c) {
  return only(c.all, {"state", "residents", "hits", "reasons", "complete", "stops", "unseen", "stop_codes",
                      "unseen_codes", "found", "report", "samples", "scanned_by", "reinspected_for", "worse",
                      "before"});
}

}  // namespace

void add_passage_kinds(Kinds& kinds) {
  kinds.insert({
      {"passage.drafted",
       [](ApplyContext& c) {
         return Changes{put("passages", c.id(),
                            with(c.all, {{"state", "draft"},
                                         {"downloads_used", 0},
                                         {"binding", ""},
                                         {"content", ""},
                                         {"custody", ""},
                                         {"created_at", bj::value(c.at)},
                                         {"changed_at", bj::value(c.at)},
                                         {"submitted_at", ""},
                                         {"approved_at", ""},
                                         {"first_download_at", ""}}))};
       }},
      // a change voids what was approved: the passage is a draft again, and its binding is new when it is
      // submitted
      {"passage.changed",
       [](ApplyContext& c) {
         return Changes{passage(
             c, c.id(),
             with(c.all, {{"state", "draft"}, {"binding", ""}, {"submitted_at", ""}, {"approved_at", ""}}))};
       }},
      {"passage.submitted",
       [](ApplyContext& c) {
         return Changes{passage(
             c, c.id(),
             {{"state", "submitted"}, {"binding", c.all.at("binding")}, {"submitted_at", bj::value(c.at)}})};
       }},
      {"passage.decided",
       [](ApplyContext& c) {
         Changes out{put("approvals", text(c.all, "approval"),
                         with(only(c.all, {"person", "side", "roles", "decision", "reason", "binding"}),
                              {{"passage", bj::value(c.id())},
                               {"account", bj::value(c.event.entry.actor)},
                               {"at", bj::value(c.at)}}))};
         if (c.all.at("decision") == "reject") out.push_back(passage(c, c.id(), {{"state", "rejected"}}));
         return out;
       }},
      {"passage.released",
       [](ApplyContext& c) {
         return Changes{passage(c, c.id(), {{"state", "approved"}, {"approved_at", bj::value(c.at)}})};
       }},
      {"passage.withdrawn",
       [](ApplyContext& c) { return Changes{passage(c, c.id(), {{"state", "withdrawn"}})}; }},
      {"passage.expired",
       [](ApplyContext& c) { return Changes{passage(c, c.id(), {{"state", "expired"}})}; }},
      {"content.announced",
       [](ApplyContext& c) {
         return Changes{put("contents", c.id(),
                            with(only(c.all, {"passage", "account", "name", "size", "expires_at"}),
                                 {{"state", "uploading"},
                                  {"sha256", ""},
                                  {"residents", 0},
                                  {"hits", bj::array()},
                                  {"reasons", bj::array()},
                                  {"announced_at", bj::value(c.at)},
                                  {"received_at", ""},
                                  {"inspected_at", ""},
                                  {"key_state", "held"},
                                  {"complete", false},
                                  {"stops", 0},
                                  {"unseen", 0},
                                  {"stop_codes", bj::array()},
                                  {"unseen_codes", bj::array()},
                                  {"found", bj::array()},
                                  {"report", ""},
                                  {"samples", ""},
                                  {"scanned_by", ""},
                                  {"reinspected_at", ""},
                                  {"reinspected_for", ""},
                                  {"worse", false},
                                  {"before", bj::array()}})),
                        passage(c, text(c.all, "passage"),
                                {{"content", bj::value(c.id())},
                                 {"state", "draft"},
                                 {"binding", ""},
                                 {"submitted_at", ""},
                                 {"approved_at", ""}})};
       }},
      {"content.received",
       [](ApplyContext& c) {
         return Changes{update("contents", c.id(),
                               with(only(c.all, {"sha256", "size"}),
                                    {{"state", "waiting"}, {"received_at", bj::value(c.at)}}))};
       }},
      {"content.inspected",
       [](ApplyContext& c) {
         return Changes{update("contents", c.id(), with(judgement(c), {{"inspected_at", bj::value(c.at)}}))};
       }},
      {"content.reinspected",
       [](ApplyContext& c) {
         return Changes{update(
             "contents", c.id(),
             with(judgement(c), {{"inspected_at", bj::value(c.at)}, {"reinspected_at", bj::value(c.at)}}))};
       }},
      // Somebody asked for another inspection: until it has ended nothing is known.
      {"content.reinspection_asked",
       [](ApplyContext& c) {
         return Changes{update(
             "contents", c.id(),
             with(only(c.all, {"before", "reinspected_for"}), {{"state", "waiting"}, {"inspected_at", ""}}))};
       }},
      {"content.inspection_stopped",
       [](ApplyContext& c) {
         return Changes{update("contents", c.id(), with(judgement(c), {{"inspected_at", bj::value(c.at)}}))};
       }},
      {"content.discarded",
       [](ApplyContext& c) {
         Changes out{update("contents", c.id(), {{"state", "absent"}, {"key_state", "destroyed"}})};
         if (const auto passage_id = text(c.all, "passage"); !passage_id.empty())
           out.push_back(passage(c, passage_id,
                                 {{"content", ""},
                                  {"state", "draft"},
                                  {"binding", ""},
                                  {"submitted_at", ""},
                                  {"approved_at", ""}}));
         return out;
       }},
      {"content.downloaded",
       [](ApplyContext& c) {
         bj::object row{{"downloads_used", c.all.at("downloads_used")}};
         if (c.all.at("downloads_used") == 1) row["first_download_at"] = c.at;
         return Changes{
             put("downloads", text(c.all, "download"),
                 with(only(c.all, {"person", "until"}), {{"passage", c.all.at("passage")},
                                                         {"content", bj::value(c.id())},
                                                         {"account", bj::value(c.event.entry.actor)},
                                                         {"at", bj::value(c.at)}})),
             passage(c, text(c.all, "passage"), std::move(row))};
       }},
      {"receipt.given",
       [](ApplyContext& c) {
         return Changes{
             put("custodies", c.id(),
                 with(only(c.all, {"passage", "content", "holder", "contractor", "section", "place", "due"}),
                      {{"state", "held"},
                       {"since", bj::value(c.at)},
                       {"copies", 0},
                       {"method", ""},
                       {"statement", ""},
                       {"copies_erased", false},
                       {"return_declared_at", ""},
                       {"ended_at", ""},
                       {"ended_by", ""},
                       {"receipt_entry", c.event.entry.seq},
                       {"end_entry", 0}})),
             passage(c, text(c.all, "passage"), {{"state", "received"}, {"custody", bj::value(c.id())}})};
       }},
      {"copy.applied",
       [](ApplyContext& c) {
         return Changes{put("copy_applications", text(c.all, "application"),
                            with(only(c.all, {"section", "contractor", "medium", "place", "purpose",
                                              "protection", "count", "until", "binding"}),
                                 {{"custody", bj::value(c.id())},
                                  {"applicant_account", bj::value(c.actor())},
                                  {"applicant_person", c.all.at("person")},
                                  {"state", "applied"},
                                  {"used", 0},
                                  {"applied_at", bj::value(c.at)},
                                  {"decided_at", ""}}))};
       }},
      {"copy.decided",
       [](ApplyContext& c) {
         const auto application = text(c.all, "application");
         Changes out{put(
             "copy_approvals", text(c.all, "approval"),
             with(only(c.all, {"application", "person", "side", "roles", "decision", "reason", "binding"}),
                  {{"account", bj::value(c.actor())}, {"at", bj::value(c.at)}}))};
         if (c.all.at("decision") == "reject")
           out.push_back(update("copy_applications", application,
                                {{"state", "rejected"}, {"decided_at", bj::value(c.at)}}));
         return out;
       }},
      {"copy.approved",
       [](ApplyContext& c) {
         return Changes{update("copy_applications", text(c.all, "application"),
                               {{"state", "approved"}, {"decided_at", bj::value(c.at)}})};
       }},
      // copies from before they were applied for name no application
      {"copy.declared",
       [](ApplyContext& c) {
         const auto* application = c.all.if_contains("application");
         Changes out{put("copies", text(c.all, "copy"),
                         with(only(c.all, {"place", "purpose", "count"}),
                              {{"custody", bj::value(c.id())},
                               {"made_at", bj::value(c.at)},
                               {"application", application ? *application : bj::value("")}})),
                     update("custodies", c.id(), {{"copies", c.all.at("copies")}})};
         if (application)
           out.push_back(
               update("copy_applications", text(c.all, "application"), {{"used", c.all.at("used")}}));
         return out;
       }},
      {"return.declared",
       [](ApplyContext& c) {
         return Changes{
             update("custodies", c.id(),
                    with(only(c.all, {"method", "copies_erased"}),
                         {{"state", "return_declared"}, {"return_declared_at", bj::value(c.at)}}))};
       }},
      // the key goes first, then the certificate is written: `ending` says which end it will be
      {"custody.erasing",
       [](ApplyContext& c) {
         return Changes{update("custodies", c.id(),
                               with(only(c.all, {"method", "statement", "copies_erased"}),
                                    {{"state", "erasing"}, {"ended_by", bj::value(c.event.entry.actor)}})),
                        update("contents", text(c.all, "content"), {{"key_state", "destroyed"}})};
       }},
      {"custody.erased",
       [](ApplyContext& c) {
         return Changes{
             update("custodies", c.id(),
                    {{"state", "erased"}, {"ended_at", bj::value(c.at)}, {"end_entry", c.event.entry.seq}}),
             passage(c, text(c.all, "passage"), {{"state", "closed"}})};
       }},
      {"return.confirmed",
       [](ApplyContext& c) {
         return Changes{update("custodies", c.id(),
                               {{"state", "returned"},
                                {"ended_at", bj::value(c.at)},
                                {"ended_by", bj::value(c.event.entry.actor)},
                                {"end_entry", c.event.entry.seq}}),
                        update("contents", text(c.all, "content"), {{"key_state", "destroyed"}}),
                        passage(c, text(c.all, "passage"), {{"state", "closed"}})};
       }},
      {"medium.exported", nothing()},
  });
}

}  // namespace sekisho::store
