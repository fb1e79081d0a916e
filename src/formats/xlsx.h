// Workbooks of SpreadsheetML: the sheets in their order, and the parts that only workbooks have. ECMA-376
// part 1,
// 18. All functions note what they could not see.
#pragma once

#include <vector>

#include "package.h"
#include "sheet_xml.h"

namespace sekisho::formats {

// False: the sink wants no more.
bool read_workbook(Package& package, const ZipEntry& workbook);

WorkbookStyles read_styles(Package& package, const ZipEntry& styles);
// Strings for which there is no room go to the sink as text.
bool read_shared_strings(XmlReader& reader, Walk& walk, SharedStrings& into);
// Those that no cell shows, in a part of their own.
void tell_unused_strings(SharedStrings& strings, Walk& walk);

// Parts that are met outside of the order of sheets.
bool read_external_link(Package& package, const ZipEntry& entry);
bool read_connections(Package& package, const ZipEntry& entry);
bool read_pivot_cache(Package& package, const ZipEntry& definition);

}  // namespace sekisho::formats
