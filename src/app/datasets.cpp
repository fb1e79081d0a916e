#include "app/datasets.h"

#include <algorithm>

#include "dataset_files.h"
#include "dataset_rows.h"
#include "events.h"
#include "facts.h"
#include "inspection_words.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::Role;

// How many people a list holds is no secret inside the town, and the audit asks for it.
Result<void> check_sees(const Viewer& v) {
  const bool sees = v.active && v.side == rules::Side::town &&
                    (sees_whole_town(v) || v.has(Role::system_administrator) || v.has(Role::section_manager));
  if (sees) return {};
  return fail(ErrorCode::forbidden,
              "照合データを見られるのは、情報システム管理者、統括情報セキュリティ責任者などです。",
              "no right to see the datasets");
}

std::vector<Act> may_do(const Viewer& viewer, Instant now) {
  std::vector<Act> out;
  for (const Act act : {Act::import_dataset, Act::remove_dataset})
    if (may(act, {}, viewer, now)) out.push_back(act);
  return out;
}

api::DatasetRow row_of(const Parts& parts, const store::DatasetRecord& record, const std::string& by,
                       const std::string& removed_by) {
  api::DatasetRow out;
  out.id = record.id;
  out.name = record.name;
  out.classification = record.classification;
  out.unit = record.unit;
  out.counter = unit_counter(record.unit);
  out.held = record.state == "held";
  std::error_code absent;
  out.usable = out.held && std::filesystem::exists(index_file(parts, record.id, record.sha256), absent);
  for (const auto& column : record.used)
    out.columns.push_back({column.heading, column.meaning, meaning_ja(column.meaning)});
  out.rows = record.row_count;
  out.units = record.units;
  out.households = record.households;
  out.unmatchable = record.unmatchable;
  out.index_bytes = record.index_bytes;
  out.replaced = record.replaced;
  out.encoding = record.encoding;
  out.registered_at = record.registered_at;
  out.imported_at = record.imported_at;
  out.imported_by = by;
  out.removed_at = record.removed_at;
  out.removed_by = removed_by;
  out.remove_reason = record.remove_reason;
  return out;
}

std::vector<api::DatasetRow> rows_of(store::Connection& c, const Parts& parts,
                                     const std::vector<store::DatasetRecord>& records) {
  std::vector<std::string> accounts;
  for (const auto& record : records) {
    accounts.push_back(record.imported_by);
    if (!record.removed_by.empty()) accounts.push_back(record.removed_by);
  }
  const auto names = account_names(c, accounts);
  std::vector<api::DatasetRow> out;
  for (const auto& record : records)
    out.push_back(row_of(parts, record, names.at(record.imported_by),
                         record.removed_by.empty() ? "" : names.at(record.removed_by)));
  return out;
}

std::unexpected<Error> no_such() {
  return fail(ErrorCode::not_found, "その照合データは見つかりません。", "no such dataset");
}

}  // namespace

Result<api::DatasetList> Datasets::list(const Viewer& viewer) const {
  SEKISHO_CHECK(check_sees(viewer));
  const Instant now = parts_.clock.now();
  return parts_.database.reading([&](store::Connection& c) -> Result<api::DatasetList> {
    return api::DatasetList{
        rows_of(
            c, parts_,
            store::select<store::DatasetRecord>(
                c,
                "1 = 1 ORDER BY state = 'removed', CASE WHEN state = 'removed' THEN removed_at ELSE '' END"
                " DESC, registered_at, id LIMIT 500")),
        all_meanings(), may_do(viewer, now)};
  });
}

Result<api::DatasetView> Datasets::view(const Viewer& viewer, const std::string& id) const {
  SEKISHO_CHECK(check_sees(viewer));
  const Instant now = parts_.clock.now();
  return parts_.database.reading([&](store::Connection& c) -> Result<api::DatasetView> {
    const auto record = store::find<store::DatasetRecord>(c, id);
    if (!record) return no_such();
    return api::DatasetView{rows_of(c, parts_, {*record}).front(), timeline(c, {id}), may_do(viewer, now)};
  });
}

Result<Answer> Datasets::remove(const Viewer& viewer, const std::string& key, const std::string& id,
                                const api::ReasonInput& in) {
  SEKISHO_CHECK(check_long_text(in.reason, "reason", true));
  std::string name;
  auto answer = parts_.door.pass(
      {viewer, key, Act::remove_dataset, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_CHECK(check_sees(viewer));
        const auto record = store::find<store::DatasetRecord>(c, id);
        if (!record || record->state != "held") return no_such();
        name = record->name;
        Prepared prepared;
        prepared.act = [id, reason = in.reason](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"dataset.removed", id, {}, {{"reason", reason}}}));
          return done(id, receipt);
        };
        return prepared;
      });
  if (answer && answer->passed && !answer->repeated) {
    sweep_indexes(parts_);
    changed_(name);
  }
  return answer;
}

}  // namespace sekisho::app
