#include "chunks.h"

#include <algorithm>
#include <cstring>

namespace sekisho::http {
namespace {

std::unexpected<Fault> bad(const char* reason) { return std::unexpected(Fault{400, reason}); }

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

// One octet of what stands between the data.
Checked<void> ChunkDecoder::line_octet(char c) {
  switch (state_) {
    case State::first_digit:
      size_ = digits_ = line_ = 0;
      state_ = State::digits;
      if (hex(c) < 0) return bad("a chunk without a size");
      [[fallthrough]];
    case State::digits:
      if (++line_ > most_line_) return bad("the line of a chunk is too long");
      if (const int digit = hex(c); digit >= 0) {
        if (++digits_ > 15) return bad("the size of a chunk has too many digits");
        size_ = size_ << 4 | static_cast<std::uint64_t>(digit);
        return {};
      }
      if (c == ';') {
        state_ = State::extension;
        return {};
      }
      if (c != '\r') return bad("the size of a chunk is not a number");
      state_ = State::size_lf;
      return {};
    case State::extension:
      if (++line_ > most_line_) return bad("the line of a chunk is too long");
      if (c == '\r')
        state_ = State::size_lf;
      else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
        return bad("a control character in a chunk extension");
      return {};
    case State::size_lf:
      state_ = size_ == 0 ? State::end_cr : State::data;
      return c == '\n' ? Checked<void>() : bad("the line of a chunk does not end in CRLF");
    case State::data_cr:
      state_ = State::data_lf;
      return c == '\r' ? Checked<void>() : bad("a chunk does not end where it says");
    case State::data_lf:
      state_ = State::first_digit;
      return c == '\n' ? Checked<void>() : bad("a chunk does not end where it says");
    case State::end_cr:
      state_ = State::end_lf;
      return c == '\r' ? Checked<void>() : bad("trailers are not taken");
    case State::end_lf:
      state_ = State::done;
      return c == '\n' ? Checked<void>() : bad("the body does not end in CRLF");
    case State::data:
    case State::done:
      break;
  }
  return {};
}

Checked<ChunkDecoder::Step> ChunkDecoder::decode(std::string_view in, std::span<std::uint8_t> out) {
  Step step;
  while (step.consumed < in.size() && state_ != State::done) {
    if (state_ != State::data) {
      if (auto checked = line_octet(in[step.consumed]); !checked) return std::unexpected(checked.error());
      ++step.consumed;
      continue;
    }
    const auto size = std::min<std::uint64_t>({size_, in.size() - step.consumed, out.size() - step.produced});
    if (size == 0) break;  // no room left
    std::memcpy(out.data() + step.produced, in.data() + step.consumed, size);
    step.consumed += size;
    step.produced += size;
    size_ -= size;
    if (size_ == 0) state_ = State::data_cr;
  }
  step.done = state_ == State::done;
  return step;
}

}  // namespace sekisho::http
