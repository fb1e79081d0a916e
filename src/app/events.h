// Makes events from records: members become the event's plain data, those named personal become committed
// values.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "app/api.h"
#include "base/json.h"
#include "store/event.h"

namespace sekisho::app {

template <class T>
store::Event event_of(std::string kind, const T& record, std::initializer_list<std::string_view> personal,
                      std::initializer_list<std::string_view> leave_out = {}) {
  store::Event event;
  event.kind = std::move(kind);
  event.subject = record.id;
  const auto in = [](std::initializer_list<std::string_view> list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  json::for_each_member<T>([&](auto d) {
    const std::string_view name = d.name;
    if (name == "id" || in(leave_out, name)) return;
    if (in(personal, name)) {
      if constexpr (std::same_as<std::remove_cvref_t<decltype(record.*d.pointer)>, std::string>)
        event.personal[std::string(name)] = record.*d.pointer;
    } else {
      event.data[name] = json::to_json(record.*d.pointer);
    }
  });
  return event;
}

// The answer of an act that made or changed one thing.
inline boost::json::value done(const std::string& id, const api::Receipt& receipt) {
  return json::to_json(api::Done{id, receipt});
}

}  // namespace sekisho::app
