// Kinds of file that are told by their first bytes and are not text to read line by line.
#pragma once

#include <optional>

#include "inspect/inspector.h"

namespace sekisho::inspect {

// `head`: the first bytes, 512 or all there are. A reason of `container` or `encrypted` when it is such a
// file.
std::optional<Reason> recognise_container(ByteView head);

}  // namespace sekisho::inspect
