// The shapes of the API for what a contract says and who answers for it. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "app/api_parties_input.h"
#include "rules/contract.h"
#include "store/records_contracts.h"

namespace sekisho::app::api {

struct TermsInput {
  std::vector<store::ContractTerm> terms;
};  // any of the 13; those not named stay as they are
struct ServiceLevelsInput {
  std::vector<store::ServiceLevel> levels;
  std::int64_t report_months = 0;
};  // interval of the contractor's reports; 0: none agreed
struct WorkplacesInput {
  std::vector<store::Workplace> workplaces;
};
struct SelectionInput {
  std::vector<store::SelectionEntry> entries;
};
struct SpecificationInput {
  std::string document;
  std::vector<store::Requirement> requirements;
};
struct BasicsInput {
  std::string title, starts, ends;
  std::vector<ScopeEntry> scope;
  bool production_data_allowed = false, my_number = false;
};
struct AppointmentInput {
  std::string contractor;
  rules::Post post = rules::Post::responsible;
  std::string worker, name, since;
};  // worker: of this firm, or empty, then name

struct AppointmentView {
  std::string id, contractor, contractor_name;
  rules::Post post = rules::Post::responsible;
  std::string name, since, ended_on;
};
struct RecordChange {
  std::string at, by, what;
};
// What a firm may not see is empty: selection and the history are the town's; a firm below the contract's own
// party sees its own people and places alone.
struct ContractRecord {
  std::string id, title;
  std::vector<store::ContractTerm> terms;  // all 13, in order
  std::vector<rules::Term> stops;          // those without which nothing is handed over
  std::vector<store::ServiceLevel> service_levels;
  std::int64_t report_months = 0;
  std::vector<store::Workplace> workplaces;
  std::vector<store::SelectionEntry> selection;
  std::string specification;
  std::vector<store::Requirement> requirements;
  std::vector<rules::ContractPart> missing_parts;
  std::vector<AppointmentView> appointments;  // newest first; those that ended too
  std::vector<FirmView> firms;                // for whom this viewer may name people and places
  std::vector<RecordChange> changes;          // newest first, at most 50
  bool important = true;
  std::vector<rules::Act> may;
};

#define D BOOST_DESCRIBE_STRUCT
D(TermsInput, (), (terms))
D(ServiceLevelsInput, (), (levels, report_months))
D(WorkplacesInput, (), (workplaces))
D(SelectionInput, (), (entries))
D(SpecificationInput, (), (document, requirements))
D(BasicsInput, (), (title, starts, ends, scope, production_data_allowed, my_number))
D(AppointmentInput, (), (contractor, post, worker, name, since))
D(AppointmentView, (), (id, contractor, contractor_name, post, name, since, ended_on))
D(RecordChange, (), (at, by, what))
D(ContractRecord, (),
  (id, title, terms, stops, service_levels, report_months, workplaces, selection, specification, requirements,
   missing_parts, appointments, firms, changes, important, may))
#undef D

}  // namespace sekisho::app::api
