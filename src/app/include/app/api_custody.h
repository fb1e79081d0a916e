// The shapes of the API for what is held after a hand-over, and its papers. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "rules/verdict.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct CustodyRow {
  std::string id, passage;
  rules::CustodyState state = rules::CustodyState::held;
  std::string holder_name, holder_firm, asset_name, purpose, since, due;
  std::int64_t copies = 0, days_left = 0;
};
struct CopyView {
  std::string id, place, purpose, made_at;
  std::int64_t count = 0;
  std::string application;  // "" of copies from before they were applied for
};
struct CopyDecisionView {
  std::string at, by, place, reason;
  rules::Decision decision = rules::Decision::approve;
};
struct CopyApplicationView {
  std::string id;
  rules::CopyState state = rules::CopyState::applied;
  rules::CopyMedium medium = rules::CopyMedium::disk;
  std::string place, purpose, protection, until, applied_by, applied_at;
  std::int64_t count = 0, used = 0;
  std::int64_t approvals = 0, approvals_needed = 0;
  bool late = false;    // its last day is past
  bool usable = false;  // approved, with copies left, and not late
  std::vector<CopyDecisionView> decisions;
  std::vector<rules::Act> may;
};
struct CustodyView {
  CustodyRow row;
  std::string sha256, file_name, place;
  std::int64_t size = 0, residents = 0;
  std::vector<CopyView> copies;
  std::vector<CopyApplicationView> copy_applications;  // the newest first
  std::vector<rules::Act> may;
  std::vector<TimelineItem> timeline;
  bool has_certificate = false;
};
struct ReceiptInput {
  std::string place;
};  // where the data will be handled: one of the contract's workplaces
struct CopyApplicationInput {
  rules::CopyMedium medium = rules::CopyMedium::disk;
  std::string place, purpose, protection, until;
  std::int64_t count = 1;
};
struct CopyInput {
  std::string place, purpose;
  std::int64_t count = 1;
  std::optional<std::string> application;  // that was approved; none: the gate says what to do
};
struct ReturnInput {
  std::string method;
  bool copies_erased = false;
};
struct EraseInput {
  std::string method;
  bool copies_erased = false;
  std::string statement;
};
struct PaperView {  // 受領証, 消去証明書
  std::string title, number, town, issued_at, issued_wareki;
  std::vector<rules::Evidence> lines;  // what, when, by whom, how
  std::int64_t entry = 0;
  std::string leaf, checkpoint, proof;  // C2SP tlog-checkpoint and tlog-proof, as text
};

#define D BOOST_DESCRIBE_STRUCT
D(CustodyRow, (),
  (id, passage, state, holder_name, holder_firm, asset_name, purpose, since, due, copies, days_left))
D(CopyView, (), (id, place, purpose, made_at, count, application))
D(CopyDecisionView, (), (at, by, place, reason, decision))
D(CopyApplicationView, (),
  (id, state, medium, place, purpose, protection, until, applied_by, applied_at, count, used, approvals,
   approvals_needed, late, usable, decisions, may))
D(CustodyView, (),
  (row, sha256, file_name, place, size, residents, copies, copy_applications, may, timeline, has_certificate))
D(ReceiptInput, (), (place))
D(CopyApplicationInput, (), (medium, place, purpose, protection, until, count))
D(CopyInput, (), (place, purpose, count, application))
D(ReturnInput, (), (method, copies_erased))
D(EraseInput, (), (method, copies_erased, statement))
D(PaperView, (), (title, number, town, issued_at, issued_wareki, lines, entry, leaf, checkpoint, proof))
#undef D

}  // namespace sekisho::app::api
