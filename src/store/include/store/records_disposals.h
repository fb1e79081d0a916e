// The state table of media that are disposed of on the town's instruction. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>

#include "rules/vocabulary.h"

namespace sekisho::store {

struct Disposal {
  std::string id, engagement, contractor, section;
  std::string custody;  // "" where the medium held no custody of the town's
  rules::DisposalState state{};
  std::string medium, number, reason, due, instructed_at, instructed_by, changed_at;
  // the newest certificate, and what the town said to it
  rules::DisposalWay way{};
  std::string tool, done_on, worker, witness, certified_at, certified_by;
  std::string note, decided_at, decided_by;
  std::int64_t end_entry = 0;
};

BOOST_DESCRIBE_STRUCT(Disposal, (),
                      (id, engagement, contractor, section, custody, state, medium, number, reason, due,
                       instructed_at, instructed_by, changed_at, way, tool, done_on, worker, witness,
                       certified_at, certified_by, note, decided_at, decided_by, end_entry))

}  // namespace sekisho::store
