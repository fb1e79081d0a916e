#include "shared_strings.h"

#include <algorithm>

namespace sekisho::formats {

bool SharedStrings::add(std::string_view text, std::string_view reading) {
  constexpr std::size_t block = std::size_t{1} << block_bits;
  if (places_.size() % 64 == 0) used_.push_back(0);
  const std::size_t need = text.size() + reading.size() + 8;
  if (blocks_.empty()) {
    block_size_ = 4096;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_size_));
    bytes_ = block_size_;
  }
  // a string as long as a block is no cell's
  full_ = full_ || need > block || places_.size() > (std::size_t{1} << 25);
  if (!full_ && filled_ + need > block_size_) {
    const std::uint64_t taken = bytes_ + (places_.size() + 1) * (sizeof(Place) + 1);
    const std::uint64_t left = most_ - std::min(most_, taken);
    const std::size_t size =
        std::max<std::size_t>(need, std::min<std::uint64_t>({block, block_size_ * 4, left}));
    full_ = size > left;
    if (!full_) {
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
      block_size_ = size;
      filled_ = 0;
      bytes_ += size;
    }
  }
  if (full_) {
    if (places_.size() <= (std::size_t{1} << 25)) places_.push_back({0, 0, 0});
    return false;
  }
  places_.push_back({static_cast<std::uint32_t>((blocks_.size() - 1) << block_bits | filled_),
                     static_cast<std::uint32_t>(text.size()) & 0x7FFFFFFF, reading.empty() ? 0U : 1U});
  char* to = blocks_.back().get() + filled_;
  text.copy(to, text.size());
  to += text.size();
  filled_ += text.size();
  if (reading.empty()) return true;
  const auto size = static_cast<std::uint32_t>(reading.size());
  std::memcpy(to, &size, sizeof size);
  reading.copy(to + sizeof size, reading.size());
  filled_ += sizeof size + reading.size();
  return true;
}

}  // namespace sekisho::formats
