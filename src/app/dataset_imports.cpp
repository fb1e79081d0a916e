// Extracts on their way in: in memory, looked at in a dry run, then confirmed.
#include <openssl/crypto.h>

#include <algorithm>
#include <chrono>

#include "app/datasets.h"
#include "base/ids.h"
#include "dataset_files.h"
#include "dataset_rows.h"
#include "events.h"
#include "facts.h"
#include "party_facts.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using api::DatasetFileState;
using rules::Act;

constexpr std::size_t most_held = std::size_t{768} * 1024 * 1024;  // of all extracts together
constexpr auto kept = std::chrono::hours(1);

void wipe(std::string& bytes) {
  OPENSSL_cleanse(bytes.data(), bytes.size());
  bytes.clear();
  bytes.shrink_to_fit();
}

std::unexpected<Error> too_large() {
  return fail(ErrorCode::too_large, "ファイルが大きすぎます（512 MB まで）。使わない列を除いてください。",
              "more than 512 MiB");
}

}  // namespace

struct Datasets::File {
  std::string account;
  Instant used{};
  std::string bytes;             // not changed while a dry run goes on
  std::filesystem::path index;   // of the last dry run that went well
  inspect::ImportReport report;  // of that
  api::DatasetFileView view;     // under the lock
  std::stop_source ending;       // of the dry run, when the extract is given up
};

Datasets::Datasets(Parts parts, Changed changed, Log log)
    : parts_(std::move(parts)), changed_(std::move(changed)), log_(std::move(log)) {}
Datasets::~Datasets() { stop(); }

void Datasets::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void Datasets::stop() {
  if (thread_.joinable()) {
    thread_.request_stop();
    wake_.notify_all();
    thread_.join();
  }
  const std::scoped_lock lock(lock_);
  tasks_.clear();
  for (const auto& [id, file] : files_) forget(file);
  files_.clear();
}

void Datasets::tend() {
  const Instant now = parts_.clock.now();
  const std::scoped_lock lock(lock_);
  std::erase_if(files_, [&](const auto& entry) {
    const auto& file = entry.second;
    if (now - file->used <= kept || file->view.state == DatasetFileState::checking) return false;
    forget(file);
    return true;
  });
}

void Datasets::forget(const FilePtr& file) {
  file->ending.request_stop();
  if (file->view.state != DatasetFileState::checking) wipe(file->bytes);
  std::error_code ignored;
  if (!file->index.empty()) std::filesystem::remove(file->index, ignored);
  file->index.clear();
}

Result<std::unique_ptr<DatasetExtract>> Datasets::begin(const Viewer& viewer, const std::string& file_name,
                                                        const std::string& replaces,
                                                        std::optional<std::uint64_t> size) {
  if (!may(Act::import_dataset, {}, viewer, parts_.clock.now()))
    return fail(ErrorCode::forbidden,
                "照合データを登録できるのは、情報システム管理者と統括情報セキュリティ責任者です。",
                "no right to import datasets");
  if (size.value_or(0) > most_bytes) return too_large();
  api::DatasetCheckInput input;
  if (!replaces.empty()) {
    const auto record = parts_.database.reading(
        [&](store::Connection& c) { return store::find<store::DatasetRecord>(c, replaces); });
    if (!record || record->state != "held")
      return fail(ErrorCode::not_found, "置き換える照合データが見つかりません。", "no such dataset",
                  "dataset");
    input = input_like(*record);
  }
  {
    const std::scoped_lock lock(lock_);
    std::size_t held = static_cast<std::size_t>(size.value_or(0));
    for (const auto& [id, other] : files_)
      if (other->account != viewer.account) held += other->bytes.size();
    if (held > most_held)
      return fail(ErrorCode::unavailable,
                  "ほかの人の取り込みで込み合っています。少し待ってから、もう一度選んでください。",
                  "too much is held in memory for imports");
  }
  return std::make_unique<DatasetExtract>(*this, viewer, file_name, std::move(input));
}

DatasetExtract::DatasetExtract(Datasets& datasets, Viewer viewer, std::string file_name,
                               api::DatasetCheckInput input)
    : datasets_(datasets),
      viewer_(std::move(viewer)),
      file_name_(std::move(file_name)),
      input_(std::move(input)) {}
