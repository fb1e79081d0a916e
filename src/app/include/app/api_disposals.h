// The shapes of the API for media that are disposed of on the town's instruction. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct DisposalRow {
  std::string id, engagement, engagement_title, contractor, contractor_name, section_name, medium, number,
      due, instructed_at;
  rules::DisposalState state = rules::DisposalState::instructed;
  bool overdue = false;
};
struct DisposalView {
  DisposalRow row;
  std::string reason, custody, instructed_by;
  // the newest certificate; none yet where `certified_at` is empty
  std::optional<rules::DisposalWay> way;
  std::string tool, done_on, worker_name, witness, certified_at, certified_by;
  std::string note, decided_at, decided_by;  // the town's newest answer
  bool has_certificate = false;
  std::vector<TimelineItem> timeline;
  std::vector<rules::Act> may;
};
struct DisposalInput {
  std::string engagement, contractor;
  std::optional<std::string> custody;  // of the data that was on it
  std::string medium, number, reason, due;
};
struct DisposalCertificateInput {
  rules::DisposalWay way = rules::DisposalWay::destroyed;
  std::string tool, done_on, worker, witness;
};

#define D BOOST_DESCRIBE_STRUCT
D(DisposalRow, (),
  (id, engagement, engagement_title, contractor, contractor_name, section_name, medium, number, due,
   instructed_at, state, overdue))
D(DisposalView, (),
  (row, reason, custody, instructed_by, way, tool, done_on, worker_name, witness, certified_at, certified_by,
   note, decided_at, decided_by, has_certificate, timeline, may))
D(DisposalInput, (), (engagement, contractor, custody, medium, number, reason, due))
D(DisposalCertificateInput, (), (way, tool, done_on, worker, witness))
#undef D

}  // namespace sekisho::app::api
