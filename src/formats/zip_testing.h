// Makes zip files for the tests of this folder, as well as wrong ones.
#pragma once

#include <isa-l/igzip_lib.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "inflate.h"

namespace sekisho::formats::test {

struct MadeEntry {
  std::string name;
  std::string content;
  std::uint16_t method = 8;
  std::uint16_t flags = 0x800;
  std::string extra = {};       // in both headers
  std::string before = {};      // bytes between the entry before and this one
  std::string local_name = {};  // another one than in the directory
  bool descriptor = false;
};

inline std::string little(std::uint64_t value, unsigned bytes) {
  std::string out;
  for (unsigned i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

inline std::string deflated(std::string content) {
  std::string out(content.size() + content.size() / 8 + 1024, '\0');
  auto stream = std::make_unique<isal_zstream>();
  isal_deflate_stateless_init(stream.get());
  stream->next_in = reinterpret_cast<std::uint8_t*>(content.data());
  stream->avail_in = static_cast<std::uint32_t>(content.size());
  stream->end_of_stream = 1;
  stream->next_out = reinterpret_cast<std::uint8_t*>(out.data());
  stream->avail_out = static_cast<std::uint32_t>(out.size());
  if (isal_deflate_stateless(stream.get()) != COMP_OK) throw std::runtime_error("deflate");
  out.resize(stream->total_out);
  return out;
}

// `prefix` stands before the archive and is not counted in its offsets.
inline std::string made_zip(const std::vector<MadeEntry>& entries, const std::string& prefix = {},
                            const std::string& comment = {}) {
  std::string file;
  std::string directory;
  for (const MadeEntry& entry : entries) {
    file += entry.before;
    const std::string packed = entry.method == 8 ? deflated(entry.content) : entry.content;
    const std::string& local_name = entry.local_name.empty() ? entry.name : entry.local_name;
    const std::uint16_t flags = static_cast<std::uint16_t>(entry.flags | (entry.descriptor ? 8 : 0));
    const std::string sums = little(crc32_of(as_bytes(entry.content)), 4) + little(packed.size(), 4) +
                             little(entry.content.size(), 4);
    const std::string shared = little(20, 2) + little(flags, 2) + little(entry.method, 2) + little(0, 4);
    const std::uint64_t at = file.size();
    file += "PK\x03\x04" + shared + (entry.descriptor ? std::string(12, '\0') : sums) +
            little(local_name.size(), 2) + little(entry.extra.size(), 2) + local_name + entry.extra + packed;
    if (entry.descriptor) file += "PK\x07\x08" + sums;
    directory += "PK\x01\x02" + little(20, 2) + shared + sums + little(entry.name.size(), 2) +
                 little(entry.extra.size(), 2) + little(0, 2) + little(0, 4) + little(0, 4) + little(at, 4) +
                 entry.name + entry.extra;
  }
  const std::size_t at = file.size();
  return prefix + file + directory + "PK\x05\x06" + little(0, 4) + little(entries.size(), 2) +
         little(entries.size(), 2) + little(directory.size(), 4) + little(at, 4) + little(comment.size(), 2) +
         comment;
}

}  // namespace sekisho::formats::test
