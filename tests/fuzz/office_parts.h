// Shared by the fuzz targets of office files: the bytes stand for one part of a sound package, stored without
// compression, so that no checksum stops them at the door.
#pragma once

#include <cstdlib>
#include <string>
#include <vector>

#include "formats/walk.h"
#include "inflate.h"
#include "readers.h"

namespace sekisho::formats::fuzz {

inline void append(std::string& to, std::uint64_t value, unsigned octets) {
  for (unsigned i = 0; i < octets; ++i) to += static_cast<char>(value >> (8 * i));
}

inline std::string stored_zip(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string file;
  std::string directory;
  for (const auto& [name, content] : parts) {
    std::string shared;
    append(shared, 20, 2);
    append(shared, 0x800, 2);
    append(shared, 0, 6);
    append(shared, crc32_of(as_bytes(content)), 4);
    append(shared, content.size(), 4);
    append(shared, content.size(), 4);
    append(shared, name.size(), 2);
    append(shared, 0, 2);
    directory += "PK\x01\x02";
    append(directory, 20, 2);
    directory += shared;
    append(directory, 0, 8);
    append(directory, 0, 2);
    append(directory, file.size(), 4);
    directory += name;
    file += "PK\x03\x04" + shared + name + content;
  }
  const std::size_t at = file.size();
  file += directory + "PK\x05\x06";
  append(file, 0, 4);
  append(file, parts.size(), 2);
  append(file, parts.size(), 2);
  append(file, directory.size(), 4);
  append(file, at, 4);
  append(file, 0, 2);
  return file;
}

// Every begin has its end, rows and text come within a part, and there is no more than the input can pay for.
class Watch final : public Sink {
 public:
  explicit Watch(std::size_t input) : most_((std::size_t{64} << 20) + input * 4096) {}
  void begin(PartKind, std::string_view) override { ++depth_; }
  void end() override {
    if (depth_-- == 0) std::abort();
  }
  bool bytes(ByteView piece) override { return count(piece.size()); }
  bool text(std::string_view utf8) override { return count(utf8.size()); }
  bool row(std::uint64_t, std::span<const std::string_view> cells) override {
    std::size_t size = cells.size();
    for (const auto cell : cells) {
      for (const char c : cell) seen_ = seen_ ^ static_cast<unsigned char>(c);  // every octet can be read
      size += cell.size();
    }
    return count(size);
  }
  void note(const Note&) override {}
  bool whole() const { return depth_ == 0; }

 private:
  bool count(std::size_t size) {
    if (depth_ == 0) std::abort();
    given_ += size;
    if (given_ > most_) std::abort();
    return true;
  }
  std::size_t most_;
  std::size_t given_ = 0;
  unsigned depth_ = 0;
  unsigned seen_ = 0;
};

class Silent final : public WalkProgress {
  void at(std::uint64_t, std::uint64_t, std::uint64_t) override {}
};

inline void walk_it(const std::string& file, std::string_view name) {
  MemoryRandomSource source(as_bytes(file));
  WalkOptions options;
  options.limits.members = 1000;
  options.limits.unpacked = 16 << 20;
  Watch watch(file.size());
  Silent silent;
  if (!walk(source, name, options, watch, silent) || !watch.whole()) std::abort();
}

}  // namespace sekisho::formats::fuzz
