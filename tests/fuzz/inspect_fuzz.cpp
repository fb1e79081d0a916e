// The inspection of any text against a small register: it ends, the counts hold together, and a resident's
// number that is put in front of a text that can be read is always found. After a first byte of 1 the rest is
// swept for numbers alone.
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "inspect/dataset_import.h"
#include "inspect/inspection.h"

namespace {

using namespace sekisho;
using namespace sekisho::inspect;

void demand(bool condition) {
  if (!condition) std::abort();
}

IndexKey key() {
  IndexKey out;
  for (auto& byte : out.edit()) byte = 0x5A;
  return out;
}

std::shared_ptr<const Dataset> make_dataset() {
  static constexpr std::string_view csv =
      "宛名番号,氏名,フリガナ,生年月日,住所,個人番号,世帯番号,電話番号,支店番号,口座番号\n"
      "19,見本太郎,ミホンタロウ,1985-01-02,見本市中央1-2-3,614106526000,27,090-0000-1111,001,1234567\n"
      "27,見本花子,ミホンハナコ,1987-03-04,見本市中央1-2-3,454972364860,27,,,\n"
      "35,見本次郎,ミホンジロウ,1985-01-02,見本市港町4-5,,35,,101,7654321\n";
  const auto path = std::filesystem::temp_directory_path() / ("inspect_fuzz." + std::to_string(std::rand()));
  MemoryRandomSource source(as_bytes(csv));
  const auto report = import_dataset(source, {}, key(), path);
  demand(report && report->imported);
  const auto dataset = Dataset::load(path, key(), {"fuzz", "住民"});
  std::filesystem::remove(path);
  demand(dataset.has_value());
  return *dataset;
}

class Silent final : public InspectionProgress {
  void at(std::uint64_t, std::uint64_t, std::uint64_t) override {}
};

Report inspected(const std::shared_ptr<const Dataset>& dataset, ByteView bytes, Only only) {
  MemoryRandomSource source(bytes);
  Silent progress;
  InspectionOptions options;
  options.only = only;
  auto report = inspect::inspect(source, "x.txt", {&dataset, 1}, options, progress);
  demand(report.has_value());
  std::int64_t units = 0;
  for (const DatasetFound& d : report->datasets) {
    demand(d.units > 0 && d.units <= dataset->units() && d.records > 0 && !d.evidence.empty() &&
           !d.places.empty());
    units += d.units;
  }
  demand((report->verdict == Verdict::production_data) == (units > 0));
  demand(report->verdict != Verdict::clean || report->complete);
  demand(report->complete == report->unseen.empty());
  return *std::move(report);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto dataset = make_dataset();
  const bool swept = size > 0 && data[0] == 1;
  const Only only = swept ? Only::individual_numbers : Only::everything;
  const ByteView bytes = ByteView(data, size).subspan(swept ? 1 : 0);
  const Report plain = inspected(dataset, bytes, only);
  if (plain.complete) {
    Bytes with = to_bytes(as_bytes("614106526000\n"));
    with.insert(with.end(), bytes.begin(), bytes.end());
    // Bytes that are moved may come to look like another format's; then the file is not clean for want of
    // sight.
    const Report found = inspected(dataset, with, only);
    demand(found.verdict != Verdict::clean || !found.encodings.empty());
    demand(found.verdict == Verdict::production_data || !found.complete ||
           found.encodings.front().starts_with("UTF-16"));
  }
  return 0;
}
