// The strings that the cells of a workbook share, held compactly. ECMA-376 part 1, 18.4.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

namespace sekisho::formats {

class SharedStrings {
 public:
  struct Entry {
    std::string_view text;
    std::string_view reading;  // furigana
  };
  struct Place {
    std::uint32_t at;         // the block, and where in it
    std::uint32_t size : 31;  // of the text; where there is a reading, its length and itself follow
    std::uint32_t reading : 1;
  };
  explicit SharedStrings(std::uint64_t most = std::uint64_t{96} << 20) : most_(most) {}
  // False: there is no more room; the string gets its number all the same, and is empty.
  bool add(std::string_view text, std::string_view reading);
  std::size_t size() const { return size_; }
  // Remembers that it was asked for; valid until the next add(). Nothing where there is none of this number.
  // What is there comes into the cache meanwhile: read() it when the row is complete.
  const Place* find(std::size_t number) {
    if (number >= size_) return nullptr;
    used_[number / 64] |= std::uint64_t{1} << (number % 64);
    const Place* const place = &places_[number >> chunk_bits][number & (chunk - 1)];
    __builtin_prefetch(place);
    return place;
  }
  Entry read(const Place& place) const {
    Entry out;
    const char* const p = blocks_[place.at >> block_bits].get() + (place.at & ((1U << block_bits) - 1));
    out.text = {p, place.size};
    __builtin_prefetch(p);
    if (place.reading == 0) return out;
    std::uint32_t size = 0;
    std::memcpy(&size, p + place.size, sizeof size);
    out.reading = {p + place.size + sizeof size, size};
    return out;
  }
  bool full() const { return full_; }
  // Those that nobody asked for, e.g. of cells that were deleted.
  template <class F>
  void unused(F&& each) const {
    for (std::size_t i = 0; i < size_; ++i)
      if ((used_[i / 64] >> (i % 64) & 1) == 0 && !each(read(places_[i >> chunk_bits][i & (chunk - 1)])))
        return;
  }

 private:
  // Strings are asked for in any order, over tens of MiB: on small pages most of that time is spent looking
  // for the page.
  static constexpr std::size_t huge_page = std::size_t{2} << 20;
  static constexpr unsigned block_bits = 22;
  static constexpr unsigned chunk_bits = 18;
  static constexpr std::size_t chunk = std::size_t{1} << chunk_bits;
  static constexpr std::size_t most_places = std::size_t{1} << 25;
  struct Free {
    std::align_val_t alignment{};
    void operator()(void* p) const { ::operator delete(p, alignment); }
  };
  template <class T>
  using Memory = std::unique_ptr<T[], Free>;
  template <class T>
  static Memory<T> memory(std::size_t count);
  bool add_place(const Place& place);
  bool room(std::size_t need);
  void hold(std::size_t size);

  std::uint64_t most_;
  std::uint64_t bytes_ = 0;
  bool full_ = false;
  std::vector<Memory<char>> blocks_;
  std::size_t block_size_ = 0;
  std::size_t filled_ = 0;
  std::vector<Memory<Place>> places_;  // `chunk` of them each
  std::size_t size_ = 0;
  std::vector<std::uint64_t> used_;
};

}  // namespace sekisho::formats
