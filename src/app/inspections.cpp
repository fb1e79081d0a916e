#include "app/inspections.h"

#include <openssl/crypto.h>

#include "app/examining.h"
#include "base/ids.h"
#include "dataset_files.h"
#include "inspection_report.h"
#include "inspection_words.h"
#include "store/rows.h"

namespace sekisho::app {

struct Inspections::Job {
  std::string content;
  std::string reason;  // empty: it arrived, or somebody asked; else "dataset:" and the name of what changed
};

namespace {

using rules::InspectionState;

// Opens the sealed object as it is read: the plaintext is in memory only, a buffer at a time.
class SealedRandomSource final : public RandomSource {
 public:
  explicit SealedRandomSource(std::unique_ptr<vault::ObjectReader> reader) : reader_(std::move(reader)) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
    return reader_->read(offset, out);
  }
  std::uint64_t size() const override { return reader_->size(); }

 private:
  std::unique_ptr<vault::ObjectReader> reader_;
};

class Telling final : public inspect::InspectionProgress {
 public:
  explicit Telling(std::function<void(InspectionAt)> tell) : tell_(std::move(tell)) {}
  void at(std::uint64_t read, std::uint64_t, std::uint64_t units) override {
    tell_({static_cast<std::int64_t>(read), static_cast<std::int64_t>(units)});
  }

 private:
  std::function<void(InspectionAt)> tell_;
};

// A password for one inspection; wiped with it, also out of the options that carry it.
class Passwords {
 public:
  explicit Passwords(inspect::InspectionOptions& options) : options_(options) {}
  Passwords(const Passwords&) = delete;
  Passwords& operator=(const Passwords&) = delete;
  ~Passwords() {
    for (auto& one : options_.walk.passwords) OPENSSL_cleanse(one.data(), one.size());
  }

 private:
  inspect::InspectionOptions& options_;
};

bool known(InspectionState state) {
  return state == InspectionState::clean || state == InspectionState::production_data ||
         state == InspectionState::unreadable;
}

constexpr std::string_view still_held =
    "key_state = 'held' AND state IN ('clean', 'production_data', 'unreadable') AND passage IN (SELECT id"
    " FROM passages WHERE state IN ('draft', 'submitted', 'approved', 'received') AND content = contents.id)";

}  // namespace

Inspections::Inspections(Parts parts, Log log)
    : parts_(std::move(parts)), log_(std::move(log)), loaded_(std::make_unique<LoadedDatasets>(parts_)) {}
Inspections::~Inspections() { stop(); }

void Inspections::start() {
  sweep_indexes(parts_, true);
  if (const auto noticed = notice_register(); !noticed)
    log_("the register's index cannot be used: " + noticed.error().en);
  std::vector<store::Content> waiting;
  std::vector<store::Content> older;
  parts_.database
      .reading([&](store::Connection& c) -> Result<void> {
        waiting =
            store::select<store::Content>(c, "state = 'waiting' AND key_state = 'held' ORDER BY received_at");
        // A dataset has changed since, and the program ended before everything was inspected again.
        older = store::select<store::Content>(
            c, std::string(still_held) +
                   " AND inspected_at < (SELECT max(CASE WHEN removed_at > imported_at THEN removed_at ELSE"
                   " imported_at END) FROM datasets) ORDER BY received_at");
        return {};
      })
      .value();
  {
    const std::scoped_lock lock(lock_);
    for (const auto& content : waiting) arrived_.push_back({content.id, ""});
    for (const auto& content : older) changed_.push_back({content.id, "dataset:"});
  }
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Inspections::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  wake_.notify_all();
  thread_.join();
}

void Inspections::enqueue(const std::string& content) {
  const std::scoped_lock lock(lock_);
  arrived_.push_back({content, ""});
  wake_.notify_one();
}

void Inspections::dataset_changed(const std::string& name) {
  ++changes_;
  enqueue_changed("dataset:" + name);
}

void Inspections::enqueue_changed(const std::string& reason) {
  const auto contents = parts_.database.reading([&](store::Connection& c) {
    return store::select<store::Content>(c, std::string(still_held) + " ORDER BY received_at");
  });
  const std::scoped_lock lock(lock_);
  for (const auto& content : contents) changed_.push_back({content.id, reason});
  wake_.notify_one();
}

std::optional<InspectionAt> Inspections::at(const std::string& content) const {
  const std::scoped_lock lock(lock_);
  const auto found = progress_.find(content);
  if (found == progress_.end()) return std::nullopt;
  return found->second;
}

void Inspections::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Job job;
    std::stop_token ending;
    {
      std::unique_lock lock(lock_);
      if (arrived_.empty() && changed_.empty()) loaded_->drop();  // an idle server does not hold the indexes
      if (!wake_.wait(lock, stop, [&] { return !arrived_.empty() || !changed_.empty(); })) return;
      auto& queue = arrived_.empty() ? changed_ : arrived_;
      job = std::move(queue.front());
      queue.pop_front();
      running_ = job.content;
      ending_ = std::stop_source();
      ending = ending_.get_token();
    }
    const std::stop_callback with_the_program(stop, [this] {
      const std::scoped_lock lock(lock_);
      ending_.request_stop();
    });
    try {
      if (const auto ended = inspect(job, ending); !ended)
        log_("inspection of " + job.content + " failed: " + ended.error().en);
    } catch (const std::exception& error) {
      log_("inspection of " + job.content + " failed: " + error.what());
    }
    const std::scoped_lock lock(lock_);
    progress_.erase(job.content);
    running_.clear();
  }
}

