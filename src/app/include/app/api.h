// The shapes of the API: requests and views. One declaration is parsed, validated, serialised and described
// in the OpenAPI document. Instants are UTC ("2026-11-23T04:43:31.123Z"), days are Japanese ("2026-11-23").
// The routes stand in docs/api.md. Shapes of the records of people and contracts: app/api_parties.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/catalogue.h"
#include "rules/duty.h"
#include "rules/verdict.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

using rules::Role;

// ---- who is at the screen
struct TownView {
  std::string code, name;
  bool demonstration = false;
  std::string today;
};
struct DemoPerson {
  std::string account, name;
  std::vector<Role> roles;
  std::string place;
};  // place: section or firm
struct SignIn {
  std::string login, password;
};
enum class SignInNext { done, totp, enrol };
BOOST_DESCRIBE_ENUM(SignInNext, done, totp, enrol)
struct SignInStep {
  SignInNext next = SignInNext::totp;
};
struct Code {
  std::string code;
};  // a TOTP code or a recovery code
struct DemoSignIn {
  std::string account;
};
struct EnrolStart {
  std::string new_password;
};
struct EnrolView {
  std::string otpauth_uri, secret;
};
struct RecoveryCodes {
  std::vector<std::string> codes;
};
struct SessionView {
  std::string account, person, name;
  std::vector<Role> roles;
  rules::Side side = rules::Side::town;
  std::string section, contractor, place;  // ids; `place` is the name of the section or firm
  std::string csrf_token, expires_at;
};
struct OpenSession {
  std::string id, started_at, last_seen_at, address;
  bool current = false;
};

// ---- every command answers with its receipt
struct Receipt {
  std::int64_t entry = 0;
  std::string kind, at, leaf;
};  // leaf: SHA-256, hex
struct Done {
  std::string id;
  Receipt receipt;
};
struct Refused {
  rules::Verdict verdict;
  std::optional<Receipt> receipt;
};  // body of 403 and 409 after the gate

// ---- passage
struct TransferCheck {
  bool access_control = false, encrypted_at_rest = false, encrypted_link = false;
};
struct PassageInput {  // POST /api/passages, PUT /api/passages/{id}, POST /api/passages/judge
  rules::PassageKind kind = rules::PassageKind::carry_out;
  std::string engagement, asset, range;
  rules::AccessWay way = rules::AccessWay::service_transfer;
  std::string recipient;  // wkr_…
  std::string purpose, content_description, protection;
  bool production_application = false;
  std::string production_reason;
  std::string collect_until, custody_due;  // days
  std::int64_t downloads_allowed = 1;
  TransferCheck transfer;
};
struct JudgeInput {
  std::optional<std::string> passage;
  PassageInput input;
};  // what would submitting answer?
struct PersonView {
  std::string id, name, place;
};
struct FirmView {
  std::string id, name;
  rules::ConsentState consent = rules::ConsentState::none;
  std::int64_t depth = 0;
};
struct ContentView {
  rules::InspectionState state = rules::InspectionState::absent;
  std::string name, sha256;
  std::int64_t size = 0, received = 0, inspected = 0, residents = 0;  // bytes, bytes, bytes, people
  std::vector<rules::Evidence> hits;                                  // kind of evidence → number
  std::vector<std::string> reasons;                                   // in Japanese
  std::optional<std::string> upload;  // URL of the tus upload while it is open
};
struct ApprovalView {
  PersonView by;
  rules::Decision decision = rules::Decision::approve;
  std::string reason, at;
  bool counts = false;
};
struct TimelineItem {
  std::int64_t entry = 0;
  std::string at, kind, by, text;
};
struct PassageRow {
  std::string id;
  rules::PassageKind kind = rules::PassageKind::carry_out;
  rules::PassageState state = rules::PassageState::draft;
  std::string purpose, engagement_title, asset_name, recipient_name, recipient_firm, applicant_name;
  std::string changed_at, collect_until, custody_due;
  bool important = false;
  std::int64_t approvals = 0, approvals_needed = 0;
};
struct PassageView {
  std::string id;
  rules::PassageState state = rules::PassageState::draft;
  PassageInput input;
  std::string engagement_title, asset_name, section_name;
  bool important = false;
  PersonView applicant, recipient;
  std::vector<FirmView> chain;
  ContentView content;
  std::vector<ApprovalView> approvals;
  std::int64_t approvals_needed = 0, downloads_used = 0;
  std::string created_at, submitted_at, approved_at;
  std::optional<std::string> custody;
  rules::Verdict verdict;       // of the next step: submit while a draft, otherwise download
  std::vector<rules::Act> may;  // what this viewer may do now
  std::vector<TimelineItem> timeline;
};
struct DecisionInput {
  rules::Decision decision = rules::Decision::approve;
  std::string reason;
};
struct ReasonInput {
  std::string reason;
};
struct DownloadGrant {
  std::string id, url, file_name, until;
  std::int64_t size = 0, left = 0;
  Receipt receipt;
};

