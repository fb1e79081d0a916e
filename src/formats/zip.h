// The directory of a zip file and its entries as streams. Zip64; stored, deflated (ISA-L) and Deflate64
// entries. APPNOTE 6.3.10. The directory is checked against the local headers: entries that overlap, or whose
// local header tells another story, are `corrupt`. Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/random_source.h"

namespace sekisho::formats {

struct ZipEntry {
  std::string
      name;  // UTF-8: by flag 11 or the Unicode path field, else UTF-8 or CP932 where it fits, else by force
  std::uint16_t method = 0;  // 0 stored, 8 deflated, 9 Deflate64; 99: WinZip AES
  bool encrypted = false;
  std::uint32_t crc32 = 0;
  std::uint64_t packed = 0;
  std::uint64_t size = 0;
  std::uint64_t header = 0;  // offset of the local header in the source
  std::uint64_t data = 0;    // offset of the packed bytes in the source
  bool folder = false;       // and empty; a "folder" with content is a file
};

struct ZipRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

class ZipFile {
 public:
  // Errors: corrupt (no directory, or one that does not hold), unsupported (a part of a split archive),
  // too_large (more than `most` entries, or 16 MiB of names), the source's. The source outlives the ZipFile.
  static Result<ZipFile> open(RandomSource& source, std::size_t most);
  const std::vector<ZipEntry>& entries() const { return entries_; }  // in the directory's order
  const ZipEntry* find(std::string_view name) const;  // exactly, then without regard to ASCII case
  // The content; its end is an error `corrupt` where size or CRC-32 are not what the directory says. Errors:
  // unsupported (another method, encrypted), corrupt. The ZipFile outlives the stream.
  Result<std::unique_ptr<ByteSource>> content(const ZipEntry& entry) const;

  // Bytes that belong to no entry and no directory, in order: a program before the archive, gaps, large
  // unknown extra fields, what follows the end. Whoever wants to have seen everything looks at them too.
  const std::vector<ZipRange>& unowned() const { return unowned_; }
  const std::string& comments() const {
    return comments_;
  }  // of the archive and its entries, as they lie, in lines

 private:
  friend class ZipDirectory;
  RandomSource* source_ = nullptr;
  std::vector<ZipEntry> entries_;
  std::vector<ZipRange> unowned_;
  std::string comments_;
};

}  // namespace sekisho::formats
