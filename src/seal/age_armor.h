// Text armour: strict PEM (RFC 7468 §3) with the label AGE ENCRYPTED FILE, padded base64 in lines of 64
// columns.
#pragma once

#include <array>
#include <string>

#include "base/error.h"
#include "seal/age_io.h"

namespace sekisho::seal::age {

// Whether armour begins here, after at most 1 KiB of white space. Reads nothing away.
Result<bool> is_armored(BufferedSource& from);

// The octets inside. White space may stand before and after the armour, and lines may end in CR LF;
// everything else must be canonical. Reads `from` to its end, for nothing may follow.
class ArmorSource final : public Source {
 public:
  explicit ArmorSource(BufferedSource& from) : from_(from) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override;

 private:
  enum class State { start, lines, short_line, end };
  static constexpr std::size_t line_octets = 48;

  Result<void> next_line();  // fills line_, or moves to end
  Result<void> start();
  Result<void> only_white_space_follows();

  BufferedSource& from_;
  State state_ = State::start;
  std::array<std::uint8_t, line_octets> line_{};
  std::size_t line_begin_ = 0;
  std::size_t line_end_ = 0;
};

// finish() must be called for the last line. Memory: one buffer of 64 KiB.
class ArmorSink final : public Sink {
 public:
  explicit ArmorSink(Sink& to);
  Result<void> write(ByteView data) override;
  Result<void> finish();

 private:
  Result<void> put_line(ByteView octets);

  Sink& to_;
  std::string text_;
  Bytes rest_;  // fewer octets than a line has
};

}  // namespace sekisho::seal::age
