// The dry run: every row against what is known, and against the gate.
#include "import_rows.h"

#include <map>

#include "base/ids.h"
#include "base/json.h"
#include "cell_values.h"
#include "facts.h"
#include "inspect/text.h"
#include "party_events.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using store::Contractor;
using store::Engagement;
using store::Worker;

constexpr std::size_t shown_problems = 500;

store::Event event_for(const Contractor& r) { return contractor_registered(r); }
store::Event event_for(const Engagement& r) { return engagement_registered(r); }
store::Event event_for(const Worker& r) { return worker_registered(r); }
std::string new_id(const Contractor&) { return make_id("con"); }
std::string new_id(const Engagement&) { return make_id("eng"); }
std::string new_id(const Worker&) { return make_id("wkr"); }

// What the fields of one row must be together.
void check_whole(const Contractor&, Cell&) {}
void check_whole(const Worker&, Cell&) {}
void check_whole(const Engagement& r, Cell& cell) {
  if (r.ends < r.starts) cell.wrong("契約の終わりが、始まりより前です。", "ends before it starts");
}

// The same record in another row: one more scope entry, or a mistake. False: a mistake.
bool join(Contractor&, const Contractor&) { return false; }
bool join(Worker&, const Worker&) { return false; }
bool join(Engagement& into, const Engagement& more) {
  if (into.section != more.section || into.ends != more.ends || into.workplace != more.workplace ||
      into.responsible_person != more.responsible_person || into.my_number != more.my_number ||
      into.production_data_allowed != more.production_data_allowed ||
      into.report_months != more.report_months || into.specification != more.specification ||
      json::to_json(into.terms) != json::to_json(more.terms) || into.scope.size() >= 100)
    return false;
  const auto& entry = more.scope.front();
  for (const auto& had : into.scope)
    if (had.information == entry.information && had.range == entry.range && had.ways == entry.ways)
      return false;
  into.scope.push_back(entry);
  return true;
}

template <class R>
class Run {
 public:
  Run(const Known& known, Instant now, api::RecordKind kind, const ImportTable& table,
      const api::ImportMapping& mapping)
      : known_(known), now_(now), kind_(kind), table_(table), mapping_(mapping) {
    for (const auto& column : columns_for<R>()) {
      if (column.read == nullptr) continue;
      const api::ImportSource* source = nullptr;
      for (const auto& one : mapping.sources)
        if (one.field == column.head.field.name) source = &one;
      fields_.push_back({&column, source});
    }
  }

  Result<Checked> operator()(const ImportProgress& progress, bool make_events) {
    std::int64_t done = 0;
    for (const auto& row : table_.rows) {
      take(row);
      if (++done % 256 == 0 && !progress(done))
        return fail(ErrorCode::unavailable, "取り込みを途中で止めました。何も登録していません。", "stopped");
    }
    out_.ready = static_cast<std::int64_t>(records_.size());
    if (out_.problem_count == 0 && make_events)
      for (auto& record : records_) {
        record.id = new_id(record);
        out_.events.push_back(event_for(record));
      }
    progress(done);
    return std::move(out_);
  }

 private:
  struct Field {
    const RecordColumn<R>* column;
    const api::ImportSource* source;  // may be absent
  };

  std::string_view text_of(const Field& field, const report::Row& row) const {
    if (field.source == nullptr) return {};
    if (field.source->column < 0) return trimmed(field.source->value);
    const auto column = static_cast<std::size_t>(field.source->column);
    return column < row.cells.size() ? trimmed(row.cells[column]) : std::string_view();
  }

  void problem(const report::Row& row, const Field* field, std::string_view text, std::string ja,
               std::string en) {
    ++out_.problem_count;
    if (out_.problems.size() >= shown_problems) return;
    api::ImportProblem problem{static_cast<std::int64_t>(row.number),
                               "",
                               "",
                               std::string(text.substr(0, 200)),
                               std::move(ja),
                               std::move(en)};
    if (field != nullptr) {
      problem.field = field->column->head.field.name;
      problem.column = column_name(*field);
    }
    out_.problems.push_back(std::move(problem));
  }

  std::string column_name(const Field& field) const {
    const std::string& ja = field.column->head.field.ja;
    if (field.source == nullptr || field.source->column < 0) return "「" + ja + "」";
    const auto column = static_cast<std::size_t>(field.source->column);
    return columns_.at(column).letter + " 列「" + ja + "」";
  }

  void take(const report::Row& row) {
    R record{};
    bool sound = true;
    for (const auto& field : fields_) {
      Cell cell(text_of(field, row), known_);
      if (cell.text().empty() && field.column->head.field.required) {
        if (!own_firm(field, record))
          cell.wrong(field.source == nullptr || (field.source->column < 0 && field.source->value.empty())
                         ? "列が選ばれていません。"
                         : "入っていません。",
                     "empty");
      } else {
        field.column->read(cell, record);
      }
      for (const auto& wrong : cell.problems()) problem(row, &field, cell.text(), wrong.ja, wrong.en);
      sound = sound && cell.problems().empty();
    }
    if (!sound) return;
    Cell whole({}, known_);
    check_whole(record, whole);
    for (const auto& wrong : whole.problems()) problem(row, nullptr, {}, wrong.ja, wrong.en);
    if (whole.problems().empty()) keep(row, std::move(record));
  }

  // A firm's manager registers people of the own firm: it need not stand in the file.
  bool own_firm(const Field& field, R& record) const {
    if constexpr (std::same_as<R, Worker>) {
      if (field.column->head.field.name == "contractor" && known_.viewer.side == rules::Side::contractor) {
        record.contractor = known_.viewer.contractor;
        return !record.contractor.empty();
      }
    }
    return false;
  }

