// Which table holds which record. See store/rows.h.
#pragma once

#include <string_view>

#include "store/records.h"

namespace sekisho::store {

template <class T>
inline constexpr std::string_view table_of = {};
#define SEKISHO_TABLE(type, name) \
  template <>                     \
  inline constexpr std::string_view table_of<type> = name;
SEKISHO_TABLE(Town, "town")
SEKISHO_TABLE(Section, "sections")
SEKISHO_TABLE(Officer, "officers")
SEKISHO_TABLE(Asset, "assets")
SEKISHO_TABLE(Contractor, "contractors")
SEKISHO_TABLE(Engagement, "engagements")
SEKISHO_TABLE(SubContract, "sub_contracts")
SEKISHO_TABLE(Worker, "workers")
SEKISHO_TABLE(Roster, "rosters")
SEKISHO_TABLE(RosterMember, "roster_members")
SEKISHO_TABLE(Training, "trainings")
SEKISHO_TABLE(Consent, "consents")
SEKISHO_TABLE(Appointment, "appointments")
SEKISHO_TABLE(Passage, "passages")
SEKISHO_TABLE(Content, "contents")
SEKISHO_TABLE(Approval, "approvals")
SEKISHO_TABLE(Download, "downloads")
SEKISHO_TABLE(Custody, "custodies")
SEKISHO_TABLE(Copy, "copies")
SEKISHO_TABLE(Account, "accounts")
SEKISHO_TABLE(Refusal, "refusals")
SEKISHO_TABLE(Register, "registers")
SEKISHO_TABLE(Attachment, "attachments")
SEKISHO_TABLE(PledgeWording, "pledge_wordings")
SEKISHO_TABLE(Pledge, "pledges")
SEKISHO_TABLE(Course, "courses")
SEKISHO_TABLE(TrainingSession, "training_sessions")
SEKISHO_TABLE(Invitation, "invitations")
SEKISHO_TABLE(TrainingRequirement, "training_requirements")
SEKISHO_TABLE(TestAttempt, "test_attempts")
SEKISHO_TABLE(Notice, "notices")
SEKISHO_TABLE(NoticeRead, "notice_reads")
SEKISHO_TABLE(ReportPlan, "report_plans")
SEKISHO_TABLE(WorkReport, "work_reports")
SEKISHO_TABLE(PeriodicReport, "periodic_reports")
SEKISHO_TABLE(SheetLines, "sheet_lines")
SEKISHO_TABLE(CheckSheet, "check_sheets")
SEKISHO_TABLE(SheetAnswer, "sheet_answers")
SEKISHO_TABLE(AuditFinding, "findings")
SEKISHO_TABLE(FindingStep, "finding_steps")
SEKISHO_TABLE(Area, "areas")
SEKISHO_TABLE(EntryApplication, "entry_applications")
SEKISHO_TABLE(EntryPerson, "entry_people")
SEKISHO_TABLE(BroughtThing, "brought_things")
SEKISHO_TABLE(Visit, "visits")
SEKISHO_TABLE(ObjectKey, "object_keys")
SEKISHO_TABLE(Credential, "credentials")
SEKISHO_TABLE(Session, "sessions")
SEKISHO_TABLE(CommandAnswer, "commands")
SEKISHO_TABLE(Delegation, "delegations")
SEKISHO_TABLE(Contact, "contacts")
SEKISHO_TABLE(CalendarFeed, "calendar_feeds")
SEKISHO_TABLE(Digest, "digests")
SEKISHO_TABLE(MailState, "mail_states")
#undef SEKISHO_TABLE

}  // namespace sekisho::store
