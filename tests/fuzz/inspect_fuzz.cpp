// The inspector on any bytes against a small register: it ends, the counts hold together, and a resident's
// number that is put in front of a text that can be read is always found.
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "inspect/inspector.h"

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

std::shared_ptr<const RegisterIndex> make_index() {
  static constexpr std::string_view csv =
      "宛名番号,氏名,フリガナ,生年月日,住所,個人番号\n"
      "19,見本太郎,ミホンタロウ,1985-01-02,見本市中央1-2-3,614106526000\n"
      "27,見本花子,ミホンハナコ,1987-03-04,見本市中央1-2-3,454972364860\n"
      "35,見本次郎,ミホンジロウ,1985-01-02,見本市港町4-5,\n";
  const auto path = std::filesystem::temp_directory_path() / ("inspect_fuzz." + std::to_string(std::rand()));
  const auto report = import_register(
      []() -> Result<std::unique_ptr<ByteSource>> { return std::make_unique<MemorySource>(as_bytes(csv)); },
      {}, key(), path);
  demand(report && report->imported);
  const auto index = RegisterIndex::load(path, key());
  std::filesystem::remove(path);
  demand(index.has_value());
  return *index;
}

Report inspect_bytes(const RegisterIndex& index, ByteView bytes, std::size_t buffer) {
  MemorySource source(bytes);
  NoProgress progress;
  auto report = Inspector(&index, {.buffer = buffer}).run(source, {}, progress);
  demand(report.has_value());
  demand(!report->reasons.empty());
  demand(report->residents <= index.residents());
  demand(report->records_with_hits <= report->records);
  demand((report->verdict == Verdict::production_data) == (report->residents > 0));
  demand(report->verdict != Verdict::clean || report->complete);
  return *std::move(report);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto index = make_index();
  const Report plain = inspect_bytes(*index, {data, size}, 4096);
  if (plain.complete) {
    Bytes with = to_bytes(as_bytes("614106526000\n"));
    const Report found = inspect_bytes(*index, with, 4096);
    // Bytes that are moved may come to look like a container's; then it is not read, and not clean.
    demand(found.verdict != Verdict::clean);
    demand(found.residents >= 1 || !found.complete);
  }
  // Opening anything as an index is refused, and nothing more happens.
  demand(!RegisterIndex::from_bytes({data, size}, key()));
  return 0;
}
