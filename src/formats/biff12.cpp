#include "biff12.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/decoder.h"

namespace sekisho::formats {
namespace {

std::uint32_t little(ByteView bytes, unsigned octets) {
  std::uint32_t out = 0;
  for (unsigned i = 0; i < octets; ++i) out |= std::uint32_t{bytes[i]} << (8 * i);
  return out;
}

std::string utf8_of(ByteView units) {
  std::u16string text(units.size() / 2, u'\0');
  for (std::size_t i = 0; i < text.size(); ++i)
    text[i] = static_cast<char16_t>(units[2 * i] | units[2 * i + 1] << 8);
  std::string out;
  utf16_to_utf8(text, out);
  return out;
}

// Characters as people write them, all of them: a record that is no string seldom looks so.
bool words(ByteView units) {
  for (std::size_t i = 0; i + 1 < units.size(); i += 2) {
    const unsigned unit = units[i] | static_cast<unsigned>(units[i + 1]) << 8;
    if ((unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r') || unit >= 0xFFFE) return false;
  }
  return !units.empty();
}

}  // namespace

bool Biff12::fail_with(ErrorCode code, const char* en) {
  if (!error_) error_ = Error{code, "表計算ファイルが壊れています。作り直してください。", en, {}};
  return false;
}

bool Biff12::need(std::size_t octets) {
  if (filled_ - at_ >= octets) return true;
  if (at_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + at_, filled_ - at_);
    filled_ -= at_;
    at_ = 0;
  }
  const std::size_t room = std::max(octets, std::size_t{128} << 10);
  if (buffer_.size() < room) buffer_.resize(room);
  while (filled_ < octets && !drained_) {
    auto got = source_.read(std::span(buffer_).subspan(filled_));
    if (!got) {
      error_ = std::move(got).error();
      return false;
    }
    drained_ = *got == 0;
    filled_ += *got;
  }
  return filled_ >= octets;
}

bool Biff12::next() {
  if (error_) return false;
  if (!need(1)) return false;
  const auto number = [&](unsigned most) -> std::optional<std::uint32_t> {
    std::uint32_t out = 0;
    for (unsigned i = 0; i < most; ++i) {
      if (!need(1)) return std::nullopt;
      const std::uint8_t octet = buffer_[at_++];
      out |= std::uint32_t{octet & 0x7FU} << (7 * i);
      if (octet < 0x80) return out;
    }
    return out;
  };
  const auto id = number(2);
  const auto size = id ? number(4) : std::nullopt;
  if (!size) return fail_with(ErrorCode::corrupt, "a record is cut");
  if (*size > longest_record) return fail_with(ErrorCode::too_large, "a record is too long");
  if (!need(*size)) return fail_with(ErrorCode::corrupt, "a record is cut");
  id_ = *id;
  size_ = *size;
  at_ += size_;
  return true;
}

std::uint32_t Biff12Fields::number(unsigned octets) {
  if (rest.size() < octets) {
    short_of = true;
    rest = {};
    return 0;
  }
  const std::uint32_t out = little(rest, octets);
  rest = rest.subspan(octets);
  return out;
}

double Biff12Fields::real() {
  const std::uint64_t low = number(4);
  return std::bit_cast<double>(low | std::uint64_t{number(4)} << 32);
}

double Biff12Fields::rk() {
  const std::uint32_t stored = number(4);
  const double value = (stored & 2) != 0 ? static_cast<double>(std::bit_cast<std::int32_t>(stored) >> 2)
                                         : std::bit_cast<double>(std::uint64_t{stored & ~3U} << 32);
  return (stored & 1) != 0 ? value / 100 : value;
}

std::string Biff12Fields::string() {
  const std::uint32_t units = number(4);
  if (units == 0xFFFFFFFF) return {};
  if (units > rest.size() / 2) {
    short_of = true;
    rest = {};
    return {};
  }
  const std::string out = utf8_of(rest.first(std::size_t{units} * 2));
  rest = rest.subspan(std::size_t{units} * 2);
  return out;
}

void Biff12Fields::skip(std::size_t octets) {
  if (rest.size() < octets) short_of = true;
  rest = rest.subspan(std::min(octets, rest.size()));
}

void biff12_strings(ByteView record, const std::function<void(const std::string&)>& each) {
  for (std::size_t at = 0; at + 6 <= record.size();) {
    const std::size_t units = little(record.subspan(at), 4);
    if (units > 0 && units <= 65535 && at + 4 + units * 2 <= record.size() &&
        words(record.subspan(at + 4, units * 2))) {
      each(utf8_of(record.subspan(at + 4, units * 2)));
      at += 4 + units * 2;
    } else {
      ++at;
    }
  }
}

// PtgStr, [MS-XLSB] 2.5.97.83: 0x17, two octets of length, the characters.
void biff12_formula_strings(ByteView formula, const std::function<void(const std::string&)>& each) {
  for (std::size_t at = 0; at + 5 <= formula.size();) {
    const std::size_t units = little(formula.subspan(at + 1), 2);
    if (formula[at] == 0x17 && units > 0 && units <= 255 && at + 3 + units * 2 <= formula.size() &&
        words(formula.subspan(at + 3, units * 2))) {
      each(utf8_of(formula.subspan(at + 3, units * 2)));
      at += 3 + units * 2;
    } else {
      ++at;
    }
  }
}

}  // namespace sekisho::formats
