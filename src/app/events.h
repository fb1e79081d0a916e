// Makes events from records: members become the event's plain data, those named personal become committed
// values.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "app/api.h"
#include "store/event.h"
#include "store/rows.h"

namespace sekisho::app {

// `members` but the id and those left out; a personal one only where it is text.
store::Event make_event(std::string kind, std::string subject, const boost::json::object& members,
                        std::initializer_list<std::string_view> personal,
                        std::initializer_list<std::string_view> leave_out);

template <class T>
store::Event event_of(std::string kind, const T& record, std::initializer_list<std::string_view> personal,
                      std::initializer_list<std::string_view> leave_out = {}) {
  return make_event(std::move(kind), record.id, store::members_of(record), personal, leave_out);
}

// The answer of an act that made or changed one thing.
boost::json::value done(const std::string& id, const api::Receipt& receipt);

}  // namespace sekisho::app
