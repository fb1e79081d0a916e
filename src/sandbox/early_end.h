// The report on a file whose worker ended before it could answer, or whose answer cannot be believed.
#pragma once

#include <span>
#include <string>

#include "cell.h"
#include "inspect/report.h"

namespace sekisho::sandbox {

inspect::Report early_end(const Outcome& outcome, std::string_view name, std::uint64_t size,
                          std::span<const OrderedDataset> datasets);

// Whether a report fits what was asked: nothing is clean that was compared with nothing, or not seen to its
// end.
bool believable(const inspect::Report& report, std::span<const OrderedDataset> datasets);

}  // namespace sekisho::sandbox
