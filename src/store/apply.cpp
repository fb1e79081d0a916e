#include <algorithm>
#include <functional>
#include <unordered_map>

#include "store/event.h"

namespace sekisho::store {
namespace {

namespace bj = boost::json;
using Changes = std::vector<Change>;

// The event's columns: what is plain in the ledger, and the personal values. A value that was erased reads as
// "".
bj::object columns(const Recorded& event) {
  bj::object out = event.entry.data;
  for (const auto& [field, commitment] : event.entry.commit) {
    const auto value = event.personal.find(field);
    out[field] = value == event.personal.end() ? std::string() : value->second;
  }
  return out;
}

bj::object with(bj::object object, std::initializer_list<std::pair<std::string_view, bj::value>> more) {
  for (const auto& [name, value] : more) object[name] = value;
  return object;
}

bj::object only(const bj::object& from, std::initializer_list<std::string_view> names) {
  bj::object out;
  for (const auto name : names)
    if (const auto* value = from.if_contains(name)) out[name] = *value;
  return out;
}

Change put(std::string_view table, std::string id, bj::object row) {
  return {Change::Kind::put, table, std::move(id), std::move(row)};
}
Change update(std::string_view table, std::string id, bj::object row) {
  return {Change::Kind::update, table, std::move(id), std::move(row)};
}
std::string text(const bj::object& from, std::string_view name) {
  return std::string(from.at(name).as_string());
}

struct Context {
  const Recorded& event;
  bj::object all;
  std::string at;
  const std::string& id() const { return event.entry.subject; }
};

using Apply = std::function<Changes(Context&)>;

Apply put_row(std::string_view table) {
  return [table](Context& c) { return Changes{put(table, c.id(), c.all)}; };
}
Apply update_row(std::string_view table) {
  return [table](Context& c) { return Changes{update(table, c.id(), c.all)}; };
}
Apply nothing() {
  return [](Context&) { return Changes{}; };
}

// A passage's row changes, and the time of the change with it.
Change passage(Context& c, const std::string& id, bj::object row) {
  return update("passages", id, with(std::move(row), {{"changed_at", bj::value(c.at)}}));
}

const std::unordered_map<std::string_view, Apply>& table() {
  static const std::unordered_map<std::string_view, Apply> kinds{
      {"town.opened", put_row("town")},
      {"section.registered", put_row("sections")},
      {"officer.registered", put_row("officers")},
      {"asset.registered", put_row("assets")},
      {"contractor.registered", put_row("contractors")},
      {"engagement.registered", put_row("engagements")},
      {"sub_contract.applied",
       [](Context& c) {
         return Changes{put("sub_contracts", c.id(),
                            with(c.all, {{"state", "applied"},
                                         {"flow_down_confirmed", false},
                                         {"applied_at", bj::value(c.at)},
                                         {"decided_at", ""},
                                         {"decided_by", ""}}))};
       }},
      {"sub_contract.decided",
       [](Context& c) {
         return Changes{
             update("sub_contracts", c.id(),
                    with(only(c.all, {"state", "flow_down_confirmed"}),
                         {{"decided_at", bj::value(c.at)}, {"decided_by", bj::value(c.event.entry.actor)}}))};
       }},
      {"sub_contract.withdrawn",
       [](Context& c) {
         return Changes{update("sub_contracts", c.id(),
                               {{"state", "withdrawn"},
                                {"decided_at", bj::value(c.at)},
                                {"decided_by", bj::value(c.event.entry.actor)}})};
       }},
      {"worker.registered",
       [](Context& c) { return Changes{put("workers", c.id(), with(c.all, {{"left_on", ""}}))}; }},
      {"worker.left", update_row("workers")},
      {"roster.submitted",
       [](Context& c) {
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
       [](Context& c) {
         Changes out{
             update("rosters", c.id(),
                    {{"confirmed_at", bj::value(c.at)}, {"confirmed_by", bj::value(c.event.entry.actor)}})};
         for (const auto& check : c.all.at("checks").as_array())
           out.push_back(update("roster_members", c.id() + "." + text(check.as_object(), "worker"),
                                {{"identity_method", check.at("method")}}));
         return out;
       }},
      {"training.recorded", put_row("trainings")},
      {"passage.drafted",
       [](Context& c) {
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
       [](Context& c) {
         return Changes{passage(
             c, c.id(),
             with(c.all, {{"state", "draft"}, {"binding", ""}, {"submitted_at", ""}, {"approved_at", ""}}))};
       }},
      {"passage.submitted",
       [](Context& c) {
         return Changes{passage(
             c, c.id(),
             {{"state", "submitted"}, {"binding", c.all.at("binding")}, {"submitted_at", bj::value(c.at)}})};
       }},
      {"passage.decided",
       [](Context& c) {
         Changes out{put("approvals", text(c.all, "approval"),
                         with(only(c.all, {"person", "side", "roles", "decision", "reason", "binding"}),
                              {{"passage", bj::value(c.id())},
                               {"account", bj::value(c.event.entry.actor)},
                               {"at", bj::value(c.at)}}))};
         if (c.all.at("decision") == "reject") out.push_back(passage(c, c.id(), {{"state", "rejected"}}));
         return out;
       }},
      {"passage.released",
       [](Context& c) {
         return Changes{passage(c, c.id(), {{"state", "approved"}, {"approved_at", bj::value(c.at)}})};
       }},
      {"passage.withdrawn", [](Context& c) { return Changes{passage(c, c.id(), {{"state", "withdrawn"}})}; }},
      {"passage.expired", [](Context& c) { return Changes{passage(c, c.id(), {{"state", "expired"}})}; }},
      {"content.announced",
       [](Context& c) {
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
                                  {"key_state", "held"}})),
                        passage(c, text(c.all, "passage"),
                                {{"content", bj::value(c.id())},
                                 {"state", "draft"},
                                 {"binding", ""},
                                 {"submitted_at", ""},
                                 {"approved_at", ""}})};
       }},
      {"content.received",
       [](Context& c) {
         return Changes{update("contents", c.id(),
                               with(only(c.all, {"sha256", "size"}),
                                    {{"state", "waiting"}, {"received_at", bj::value(c.at)}}))};
       }},
      {"content.inspected",
       [](Context& c) {
         return Changes{update("contents", c.id(),
                               with(only(c.all, {"state", "residents", "hits", "reasons"}),
                                    {{"inspected_at", bj::value(c.at)}}))};
       }},
      {"content.discarded",
       [](Context& c) {
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
       [](Context& c) {
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
       [](Context& c) {
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
      {"copy.declared",
       [](Context& c) {
         return Changes{put("copies", text(c.all, "copy"),
                            with(only(c.all, {"place", "purpose", "count"}),
                                 {{"custody", bj::value(c.id())}, {"made_at", bj::value(c.at)}})),
                        update("custodies", c.id(), {{"copies", c.all.at("copies")}})};
       }},
      {"return.declared",
       [](Context& c) {
         return Changes{
             update("custodies", c.id(),
                    with(only(c.all, {"method", "copies_erased"}),
                         {{"state", "return_declared"}, {"return_declared_at", bj::value(c.at)}}))};
       }},
      // the key goes first, then the certificate is written: `ending` says which end it will be
      {"custody.erasing",
       [](Context& c) {
         return Changes{update("custodies", c.id(),
                               with(only(c.all, {"method", "statement", "copies_erased"}),
                                    {{"state", "erasing"}, {"ended_by", bj::value(c.event.entry.actor)}})),
                        update("contents", text(c.all, "content"), {{"key_state", "destroyed"}})};
       }},
      {"custody.erased",
       [](Context& c) {
         return Changes{
             update("custodies", c.id(),
                    {{"state", "erased"}, {"ended_at", bj::value(c.at)}, {"end_entry", c.event.entry.seq}}),
             passage(c, text(c.all, "passage"), {{"state", "closed"}})};
       }},
      {"return.confirmed",
       [](Context& c) {
         return Changes{update("custodies", c.id(),
                               {{"state", "returned"},
                                {"ended_at", bj::value(c.at)},
                                {"ended_by", bj::value(c.event.entry.actor)},
                                {"end_entry", c.event.entry.seq}}),
                        update("contents", text(c.all, "content"), {{"key_state", "destroyed"}}),
                        passage(c, text(c.all, "passage"), {{"state", "closed"}})};
       }},
      {"medium.exported", nothing()},
      {"act.refused",
       [](Context& c) {
         return Changes{put("refusals", c.event.entry.command,
                            with(only(c.all, {"act", "section", "findings"}),
                                 {{"subject", bj::value(c.id())},
                                  {"entry", c.event.entry.seq},
                                  {"at", bj::value(c.at)},
                                  {"account", bj::value(c.event.entry.actor)}}))};
       }},
      {"account.created",
       [](Context& c) {
         return Changes{
             put("accounts", c.id(),
                 with(c.all, {{"created_at", bj::value(c.at)}, {"enrolled", false}, {"closed", false}}))};
       }},
      {"account.enrolled",
       [](Context& c) { return Changes{update("accounts", c.id(), {{"enrolled", true}})}; }},
      {"account.reset",
       [](Context& c) { return Changes{update("accounts", c.id(), {{"enrolled", false}})}; }},
      {"account.closed", [](Context& c) { return Changes{update("accounts", c.id(), {{"closed", true}})}; }},
      {"account.signed_in", nothing()},
      {"account.sign_in_failed", nothing()},
      {"account.locked", nothing()},
      {"account.signed_out", nothing()},
      {"register.imported",
       [](Context& c) {
         return Changes{put("registers", c.id(),
                            with(only(c.all, {"residents", "sha256"}), {{"imported_at", bj::value(c.at)}}))};
       }},
      {"evidence.exported", nothing()},
      {"records.imported", nothing()},  // each record has an entry of its own
      {"records.exported", nothing()},
  };
  return kinds;
}

}  // namespace

Result<std::vector<Change>> apply(const Recorded& event) {
  const auto found = table().find(event.entry.kind);
  if (found == table().end() || event.entry.kind_version != 1)
    return fail(ErrorCode::unsupported,
                "この版のプログラムでは扱えない記録があります。新しい版を使ってください。",
                "unknown event kind " + event.entry.kind + " v" + std::to_string(event.entry.kind_version));
  Context context{event, columns(event), format_instant(event.entry.at)};
  return found->second(context);
}

bool is_known_kind(std::string_view kind) { return table().contains(kind); }

std::vector<std::string_view> known_kinds() {
  std::vector<std::string_view> out;
  for (const auto& [kind, how] : table()) out.push_back(kind);
  std::sort(out.begin(), out.end());
  return out;
}

const std::vector<std::string_view>& state_tables() {
  static const std::vector<std::string_view> tables{
      "town",      "sections",  "officers",       "assets",    "contractors", "engagements", "sub_contracts",
      "workers",   "rosters",   "roster_members", "trainings", "passages",    "contents",    "approvals",
      "downloads", "custodies", "copies",         "accounts",  "refusals",    "registers"};
  return tables;
}

}  // namespace sekisho::store
