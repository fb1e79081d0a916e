// The shapes of the API for pledges (誓約書). See app/api.h, app/pledges.h.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "rules/pledge.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct PledgeWordingInput {
  rules::PledgeKind kind{};
  std::string text;
};
struct PledgeText {
  std::string engagement, engagement_title, contractor, contractor_name, town;
  rules::PledgeKind kind{};
  std::string wording;  // wor_…, or empty: the usual wording
  std::string text, sha256;
};
// By the person, signed in: `signature` is their own name, typed. `sha256`: of the text that was on the page.
struct PledgeSign {
  std::string engagement;
  rules::PledgeKind kind{};
  std::string sha256, signature;
};
// On paper, by the firm's manager or the section: `attachment` is the scan (purpose pledge, of this worker).
struct PledgeRecord {
  std::string worker, engagement;
  rules::PledgeKind kind{};
  std::string attachment, given_on;
};
struct PledgeView {
  std::string id, worker, worker_name, engagement, engagement_title, contractor, contractor_name, given_on,
      scan;
  rules::PledgeKind kind{};
  rules::PledgeWay way{};
  std::string sha256;
};
// A pledge that is owed. `worker_left`: the day somebody left, for the leaving pledge.
struct PledgeOwed {
  std::string worker, worker_name, engagement, engagement_title, contractor, contractor_name, worker_left;
  rules::PledgeKind kind{};
  bool may_sign = false, may_record = false;
};
struct PledgesView {
  std::vector<PledgeOwed> owed;
  std::vector<PledgeView> given;  // the newest 200
};

#define D BOOST_DESCRIBE_STRUCT
D(PledgeWordingInput, (), (kind, text))
D(PledgeText, (),
  (engagement, engagement_title, contractor, contractor_name, town, kind, wording, text, sha256))
D(PledgeSign, (), (engagement, kind, sha256, signature))
D(PledgeRecord, (), (worker, engagement, kind, attachment, given_on))
D(PledgeView, (),
  (id, worker, worker_name, engagement, engagement_title, contractor, contractor_name, given_on, scan, kind,
   way, sha256))
D(PledgeOwed, (),
  (worker, worker_name, engagement, engagement_title, contractor, contractor_name, worker_left, kind,
   may_sign, may_record))
D(PledgesView, (), (owed, given))
#undef D

}  // namespace sekisho::app::api
