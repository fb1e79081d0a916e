#include "seal/bech32.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace sekisho::seal {
namespace {

constexpr std::string_view symbols = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksum_length = 6;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// The BCH code of BIP 173 over the 5-bit values seen so far.
class Checksum {
 public:
  explicit Checksum(std::string_view lower_prefix) {
    for (const char c : lower_prefix) add(static_cast<std::uint8_t>(c) >> 5);
    add(0);
    for (const char c : lower_prefix) add(static_cast<std::uint8_t>(c) & 31U);
  }
  void add(std::uint32_t value) {
    constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                     0x2a1462b3};
    const std::uint32_t top = state_ >> 25;
    state_ = (state_ & 0x1ffffff) << 5 ^ value;
    for (unsigned i = 0; i < generator.size(); ++i)
      if ((top >> i & 1U) != 0) state_ ^= generator[i];
  }
  std::uint32_t state() const { return state_; }

 private:
  std::uint32_t state_ = 1;
};

}  // namespace

std::string to_bech32(std::string_view prefix, ByteView data) {
  const bool upper = std::any_of(prefix.begin(), prefix.end(), is_upper);
  const std::string lower_prefix = lower(prefix);
  Checksum checksum(lower_prefix);
  std::string out = lower_prefix + '1';
  const auto put = [&](std::uint32_t value) {
    checksum.add(value);
    out += symbols[value];
  };
  std::uint32_t pending = 0;
  unsigned have = 0;
  for (const std::uint8_t byte : data) {
    pending = (pending << 8 | byte) & 0xfff;
    for (have += 8; have >= 5; have -= 5) put(pending >> (have - 5) & 31U);
  }
  if (have > 0) put(pending << (5 - have) & 31U);

  for (std::size_t i = 0; i < checksum_length; ++i) checksum.add(0);
  const std::uint32_t sum = checksum.state() ^ 1U;
  for (std::size_t i = 0; i < checksum_length; ++i)
    out += symbols[sum >> (5 * (checksum_length - 1 - i)) & 31U];
  if (upper)
    for (char& c : out)
      if (is_lower(c)) c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::optional<Bech32> from_bech32(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), is_upper) && std::any_of(text.begin(), text.end(), is_lower))
    return {};
  const std::size_t separator = text.rfind('1');
  if (separator == std::string_view::npos || separator == 0 || text.size() - separator - 1 < checksum_length)
    return {};
  const std::string small = lower(text);
  const std::string_view prefix = std::string_view(small).substr(0, separator);
  if (std::any_of(prefix.begin(), prefix.end(), [](char c) { return c < 33 || c > 126; })) return {};

  Checksum checksum(prefix);
  Bech32 out{std::string(text.substr(0, separator)), {}};
  std::uint32_t pending = 0;
  unsigned have = 0;
  for (std::size_t i = separator + 1; i < small.size(); ++i) {
    const std::size_t value = symbols.find(small[i]);
    if (value == std::string_view::npos) return {};
    checksum.add(static_cast<std::uint32_t>(value));
    if (i + checksum_length >= small.size()) continue;
    pending = (pending << 5 | static_cast<std::uint32_t>(value)) & 0xfff;
    have += 5;
    if (have >= 8) {
      have -= 8;
      out.data.push_back(static_cast<std::uint8_t>(pending >> have));
    }
  }
  if (checksum.state() != 1 || have >= 5 || (pending & ((1U << have) - 1)) != 0) return {};
  return out;
}

}  // namespace sekisho::seal
