// The person at the terminal: asked for a passphrase, shown how far the work has come.
#pragma once

#include <optional>
#include <string>

#include "base/error.h"

namespace sekisho::cli {

// From `file`, else $SEKISHO_PASSPHRASE, else asked for at the terminal (twice if `confirm`). Never empty.
Result<std::string> obtain_passphrase(const std::optional<std::string>& file, bool confirm);

// Writes over one line of standard error when that is a terminal, at most ten times a second.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(const std::string& text);
  void clear();  // before something else is written

 private:
  bool terminal_;
  bool shown_ = false;
  long last_ = 0;  // milliseconds
};

}  // namespace sekisho::cli
