// Numbers as the binary formats of Microsoft store them, out of bytes whose length is not trusted: what lies
// beyond the end reads as 0, and the cursor says so.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "base/bytes.h"

namespace sekisho::formats {

template <class T>
T little(ByteView bytes, std::size_t at = 0) {
  T value{};
  if (at <= bytes.size() && bytes.size() - at >= sizeof(T)) std::memcpy(&value, bytes.data() + at, sizeof(T));
  return value;
}
static_assert(std::endian::native == std::endian::little);

inline ByteView part_of(ByteView bytes, std::size_t at, std::size_t size = SIZE_MAX) {
  if (at >= bytes.size()) return {};
  return bytes.subspan(at, size < bytes.size() - at ? size : bytes.size() - at);
}

inline std::uint16_t u16(ByteView bytes, std::size_t at) { return little<std::uint16_t>(bytes, at); }
inline std::uint32_t u32(ByteView bytes, std::size_t at) { return little<std::uint32_t>(bytes, at); }
inline std::uint64_t u64(ByteView bytes, std::size_t at) { return little<std::uint64_t>(bytes, at); }

class Cursor {
 public:
  explicit Cursor(ByteView bytes) : bytes_(bytes) {}
  template <class T>
  T get() {
    const T value = little<T>(bytes_, at_);
    move(sizeof(T));
    return value;
  }
  std::uint8_t u8() { return get<std::uint8_t>(); }
  std::uint16_t u16() { return get<std::uint16_t>(); }
  std::uint32_t u32() { return get<std::uint32_t>(); }
  ByteView take(std::size_t size) {
    const ByteView taken = part_of(bytes_, at_, size);
    move(size);
    return taken;
  }
  std::size_t at() const { return at_; }
  std::size_t left() const { return bytes_.size() - at_; }
  bool over() const { return over_; }  // more was asked for than there is

 private:
  void move(std::size_t size) {
    over_ = over_ || size > bytes_.size() - at_;
    at_ = size > bytes_.size() - at_ ? bytes_.size() : at_ + size;
  }
  ByteView bytes_;
  std::size_t at_ = 0;
  bool over_ = false;
};

}  // namespace sekisho::formats
