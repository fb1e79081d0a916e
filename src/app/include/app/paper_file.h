// A paper as a file to be downloaded.
#pragma once

#include <string>

#include "base/bytes.h"

namespace sekisho::app {

struct PaperFile {
  std::string name;  // of the file
  Bytes content;
};

}  // namespace sekisho::app
