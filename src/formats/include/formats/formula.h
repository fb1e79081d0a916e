// A cell of a CSV file that a spreadsheet would calculate instead of show (CSV injection, OWASP). Pure and
// thread-safe.
#pragma once

#include <string_view>

namespace sekisho::formats {

// True for "=1+2", "+A1", "-SUM(A1)", "@SUM(A1)", also behind spaces, tabs and quotes; false for what people
// write with the same beginning: numbers, telephone numbers, dashes, mail addresses and account names, bullet
// points, smileys.
bool is_formula_cell(std::string_view utf8);

// A formula that starts a program or sends data elsewhere: DDE, WEBSERVICE, IMPORTXML, HYPERLINK with a host
// …
bool is_dangerous_formula(std::string_view utf8);

}  // namespace sekisho::formats
