// What the gate is told. Plain values, gathered by the counters (src/app) from the store before each act; the
// gate itself reads nothing else. Parts that an act does not concern stay empty; a rule that needs an empty
// part fails.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "rules/contract.h"
#include "rules/duty_owing.h"
#include "rules/facts_areas.h"     // IWYU pragma: export
#include "rules/facts_audit.h"     // IWYU pragma: export
#include "rules/facts_consent.h"   // IWYU pragma: export
#include "rules/facts_disposal.h"  // IWYU pragma: export
#include "rules/facts_passage.h"   // IWYU pragma: export
#include "rules/facts_people.h"    // IWYU pragma: export
#include "rules/facts_sheet.h"     // IWYU pragma: export
#include "rules/training.h"        // IWYU pragma: export
#include "rules/vocabulary.h"

namespace sekisho::rules {

struct Actor {
  std::string account;  // acc_…
  std::string person;   // off_… or wkr_…: the same person may have several accounts, but counts once
  std::vector<Role> roles;
  Side side = Side::town;
  std::string section;     // sec_…, of an officer
  std::string contractor;  // con_…, of a contractor's person
  bool active = false;     // the account is not closed
  bool mfa = false;        // this session was opened with a second factor
};

// Whose thing is acted upon (least privilege by section, contractor and person).
struct Target {
  std::string section;                   // owner of the asset or engagement
  std::vector<std::string> contractors;  // the chain, prime contractor first, the firm concerned last
  std::string person;                    // the one person it is about (named recipient, holder), if any
  std::string owner_account;             // who made it (the applicant), if any
};

struct ScopeEntry {  // 情報の種類 × 範囲 × アクセス方法 (8.1(2)④)
  std::string information, range;
  std::vector<AccessWay> ways;
};

struct Workplace {  // recorded by the section, of one firm of the contract
  std::string contractor, name;
};

struct Engagement {
  std::string id;
  Day starts{};
  Day ends{};
  bool cancelled = false;
  std::vector<ScopeEntry> scope;
  bool production_data_allowed = false;  // check sheet 6-2
  bool my_number = false;
  std::vector<Term> terms{};  // of the 13, those that are agreed
  bool workplace_fixed = false;
  std::vector<Workplace> workplaces{};
};

struct Tier {  // one firm of the chain, the prime contractor first, the recipient's firm last
  std::string contractor;
  std::string name;  // of a firm
  int depth = 0;     // 0 = prime contractor: needs no consent, it is the contract's own party
  ConsentState consent = ConsentState::none;
  bool flow_down_confirmed = false;        // bound to the same terms (check sheet 15-2)
  std::optional<Day> starts{}, ends{};     // as consented to; none: as long as the engagement
  std::vector<std::string> information{};  // kinds consented to; empty: those of the engagement
  bool data_manager_named = false;         // check sheet 9-1
  bool check_sheet_confirmed = false;      // its own, by the town (G-8.1-3b)
};

struct Recipient {
  std::string person;
  std::string contractor;
  bool on_confirmed_roster = false;  // of the newest confirmed roster of this engagement and firm
  bool identity_confirmed = false;   // by document or interview
  std::optional<Day> trained_until;  // last day on which the newest training counts
  bool left = false;
  bool pledged = false;                         // 誓約書 given, for this engagement
  std::optional<Day> people_confirmed_until{};  // a year after the firm's people were last confirmed (R-2e)
  std::vector<Trained> trainings{};             // each that this person has, run out or not
  std::vector<RequiredTraining>
      required{};                  // asked of this engagement's people, beside what important assets ask
  bool handles_important = false;  // the engagement's kinds of information hold an important asset
};

struct Asset {
  std::string id;
  std::string information;  // kind of information, as in ScopeEntry
  Confidentiality confidentiality = Confidentiality::c3a;
  Integrity integrity = Integrity::i2;
  bool personal_data = true;
};

struct Bulk {                          // many records of one kind at once, all or none
  Act act = Act::register_contractor;  // what registering one of them is
  std::vector<Target> targets;         // each different one
};

struct Facts {
  Act act = Act::draft_passage;
  Instant now{};
  Actor actor;
  Target target;
  std::optional<Passage> passage;
  std::optional<Engagement> engagement;
  std::vector<Tier> chain;
  std::optional<Recipient> recipient;
  std::optional<Asset> asset;
  std::optional<Content> content;
  std::vector<Approval> approvals;
  std::optional<Custody> custody;
  std::optional<CopyApplication> copy;  // that is decided, or under which a copy is declared
  std::optional<Bulk> bulk;
  std::optional<Roster> roster;
  std::optional<ConsentCase> consent;
  std::optional<Sheet> sheet;
  std::optional<FindingFacts> finding;
  std::optional<Disposal> disposal;
  std::optional<Audit> audit;  // of a firm; or the one in which a finding is made
  std::optional<Area> area;
  std::optional<EntryApplication> entry;  // to enter the area, or to bring something in
  std::optional<Visit> visit;
  std::optional<Delegation> delegation;
  std::optional<Duty> handed;  // the one duty that it is of
  bool tls = false;  // the request came over an encrypted link (or loopback by the operator's choice)
  std::string decision_note;  // a reason is required to reject
  std::string place;          // where the data will be handled, as declared with the receipt
};

}  // namespace sekisho::rules
