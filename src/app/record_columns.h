// The columns of the lists that go out and come in as files: one row of a table for each, for reading and
// writing alike. A new column of a record is one more row in record_columns.cpp.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/api_imports.h"
#include "app/viewer.h"
#include "report/table.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

// What the town's records say, gathered once for a whole file: a fixed number of statements. Only what the
// viewer sees.
struct Known {
  struct Firm {
    std::string name, number;
  };
  Viewer viewer;
  std::unordered_map<std::string, Firm> firms;  // by id
  std::unordered_map<std::string, std::string> firm_by_number;
  std::unordered_map<std::u16string, std::vector<std::string>> firms_by_name;  // folded
  std::unordered_map<std::string, std::string> sections;                       // id → name
  std::unordered_map<std::u16string, std::string> section_by_name;             // folded → id
  std::unordered_set<std::string>
      own_firms;  // those with which the viewer's section has a contract, at any tier
  std::unordered_set<std::u16string> registered;  // keys (key_of) of the records of this kind
};
Known known_for_export(store::Connection& connection, const Viewer& viewer);
Known known_for_import(store::Connection& connection, const Viewer& viewer, api::RecordKind kind);

// One cell while it is read.
class Cell {
 public:
  Cell(std::string_view text, const Known& known) : text_(text), known_(known) {}
  std::string_view text() const { return text_; }  // without blanks around it
  const Known& known() const { return known_; }
  void wrong(std::string ja, std::string en) { problems_.push_back({std::move(ja), std::move(en)}); }
  struct Problem {
    std::string ja, en;
  };
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::string_view text_;
  const Known& known_;
  std::vector<Problem> problems_;
};

struct ColumnHead {
  api::ImportField field;
  std::vector<std::string_view> words;  // by which a file's header is recognised, beside the name itself
  std::string_view example;             // in the form to fill in
  double width = 16;
  report::Kind kind = report::Kind::text;
};

template <class R>
struct RecordColumn {
  ColumnHead head;
  void (*read)(Cell&, R&) = nullptr;  // none: it is only written
  std::string (*write)(const R&, const Known&) = nullptr;
};

const std::vector<RecordColumn<store::Contractor>>& contractor_columns();
// A scope entry stands in a row of its own: rows that are alike otherwise are one engagement.
const std::vector<RecordColumn<store::Engagement>>& engagement_columns();
const std::vector<RecordColumn<store::Worker>>& worker_columns();

template <class R>
const std::vector<RecordColumn<R>>& columns_for();
template <>
inline const std::vector<RecordColumn<store::Contractor>>& columns_for<store::Contractor>() {
  return contractor_columns();
}
template <>
inline const std::vector<RecordColumn<store::Engagement>>& columns_for<store::Engagement>() {
  return engagement_columns();
}
template <>
inline const std::vector<RecordColumn<store::Worker>>& columns_for<store::Worker>() {
  return worker_columns();
}

std::vector<ColumnHead> heads_of(api::RecordKind kind, bool readable_only);
std::string_view record_word(api::RecordKind kind);  // 委託事業者, 委託契約, 従事者
rules::Act act_of(api::RecordKind kind);             // what registering one of them is

// Two records with one key are the same one.
std::u16string key_of(const store::Contractor& record);
std::u16string key_of(const store::Engagement& record);
std::u16string key_of(const store::Worker& record);

// Whose thing it would be.
rules::Target target_of(const store::Contractor& record, const Known& known);
rules::Target target_of(const store::Engagement& record, const Known& known);
rules::Target target_of(const store::Worker& record, const Known& known);

}  // namespace sekisho::app
