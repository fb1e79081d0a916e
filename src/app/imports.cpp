#include "app/imports.h"

#include <algorithm>

#include "base/ids.h"
#include "base/json.h"
#include "events.h"
#include "facts.h"
#include "import_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using api::ImportState;

constexpr std::size_t most_held = 512 * 1024 * 1024;  // bytes of all tables together, about
constexpr auto kept = std::chrono::hours(1);
constexpr std::int64_t piece = 256;  // rows between two looks at whether to go on

bool busy(ImportState state) { return state == ImportState::checking || state == ImportState::importing; }

// Whether this viewer may import such records at all, for what is their own.
bool may_import(const Viewer& viewer, api::RecordKind kind, Instant now) {
  rules::Facts facts;
  rules::Target own{viewer.section, {}, "", ""};
  if (!viewer.contractor.empty()) own.contractors = {viewer.contractor};
  facts.bulk = rules::Bulk{act_of(kind), {std::move(own)}};
  return may(rules::Act::import_records, std::move(facts), viewer, now);
}

std::vector<api::ImportField> fields_of(api::RecordKind kind, const Viewer& viewer) {
  std::vector<api::ImportField> out;
  for (const auto& head : heads_of(kind, true)) {
    out.push_back(head.field);
    if (kind == api::RecordKind::workers && viewer.side == rules::Side::contractor &&
        head.field.name == "contractor")
      out.back().required = false;
  }
  return out;
}

}  // namespace

struct Imports::Job {
  std::string account;
  Instant used{};
  ImportTable table;     // not changed once it is there
  api::ImportView view;  // under the lock
};

Imports::Imports(Parts parts, Log log) : parts_(std::move(parts)), log_(std::move(log)) {}
Imports::~Imports() { stop(); }

void Imports::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void Imports::stop() {
  if (thread_.joinable()) {
    thread_.request_stop();
    wake_.notify_all();
    thread_.join();
  }
  const std::scoped_lock lock(lock_);
  tasks_.clear();
  jobs_.clear();
}

void Imports::tend() {
  const Instant now = parts_.clock.now();
  const std::scoped_lock lock(lock_);
  std::erase_if(jobs_, [&](const auto& entry) {
    return now - entry.second->used > kept && !busy(entry.second->view.state);
  });
}

std::vector<api::ImportKindView> Imports::kinds(const Viewer& viewer) const {
  const Instant now = parts_.clock.now();
  const bool exports = may(rules::Act::export_records, {}, viewer, now);
  std::vector<api::ImportKindView> out;
  for (const auto kind :
       {api::RecordKind::contractors, api::RecordKind::engagements, api::RecordKind::workers})
    out.push_back({kind, may_import(viewer, kind, now), exports, fields_of(kind, viewer)});
  return out;
}

Result<api::ImportView> Imports::upload(const Viewer& viewer, api::RecordKind kind,
                                        const std::string& file_name, ByteView file) {
  const Instant now = parts_.clock.now();
  if (!may_import(viewer, kind, now))
    return fail(ErrorCode::forbidden,
                "あなたの役割では、" + std::string(record_word(kind)) +
                    "をまとめて登録できません。情報セキュリティ管理者（課長）に相談してください。",
                "no right to import such records");
  if (file.size() > most_bytes)
    return fail(ErrorCode::too_large, "ファイルが大きすぎます（24 MB まで）。分けてください。",
                "more than 24 MiB");
  SEKISHO_TRY(auto table, read_import_table(kind, file, most_rows));
  auto job = std::make_shared<Job>();
  job->account = viewer.account;
  job->used = now;
  job->table = std::move(table);
  api::ImportView& view = job->view;
  view.id = make_id("imp");
  view.kind = kind;
  view.file_name = file_name.substr(0, 300);
  view.rows = static_cast<std::int64_t>(job->table.rows.size());
  view.columns = columns_seen(job->table);
  view.fields = fields_of(kind, viewer);
  view.mapping.sources = propose_mapping(kind, job->table.header);

  const std::scoped_lock lock(lock_);
  for (const auto& [id, other] : jobs_)
    if (other->account == viewer.account && busy(other->view.state))
      return fail(ErrorCode::conflict, "前のファイルを取り込んでいる途中です。終わるまで待ってください。",
                  "another import of this account is going on");
  std::erase_if(jobs_, [&](const auto& entry) { return entry.second->account == viewer.account; });
  std::size_t held = job->table.bytes;
  for (const auto& [id, other] : jobs_) held += other->table.bytes;
  if (held > most_held)
    return fail(ErrorCode::unavailable,
                "ほかの人の取り込みで込み合っています。少し待ってから、もう一度選んでください。",
                "too much is held in memory for imports");
  jobs_.emplace(view.id, job);
  return view;
}

