// The state table of suspected breaches as a struct. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <string>

namespace sekisho::store {

struct Breach {
  std::string id, engagement;       // engagement: "" where it is not known
  std::string section, contractor;  // of who reports
  std::string reporter;             // person
  std::string found_at, what, information;
  bool going_on = false;
  std::string reported_at, reported_by;
  std::string acknowledged_at, acknowledged_by, decision;  // "" until the CISO has
};

#define D BOOST_DESCRIBE_STRUCT
D(Breach, (),
  (id, engagement, section, contractor, reporter, found_at, what, information, going_on, reported_at,
   reported_by, acknowledged_at, acknowledged_by, decision))
#undef D

}  // namespace sekisho::store
