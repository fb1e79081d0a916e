// Compound files (MS-CFB): storages and streams inside one file, as .doc, .xls, .msg and OLE objects use
// them. Nothing in the file is trusted: chains that loop, overlap or leave the file are `corrupt`. Holds one
// line for each entry and for each run of sectors, never the content. Not thread-safe.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/random_source.h"

namespace sekisho::formats {

struct CfbNode {
  std::string name;  // UTF-8
  bool storage = false;
  std::array<std::uint8_t, 16> clsid{};
  std::uint64_t size = 0;  // bytes of a stream
  std::uint32_t start = 0;
  std::vector<std::uint32_t> children;  // of a storage: indexes into nodes()
};

class CompoundFile {
 public:
  static bool recognises(ByteView head);
  // `source` outlives the file and its streams. Errors: corrupt, too_large (more entries than are kept), the
  // source's own.
  static Result<CompoundFile> open(RandomSource& source);
  const std::vector<CfbNode>& nodes() const { return nodes_; }  // the first is the root storage
  // The child of that name, without regard to ASCII case.
  std::optional<std::uint32_t> find(std::uint32_t storage, std::string_view name) const;
  // Errors: corrupt, too_large (in too many pieces), the source's own.
  Result<std::unique_ptr<RandomSource>> stream(std::uint32_t node) const;
  // Entries that no storage leads to: what a program does not show, but the file still holds.
  bool orphans() const { return orphans_; }

 private:
  struct Run {
    std::uint64_t at = 0;    // in the file
    std::uint64_t from = 0;  // in the stream
    std::uint64_t size = 0;
  };
  using Runs = std::vector<Run>;
  class Stream;
  struct Table;  // one sector of the FAT at a time

  explicit CompoundFile(RandomSource& source) : source_(&source) {}
  Result<void> read_header();
  Result<void> read_directory();
  Result<void> link(const std::vector<std::array<std::uint32_t, 3>>& links);
  Result<std::uint32_t> next(std::uint32_t sector) const;
  Result<Runs> chain(std::uint32_t start, std::uint64_t size) const;
  Result<Runs> mini_chain(std::uint32_t start, std::uint64_t size) const;
  static Result<std::size_t> read_runs(RandomSource& source, const Runs& runs, std::uint64_t offset,
                                       std::span<std::uint8_t> out);

  RandomSource* source_;
  unsigned shift_ = 9;  // a sector is 2^shift bytes
  std::uint64_t sectors_ = 0;
  std::vector<std::uint32_t> fat_;  // sectors that hold the FAT
  std::uint32_t directory_ = 0;
  std::uint32_t mini_fat_start_ = 0;
  std::uint32_t mini_fat_count_ = 0;
  Runs mini_fat_;
  Runs mini_stream_;
  std::vector<CfbNode> nodes_;
  bool orphans_ = false;
  mutable Bytes cached_;
  mutable std::uint32_t cached_at_ = 0xFFFFFFFF;
};

}  // namespace sekisho::formats
