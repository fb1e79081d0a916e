#include "dataset_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <set>

#include "app/datasets.h"
#include "base/bytes.h"
#include "base/source.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> not_placed(const fs::path& to, const std::string& why) {
  return fail(ErrorCode::io, "照合データの索引を置けませんでした。ディスクの空きを確かめてください。",
              "cannot put " + to.string() + ": " + why);
}

std::vector<store::DatasetRecord> in_use(store::Connection& c) {
  return store::select<store::DatasetRecord>(c, "state = 'held' ORDER BY registered_at, id");
}

}  // namespace

std::string index_name(const std::string& dataset, const std::string& sha256) {
  return dataset + "-" + sha256.substr(0, 16) + ".idx";
}

fs::path index_file(const Parts& parts, const std::string& dataset, const std::string& sha256) {
  return parts.datasets / index_name(dataset, sha256);
}

Result<std::string> file_sha256(const fs::path& file) {
  SEKISHO_TRY(auto source, open_file(file));
  SEKISHO_TRY(const auto bytes, read_all(*source, std::size_t{1} << 32));
  return to_hex(sha256(bytes));
}

Result<void> place_index(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  fs::permissions(to.parent_path(), fs::perms::owner_all, error);
  fs::rename(from, to, error);
  if (error) {  // from another file system
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
    if (error) return not_placed(to, error.message());
    fs::remove(from, error);
  }
  for (const auto& path : {to, to.parent_path()}) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!synced) return not_placed(to, "fsync");
  }
  return {};
}

// Inside the writer's turn: whoever puts an index into its place does so in the transaction that names it.
void sweep_indexes(const Parts& parts, bool dry_runs) {
  (void)parts.database.write([&](store::Writing& writing) -> Result<void> {
    std::set<std::string> named;
    for (const auto& record : in_use(writing.connection()))
      named.insert(index_file(parts, record.id, record.sha256).filename().string());
    std::error_code error;
    std::vector<fs::path> left;
    for (auto at = fs::directory_iterator(parts.datasets, error); !error && at != fs::directory_iterator();
         at.increment(error))
      if ((at->path().extension() == ".idx" && !named.contains(at->path().filename().string())) ||
          (dry_runs && at->path().extension() == ".new"))
        left.push_back(at->path());
    for (const auto& path : left) fs::remove(path, error);
    return {};
  });
}

LoadedDatasets::Use LoadedDatasets::load() {
  Use out;
  std::map<std::string, std::shared_ptr<const inspect::Dataset>> now;
  for (const auto& record : parts_.database.reading(in_use)) {
    const auto known = loaded_.find(record.sha256);
    if (known != loaded_.end() && known->second->name().id == record.id &&
        known->second->name().name == record.name) {
      now.insert(*known);
      out.datasets.push_back(known->second);
      continue;
    }
    auto dataset = inspect::Dataset::load(index_file(parts_, record.id, record.sha256), parts_.keys.index,
                                          {record.id, record.name});
    if (!dataset) {
      out.unusable.push_back(record.name);
      continue;
    }
    now[record.sha256] = *dataset;
    out.datasets.push_back(*std::move(dataset));
  }
  loaded_ = std::move(now);
  return out;
}

}  // namespace sekisho::app
