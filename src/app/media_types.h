// What a file that people hand in is: its declared type must be one that is known here, its name must end as
// that type does, and its octets must begin (and, where that is not enough, go on) as that type does. This
// does not make a file harmless; it makes it what it says, so that a program opens it as nothing else. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::app {

// image/jpeg, image/png, application/pdf, video/mp4, the three office formats (docx, xlsx, pptx), text/plain,
// text/csv, text/html.
bool is_known_media_type(std::string_view type);
std::string media_type_words(std::string_view type);  // "JPEG の画像"
// What a browser may show as such (pictures and films); everything else is sent as mere octets.
bool is_shown_as_itself(std::string_view type);

// 1 to 200 octets of UTF-8 that name a file and nothing else: no folder, no control character, nothing that
// turns the direction of writing (".gpj.exe" read from the right). Error: invalid_input, field "name".
Result<void> check_file_name(std::string_view name, std::string_view type);

// Looks at the octets as they pass. Thread-compatible.
class TypeCheck {
 public:
  explicit TypeCheck(std::string_view type) : type_(type) {}
  void add(ByteView block);
  // At the end. Error: unsupported, field "file".
  Result<void> finish() const;

 private:
  std::string type_;
  std::string begin_;    // the first octets
  std::string tail_;     // the last octets of the block before
  bool marked_ = false;  // an office format's part was named
  bool nul_ = false;
};

}  // namespace sekisho::app
