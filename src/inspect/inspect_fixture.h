// Shared by the tests of this folder: a synthetic register, imported into a folder of its own.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "inspect/inspector.h"
#include "inspect/register.h"
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

inline Result<ImportReport> import_text(const std::string& csv, const std::filesystem::path& index,
                                        const ImportOptions& options = {}) {
  return import_register(
      [&]() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<MemorySource>(as_bytes(csv)); },
      options, test_key(), index);
}

inline std::shared_ptr<const RegisterIndex> index_of(const std::string& csv) {
  const Folder folder;
  const auto report = import_text(csv, folder.path / "index");
  if (!report || !report->imported) throw std::runtime_error("the test's register was not imported");
  auto index = RegisterIndex::load(folder.path / "index", test_key());
  if (!index) throw std::runtime_error(index.error().en);
  return *index;
}

inline Report inspected(const RegisterIndex* index, std::string_view content, std::string name = "list.csv",
                        Limits limits = {}) {
  MemorySource source(as_bytes(content));
  NoProgress progress;
  auto report = Inspector(index, limits).run(source, FileName{std::move(name)}, progress);
  if (!report) throw std::runtime_error(report.error().en);
  return *report;
}

}  // namespace sekisho::inspect::test
