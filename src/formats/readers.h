// The readers, one pair of functions each; reader.h says what they do.
#pragma once

#include "reader.h"

namespace sekisho::formats {

bool recognises_office(const Head& head, RandomSource& content);
void read_office(RandomSource& content, Walk& walk);

}  // namespace sekisho::formats
