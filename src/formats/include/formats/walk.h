// Reads any file, told by its content, and everything inside it, into a Sink. Fails closed: what could not be
// read to its end is noted as not seen. Every byte is hostile: run it in a confined process (src/sandbox),
// which has called setlocale(LC_CTYPE, "C.UTF-8") before: libarchive tells names in 7z, rar and cab in the
// locale's encoding, and numbers stand in their place where it has none.
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/random_source.h"
#include "base/secret.h"
#include "formats/sink.h"

namespace sekisho::formats {

struct Limits {
  std::uint64_t unpacked = std::uint64_t{1} << 38;  // bytes, over all members
  std::uint64_t ratio = 1000;                       // unpacked to packed, once `ratio_from` bytes are out
  std::uint64_t ratio_from = std::uint64_t{64} << 20;
  std::uint32_t members = 100'000;
  unsigned depth = 8;
  std::chrono::seconds time{1800};
  std::uint64_t held = std::uint64_t{64} << 20;  // bytes of one member held in memory to be read at any place
};

struct WalkOptions {
  Limits limits;
  std::vector<std::string> passwords;  // tried in turn on what is encrypted; the caller wipes them
  int spill =
      -1;  // an empty unlinked file for members that are larger than `held`, written encrypted; or none
};

class WalkProgress {
 public:
  virtual ~WalkProgress() = default;
  virtual void at(std::uint64_t read, std::uint64_t size, std::uint64_t unpacked) = 0;  // often; be quick
};

// `name` is the file's name as it was sent, UTF-8. Errors: the source's own, and unavailable when `stop` was
// asked for. Whatever the bytes are, that is told to the sink.
Result<void> walk(RandomSource& source, std::string_view name, const WalkOptions& options, Sink& sink,
                  WalkProgress& progress, std::stop_token stop = {});

}  // namespace sekisho::formats