Result<Imports::JobPtr> Imports::find(const Viewer& viewer, const std::string& id) const {
  const auto found = jobs_.find(id);
  if (found == jobs_.end() || found->second->account != viewer.account || !viewer.active)
    return fail(ErrorCode::not_found, "この取り込みは、もうありません。ファイルを選び直してください。",
                "no such import");
  found->second->used = parts_.clock.now();
  return found->second;
}

Result<api::ImportView> Imports::view(const Viewer& viewer, const std::string& id) const {
  const std::scoped_lock lock(lock_);
  SEKISHO_TRY(const auto job, find(viewer, id));
  return job->view;
}

Result<api::ImportView> Imports::check(const Viewer& viewer, const std::string& id,
                                       const api::ImportMapping& mapping) {
  const std::scoped_lock lock(lock_);
  SEKISHO_TRY(const auto job, find(viewer, id));
  auto& view = job->view;
  if (busy(view.state) || view.state == ImportState::imported)
    return fail(ErrorCode::conflict, "このファイルは、取り込んでいる途中か、取り込みが済んでいます。",
                "busy, or imported");
  SEKISHO_CHECK(check_mapping(view.kind, job->table, mapping));
  view.mapping = mapping;
  view.state = ImportState::checking;
  view.done = view.ready = view.skipped = view.problem_count = 0;
  view.problems.clear();
  view.error.clear();
  view.refused.reset();
  enqueue({job, viewer, ""});
  return view;
}

Result<api::ImportView> Imports::run(const Viewer& viewer, const std::string& key, const std::string& id) {
  const std::scoped_lock lock(lock_);
  SEKISHO_TRY(const auto job, find(viewer, id));
  auto& view = job->view;
  if (view.state == ImportState::importing || view.state == ImportState::imported) return view;
  const bool sound = (view.state == ImportState::checked || view.state == ImportState::failed) &&
                     view.problem_count == 0 && view.ready > 0;
  if (!sound)
    return fail(ErrorCode::conflict,
                "まだ取り込めません。内容を確かめ、問題をなくしてから取り込んでください。",
                "the dry run does not allow it");
  if (key.empty())
    return fail(ErrorCode::invalid_input, "操作番号がありません。画面を読み直してから、やり直してください。",
                "no idempotency key", "Idempotency-Key");
  view.state = ImportState::importing;
  view.done = 0;
  view.error.clear();
  enqueue({job, viewer, key});
  return view;
}

Result<void> Imports::discard(const Viewer& viewer, const std::string& id) {
  const std::scoped_lock lock(lock_);
  SEKISHO_TRY(const auto job, find(viewer, id));
  if (busy(job->view.state))
    return fail(ErrorCode::conflict, "確認か取り込みの途中です。終わるまで待ってください。", "busy");
  jobs_.erase(id);
  return {};
}

void Imports::enqueue(Task task) {
  tasks_.push_back(std::move(task));
  wake_.notify_one();
}

void Imports::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Task task;
    {
      std::unique_lock lock(lock_);
      if (!wake_.wait(lock, stop, [&] { return !tasks_.empty(); })) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    std::string why;
    try {
      if (task.key.empty()) {
        dry_run(task, stop);
      } else {
        import(task, stop);
      }
      continue;
    } catch (const std::exception& error) {
      why = error.what();
    }
    log_("an import ended early: " + why);
    const std::scoped_lock lock(lock_);
    task.job->view.state = ImportState::failed;
    task.job->view.error =
        "データベースに書けませんでした。何も登録していません。少し待ってから、もう一度確認してください。";
    task.job->view.ready = 0;  // asks for a new dry run: it sees what is registered
  }
}