DatasetExtract::~DatasetExtract() { wipe(bytes_); }

Result<void> DatasetExtract::write(ByteView piece) {
  if (bytes_.size() + piece.size() > Datasets::most_bytes) return too_large();
  bytes_ += as_text(piece);
  return {};
}

Result<api::DatasetFileView> DatasetExtract::finish() {
  return datasets_.add(viewer_, file_name_, std::exchange(bytes_, {}), std::move(input_));
}

Result<api::DatasetFileView> Datasets::add(const Viewer& viewer, const std::string& file_name,
                                           std::string bytes, api::DatasetCheckInput input) {
  auto file = std::make_shared<File>();
  file->account = viewer.account;
  file->used = parts_.clock.now();
  file->bytes = std::move(bytes);
  file->view.id = make_id("ext");
  file->view.file_name = file_name.substr(0, 300);
  file->view.state = DatasetFileState::checking;
  file->view.size = static_cast<std::int64_t>(file->bytes.size());
  file->view.input = std::move(input);
  const std::scoped_lock lock(lock_);
  std::erase_if(files_, [&](const auto& entry) {
    if (entry.second->account != viewer.account) return false;
    forget(entry.second);
    return true;
  });
  files_.emplace(file->view.id, file);
  tasks_.push_back(file);
  wake_.notify_one();
  return file->view;
}

Result<Datasets::FilePtr> Datasets::find(const Viewer& viewer, const std::string& id) const {
  const auto found = files_.find(id);
  if (found == files_.end() || found->second->account != viewer.account || !viewer.active)
    return fail(ErrorCode::not_found, "このファイルは、もうありません。選び直してください。", "no such file");
  found->second->used = parts_.clock.now();
  return found->second;
}

Result<api::DatasetFileView> Datasets::file(const Viewer& viewer, const std::string& id) const {
  const std::scoped_lock lock(lock_);
  SEKISHO_TRY(const auto file, find(viewer, id));
  return file->view;
}

Result<api::DatasetFileView> Datasets::check(const Viewer& viewer, const std::string& id,
                                             const api::DatasetCheckInput& input) {
  SEKISHO_CHECK(import_options(input));
  const std::scoped_lock lock(lock_);
  SEKISHO_TRY(const auto file, find(viewer, id));
  auto& view = file->view;
  if (view.state == DatasetFileState::checking || view.state == DatasetFileState::imported)
    return fail(ErrorCode::conflict, "このファイルは、確かめている途中か、登録が済んでいます。",
                "busy, or imported");
  view.input = input;
  view.state = DatasetFileState::checking;
  view.done = 0;
  view.ready = false;
  view.error.clear();
  tasks_.push_back(file);
  wake_.notify_one();
  return view;
}

Result<void> Datasets::discard(const Viewer& viewer, const std::string& id) {
  const std::scoped_lock lock(lock_);
  SEKISHO_TRY(const auto file, find(viewer, id));
  forget(file);
  files_.erase(id);
  return {};
}

void Datasets::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    FilePtr file;
    {
      std::unique_lock lock(lock_);
      if (!wake_.wait(lock, stop, [&] { return !tasks_.empty(); })) return;
      file = std::move(tasks_.front());
      tasks_.pop_front();
    }
    try {
      dry_run(file, stop);
    } catch (const std::exception& error) {
      log_(std::string("the dry run of an extract ended early: ") + error.what());
      const std::scoped_lock lock(lock_);
      file->view.state = DatasetFileState::failed;
      file->view.error = "確かめている途中で止まりました。もう一度確かめてください。";
    }
  }
}

