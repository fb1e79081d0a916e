// Text in an encoding that its label names (RFC 2978), as in mail. Malformed bytes become U+FFFD.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/source.h"

namespace sekisho::formats {

class Charset {
 public:
  virtual ~Charset() = default;
  virtual void feed(ByteView bytes, std::string& utf8) = 0;  // cut anywhere
  virtual void finish(std::string&) {}                       // what is left of a character that was cut

  // nullptr where the label is none that is known, or says nothing (us-ascii, empty). ISO-2022-JP and EUC-JP
  // are read as Windows does: with NEC's and IBM's characters (髙, ①), which stand in no standard and in
  // every mail.
  static std::unique_ptr<Charset> of(std::string_view label);

 protected:
  Charset() = default;
};

// All of `bytes`; where the label says nothing, what fits: ISO-2022-JP by its escapes, UTF-8, CP932, else by
// force.
std::string decoded(ByteView bytes, std::string_view label);

// Whether text has the escapes of ISO-2022-JP.
bool has_jis_escapes(ByteView bytes);

}  // namespace sekisho::formats
