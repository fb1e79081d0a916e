#include "app/exports.h"

#include <algorithm>

#include "base/json.h"
#include "events.h"
#include "record_columns.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using store::Contractor;
using store::Engagement;
using store::Worker;

constexpr int piece = 1000;  // records in one statement

// In what order a list goes out: a column with the id behind it, since a piece begins where the last one
// ended.
template <class R>
struct Order;
template <>
struct Order<Contractor> {
  static constexpr std::string_view column = "name";
  static const std::string& value(const Contractor& r) { return r.name; }
  static Condition visible(const Viewer& v) { return visible_contractors(v); }
};
template <>
struct Order<Engagement> {
  static constexpr std::string_view column = "section";
  static const std::string& value(const Engagement& r) { return r.section; }
  static Condition visible(const Viewer& v) { return visible_engagements(v); }
};
template <>
struct Order<Worker> {
  static constexpr std::string_view column = "contractor";
  static const std::string& value(const Worker& r) { return r.contractor; }
  static Condition visible(const Viewer& v) { return visible_workers(v); }
};

report::Table table_of(api::RecordKind kind, bool readable_only) {
  report::Table table{std::string(record_word(kind)), {}};
  for (const auto& head : heads_of(kind, readable_only))
    table.columns.push_back({head.field.ja, head.width, head.kind});
  return table;
}

template <class R>
class Stream final : public Export {
 public:
  Stream(store::Database& database, Viewer viewer, api::RecordKind kind, report::Format format)
      : database_(database),
        viewer_(std::move(viewer)),
        writer_(report::table_writer(format, table_of(kind, false), report::into(ready_))) {}

  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    std::size_t done = 0;
    while (done < out.size()) {
      if (at_ == ready_.size()) {
        if (ended_) break;
        ready_.clear();
        at_ = 0;
        SEKISHO_CHECK(write_piece());
        continue;
      }
      const std::size_t count = std::min(out.size() - done, ready_.size() - at_);
      std::copy_n(ready_.begin() + static_cast<std::ptrdiff_t>(at_), count,
                  out.begin() + static_cast<std::ptrdiff_t>(done));
      at_ += count;
      done += count;
    }
    return done;
  }

 private:
  Result<void> write_piece() {
    const auto records = database_.reading([&](store::Connection& c) {
      if (!known_) known_ = known_for_export(c, viewer_);
      Condition condition = Order<R>::visible(viewer_);
      const std::string column(Order<R>::column);
      if (begun_) condition.also("(" + column + ", id) > (?, ?)", {last_value_, last_id_});
      return store::select<R>(
          c, condition.sql + " ORDER BY " + column + ", id LIMIT " + std::to_string(piece), condition.params);
    });
    for (const auto& record : records) SEKISHO_CHECK(write(record));
    if (!records.empty()) {
      begun_ = true;
      last_value_ = Order<R>::value(records.back());
      last_id_ = records.back().id;
    }
    if (records.size() == piece) return {};
    ended_ = true;
    return writer_->finish();
  }

  Result<void> write(const R& record) {
    if constexpr (std::same_as<R, Engagement>) {
      if (record.scope.size() > 1) {
        R one = record;
        for (const auto& entry : record.scope) {
          one.scope = {entry};
          SEKISHO_CHECK(write_row(one));
        }
        return {};
      }
    }
    return write_row(record);
  }

  Result<void> write_row(const R& record) {
    cells_.clear();
    for (const auto& column : columns_for<R>()) cells_.push_back(column.write(record, *known_));
    return writer_->row(cells_);
  }

  store::Database& database_;
  Viewer viewer_;
  std::optional<Known> known_;
  Bytes ready_;
  std::size_t at_ = 0;
  std::unique_ptr<report::TableWriter> writer_;
  std::vector<std::string> cells_;
  bool begun_ = false;
  bool ended_ = false;
  std::string last_value_, last_id_;
};

std::unique_ptr<Export> stream(store::Database& database, const Viewer& viewer, api::RecordKind kind,
                               report::Format format) {
  switch (kind) {
    case api::RecordKind::contractors:
      return std::make_unique<Stream<Contractor>>(database, viewer, kind, format);
    case api::RecordKind::engagements:
      return std::make_unique<Stream<Engagement>>(database, viewer, kind, format);
    case api::RecordKind::workers:
      return std::make_unique<Stream<Worker>>(database, viewer, kind, format);
  }
  return nullptr;
}

}  // namespace

Result<ExportOpened> Exports::open(const Viewer& viewer, const std::string& key, api::RecordKind kind,
                                   report::Format format) {
  const std::string what(json::enum_name(kind));
  const std::string extension(report::extension_of(format));
  SEKISHO_TRY(auto answer,
              parts_.door.pass(
                  {viewer, key, rules::Act::export_records, what, extension},
                  [&](store::Connection&) -> Result<Prepared> {
                    Prepared prepared;
                    prepared.section = viewer.section;
                    prepared.act = [&](Passing& passing) -> Result<boost::json::value> {
                      SEKISHO_TRY(
                          const auto receipt,
                          passing.append({"records.exported", what, {{"format", extension.substr(1)}}, {}}));
                      return done(what, receipt);
                    };
                    return prepared;
                  }));
  ExportOpened out{std::move(answer), nullptr, ""};
  if (out.answer.passed) {
    out.content = stream(parts_.database, viewer, kind, format);
    out.file_name =
        std::string(record_word(kind)) + "一覧_" + format_day(day_in_japan(parts_.clock.now())) + extension;
  }
  return out;
}

Result<Bytes> Exports::form(api::RecordKind kind, report::Format format) {
  Bytes out;
  const auto writer = report::table_writer(format, table_of(kind, true), report::into(out));
  std::vector<std::string> example;
  for (const auto& head : heads_of(kind, true)) example.emplace_back(head.example);
  SEKISHO_CHECK(writer->row(example));
  SEKISHO_CHECK(writer->finish());
  return out;
}

}  // namespace sekisho::app
