// The strings that the cells of a workbook share, held compactly. ECMA-376 part 1, 18.4.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace sekisho::formats {

class SharedStrings {
 public:
  struct Entry {
    std::string_view text;
    std::string_view reading;  // furigana
  };
  explicit SharedStrings(std::uint64_t most = std::uint64_t{96} << 20) : most_(most) {}
  // False: there is no more room; the string gets its number all the same, and is empty.
  bool add(std::string_view text, std::string_view reading);
  std::size_t size() const { return places_.size(); }
  // Remembers that it was asked for. Nothing where there is none of this number.
  const Entry* at(std::size_t number) {
    if (number >= places_.size()) return nullptr;
    used_[number / 64] |= std::uint64_t{1} << (number % 64);
    read(places_[number]);
    __builtin_prefetch(entry_.text.data());  // it is wanted when its row is complete
    return &entry_;
  }
  bool full() const { return full_; }
  // Those that nobody asked for, e.g. of cells that were deleted.
  template <class F>
  void unused(F&& each) {
    for (std::size_t i = 0; i < places_.size(); ++i)
      if ((used_[i / 64] >> (i % 64) & 1) == 0) {
        read(places_[i]);
        if (!each(entry_)) return;
      }
  }

 private:
  static constexpr unsigned block_bits = 20;
  struct Place {
    std::uint32_t at;         // the block, and where in it
    std::uint32_t size : 31;  // of the text; where there is a reading, its length and itself follow
    std::uint32_t reading : 1;
  };
  void read(const Place& place) {
    const char* const p = blocks_[place.at >> block_bits].get() + (place.at & ((1U << block_bits) - 1));
    entry_.text = {p, place.size};
    entry_.reading = {};
    if (place.reading == 0) return;
    std::uint32_t size = 0;
    std::memcpy(&size, p + place.size, sizeof size);
    entry_.reading = {p + place.size + sizeof size, size};
  }

  std::uint64_t most_;
  std::uint64_t bytes_ = 0;
  bool full_ = false;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_size_ = 0;
  std::size_t filled_ = 0;
  std::vector<Place> places_;
  std::vector<std::uint64_t> used_;
  Entry entry_;
};

}  // namespace sekisho::formats
