// Classes of OLE objects that are known for what they can do, by the identifier in their storage. Pure.
#pragma once

#include <array>
#include <optional>

#include "formats/notes.h"

namespace sekisho::formats {

// `id` as a compound file stores it. Nothing: a class that is not known.
std::optional<Note> note_of_class(const std::array<std::uint8_t, 16>& id);

}  // namespace sekisho::formats
