// Rosters, pledges, who leaves.
#include <boost/json/parse.hpp>

#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

namespace {

// A personal value that holds an object by worker; empty where it was erased or an older event has none.
bj::object by_worker(const ApplyContext& c, std::string_view field) {
  const auto* value = c.all.if_contains(field);
  if (value == nullptr || !value->is_string() || value->as_string().empty()) return {};
  boost::system::error_code error;
  auto parsed = bj::parse(value->as_string(), error);
  return !error && parsed.is_object() ? std::move(parsed).as_object() : bj::object{};
}
bj::value text_or_none(const bj::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value != nullptr && value->is_string() ? *value : bj::value("");
}

Changes roster_submitted(ApplyContext& c) {
  Changes out{
      put("rosters", c.id(),
          with(only(c.all, {"engagement", "contractor", "version"}), {{"submitted_at", bj::value(c.at)},
                                                                      {"submitted_by", bj::value(c.actor())},
                                                                      {"confirmed_at", ""},
                                                                      {"confirmed_by", ""},
                                                                      {"refused_at", ""},
                                                                      {"refused_by", ""},
                                                                      {"reason", ""},
                                                                      {"people_confirmed_at", ""},
                                                                      {"people_confirmed_by", ""}}))};
  const auto details = by_worker(c, "details");
  for (const auto& worker : c.all.at("workers").as_array()) {
    const std::string id(worker.as_string());
    const auto* detail = details.if_contains(id);
    const auto of = detail != nullptr && detail->is_object() ? detail->as_object() : bj::object{};
    out.push_back(put("roster_members", c.id() + "." + id,
                      {{"roster", bj::value(c.id())},
                       {"worker", worker},
                       {"identity_method", ""},
                       {"work", text_or_none(of, "work")},
                       {"workplace", text_or_none(of, "workplace")},
                       {"seen", ""},
                       {"checked_on", ""},
                       {"checked_by", ""}}));
  }
  return out;
}

Changes roster_confirmed(ApplyContext& c) {
  Changes out{
      update("rosters", c.id(), {{"confirmed_at", bj::value(c.at)}, {"confirmed_by", bj::value(c.actor())}})};
  const auto seen = by_worker(c, "seen");
  for (const auto& check : c.all.at("checks").as_array()) {
    const auto& one = check.as_object();
    const auto worker = text(one, "worker");
    out.push_back(update("roster_members", c.id() + "." + worker,
                         {{"identity_method", one.at("method")},
                          {"seen", text_or_none(seen, worker)},
                          {"checked_on", text_or_none(one, "checked_on")},
                          {"checked_by", text_or_none(one, "checked_by")}}));
  }
  return out;
}

}  // namespace

void add_people_kinds(Kinds& kinds) {
  kinds.insert({
      {"worker.registered",
       [](ApplyContext& c) { return Changes{put("workers", c.id(), with(c.all, {{"left_on", ""}}))}; }},
      {"worker.left", update_row("workers")},
      {"roster.submitted", roster_submitted},
      {"roster.confirmed", roster_confirmed},
      {"roster.refused",
       [](ApplyContext& c) {
         return Changes{update("rosters", c.id(),
                               with(only(c.all, {"reason"}), {{"refused_at", bj::value(c.at)},
                                                              {"refused_by", bj::value(c.actor())}}))};
       }},
      {"workers.confirmed",
       [](ApplyContext& c) {
         return Changes{update(
             "rosters", c.id(),
             {{"people_confirmed_at", bj::value(c.at)}, {"people_confirmed_by", bj::value(c.actor())}})};
       }},
      {"pledge_wording.set",
       [](ApplyContext& c) {
         return Changes{put("pledge_wordings", c.id(),
                            with(c.all, {{"set_at", bj::value(c.at)}, {"set_by", bj::value(c.actor())}}))};
       }},
      {"pledge.given",
       [](ApplyContext& c) {
         return Changes{put("pledges", c.id(), with(c.all, {{"given_by", bj::value(c.actor())}}))};
       }},
  });
}

}  // namespace sekisho::store
