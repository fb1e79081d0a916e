// What stands in the storages of a compound file. Each function reads one kind of content into the walk's
// sink, in the part that is open; what it cannot read it notes. None keeps state.
#pragma once

#include "cfb.h"
#include "parts.h"
#include "reader.h"

namespace sekisho::formats {

// A storage and the file it stands in: how the functions below are told what to read.
struct OleStorage {
  const CompoundFile& file;
  std::uint32_t index;  // of the storage in file.nodes()
  Walk& walk;
  unsigned depth = 0;  // storages above it

  const CfbNode& node() const { return file.nodes()[index]; }
  // The stream of that name in it, or nothing; one that cannot be read is noted.
  std::unique_ptr<RandomSource> open(std::string_view name) const;
  std::unique_ptr<RandomSource> open(std::uint32_t node) const;
};

void read_storage(const OleStorage& storage, bool embedded);  // whatever it is

void read_workbook(RandomSource& stream, Walk& walk);  // BIFF, Excel 3.0 to 2003
void read_pivot_cache(RandomSource& stream, Walk& walk);
bool recognises_workbook(ByteView head);  // a stream without a compound file around it
void read_word(const OleStorage& storage);
void read_powerpoint(const OleStorage& storage);
void read_outlook(const OleStorage& storage);
void read_encrypted_package(const OleStorage& storage);
void read_properties(RandomSource& stream, Walk& walk);  // MS-OLEPS
void read_ole_native(RandomSource& stream, Walk& walk);  // \1Ole10Native: a package
void read_ole_link(RandomSource& stream, Walk& walk);    // \1Ole: where a linked object comes from
// The name of the program that made an embedded object, from \1CompObj or its class; may be empty.
std::string object_kind(const OleStorage& storage);

}  // namespace sekisho::formats