  void keep(const report::Row& row, R record) {
    auto key = key_of(record);
    if (known_.registered.contains(key)) {
      if (mapping_.skip_known) {
        ++out_.skipped;
      } else {
        problem(row, nullptr, {}, "すでに登録されています。", "registered already");
      }
      return;
    }
    const auto [seen, fresh] = rows_.try_emplace(std::move(key), records_.size(), row.number);
    if (!fresh) {
      if (!join(records_[seen->second.first], record))
        problem(row, nullptr, {},
                std::to_string(seen->second.second) + " 行目と同じ" + std::string(record_word(kind_)) +
                    (std::same_as<R, Engagement> ? "ですが、内容が違うか、まったく同じ行です。" : "です。"),
                "the same as in row " + std::to_string(seen->second.second));
      return;
    }
    const auto target = target_of(record, known_);
    if (const auto reason = stopped(target); !reason.empty())
      problem(row, nullptr, {}, reason, "the gate would refuse it");
    records_.push_back(std::move(record));
  }

  // What the gate says of registering such a thing; asked once for each different one.
  const std::string& stopped(const rules::Target& target) {
    const auto [asked, fresh] = asked_.try_emplace(
        target.section + "\n" + (target.contractors.empty() ? "" : target.contractors.front()));
    if (!fresh) return asked->second;
    out_.targets.push_back(target);
    rules::Facts facts;
    facts.target = target;
    for (const auto& finding : judge_for(act_of(kind_), std::move(facts), known_.viewer, now_).findings)
      if (finding.outcome != rules::Outcome::passed) {
        asked->second = finding.reason_ja + finding.todo_ja;
        break;
      }
    return asked->second;
  }

  const Known& known_;
  Instant now_;
  api::RecordKind kind_;
  const ImportTable& table_;
  const api::ImportMapping& mapping_;
  std::vector<Field> fields_;
  std::vector<api::ImportColumn> columns_ = columns_seen(table_);
  std::vector<R> records_;
  std::unordered_map<std::u16string, std::pair<std::size_t, std::uint64_t>> rows_;  // key → record, row
  std::map<std::string, std::string> asked_;
  Checked out_;
};

template <class R>
void note_registered(store::Connection& c, Condition condition, Known& known) {
  for (const auto& record : store::select<R>(c, condition.sql, condition.params))
    known.registered.insert(key_of(record));
}

}  // namespace

Known known_for_export(store::Connection& c, const Viewer& viewer) {
  Known out;
  out.viewer = viewer;
  // A firm sees the names of those above it in its own contracts; its list names them as the pages do.
  const auto engagements = visible_engagements(viewer);
  auto firms = visible_contractors(viewer);
  if (viewer.side == rules::Side::contractor)
    firms = {"id IN (SELECT contractor FROM engagements WHERE " + engagements.sql + ")", engagements.params};
  for (const auto& firm : store::select<Contractor>(c, firms.sql, firms.params))
    out.firms[firm.id] = {firm.name, firm.corporate_number};
  if (viewer.side == rules::Side::contractor)
    if (const auto own = store::find<Contractor>(c, viewer.contractor))
      out.firms[own->id] = {own->name, own->corporate_number};
  for (const auto& section : store::select<store::Section>(c)) out.sections[section.id] = section.name;
  return out;
}

Known known_for_import(store::Connection& c, const Viewer& viewer, api::RecordKind kind) {
  Known out;
  out.viewer = viewer;
  const auto firms = visible_contractors(viewer);
  for (const auto& firm : store::select<Contractor>(c, firms.sql, firms.params)) {
    out.firms[firm.id] = {firm.name, firm.corporate_number};
    out.firm_by_number[firm.corporate_number] = firm.id;
    out.firms_by_name[inspect::fold(firm.name)].push_back(firm.id);
  }
  for (const auto& section : store::select<store::Section>(c)) {
    out.sections[section.id] = section.name;
    out.section_by_name[inspect::fold(section.name)] = section.id;
  }
  if (!viewer.section.empty())
    for (const auto& row : c.query("SELECT contractor FROM engagements WHERE section = :p0 UNION SELECT "
                                   "s.contractor FROM sub_contracts s"
                                   " JOIN engagements e ON e.id = s.engagement WHERE e.section = :p1",
                                   {viewer.section, viewer.section})
                               .rows)
      out.own_firms.insert(store::from_value<std::string>(row[0]));
  if (kind == api::RecordKind::contractors) note_registered<Contractor>(c, visible_contractors(viewer), out);
  if (kind == api::RecordKind::engagements) note_registered<Engagement>(c, visible_engagements(viewer), out);
  if (kind == api::RecordKind::workers)
    note_registered<Worker>(c, visible_workers(viewer).also("left_on = ''"), out);
  return out;
}

Result<Checked> check_rows(store::Connection& c, const Viewer& viewer, Instant now, api::RecordKind kind,
                           const ImportTable& table, const api::ImportMapping& mapping,
                           const ImportProgress& progress, bool make_events) {
  const Known known = known_for_import(c, viewer, kind);
  switch (kind) {
    case api::RecordKind::contractors:
      return Run<Contractor>(known, now, kind, table, mapping)(progress, make_events);
    case api::RecordKind::engagements:
      return Run<Engagement>(known, now, kind, table, mapping)(progress, make_events);
    case api::RecordKind::workers:
      return Run<Worker>(known, now, kind, table, mapping)(progress, make_events);
  }
  return Checked{};
}

}  // namespace sekisho::app
