// The names of the parts around what is being read, as a person reads them: "提出.zip › 名簿.xlsx › Sheet1".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <stop_token>
#include "base/random_source.h"

namespace sekisho::inspect {

class PartPath {
 public:
  void enter(std::string_view name);
  void leave();
  const std::string& text() const { return text_; }

 private:
  std::vector<std::size_t> ends_;  // of text_, before each part
  std::string text_;
};

// Without control characters and marks that turn the direction of writing, at most `most` bytes, valid UTF-8.
std::string printable(std::string_view utf8, std::size_t most);

// Errors: the source's, and unavailable when `stop` was asked for.
Result<Hash> sha256_of(RandomSource& source, const std::stop_token& stop);

}  // namespace sekisho::inspect
