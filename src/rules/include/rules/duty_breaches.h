// A suspected breach that the CISO has not acknowledged, as the duties read it. See rules/duty.h.
#pragma once

#include <string>

#include "base/time.h"

namespace sekisho::rules {

struct OpenBreach {
  std::string id;
  Day reported{};
};

}  // namespace sekisho::rules