void Datasets::dry_run(const FilePtr& file, const std::stop_token& stop) {
  api::DatasetCheckInput input;
  {
    const std::scoped_lock lock(lock_);
    input = file->view.input;
  }
  const std::stop_callback with_the_program(stop, [&] { file->ending.request_stop(); });
  const auto begun = std::chrono::steady_clock::now();
  std::error_code ignored;
  std::filesystem::create_directories(parts_.datasets, ignored);
  const auto index = parts_.datasets / (file->view.id + ".new");
  const auto report = [&]() -> Result<inspect::ImportReport> {
    SEKISHO_TRY(const auto options, import_options(input));
    MemoryRandomSource source(as_bytes(file->bytes));
    return inspect::import_dataset(
        source, options, parts_.keys.index, index,
        [&](std::uint64_t read, std::uint64_t) {
          const std::scoped_lock lock(lock_);
          file->view.done = static_cast<std::int64_t>(read);
        },
        file->ending.get_token());
  }();
  std::vector<std::string> headings;
  if (!report && report.error().code == ErrorCode::invalid_input)
    if (const auto options = import_options(input)) {
      MemoryRandomSource source(as_bytes(file->bytes));
      headings = inspect::dataset_headings(source, *options, file->ending.get_token()).value_or(headings);
    }
  const auto took = std::chrono::steady_clock::now() - begun;
  const std::scoped_lock lock(lock_);
  file->used = parts_.clock.now();
  auto& view = file->view;
  view.milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
  view.done = view.size;
  if (!report) {
    view.state = DatasetFileState::failed;
    view.error = report.error().ja;
    show_headings(headings, input, view);
  } else {
    view.state = DatasetFileState::checked;
    show(*report, view);
    file->report = *report;
    file->index = report->imported ? index : std::filesystem::path();
  }
  if (file->ending.stop_requested()) forget(file);  // given up meanwhile
}

Result<Answer> Datasets::run(const Viewer& viewer, const std::string& key, const std::string& id,
                             const api::DatasetRunInput& in) {
  FilePtr file;
  {
    const std::scoped_lock lock(lock_);
    SEKISHO_TRY(file, find(viewer, id));
  }
  if (in.dataset.empty()) SEKISHO_CHECK(check_name(in.name, "name"));
  std::string dataset = in.dataset.empty() ? make_id("dts") : in.dataset;
  std::string name = in.name;
  auto answer = parts_.door.pass(
      {viewer, key, Act::import_dataset, in.dataset.empty() ? "new" : in.dataset, id + json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        std::optional<store::DatasetRecord> known;
        if (!in.dataset.empty()) {
          known = store::find<store::DatasetRecord>(c, in.dataset);
          if (!known || known->state != "held")
            return fail(ErrorCode::not_found, "置き換える照合データが見つかりません。", "no such dataset",
                        "dataset");
          if (name.empty()) name = known->name;
        }
        Prepared prepared;
        prepared.act = [&, known](Passing& passing) -> Result<boost::json::value> {
          const std::scoped_lock lock(lock_);
          auto& view = file->view;
          if (view.state != DatasetFileState::checked || !view.ready || file->index.empty())
            return fail(ErrorCode::conflict,
                        "まだ登録できません。内容を確かめ、問題をなくしてから登録してください。",
                        "the dry run does not allow it");
          SEKISHO_TRY(const auto sha256_hex, file_sha256(file->index));
          SEKISHO_CHECK(place_index(file->index, index_file(parts_, dataset, sha256_hex)));
          file->index.clear();
          boost::json::array used;
          for (const auto& column : used_columns(file->report)) used.push_back(json::to_json(column));
          SEKISHO_TRY(const auto receipt,
                      passing.append({known ? "dataset.imported" : "dataset.registered",
                                      dataset,
                                      {{"name", name},
                                       {"classification", json::enum_name(in.classification)},
                                       {"unit", view.input.unit},
                                       {"used", std::move(used)},
                                       {"row_count", view.rows},
                                       {"units", view.units},
                                       {"households", view.households},
                                       {"unmatchable", view.unmatchable},
                                       {"encoding", view.encoding},
                                       {"index_bytes", view.index_bytes},
                                       {"sha256", sha256_hex},
                                       {"replaced", known ? known->replaced + 1 : 0}},
                                      {}}));
          view.state = DatasetFileState::imported;
          view.dataset = dataset;
          return done(dataset, receipt);
        };
        return prepared;
      });
  if (answer && answer->passed && !answer->repeated) {
    {
      const std::scoped_lock lock(lock_);
      forget(file);
      file->view.problems.clear();
    }
    sweep_indexes(parts_);
    changed_(name);
  }
  return answer;
}

}  // namespace sekisho::app
