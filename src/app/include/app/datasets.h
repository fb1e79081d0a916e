// 照合データ: extracts of the town's own data, as indexes that contents are compared with. Thread-safe; dry
// runs go on in a thread of their own.
//
// An extract is in memory from its upload until it was imported, given up, or an hour passed; it is never on
// the disk. The dry run makes the index beside those in use; confirming puts it in the place of the old one,
// without a moment in which there is none.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/api_datasets.h"
#include "app/api_passages.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

class DatasetExtract;

// Of the file that holds a dataset's index, in Parts::datasets.
std::string index_name(const std::string& dataset, const std::string& sha256);

class Datasets {
 public:
  static constexpr std::size_t most_bytes = std::size_t{512} * 1024 * 1024;  // of one extract

  using Log = std::function<void(const std::string&)>;  // never a personal value
  using Changed = std::function<void(const std::string& name)>;
  Datasets(Parts parts, Changed changed, Log log);
  ~Datasets();

  void start();
  void stop();  // ends the dry run that goes on, and forgets all extracts
  void tend();  // forgets extracts that nobody has used for an hour

  // Those in use first. Error: forbidden for contractors and who has no say in it.
  Result<api::DatasetList> list(const Viewer& viewer) const;
  Result<api::DatasetView> view(const Viewer& viewer, const std::string& id) const;
  Result<Answer> remove(const Viewer& viewer, const std::string& key, const std::string& id,
                        const api::ReasonInput& input);

  // One extract for each account: a new one takes the place of the last. Its octets go into the extract, then
  // `finish` begins a dry run with what was found by itself (for a dataset that it replaces: with its
  // columns). Errors: forbidden, too_large, unavailable (too many people at it).
  Result<std::unique_ptr<DatasetExtract>> begin(const Viewer& viewer, const std::string& file_name,
                                                const std::string& replaces,
                                                std::optional<std::uint64_t> size);
  Result<api::DatasetFileView> file(const Viewer& viewer, const std::string& id) const;
  // Another dry run. Errors: conflict (busy, or imported), invalid_input (a meaning that there is not).
  Result<api::DatasetFileView> check(const Viewer& viewer, const std::string& id,
                                     const api::DatasetCheckInput& input);
  // What the dry run made is in use from then on. Error: conflict where the dry run does not allow it.
  Result<Answer> run(const Viewer& viewer, const std::string& key, const std::string& id,
                     const api::DatasetRunInput& input);
  Result<void> discard(const Viewer& viewer, const std::string& id);

 private:
  friend class DatasetExtract;
  struct File;
  using FilePtr = std::shared_ptr<File>;

  Result<FilePtr> find(const Viewer& viewer, const std::string& id) const;
  Result<api::DatasetFileView> add(const Viewer& viewer, const std::string& file_name, std::string bytes,
                                   api::DatasetCheckInput input);
  void work(const std::stop_token& stop);
  void dry_run(const FilePtr& file, const std::stop_token& stop);
  void forget(const FilePtr& file);  // its octets, and the index of its dry run

  Parts parts_;
  Changed changed_;
  Log log_;
  mutable std::mutex lock_;  // of the files' fields, too
  std::condition_variable_any wake_;
  std::map<std::string, FilePtr> files_;
  std::deque<FilePtr> tasks_;
  std::jthread thread_;
};

// The octets of one extract on their way in; not thread-safe.
class DatasetExtract {
 public:
  DatasetExtract(Datasets& datasets, Viewer viewer, std::string file_name, api::DatasetCheckInput input);
  ~DatasetExtract();  // wipes what was not handed over
  DatasetExtract(const DatasetExtract&) = delete;
  DatasetExtract& operator=(const DatasetExtract&) = delete;

  Result<void> write(ByteView piece);  // error: too_large
  Result<api::DatasetFileView> finish();

 private:
  Datasets& datasets_;
  Viewer viewer_;
  std::string file_name_;
  api::DatasetCheckInput input_;
  std::string bytes_;
};

}  // namespace sekisho::app
