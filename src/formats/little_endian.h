// Numbers as they lie in files of the PC's world. The caller has made sure that they are there.
#pragma once

#include "base/bytes.h"

namespace sekisho::formats {

inline std::uint16_t u16(ByteView bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] | (bytes[at + 1] << 8));
}
inline std::uint32_t u32(ByteView bytes, std::size_t at) {
  return u16(bytes, at) | (static_cast<std::uint32_t>(u16(bytes, at + 2)) << 16);
}
inline std::uint64_t u64(ByteView bytes, std::size_t at) {
  return u32(bytes, at) | (static_cast<std::uint64_t>(u32(bytes, at + 4)) << 32);
}

}  // namespace sekisho::formats
