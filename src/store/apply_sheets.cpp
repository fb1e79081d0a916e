// Check sheets, the town's own lines, findings and what follows them. What people write is personal: it
// stands in the ledger as commitments alone, one for each line of the sheet.
#include "apply_kinds.h"

namespace sekisho::store {
namespace {

namespace bj = boost::json;

// What was written of one line: the personal field "text.C-6b"; "" where it was erased.
bj::value written(const ApplyContext& c, std::string_view field, const std::string& line) {
  const auto* value = c.all.if_contains(std::string(field) + "." + line);
  return value != nullptr && value->is_string() ? *value : bj::value("");
}

void put_answers(ApplyContext& c, const bj::value& at, const bj::value& by, Changes& out) {
  for (const auto& one : c.all.at("answers").as_array()) {
    const auto line = text(one.as_object(), "line");
    out.push_back(
        put("sheet_answers", c.id() + "." + line,
            with(only(one.as_object(), {"line", "answer", "evidence"}), {{"sheet", bj::value(c.id())},
                                                                         {"text", written(c, "text", line)},
                                                                         {"accepted", false},
                                                                         {"note", ""},
                                                                         {"answered_at", at},
                                                                         {"answered_by", by}})));
  }
}

void mark_answers(ApplyContext& c, Changes& out) {
  for (const auto& one : c.all.at("marks").as_array()) {
    const auto line = text(one.as_object(), "line");
    out.push_back(update("sheet_answers", c.id() + "." + line,
                         {{"accepted", one.at("accepted")}, {"note", written(c, "note", line)}}));
  }
}

// The next step of a finding, and the finding's row after it.
Changes step(ApplyContext& c, std::string_view state, bj::object finding, Columns more) {
  finding["state"] = state;
  finding["changed_at"] = c.at;
  finding["steps"] = c.all.at("step");
  return {update("findings", c.id(), std::move(finding)),
          put("finding_steps", c.id() + "." + std::to_string(c.all.at("step").to_number<std::int64_t>()),
              with({{"finding", bj::value(c.id())},
                    {"step", c.all.at("step")},
                    {"state", bj::value(state)},
                    {"at", bj::value(c.at)},
                    {"done_by", bj::value(c.actor())},
                    {"due", ""},
                    {"evidence", bj::array()}},
                   more))};
}

Changes begun(ApplyContext& c) {
  Changes out{put("check_sheets", c.id(),
                  with(only(c.all, {"engagement", "contractor", "section", "round", "form", "own_lines",
                                    "contact_name", "contact_phone", "contact_mail"}),
                       {{"state", "draft"},
                        {"begun_at", bj::value(c.at)},
                        {"begun_by", bj::value(c.actor())},
                        {"submitted_at", ""},
                        {"submitted_by", ""},
                        {"decided_at", ""},
                        {"decided_by", ""},
                        {"note", ""},
                        {"valid_until", ""}}))};
  put_answers(c, "", "", out);  // those of the round before
  return out;
}

Changes opened(ApplyContext& c) {
  const auto* audit = c.all.if_contains("audit");  // only where it was made in one
  return {put("findings", c.id(),
              with(only(c.all, {"engagement", "contractor", "section", "sheet", "line", "source", "text"}),
                   {{"audit", audit != nullptr ? *audit : bj::value("")},
                    {"state", "opened"},
                    {"due", ""},
                    {"opened_at", bj::value(c.at)},
                    {"opened_by", bj::value(c.actor())},
                    {"changed_at", bj::value(c.at)},
                    {"steps", 0}}))};
}

}  // namespace

void add_sheet_kinds(Kinds& kinds) {
  kinds.insert({
      {"sheet_lines.changed",
       [](ApplyContext& c) {
         return Changes{put("sheet_lines", c.id(),
                            with(only(c.all, {"version", "lines"}),
                                 {{"made_at", bj::value(c.at)}, {"made_by", bj::value(c.actor())}}))};
       }},
      {"sheet.begun", begun},
      {"sheet.answered",
       [](ApplyContext& c) {
         Changes out;
         put_answers(c, bj::value(c.at), bj::value(c.actor()), out);
         return out;
       }},
      {"sheet.contact_given",
       [](ApplyContext& c) {
         return Changes{
             update("check_sheets", c.id(), only(c.all, {"contact_name", "contact_phone", "contact_mail"}))};
       }},
      {"sheet.submitted",
       [](ApplyContext& c) {
         return Changes{update("check_sheets", c.id(),
                               {{"state", "submitted"},
                                {"submitted_at", bj::value(c.at)},
                                {"submitted_by", bj::value(c.actor())}})};
       }},
      {"sheet.reviewed",
       [](ApplyContext& c) {
         Changes out;
         mark_answers(c, out);
         return out;
       }},
      {"sheet.sent_back",
       [](ApplyContext& c) {
         Changes out{update("check_sheets", c.id(),
                            with(only(c.all, {"note"}), {{"state", "sent_back"},
                                                         {"decided_at", bj::value(c.at)},
                                                         {"decided_by", bj::value(c.actor())}}))};
         mark_answers(c, out);
         return out;
       }},
      {"sheet.confirmed",
       [](ApplyContext& c) {
         Changes out{
             update("check_sheets", c.id(),
                    with(only(c.all, {"note", "valid_until"}), {{"state", "confirmed"},
                                                                {"decided_at", bj::value(c.at)},
                                                                {"decided_by", bj::value(c.actor())}}))};
         mark_answers(c, out);
         return out;
       }},
      {"finding.opened", opened},
      {"improvement.demanded",
       [](ApplyContext& c) {
         return step(c, "demanded", only(c.all, {"due"}),
                     {{"text", c.all.at("text")}, {"due", c.all.at("due")}});
       }},
      {"improvement.reported",
       [](ApplyContext& c) {
         return step(c, "reported", {}, {{"text", c.all.at("text")}, {"evidence", c.all.at("evidence")}});
       }},
      {"finding.closed", [](ApplyContext& c) { return step(c, "closed", {}, {{"text", c.all.at("text")}}); }},
  });
}

}  // namespace sekisho::store
