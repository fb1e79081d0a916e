// How an event kind changes rows: what the files apply_*.cpp are made of. One row of a table for each kind,
// in the file of its subject. Pure, like apply() itself.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/event.h"

namespace sekisho::store {

using Changes = std::vector<Change>;

// The event, its columns (plain and personal; a value that was erased reads as ""), and when it happened.
struct ApplyContext {
  const Recorded& event;
  boost::json::object all;
  std::string at;
  const std::string& id() const { return event.entry.subject; }
  const std::string& actor() const { return event.entry.actor; }
};
using Apply = std::function<Changes(ApplyContext&)>;
using Kinds = std::unordered_map<std::string_view, Apply>;

void add_party_kinds(Kinds& kinds);
void add_contract_kinds(Kinds& kinds);
void add_passage_kinds(Kinds& kinds);
void add_account_kinds(Kinds& kinds);
void add_attachment_kinds(Kinds& kinds);
void add_people_kinds(Kinds& kinds);
void add_training_kinds(Kinds& kinds);
void add_report_kinds(Kinds& kinds);
void add_sheet_kinds(Kinds& kinds);
void add_disposal_kinds(Kinds& kinds);
void add_area_kinds(Kinds& kinds);
void add_duty_kinds(Kinds& kinds);
void add_breach_kinds(Kinds& kinds);
void add_audit_kinds(Kinds& kinds);
void add_dataset_kinds(Kinds& kinds);

using Columns = std::initializer_list<std::pair<std::string_view, boost::json::value>>;
boost::json::object with(boost::json::object object, Columns more);
boost::json::object only(const boost::json::object& from, std::initializer_list<std::string_view> names);
std::string text(const boost::json::object& from, std::string_view name);

Change put(std::string_view table, std::string id, boost::json::object row);
Change update(std::string_view table, std::string id, boost::json::object row);
// The event's columns are the row's.
Apply put_row(std::string_view table);
Apply update_row(std::string_view table);
Apply nothing();

}  // namespace sekisho::store
