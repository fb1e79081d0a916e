// Shared by the tests of this folder and the benchmarks: a synthetic register, imported into a folder of its
// own.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "base/decoder.h"
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

inline constexpr std::uint32_t town_size = 1000;  // of an invented town

inline std::vector<SyntheticResident> people(std::uint64_t seed) {
  std::vector<SyntheticResident> out;
  synthesize(seed, town_size, [&](const SyntheticResident& r) {
    out.push_back(r);
    return true;
  });
  return out;
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

inline std::string digits_of(Day day) { return replaced(format_day(day), "-", ""); }

// 見本県見本市中央一丁目2番3号　中央ハイツ101号室 as 中央1-2-3
inline std::string short_address(const std::string& address) {
  std::string out = replaced(address.substr(0, address.find("　")), "見本県見本市", "");
  static constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八"};
  for (std::size_t i = 0; i < std::size(numerals); ++i)
    out = replaced(out, std::string(numerals[i]) + "丁目", std::to_string(i + 1) + "-");
  return replaced(replaced(out, "番", "-"), "号", "");
}

inline std::string utf16_of(std::string_view text) {
  std::u16string units16;
  Decoder decoder(Encoding::utf8);
  decoder.feed(as_bytes(text), units16);
  std::string out = "\xFF\xFE";
  for (const char16_t c : units16) {
    out += static_cast<char>(c & 0xFF);
    out += static_cast<char>(c >> 8);
  }
  return out;
}

}  // namespace sekisho::inspect::test
