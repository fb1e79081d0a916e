// What a file's name gives away: endings that hide what it is, or that its content contradicts. And what a
// file does when it is opened: programs, scripts, shortcuts.
#pragma once

#include "reader.h"

namespace sekisho::formats {

// Notes bidi_name, double_extension, disguised, executable, shortcut, script; details are names of formats.
void notice_name(const Head& head, Sink& sink);

}  // namespace sekisho::formats
