// Texts that stand in a workbook's records outside its cells. Each appends to `out`, and never fails: what is
// cut off ends there.
#pragma once

#include <string>

#include "biff_workbook.h"

namespace sekisho::formats {

void append_hyperlink(ByteView record, std::string& out);  // HLINK: what is shown, and the target
void append_other_cells(ByteView record, BiffBook& book, std::string& out);  // CRN: cells of another workbook
void append_header(ByteView record, BiffBook& book, std::string& out);       // HEADER, FOOTER
void append_note(ByteView record, BiffBook& book, std::string& out);         // NOTE

}  // namespace sekisho::formats
