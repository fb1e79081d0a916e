// The state tables of applications, hand-overs and custody as structs. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/verdict.h"
#include "rules/vocabulary.h"

namespace sekisho::store {

using rules::AccessWay;
using rules::Role;

struct Passage {
  std::string id;
  rules::PassageKind kind{};
  rules::PassageState state{};
  std::string engagement, asset, section, range;
  AccessWay way{};
  std::string recipient, recipient_contractor, applicant_account, applicant_person;
  std::string purpose, content_description, protection;
  bool production_application = false;
  std::string production_reason, collect_until, custody_due;
  std::int64_t downloads_allowed = 0, downloads_used = 0;
  bool check_access_control = false, check_encrypted_at_rest = false, check_encrypted_link = false;
  std::string binding, content, custody, created_at, changed_at, submitted_at, approved_at, first_download_at;
};
// How many of a dataset were found, by its name at the time.
struct DatasetCount {
  std::string dataset, name, unit;
  std::int64_t units = 0, households = 0, total = 0;
  bool weak = false;
};
struct Judged {  // what an earlier inspection said
  rules::InspectionState state{};
  std::int64_t residents = 0, stops = 0, unseen = 0;
  std::vector<DatasetCount> found;
};
struct Content {
  std::string id, passage, account, name;
  std::int64_t size = 0;
  rules::InspectionState state{};
  std::string sha256;
  std::int64_t residents = 0;
  std::vector<rules::Evidence> hits;
  std::vector<std::string> reasons;
  std::string announced_at, expires_at, received_at, inspected_at, key_state;
  bool complete = false;               // seen to its end
  std::int64_t stops = 0, unseen = 0;  // remarks of the inspection
  std::vector<std::string> stop_codes,
      unseen_codes;  // their kinds (formats::note_name, app/inspection_words)
  std::vector<DatasetCount> found;
  std::string report;   // inspect::Report as JSON, without samples and words; "" from before it was kept
  std::string samples;  // masked, as JSON; "" when there are none
  std::string scanned_by;
  std::string reinspected_at, reinspected_for;
  bool worse = false;          // the newest inspection found more than the one before
  std::vector<Judged> before;  // none or one
};  // key_state: "held" | "destroyed"
struct Approval {
  std::string id, passage, account, person;
  rules::Side side{};
  std::vector<Role> roles;
  rules::Decision decision{};
  std::string reason, binding, at;
};
struct Download {
  std::string id, passage, content, account, person, at, until;
};
struct Custody {
  std::string id, passage, content;
  rules::CustodyState state{};
  std::string holder, contractor, section, place, since, due;
  std::int64_t copies = 0;
  std::string method, statement;
  bool copies_erased = false;
  std::string return_declared_at, ended_at, ended_by;
  std::int64_t receipt_entry = 0, end_entry = 0;
};
struct Copy {
  std::string id, custody, place, purpose;
  std::int64_t count = 0;
  std::string made_at, application;  // "" of copies from before they were applied for
};
struct CopyApplication {
  std::string id, custody, section, contractor, applicant_account, applicant_person;
  rules::CopyState state{};
  rules::CopyMedium medium{};
  std::string place, purpose, protection;
  std::int64_t count = 0, used = 0;
  std::string until, binding, applied_at, decided_at;
};
struct CopyApproval {
  std::string id, application, account, person;
  rules::Side side{};
  std::vector<Role> roles;
  rules::Decision decision{};
  std::string reason, binding, at;
};

#define D BOOST_DESCRIBE_STRUCT
D(Passage, (),
  (id, kind, state, engagement, asset, section, range, way, recipient, recipient_contractor,
   applicant_account, applicant_person, purpose, content_description, protection, production_application,
   production_reason, collect_until, custody_due, downloads_allowed, downloads_used, check_access_control,
   check_encrypted_at_rest, check_encrypted_link, binding, content, custody, created_at, changed_at,
   submitted_at, approved_at, first_download_at))
D(DatasetCount, (), (dataset, name, unit, units, households, total, weak))
D(Judged, (), (state, residents, stops, unseen, found))
D(Content, (),
  (id, passage, account, name, size, state, sha256, residents, hits, reasons, announced_at, expires_at,
   received_at, inspected_at, key_state, complete, stops, unseen, stop_codes, unseen_codes, found, report,
   samples, scanned_by, reinspected_at, reinspected_for, worse, before))
D(Approval, (), (id, passage, account, person, side, roles, decision, reason, binding, at))
D(Download, (), (id, passage, content, account, person, at, until))
D(Custody, (),
  (id, passage, content, state, holder, contractor, section, place, since, due, copies, method, statement,
   copies_erased, return_declared_at, ended_at, ended_by, receipt_entry, end_entry))
D(Copy, (), (id, custody, place, purpose, count, made_at, application))
D(CopyApplication, (),
  (id, custody, section, contractor, applicant_account, applicant_person, state, medium, place, purpose,
   protection, count, used, until, binding, applied_at, decided_at))
D(CopyApproval, (), (id, application, account, person, side, roles, decision, reason, binding, at))
#undef D

}  // namespace sekisho::store
