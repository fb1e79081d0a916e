// The strings that the cells of a workbook share, held compactly. ECMA-376 part 1, 18.4.
#pragma once

#include <cstdint>
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
  void read(std::uint32_t place) {
    const char* p = blocks_[place >> block_bits].get() + (place & ((1U << block_bits) - 1));
    const std::size_t size = length(p);
    entry_.text = {p, size / 2};
    p += size / 2;
    entry_.reading = {};
    if (size % 2 == 1) {
      const std::size_t more = length(p);
      entry_.reading = {p, more};
    }
  }
  static std::size_t length(const char*& p) {
    std::size_t out = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto octet = static_cast<std::uint8_t>(*p++);
      out |= static_cast<std::size_t>(octet & 0x7F) << shift;
      if (octet < 0x80) return out;
    }
  }
  static char* put_length(char* to, std::size_t value);

  std::uint64_t most_;
  std::uint64_t bytes_ = 0;
  bool full_ = false;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_size_ = 0;
  std::size_t filled_ = 0;
  std::vector<std::uint32_t> places_;  // block, and where in it
  std::vector<std::uint64_t> used_;
  Entry entry_;
};

}  // namespace sekisho::formats
