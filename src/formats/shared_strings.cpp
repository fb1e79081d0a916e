#include "shared_strings.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>

namespace sekisho::formats {

template <class T>
SharedStrings::Memory<T> SharedStrings::memory(std::size_t count) {
  const std::size_t size = count * sizeof(T);
  const Free free{std::align_val_t{size >= huge_page ? huge_page : alignof(std::max_align_t)}};
  Memory<T> out(static_cast<T*>(::operator new(size, free.alignment)), free);
  if (size >= huge_page) ::madvise(out.get(), size, MADV_HUGEPAGE);  // a wish
  return out;
}

// False: there are too many.
bool SharedStrings::add_place(const Place& place) {
  if (size_ > most_places) return false;
  if (size_ % 64 == 0) used_.push_back(0);
  // The first one grows with what there is: most workbooks are small.
  constexpr std::size_t first = 512;
  if (size_ < chunk ? size_ == 0 || (size_ >= first && (size_ & (size_ - 1)) == 0) : size_ % chunk == 0) {
    const std::size_t now = size_ < chunk ? std::max(first, size_ * 2) : chunk;
    auto places = memory<Place>(now);
    if (size_ > 0 && size_ < chunk) {
      std::copy_n(places_[0].get(), size_, places.get());
      places_[0] = std::move(places);
    } else {
      places_.push_back(std::move(places));
    }
  }
  places_[size_ >> chunk_bits][size_ & (chunk - 1)] = place;
  ++size_;
  return true;
}

// Makes room for a string. False: there is no more.
bool SharedStrings::room(std::size_t need) {
  constexpr std::size_t block = std::size_t{1} << block_bits;
  const std::uint64_t taken = bytes_ + (size_ + 1) * (sizeof(Place) + 1);
  const std::uint64_t left = most_ - std::min(most_, taken);
  const std::size_t size =
      std::max<std::size_t>(need, std::min<std::uint64_t>({block, block_size_ * 4, left}));
  if (size > left) return false;
  hold(size);
  return true;
}

void SharedStrings::hold(std::size_t size) {
  blocks_.push_back(memory<char>(size));
  block_size_ = size;
  filled_ = 0;
  bytes_ += size;
}

bool SharedStrings::add(std::string_view text, std::string_view reading) {
  const std::size_t need = text.size() + reading.size() + 8;
  if (blocks_.empty()) hold(4096);
  // a string of a MiB is no cell's
  full_ = full_ || need > (std::size_t{1} << 20) || size_ > most_places ||
          (filled_ + need > block_size_ && !room(need));
  if (full_) {
    add_place({0, 0, 0});
    return false;
  }
  if (!add_place({static_cast<std::uint32_t>((blocks_.size() - 1) << block_bits | filled_),
                  static_cast<std::uint32_t>(text.size()) & 0x7FFFFFFF, reading.empty() ? 0U : 1U}))
    return false;
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
