#include "events.h"

#include <algorithm>

#include "base/json.h"

namespace sekisho::app {
namespace {

bool is_in(std::initializer_list<std::string_view> list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

}  // namespace

store::Event make_event(std::string kind, std::string subject, const boost::json::object& members,
                        std::initializer_list<std::string_view> personal,
                        std::initializer_list<std::string_view> leave_out) {
  store::Event event;
  event.kind = std::move(kind);
  event.subject = std::move(subject);
  for (const auto& member : members) {
    const std::string_view name = member.key();
    if (name == "id" || is_in(leave_out, name)) continue;
    if (!is_in(personal, name)) {
      event.data[name] = member.value();
    } else if (member.value().is_string()) {
      event.personal[std::string(name)] = member.value().as_string();
    }
  }
  return event;
}

boost::json::value done(const std::string& id, const api::Receipt& receipt) {
  return json::to_json(api::Done{id, receipt});
}

}  // namespace sekisho::app
