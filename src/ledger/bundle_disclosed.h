// The disclosed values of a bundle, read alongside its entries: both are in ascending order.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "bundle_io.h"
#include "ledger/commitment.h"
#include "ledger/entry.h"

namespace sekisho::ledger {

struct DisclosedLine {
  std::int64_t seq;
  Disclosed disclosed;
};
Result<DisclosedLine> parse_disclosed_line(std::string_view line);  // exactly what disclosed_line() makes

class DisclosedReader {
 public:
  static Result<DisclosedReader> open(const BundleDirectory& directory);

  // Checks all values that belong to this entry. Call with ascending entries.
  Result<void> check_against(const Entry& entry);
  Result<void> finish();  // after the last entry: nothing may be left
  std::uint64_t count() const { return count_; }

 private:
  explicit DisclosedReader(LineReader lines) : lines_(std::move(lines)) {}
  Result<void> advance();
  std::unexpected<Error> stray() const;

  LineReader lines_;
  std::optional<DisclosedLine> current_;
  std::uint64_t count_ = 0;
};

}  // namespace sekisho::ledger
