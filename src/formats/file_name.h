// What a file's name gives away: endings that hide what it is, or that its content contradicts.
#pragma once

#include "reader.h"

namespace sekisho::formats {

void notice_name(const Head& head, Sink& sink);

}  // namespace sekisho::formats
