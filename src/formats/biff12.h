// The records of binary workbooks, BIFF12. [MS-XLSB] 2.1.4 (records), 2.5.122, 2.5.123, 2.5.169 (their
// strings and numbers). Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/source.h"

namespace sekisho::formats {

class Biff12 {
 public:
  static constexpr std::size_t longest_record = std::size_t{4} << 20;

  explicit Biff12(ByteSource& source) : source_(source) {}
  // False at the end, and where something is wrong.
  bool next();
  unsigned id() const { return id_; }
  ByteView body() const { return ByteView(buffer_).subspan(at_ - size_, size_); }  // until the next call
  // What went wrong: nothing, the source's error, or corrupt or too_large.
  const std::optional<Error>& error() const { return error_; }

 private:
  bool need(std::size_t octets);
  bool fail_with(ErrorCode code, const char* en);

  ByteSource& source_;
  Bytes buffer_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  unsigned id_ = 0;
  std::size_t size_ = 0;
  bool drained_ = false;
  std::optional<Error> error_;
};

// Fields of a record in their order. Where the record is too short, zeros and empty strings come, and
// `short_of` is set.
struct Biff12Fields {
  ByteView rest;
  bool short_of = false;

  std::uint32_t number(unsigned octets);
  double real();
  double rk();
  std::string string();  // a nullable wide string
  void skip(std::size_t octets);
};

// Every string with its length before it that a record may hold, whatever the record: XLWideString, and the
// strings of formulas.
void biff12_strings(ByteView record, const std::function<void(const std::string&)>& each);
void biff12_formula_strings(ByteView formula, const std::function<void(const std::string&)>& each);

}  // namespace sekisho::formats
