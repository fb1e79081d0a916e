// Which table holds which record. See store/rows.h.
#pragma once

#include <string_view>

#include "store/records.h"

namespace sekisho::store {

// In four parts, each compiled by a source of its own (rows_*.cpp).
// clang-format off
#define SEKISHO_TABLES_PARTIES(T) \
  T(Town, "town") \
  T(Section, "sections") \
  T(Officer, "officers") \
  T(Asset, "assets") \
  T(Contractor, "contractors") \
  T(Engagement, "engagements") \
  T(SubContract, "sub_contracts") \
  T(Worker, "workers") \
  T(Roster, "rosters") \
  T(RosterMember, "roster_members") \
  T(Training, "trainings") \
  T(Consent, "consents") \
  T(Appointment, "appointments")
#define SEKISHO_TABLES_PASSAGES(T) \
  T(Passage, "passages") \
  T(Content, "contents") \
  T(Approval, "approvals") \
  T(Download, "downloads") \
  T(Custody, "custodies") \
  T(Copy, "copies") \
  T(CopyApplication, "copy_applications") \
  T(CopyApproval, "copy_approvals") \
  T(Account, "accounts") \
  T(Refusal, "refusals") \
  T(Register, "registers") \
  T(Attachment, "attachments") \
  T(PledgeWording, "pledge_wordings") \
  T(Pledge, "pledges")
#define SEKISHO_TABLES_PEOPLE(T) \
  T(Course, "courses") \
  T(TrainingSession, "training_sessions") \
  T(Invitation, "invitations") \
  T(TrainingRequirement, "training_requirements") \
  T(TestAttempt, "test_attempts") \
  T(Notice, "notices") \
  T(NoticeRead, "notice_reads") \
  T(ReportPlan, "report_plans") \
  T(WorkReport, "work_reports") \
  T(PeriodicReport, "periodic_reports") \
  T(SheetLines, "sheet_lines") \
  T(CheckSheet, "check_sheets") \
  T(SheetAnswer, "sheet_answers") \
  T(AuditFinding, "findings") \
  T(FindingStep, "finding_steps") \
  T(Disposal, "disposals")
#define SEKISHO_TABLES_PLACES(T) \
  T(Area, "areas") \
  T(EntryApplication, "entry_applications") \
  T(EntryPerson, "entry_people") \
  T(BroughtThing, "brought_things") \
  T(Visit, "visits") \
  T(ObjectKey, "object_keys") \
  T(Credential, "credentials") \
  T(Session, "sessions") \
  T(CommandAnswer, "commands") \
  T(Delegation, "delegations") \
  T(Contact, "contacts") \
  T(CalendarFeed, "calendar_feeds") \
  T(Digest, "digests") \
  T(MailState, "mail_states") \
  T(Breach, "breaches") \
  T(Audit, "audits") \
  T(DatasetRecord, "datasets")
// clang-format on
#define SEKISHO_TABLES(T) \
  SEKISHO_TABLES_PARTIES(T) SEKISHO_TABLES_PASSAGES(T) SEKISHO_TABLES_PEOPLE(T) SEKISHO_TABLES_PLACES(T)

template <class T>
inline constexpr std::string_view table_of = {};
#define SEKISHO_TABLE(type, name) \
  template <>                     \
  inline constexpr std::string_view table_of<type> = name;
SEKISHO_TABLES(SEKISHO_TABLE)
#undef SEKISHO_TABLE

}  // namespace sekisho::store
