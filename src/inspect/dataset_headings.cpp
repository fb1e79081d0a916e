#include "dataset_rows.h"
#include "inspect/dataset_import.h"

namespace sekisho::inspect {

Result<std::vector<std::string>> dataset_headings(RandomSource& source, const ImportOptions& options,
                                                  std::stop_token stop) {
  std::vector<std::string> out;
  if (!options.fixed.empty()) {
    for (const auto& column : options.fixed) out.push_back(column.heading);
    return out;
  }
  SEKISHO_CHECK(read_rows(
      source, options, {}, stop,
      [&](std::uint64_t, std::span<const std::string_view> cells, const LaneTable& table) -> Result<bool> {
        for (const auto cell : cells)
          out.push_back(to_utf8(as_bytes(cell), table.encoding()).value_or(std::string(cell)));
        return false;
      },
      [](std::uint64_t, const Error&) {}));
  return out;
}

}  // namespace sekisho::inspect
