// The directory of a zip file and its entries as streams. Zip64; stored and deflated entries (ISA-L). APPNOTE
// 6.3.10. The directory is checked against the local headers: entries that overlap, or whose local header tells
// another story, are `corrupt`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/random_source.h"

namespace sekisho::formats {

struct ZipEntry {
  std::string name;  // UTF-8: by flag 11 or the Unicode path field, else CP932 where it fits, else by force
  std::uint16_t method = 0;
  bool encrypted = false;
  std::uint32_t crc32 = 0;
  std::uint64_t packed = 0;
  std::uint64_t size = 0;
  std::uint64_t header = 0;  // offset of the local header
  bool folder = false;
};

class ZipFile {
 public:
  // Errors: corrupt (no directory, or one that does not hold), too_large (more than `most` entries), the source's.
  static Result<ZipFile> open(RandomSource& source, std::size_t most);
  const std::vector<ZipEntry>& entries() const { return entries_; }
  const ZipEntry* find(std::string_view name) const;  // exactly, then without regard to ASCII case
  // The content; its end is an error `corrupt` where size or CRC-32 are not what the directory says. Errors:
  // unsupported (another method, encrypted), corrupt. The ZipFile outlives the stream.
  Result<std::unique_ptr<ByteSource>> content(const ZipEntry& entry) const;

 private:
  RandomSource* source_ = nullptr;
  std::vector<ZipEntry> entries_;
};

}  // namespace sekisho::formats
