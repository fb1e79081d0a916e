// The parts of a zip archive in memory, unpacked as they are read, within limits that hold for all of them
// together.
#pragma once

#include <archive.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "report/xlsx_read.h"

namespace sekisho::report {

class PartReader {
 public:
  // Fewer bytes than asked are normal; 0 is the end.
  Result<std::size_t> read(std::span<std::uint8_t> out);

 private:
  friend class ZipParts;
  struct Free {
    void operator()(archive* a) const { archive_read_free(a); }
  };
  std::unique_ptr<archive, Free> archive_;
  class ZipParts* parts_ = nullptr;
};

class ZipParts {
 public:
  ZipParts(ByteView file, const XlsxLimits& limits) : file_(file), limits_(limits) {}

  // By its full name ("xl/workbook.xml"), without regard to case. nullopt: there is none.
  Result<std::optional<PartReader>> find(std::string_view name);

 private:
  friend class PartReader;
  Result<void> count(std::size_t bytes);

  ByteView file_;
  XlsxLimits limits_;
  std::uint64_t unpacked_ = 0;
};

std::unexpected<Error> broken_xlsx(std::string en);

}  // namespace sekisho::report
