// What somebody loses when they leave, within the transaction that says so.
#pragma once

#include <string>

#include "app/door.h"

namespace sekisho::app {

// Of one contract (`engagement`), or of all ("" ): applications to hand data over to them that have not been
// collected yet, and their own open applications, are closed.
Result<void> stop_passages(Passing& passing, const std::string& worker, const std::string& engagement);
// Left for good: worker.left, every account closed, every session ended, and the above for all contracts.
Result<api::Receipt> take_leave(Passing& passing, const std::string& worker);

}  // namespace sekisho::app
