// What the virus scanner says becomes part of the report of an inspection.
#pragma once

#include "antivirus/scanner.h"
#include "inspect/report.h"

namespace sekisho::antivirus {

// Malware is a hostile remark of severity "stop", on the whole file `name`. What was not looked at to its
// end, and a scanner that could not be asked, is something unseen: such a report is not complete, and not
// clean.
void add(const Result<Verdict>& verdict, std::string_view name, inspect::Report& report);

}  // namespace sekisho::antivirus
