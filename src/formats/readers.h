// The readers, one pair of functions each; reader.h says what they do.
#pragma once

#include "reader.h"

namespace sekisho::formats {}  // namespace sekisho::formats
