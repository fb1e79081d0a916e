// What the gate is told of controlled areas. Reads only. See facts.h.
#pragma once

#include <optional>
#include <string>

#include "app/api_reception.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

rules::Area area_facts(const store::Area& area);
// Of an application as it stands, or as it is about to be: its people and things come beside it.
rules::Facts entry_facts(store::Connection& connection, const store::EntryApplication& application,
                         const std::vector<std::string>& people,
                         const std::vector<store::BroughtThing>& things);
rules::Facts entry_facts(store::Connection& connection, const store::EntryApplication& application);

// Somebody at the door, and what was read on the way.
struct AtTheDoor {
  rules::Facts facts;
  std::optional<store::Area> area;
  std::optional<store::EntryApplication> entry;
  std::optional<store::Worker> worker;
  std::optional<store::Officer> officer;
};
// `at`: when they stand there. What is not known leaves its part empty, and the gate says so.
AtTheDoor at_the_door(store::Connection& connection, const api::EnterInput& input, Instant at);
rules::Facts leaving_facts(store::Connection& connection, const store::Visit& visit,
                           const api::LeaveInput& input);
// Those who work for the town today: an officer whose accounts are all closed is not one of them.
std::optional<rules::Insider> insider(store::Connection& connection, const std::string& officer);

}  // namespace sekisho::app
