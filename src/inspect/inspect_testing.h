// Shared by the tests of this folder and the benchmarks: a synthetic register, imported into a folder of its
// own.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "inspect/dataset_import.h"
#include "inspect/inspection.h"
#include "inspect/synthetic_register.h"

namespace sekisho::inspect::test {

struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "sekisho-inspect-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

inline IndexKey test_key(std::uint8_t fill = 7) {
  IndexKey key;
  for (auto& byte : key.edit()) byte = fill++;
  return key;
}

inline std::string synthetic(const SyntheticOptions& options) {
  std::string out;
  write_synthetic_csv(options, [&](std::string_view piece) {
    out += piece;
    return true;
  });
  return out;
}

inline Result<ImportReport> import_text(std::string_view csv, const std::filesystem::path& index,
                                        const ImportOptions& options = {}) {
  MemoryRandomSource source(as_bytes(csv));
  return import_dataset(source, options, test_key(), index);
}

inline std::shared_ptr<const Dataset> dataset_of(std::string_view csv, const ImportOptions& options = {},
                                                 std::string id = "register") {
  const Folder folder;
  const auto report = import_text(csv, folder.path / "index", options);
  if (!report) throw std::runtime_error(report.error().en);
  if (!report->imported) throw std::runtime_error("the test's dataset was not imported");
  auto dataset = Dataset::load(folder.path / "index", test_key(), {std::move(id), "住民基本台帳"});
  if (!dataset) throw std::runtime_error(dataset.error().en);
  return *dataset;
}

class Silent final : public InspectionProgress {
  void at(std::uint64_t, std::uint64_t, std::uint64_t) override {}
};

using Datasets = std::vector<std::shared_ptr<const Dataset>>;

inline Report inspected(const Datasets& datasets, std::string_view content,
                        std::string_view name = "list.csv", const InspectionOptions& options = {}) {
  MemoryRandomSource source(as_bytes(content));
  Silent progress;
  auto report = inspect(source, name, datasets, options, progress);
  if (!report) throw std::runtime_error(report.error().en);
  return *report;
}

inline std::int64_t units(const Report& report) {
  return report.datasets.empty() ? 0 : report.datasets.front().units;
}

}  // namespace sekisho::inspect::test
