#include "app/inspections.h"

#include "base/ids.h"
#include "events.h"
#include "inspect/inspector.h"
#include "inspect/register.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

// Opens the sealed object as it is read: the plaintext is in memory only, a buffer at a time.
class SealedSource final : public ByteSource {
 public:
  explicit SealedSource(std::unique_ptr<vault::ObjectReader> reader) : reader_(std::move(reader)) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    SEKISHO_TRY(const auto got, reader_->read(at_, out));
    at_ += got;
    return got;
  }
  std::optional<std::uint64_t> size() const override { return reader_->size(); }

 private:
  std::unique_ptr<vault::ObjectReader> reader_;
  std::uint64_t at_ = 0;
};

class Report final : public inspect::Progress {
 public:
  explicit Report(std::function<void(std::uint64_t)> tell) : tell_(std::move(tell)) {}
  void at(std::uint64_t bytes, std::optional<std::uint64_t>, std::uint32_t) override { tell_(bytes); }

 private:
  std::function<void(std::uint64_t)> tell_;
};

rules::InspectionState state_of(inspect::Verdict verdict) {
  switch (verdict) {
    case inspect::Verdict::clean:
      return rules::InspectionState::clean;
    case inspect::Verdict::production_data:
      return rules::InspectionState::production_data;
    case inspect::Verdict::unreadable:
      break;
  }
  return rules::InspectionState::unreadable;
}

store::Event inspected(const std::string& content, const inspect::Report& report) {
  boost::json::array hits;
  for (const auto& evidence : report.evidence)
    hits.push_back(json::to_json(rules::Evidence{inspect::evidence_name(evidence.attributes, true),
                                                 std::to_string(evidence.records)}));
  boost::json::array reasons;
  for (const auto& reason : report.reasons) reasons.push_back(boost::json::value(reason.ja));
  return {"content.inspected",
          content,
          {{"state", json::enum_name(state_of(report.verdict))},
           {"residents", std::int64_t{report.residents}},
           {"hits", std::move(hits)},
           {"reasons", std::move(reasons)}},
          {}};
}

store::Event not_inspected(const std::string& content, const std::string& why) {
  return {"content.inspected",
          content,
          {{"state", "unreadable"},
           {"residents", 0},
           {"hits", boost::json::array()},
           {"reasons", boost::json::array{boost::json::value(why)}}},
          {}};
}

}  // namespace

Inspections::Inspections(Parts parts, Log log) : parts_(std::move(parts)), log_(std::move(log)) {}
Inspections::~Inspections() { stop(); }

void Inspections::start() {
  if (const auto noticed = notice_register(); !noticed)
    log_("the register index cannot be used: " + noticed.error().en);
  for (const auto& content : parts_.database.reading([](store::Connection& c) {
         return store::select<store::Content>(
             c, "state = 'waiting' AND key_state = 'held' ORDER BY received_at");
       }))
    enqueue(content.id);
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
  waiting_.push_back(content);
  wake_.notify_one();
}

std::int64_t Inspections::inspected(const std::string& content) const {
  const std::scoped_lock lock(lock_);
  const auto found = progress_.find(content);
  return found == progress_.end() ? 0 : found->second;
}

void Inspections::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::string content;
    {
      std::unique_lock lock(lock_);
      if (!wake_.wait(lock, stop, [&] { return !waiting_.empty(); })) return;
      content = std::move(waiting_.front());
      waiting_.pop_front();
    }
    try {
      if (const auto ended = inspect(content, stop); !ended)
        log_("inspection of " + content + " failed: " + ended.error().en);
    } catch (const std::exception& error) {
      log_("inspection of " + content + " failed: " + error.what());
    }
    const std::scoped_lock lock(lock_);
    progress_.erase(content);
  }
}

Result<void> Inspections::notice_register() {
  const std::scoped_lock one(noticing_);
  std::error_code absent;
  const auto written = std::filesystem::last_write_time(parts_.register_index, absent);
  if (absent || written == noticed_) return {};
  SEKISHO_TRY(const auto index, inspect::RegisterIndex::load(parts_.register_index, parts_.keys.index));
  SEKISHO_TRY(auto file, open_file(parts_.register_index));
  SEKISHO_TRY(const auto bytes, read_all(*file, std::size_t{1} << 32));
  const std::string sha256_hex = to_hex(sha256(bytes));
  SEKISHO_CHECK(parts_.door.record("system", [&](store::Connection& c) -> Result<std::vector<store::Event>> {
    const auto newest = store::select<store::Register>(c, "1 = 1 ORDER BY imported_at DESC, id LIMIT 1");
    if (!newest.empty() && newest.front().sha256 == sha256_hex) return std::vector<store::Event>{};
    return std::vector<store::Event>{
        {"register.imported",
         make_id("reg"),
         {{"residents", std::int64_t{index->residents()}}, {"sha256", sha256_hex}},
         {}}};
  }));
  noticed_ = written;
  return {};
}

Result<void> Inspections::inspect(const std::string& id, const std::stop_token& stop) {
  std::optional<store::Content> content;
  std::optional<Key> key;
  const auto read = parts_.database.reading([&](store::Connection& c) -> Result<void> {
    content = store::find<store::Content>(c, id);
    if (!content || content->state != rules::InspectionState::waiting || content->key_state != "held") {
      content.reset();
      return {};
    }
    SEKISHO_TRY(key, parts_.object_keys.load(c, id));
    return {};
  });
  if (!read) return read;
  if (!content) return {};

  const auto record = [&](store::Event event) {
    return parts_.door.record("system", [&](store::Connection& c) -> Result<std::vector<store::Event>> {
      const auto now = store::find<store::Content>(c, id);
      if (!now || now->state != rules::InspectionState::waiting)
        return std::vector<store::Event>{};  // discarded meanwhile
      return std::vector<store::Event>{std::move(event)};
    });
  };
  if (const auto noticed = notice_register(); !noticed)
    return record(not_inspected(id, "住民の照合用の索引を開けませんでした。" + noticed.error().ja));
  auto reader = parts_.vault.open(id, *key, parts_.object_keys.context(id));
  if (!reader) return record(not_inspected(id, "預かったデータを開けませんでした。" + reader.error().ja));

  // Loaded for the job alone: an idle server does not hold the index.
  std::shared_ptr<const inspect::RegisterIndex> index;
  if (std::filesystem::exists(parts_.register_index)) {
    auto loaded = inspect::RegisterIndex::load(parts_.register_index, parts_.keys.index);
    if (!loaded)
      return record(not_inspected(id, "住民の照合用の索引を開けませんでした。運用担当に知らせてください。"));
    index = *std::move(loaded);
  }
  const inspect::Inspector inspector(index.get());
  SealedSource source(*std::move(reader));
  Report progress([&](std::uint64_t bytes) {
    const std::scoped_lock lock(lock_);
    progress_[id] = static_cast<std::int64_t>(bytes);
  });
  const auto report = inspector.run(source, inspect::FileName{content->name}, progress, stop);
  if (!report) {
    if (report.error().code == ErrorCode::unavailable) return {};  // stopping: it waits for the next start
    return record(not_inspected(id, "検査の途中で読めなくなりました。" + report.error().ja));
  }
  return record(app::inspected(id, *report));
}

}  // namespace sekisho::app
