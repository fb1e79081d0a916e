// Chunked bodies (RFC 9112 §7.1), more strictly than the RFC: sizes of up to 15 digits, short extensions
// (ignored), no trailers, CRLF only. Our own, because Beast's asserts on input that arrives in unlucky pieces
// ("0\r\n" and "\r").
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "head.h"

namespace sekisho::http {

class ChunkDecoder {
 public:
  explicit ChunkDecoder(std::size_t most_line) : most_line_(most_line) {}

  struct Step {
    std::size_t consumed = 0;  // of `in`: all, unless `out` is full or the body is done
    std::size_t produced = 0;  // into `out`
    bool done = false;
  };
  Checked<Step> decode(std::string_view in, std::span<std::uint8_t> out);

 private:
  enum class State { first_digit, digits, extension, size_lf, data, data_cr, data_lf, end_cr, end_lf, done };
  Checked<void> line_octet(char c);

  std::size_t most_line_;
  State state_ = State::first_digit;
  std::uint64_t size_ = 0;  // of the chunk, then what it still lacks
  std::size_t digits_ = 0;
  std::size_t line_ = 0;
};

}  // namespace sekisho::http