Result<void> Inspections::notice_register() {
  const std::scoped_lock one(noticing_);
  std::error_code absent;
  const auto written = std::filesystem::last_write_time(parts_.register_index, absent);
  if (absent || written == noticed_) return {};
  noticed_ = written;
  const std::string id(register_dataset);
  const std::string name = "住民基本台帳";
  SEKISHO_TRY(const auto dataset,
              inspect::Dataset::load(parts_.register_index, parts_.keys.index, {id, name}));
  SEKISHO_TRY(const auto sha256_hex, file_sha256(parts_.register_index));
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(parts_.register_index));
  bool changed = false;
  SEKISHO_CHECK(parts_.door.record("system", [&](store::Connection& c) -> Result<std::vector<store::Event>> {
    const auto known = store::find<store::DatasetRecord>(c, id);
    SEKISHO_CHECK(place_index(parts_.register_index, index_file(parts_, id, sha256_hex)));
    if (known && known->sha256 == sha256_hex && known->state == "held") return std::vector<store::Event>{};
    changed = true;
    return std::vector<store::Event>{
        {known ? "dataset.imported" : "dataset.registered",
         id,
         {{"name", known ? known->name : name},
          {"classification", json::enum_name(known ? known->classification : rules::Confidentiality::c3a)},
          {"unit", std::string(inspect::unit_name(dataset->unit()))},
          {"used", boost::json::array()},
          {"row_count", std::int64_t{dataset->rows()}},
          {"units", std::int64_t{dataset->units()}},
          {"households", std::int64_t{dataset->households()}},
          {"unmatchable", 0},
          {"encoding", ""},
          {"index_bytes", bytes},
          {"sha256", sha256_hex},
          {"replaced", known ? known->replaced + 1 : 0}},
         {}}};
  }));
  if (changed) {
    sweep_indexes(parts_);
    dataset_changed(name);
  }
  return {};
}

Result<void> Inspections::inspect(const Job& job, const std::stop_token& stop) {
  const std::string& id = job.content;
  const auto fits = [&](const store::Content& content) {
    return content.key_state == "held" &&
           (job.reason.empty() ? content.state == InspectionState::waiting : known(content.state));
  };
  std::optional<store::Content> content;
  std::optional<Key> key;
  SEKISHO_CHECK(parts_.database.reading([&](store::Connection& c) -> Result<void> {
    content = store::find<store::Content>(c, id);
    if (!content || !fits(*content)) {
      content.reset();
      return {};
    }
    SEKISHO_TRY(key, parts_.object_keys.load(c, id));
    return {};
  }));
  inspect::InspectionOptions options;
  const Passwords wiped(options);
  {
    const std::scoped_lock lock(lock_);
    if (const auto found = passwords_.find(id); found != passwords_.end()) {
      options.walk.passwords.push_back(found->second);
      OPENSSL_cleanse(found->second.data(), found->second.size());
      passwords_.erase(found);
    }
  }
  if (!content) return {};

  std::string scanned_by;
  const auto record = [&](const inspect::Report& report) {
    return parts_.door.record("system", [&](store::Connection& c) -> Result<std::vector<store::Event>> {
      const auto now = store::find<store::Content>(c, id);
      if (!now || !fits(*now)) return std::vector<store::Event>{};  // discarded or ended meanwhile
      std::optional<Reinspection> again;
      if (!job.reason.empty()) again = Reinspection{job.reason, judged(*now)};
      if (job.reason.empty() && !now->before.empty())
        again = Reinspection{now->reinspected_for, now->before.front()};
      return std::vector<store::Event>{inspected_event(id, report, scanned_by, again)};
    });
  };

  if (const auto noticed = notice_register(); !noticed)
    log_("the register's index cannot be used: " + noticed.error().en);
  auto reader = parts_.vault.open(id, *key, parts_.object_keys.context(id));
  if (!reader) return record(unseen_report(remark(unopened, reader.error().ja)));
  const auto changes = changes_.load();
  const auto use = loaded_->load();
  SealedRandomSource source(*std::move(reader));
  const auto tell = [&](InspectionAt at) {
    const std::scoped_lock lock(lock_);
    progress_[id] = at;
  };
  if (job.reason.empty()) tell({0, 0});
  Telling progress([&](InspectionAt at) {
    if (job.reason.empty()) tell(at);
  });
  auto report = parts_.examining.examine(source, content->name, use.datasets, options, progress, stop);
  if (!report) {
    // Stopping: it waits for the next start. Where somebody ended it, that is recorded already.
    if (report.error().code == ErrorCode::unavailable && stop.stop_requested()) return {};
    return record(unseen_report(remark(unopened, report.error().ja)));
  }
  for (const auto& name : use.unusable) add_unseen(*report, remark(no_index, name));
  if (parts_.viruses != nullptr) {
    const auto scan = parts_.viruses->scan(source, stop);
    if (stop.stop_requested()) return {};
    scanned_by = scan.by;
    add_scan(*report, scan);
  }
  SEKISHO_CHECK(record(*report));
  // A dataset came while this was compared with the ones before.
  if (changes != changes_.load()) {
    const std::scoped_lock lock(lock_);
    changed_.push_back({id, "dataset:"});
  }
  return {};
}

}  // namespace sekisho::app
