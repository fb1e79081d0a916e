// The events that make parties, one place each: whether people register them one by one or import a list.
#pragma once

#include "events.h"
#include "store/records.h"

namespace sekisho::app {

inline store::Event contractor_registered(const store::Contractor& record) {
  return event_of("contractor.registered", record, {});
}
inline store::Event engagement_registered(const store::Engagement& record) {
  return event_of("engagement.registered", record, {"responsible_person"});
}
inline store::Event worker_registered(const store::Worker& record) {
  return event_of("worker.registered", record, {"name", "kana"}, {"left_on"});
}

}  // namespace sekisho::app
