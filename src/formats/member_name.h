// Names of members, whose encoding no archive of the old kinds tells. Pure and thread-safe.
#pragma once

#include <string>

#include "base/bytes.h"

namespace sekisho::formats {

// UTF-8 of a name as it lies: UTF-8 or CP932 where it is valid, else each byte a character. UTF-8 is asked
// first: Macs write it without saying so, and CP932 text of two characters or more is hardly ever valid
// UTF-8.
std::string member_name(ByteView raw);

}  // namespace sekisho::formats
