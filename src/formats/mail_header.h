// Header fields of mail (RFC 5322) and MIME parts (RFC 2045), with what stands in them in other encodings
// (RFC 2047, RFC 2231). Lenient: what is not as it should be is taken as it lies.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/random_source.h"

namespace sekisho::formats {

// Lines of a range of a source; the end of a line is LF, a CR before it is dropped.
class LineReader {
 public:
  LineReader(RandomSource& source, std::uint64_t begin, std::uint64_t end);
  // False: the end. Errors: the source's.
  Result<bool> next();
  std::string_view line() const { return line_; }      // until the next call
  std::uint64_t begin() const { return line_begin_; }  // of the line in the source
  std::uint64_t after() const { return at_; }          // where the next line begins
  bool starts() const { return starts_; }              // false: the rest of a line longer than 64 KiB

 private:
  Result<bool> fill();

  RandomSource& source_;
  std::uint64_t at_;
  std::uint64_t end_;
  std::uint64_t piece_begin_ = 0;
  Bytes piece_;
  std::string line_;
  std::uint64_t line_begin_ = 0;
  bool starts_ = true;
  bool cut_ = false;
};

struct MailField {
  std::string name;   // as it lies
  std::string value;  // unfolded, as it lies
};

struct MailHeader {
  std::vector<MailField> fields;
  std::uint64_t body = 0;  // offset of the body in the source
  bool too_long = false;   // more than 256 KiB: the rest is not in `fields`

  // Errors: the source's.
  static Result<MailHeader> read(RandomSource& source, std::uint64_t begin, std::uint64_t end);
  std::string_view find(std::string_view name) const;  // without regard to case; empty where there is none
};

// "text/plain; charset=x": the first word in small letters, and parameters decoded to UTF-8 by their names in
// small letters.
struct MailValue {
  std::string main;
  std::map<std::string, std::string> parameters;
  std::string get(const std::string& name) const;

  static MailValue of(std::string_view value);
};

// UTF-8 of a value in which encoded words may stand, or bytes in an encoding that nothing tells.
std::string decoded_words(std::string_view value);

// Whether bytes look like the begin of a mail: fields, with those that mail has.
bool looks_like_mail(std::string_view head, std::string_view name);
bool looks_like_mbox(std::string_view head);

}  // namespace sekisho::formats