// ---- custody
struct CustodyRow {
  std::string id, passage;
  rules::CustodyState state = rules::CustodyState::held;
  std::string holder_name, holder_firm, asset_name, purpose, since, due;
  std::int64_t copies = 0, days_left = 0;
};
struct CopyView {
  std::string id, place, purpose, made_at;
  std::int64_t count = 0;
};
struct CustodyView {
  CustodyRow row;
  std::string sha256, file_name, place;
  std::int64_t size = 0, residents = 0;
  std::vector<CopyView> copies;
  std::vector<rules::Act> may;
  std::vector<TimelineItem> timeline;
  bool has_certificate = false;
};
struct ReceiptInput {
  std::string place;
};  // where the data will be handled
struct CopyInput {
  std::string place, purpose;
  std::int64_t count = 1;
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

// ---- home, clauses, ledger
struct DutyView {
  rules::DutyKind kind = rules::DutyKind::decide_application;
  std::string subject, due, text, todo;
  std::vector<std::string> clauses;
  bool overdue = false;
  std::int64_t days_left = 0;
};
struct StoppedView {
  std::int64_t entry = 0;
  std::string at, by, act, subject;
  std::vector<rules::Finding> findings;
};
struct HomeView {
  std::vector<DutyView> duties;
  std::vector<PassageRow> approvals;  // waiting for this viewer's decision
  std::vector<PassageRow> mine;       // applications and hand-overs that concern this viewer, newest first
  std::vector<StoppedView> stopped;
  std::vector<CustodyRow> out;
};
struct ClauseView {
  rules::Clause clause;
  std::map<std::string, std::int64_t> today;
};  // practice id → number in this town
struct EntryRow {
  std::int64_t seq = 0;
  std::string at, kind, actor, actor_name, subject, text;
};
struct EntryView {
  EntryRow row;
  std::string canonical, leaf, checkpoint, proof;
  std::vector<rules::Evidence> disclosed;  // personal values this viewer may see
  std::int64_t size = 0;
};
struct LedgerState {
  std::int64_t size = 0;
  std::string root, checkpoint, verifier_key;
};

template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next;  // pass it as ?after=
  BOOST_DESCRIBE_CLASS(Page, (), (items, next), (), ())
};
template <class T>
struct Items {
  std::vector<T> items;
  BOOST_DESCRIBE_CLASS(Items, (), (items), (), ())
};

#define D BOOST_DESCRIBE_STRUCT
D(TownView, (), (code, name, demonstration, today))
D(DemoPerson, (), (account, name, roles, place))
D(SignIn, (), (login, password))
D(SignInStep, (), (next))
D(Code, (), (code))
D(DemoSignIn, (), (account))
D(EnrolStart, (), (new_password))
D(EnrolView, (), (otpauth_uri, secret))
D(RecoveryCodes, (), (codes))
D(SessionView, (), (account, person, name, roles, side, section, contractor, place, csrf_token, expires_at))
D(OpenSession, (), (id, started_at, last_seen_at, address, current))
D(Receipt, (), (entry, kind, at, leaf))
D(Done, (), (id, receipt))
D(Refused, (), (verdict, receipt))
D(TransferCheck, (), (access_control, encrypted_at_rest, encrypted_link))
D(PassageInput, (),
  (kind, engagement, asset, range, way, recipient, purpose, content_description, protection,
   production_application, production_reason, collect_until, custody_due, downloads_allowed, transfer))
D(JudgeInput, (), (passage, input))
D(PersonView, (), (id, name, place))
D(FirmView, (), (id, name, consent, depth))
D(ContentView, (), (state, name, sha256, size, received, inspected, residents, hits, reasons, upload))
D(ApprovalView, (), (by, decision, reason, at, counts))
D(TimelineItem, (), (entry, at, kind, by, text))
D(PassageRow, (),
  (id, kind, state, purpose, engagement_title, asset_name, recipient_name, recipient_firm, applicant_name,
   changed_at, collect_until, custody_due, important, approvals, approvals_needed))
D(PassageView, (),
  (id, state, input, engagement_title, asset_name, section_name, important, applicant, recipient, chain,
   content, approvals, approvals_needed, downloads_used, created_at, submitted_at, approved_at, custody,
   verdict, may, timeline))
D(DecisionInput, (), (decision, reason))
D(ReasonInput, (), (reason))
D(DownloadGrant, (), (id, url, file_name, until, size, left, receipt))
D(CustodyRow, (),
  (id, passage, state, holder_name, holder_firm, asset_name, purpose, since, due, copies, days_left))
D(CopyView, (), (id, place, purpose, made_at, count))
D(CustodyView, (), (row, sha256, file_name, place, size, residents, copies, may, timeline, has_certificate))
D(ReceiptInput, (), (place))
D(CopyInput, (), (place, purpose, count))
D(ReturnInput, (), (method, copies_erased))
D(EraseInput, (), (method, copies_erased, statement))
D(PaperView, (), (title, number, town, issued_at, issued_wareki, lines, entry, leaf, checkpoint, proof))
D(DutyView, (), (kind, subject, due, text, todo, clauses, overdue, days_left))
D(StoppedView, (), (entry, at, by, act, subject, findings))
D(HomeView, (), (duties, approvals, mine, stopped, out))
D(ClauseView, (), (clause, today))
D(EntryRow, (), (seq, at, kind, actor, actor_name, subject, text))
D(EntryView, (), (row, canonical, leaf, checkpoint, proof, disclosed, size))
D(LedgerState, (), (size, root, checkpoint, verifier_key))
#undef D

}  // namespace sekisho::app::api
