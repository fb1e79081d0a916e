// The events that make parties, one place each: whether people register them one by one or import a list.
#pragma once

#include "events.h"
#include "store/records.h"

namespace sekisho::app {

inline store::Event contractor_registered(const store::Contractor& record) {
  return event_of("contractor.registered", record, {});
}
// The workplace that it was registered with is the first of its places.
inline store::Event engagement_registered(store::Engagement record) {
  if (record.workplaces.empty()) record.workplaces = {{record.contractor, record.workplace, "", ""}};
  record.recorded_parts |= rules::bit_of(rules::ContractPart::workplaces);
  for (const auto& term : record.terms)
    if (term.agreed) record.agreed_terms |= rules::bit_of(term.term);
  return event_of("engagement.registered", record, {"responsible_person"});
}
inline store::Event worker_registered(const store::Worker& record) {
  return event_of("worker.registered", record, {"name", "kana"}, {"left_on"});
}

}  // namespace sekisho::app