std::function<bool(std::int64_t)> Imports::progress_of(const JobPtr& job, const std::stop_token& stop) {
  return [this, job, stop](std::int64_t done) {
    const std::scoped_lock lock(lock_);
    job->view.done = done;
    return !stop.stop_requested();
  };
}

void Imports::dry_run(const Task& task, const std::stop_token& stop) {
  api::RecordKind kind{};
  api::ImportMapping mapping;
  {
    const std::scoped_lock lock(lock_);
    kind = task.job->view.kind;
    mapping = task.job->view.mapping;
  }
  auto checked = parts_.database.reading([&](store::Connection& c) {
    return check_rows(c, task.viewer, parts_.clock.now(), kind, task.job->table, mapping,
                      progress_of(task.job, stop), false);
  });
  const std::scoped_lock lock(lock_);
  auto& view = task.job->view;
  task.job->used = parts_.clock.now();
  if (!checked) {
    view.state = ImportState::failed;
    view.error = checked.error().ja;
    return;
  }
  view.state = ImportState::checked;
  view.ready = checked->ready;
  view.skipped = checked->skipped;
  view.problem_count = checked->problem_count;
  view.problems = std::move(checked->problems);
}

void Imports::import(const Task& task, const std::stop_token& stop) {
  api::RecordKind kind{};
  api::ImportMapping mapping;
  std::string id;
  {
    const std::scoped_lock lock(lock_);
    kind = task.job->view.kind;
    mapping = task.job->view.mapping;
    id = task.job->view.id;
  }
  const ImportTable& table = task.job->table;
  const auto progress = progress_of(task.job, stop);
  const auto go_on = [](std::int64_t) { return true; };
  const auto answer = parts_.door.pass(
      {task.viewer, task.key, rules::Act::import_records, std::string(json::enum_name(kind)),
       table.sha256 + json::write(mapping)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(auto checked,
                    check_rows(c, task.viewer, parts_.clock.now(), kind, table, mapping, go_on, true));
        if (checked.problem_count > 0 || checked.events.empty())
          return fail(ErrorCode::conflict,
                      "確認してから今までの間に、登録のようすが変わりました。もう一度確認してください。",
                      "the dry run no longer holds");
        Prepared prepared;
        prepared.section = task.viewer.section;
        prepared.facts.bulk = rules::Bulk{act_of(kind), checked.targets};
        prepared.act = [&,
                        events = std::move(checked.events)](Passing& passing) -> Result<boost::json::value> {
          std::int64_t first = 0;
          std::int64_t last = 0;
          std::int64_t done_rows = 0;
          for (const auto& event : events) {
            SEKISHO_TRY(const auto receipt, passing.append(event));
            if (done_rows == 0) first = receipt.entry;
            last = receipt.entry;
            if (++done_rows % piece == 0 && !progress(done_rows))
              return fail(ErrorCode::unavailable, "取り込みを途中で止めました。何も登録していません。",
                          "stopped");
          }
          SEKISHO_TRY(const auto receipt, passing.append({"records.imported",
                                                          id,
                                                          {{"kind", json::enum_name(kind)},
                                                           {"count", done_rows},
                                                           {"first_entry", first},
                                                           {"last_entry", last},
                                                           {"file_sha256", table.sha256}},
                                                          {}}));
          return done(id, receipt);
        };
        return prepared;
      });
  const std::scoped_lock lock(lock_);
  auto& view = task.job->view;
  task.job->used = parts_.clock.now();
  if (!answer) {
    view.state = ImportState::failed;
    view.error = answer.error().ja;
    view.ready = 0;
  } else if (!answer->passed) {
    view.state = ImportState::refused;
    view.refused = json::from_json<api::Refused>(answer->body).value();
  } else {
    view.state = ImportState::imported;
    view.done = view.ready;
    view.receipt = json::from_json<api::Done>(answer->body).value().receipt;
    view.problems.clear();
    for (auto& column : view.columns) column.samples.clear();
    task.job->table.rows.clear();
    task.job->table.rows.shrink_to_fit();
    task.job->table.bytes = 0;
  }
}

}  // namespace sekisho::app
