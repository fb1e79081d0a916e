// Where the datasets' indexes lie, and which of them are in memory. An index file's name holds a piece of its
// hash, and the row names the hash: a new extract is durable beside the old one before the row changes to it,
// and a crash in between leaves one file too many, never one too few.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/parts.h"
#include "base/error.h"
#include "inspect/dataset.h"
#include "store/records.h"

namespace sekisho::app {

inline constexpr std::string_view register_dataset = "dts_register";

std::filesystem::path index_file(const Parts& parts, const std::string& dataset, const std::string& sha256);
Result<std::string> file_sha256(const std::filesystem::path& file);
// Into its place beside the others, durably; the file at `from` goes. Errors: io.
Result<void> place_index(const std::filesystem::path& from, const std::filesystem::path& to);
// Removes indexes that no dataset in use names any more; at the start (`dry_runs`) also what dry runs left
// when the program ended.
void sweep_indexes(const Parts& parts, bool dry_runs = false);

// Not thread-safe: of the inspecting thread alone.
class LoadedDatasets {
 public:
  explicit LoadedDatasets(const Parts& parts) : parts_(parts) {}
  struct Use {
    std::vector<std::shared_ptr<const inspect::Dataset>> datasets;
    std::vector<std::string> unusable;  // names
  };
  Use load();  // what is in use now; those of the last time stay in memory
  void drop() { loaded_.clear(); }

 private:
  const Parts& parts_;
  std::map<std::string, std::shared_ptr<const inspect::Dataset>> loaded_;  // by hash
};

}  // namespace sekisho::app
