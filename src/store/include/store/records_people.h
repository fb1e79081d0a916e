// Pledges and their wordings. See store/records.h, app/pledges.h.
#pragma once

#include <boost/describe.hpp>
#include <string>

#include "rules/pledge.h"

namespace sekisho::store {

struct PledgeWording {
  std::string id, engagement;
  rules::PledgeKind kind{};
  std::string text, sha256, set_at, set_by;
};
struct Pledge {
  std::string id, worker, engagement, contractor;
  rules::PledgeKind kind{};
  rules::PledgeWay way{};
  std::string wording, text_sha256;  // wording empty: the usual one
  std::string attachment;            // the scan, of one on paper
  std::string given_on, given_by;
};

BOOST_DESCRIBE_STRUCT(PledgeWording, (), (id, engagement, kind, text, sha256, set_at, set_by))
BOOST_DESCRIBE_STRUCT(Pledge, (),
                      (id, worker, engagement, contractor, kind, way, wording, text_sha256, attachment,
                       given_on, given_by))

}  // namespace sekisho::store
