#include "shared_strings.h"

#include <algorithm>
#include <cstring>

namespace sekisho::formats {

char* SharedStrings::put_length(char* to, std::size_t value) {
  for (; value >= 0x80; value >>= 7) *to++ = static_cast<char>(value | 0x80);
  *to++ = static_cast<char>(value);
  return to;
}

bool SharedStrings::add(std::string_view text, std::string_view reading) {
  constexpr std::size_t block = std::size_t{1} << block_bits;
  if (places_.size() % 64 == 0) used_.push_back(0);
  const std::size_t need = text.size() + reading.size() + 20;
  // 4 octets for its place, and a bit; a string as long as a block is no cell's.
  if (blocks_.empty()) {
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(4096));
    blocks_[0][0] = 0;  // the empty string's place
    block_size_ = 4096;
    filled_ = 1;
    bytes_ = block_size_;
  }
  full_ = full_ || need > block || places_.size() > (std::size_t{1} << 25);
  if (!full_ && filled_ + need > block_size_) {
    const std::size_t size = std::max<std::size_t>(need, std::min(block, block_size_ * 4));
    full_ = bytes_ + size + places_.size() * 5 > most_;
    if (!full_) {
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
      block_size_ = size;
      filled_ = 0;
      bytes_ += size;
    }
  }
  if (full_) {
    if (places_.size() <= (std::size_t{1} << 25)) places_.push_back(0);
    return false;
  }
  places_.push_back(static_cast<std::uint32_t>((blocks_.size() - 1) << block_bits | filled_));
  char* const begin = blocks_.back().get();
  char* to = put_length(begin + filled_, text.size() * 2 + (reading.empty() ? 0 : 1));
  text.copy(to, text.size());
  to += text.size();
  if (!reading.empty()) {
    to = put_length(to, reading.size());
    reading.copy(to, reading.size());
    to += reading.size();
  }
  filled_ = static_cast<std::size_t>(to - begin);
  return true;
}

}  // namespace sekisho::formats
