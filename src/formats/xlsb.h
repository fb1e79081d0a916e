// Parts of binary workbooks that are met outside of the order of sheets.
#pragma once

#include "package.h"

namespace sekisho::formats {

// External links, comments, names, pivot caches …: every string of every record, and what they link to.
void read_binary_part(Package& package, const ZipEntry& entry);

}  // namespace sekisho::formats
