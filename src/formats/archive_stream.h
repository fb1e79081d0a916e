// An archive or a compressed file, read by libarchive. One at a time, in order; not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/random_source.h"

struct archive;
struct archive_entry;

namespace sekisho::formats {

class ArchiveStream {
 public:
  using Support = int (*)(archive*);  // archive_read_support_format_tar, …

  struct Entry {
    std::string name;   // UTF-8; empty where it has none that can be told
    bool file = false;  // neither a folder nor a link
    std::string link;   // where a link points
    bool encrypted = false;
  };

  ArchiveStream(RandomSource& source, const std::vector<Support>& supports,
                const std::vector<std::string>& passwords = {});
  ~ArchiveStream();
  ArchiveStream(const ArchiveStream&) = delete;
  ArchiveStream& operator=(const ArchiveStream&) = delete;

  // nullopt: the end. Errors: corrupt, forbidden (encrypted), unsupported, the source's.
  Result<std::optional<Entry>> next();
  // Of the entry that `next` told last. The same errors; behind one, `next` says it again unless it was about
  // this entry's checksum alone.
  Result<std::size_t> read(std::span<std::uint8_t> out);
  std::uint64_t consumed() const;  // bytes of the source

 private:
  struct Input;
  std::unexpected<Error> trouble() const;
  std::unique_ptr<Input> input_;
  archive* archive_ = nullptr;
  bool ended_ = false;  // by an error: libarchive's readers are not safe to go on with
};

// The content of the entry at hand, as a stream.
class ArchiveContent final : public ByteSource {
 public:
  explicit ArchiveContent(ArchiveStream& of) : of_(of) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override { return of_.read(out); }

 private:
  ArchiveStream& of_;
};

}  // namespace sekisho::formats
