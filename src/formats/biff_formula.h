// What can be seen in the parsed expression of a formula without calculating it: the texts in it, and calls
// that only Excel 4.0 macros make. A look over the bytes, not a parser: it may see too much, never too
// little.
#pragma once

#include <string>
#include <vector>

#include "biff_workbook.h"

namespace sekisho::formats {

// Appends the texts between quotes, a line each.
void append_formula_texts(ByteView expression, const BiffBook& book, std::string& out);
// Adds the names of calls that start programs or change the macro itself: "EXEC".
void add_macro_calls(ByteView expression, std::vector<std::string>& calls);

}  // namespace sekisho::formats
