// VBA projects (MS-OVBA): the source text of their modules, and what in it starts by itself or is suspicious.
// Nothing is run. Pure but for the walk.
#pragma once

#include <string>
#include <vector>

#include "cfb.h"
#include "reader.h"

namespace sekisho::formats {

// Undoes the compression of a container (MS-OVBA 2.4.1). Errors: corrupt; too_large beyond `most` bytes.
Result<Bytes> decompress_vba(ByteView container, std::size_t most);

struct VbaSigns {
  std::vector<std::string> starts;      // "Document_Open": in the order of the list in vba_words.cpp
  std::vector<std::string> suspicious;  // "Shell"
  void look(std::string_view source);   // UTF-8 source text of one module
  std::string detail() const;           // "自動で動く: …、注意が要る: …", short; empty when nothing is found
};

// Reads the project whose dir stream stands in `storage` (mostly named VBA): a part for each module, and one
// note.
void read_vba(const CompoundFile& file, std::uint32_t storage, Walk& walk);

}  // namespace sekisho::formats
