// The shapes of the API for suspected breaches. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/api_common.h"

namespace sekisho::app::api {

struct BreachInput {
  std::string engagement;   // "" where it is not known
  std::string found_at;     // an instant
  std::string what;         // what happened
  std::string information;  // which kinds of it; may be empty
  bool going_on = false;
};
struct AcknowledgeInput {
  std::string decision;
};
struct BreachRow {
  std::string id, engagement_title;
  PersonView reporter;
  std::string found_at, reported_at;
  bool going_on = false;
  std::string acknowledged_at;  // "" until the CISO has
};
struct BreachView {
  BreachRow breach;
  std::string engagement, what, information, acknowledged_by, decision;
  std::vector<rules::Act> may;
};

#define D BOOST_DESCRIBE_STRUCT
D(BreachInput, (), (engagement, found_at, what, information, going_on))
D(AcknowledgeInput, (), (decision))
D(BreachRow, (), (id, engagement_title, reporter, found_at, reported_at, going_on, acknowledged_at))
D(BreachView, (), (breach, engagement, what, information, acknowledged_by, decision, may))
#undef D

}  // namespace sekisho::app::api
