#include "zlib_source.h"

#include <isa-l/igzip_lib.h>

#include <algorithm>

namespace sekisho::formats {

struct ZlibSource::State {
  State(RandomSource& source, std::uint64_t begin, std::uint64_t end)
      : packed(source, begin, std::max(begin, end)), buffer(std::size_t{64} << 10) {
    isal_inflate_init(&inflate);
    inflate.crc_flag = ISAL_ZLIB;
  }
  RangeSource packed;
  Bytes buffer;
  inflate_state inflate{};
};

ZlibSource::ZlibSource(RandomSource& source, std::uint64_t begin, std::uint64_t end)
    : state_(std::make_unique<State>(source, begin, end)) {}
ZlibSource::~ZlibSource() = default;

Result<std::size_t> ZlibSource::read(std::span<std::uint8_t> out) {
  inflate_state& inflate = state_->inflate;
  inflate.next_out = out.data();
  inflate.avail_out = static_cast<std::uint32_t>(std::min<std::size_t>(out.size(), std::size_t{1} << 30));
  const std::uint32_t wanted = inflate.avail_out;
  if (wanted == 0) return std::size_t{0};
  const auto corrupt = [] {
    return fail(ErrorCode::corrupt, "ファイルが壊れています。", "a zlib stream that cannot be unpacked");
  };
  while (inflate.avail_out == wanted && inflate.block_state != ISAL_BLOCK_FINISH) {
    if (isal_inflate(&inflate) != ISAL_DECOMP_OK) return corrupt();
    // It may hold output for which there was no room: input is wanted only when nothing came.
    if (inflate.avail_out != wanted || inflate.block_state == ISAL_BLOCK_FINISH || inflate.avail_in > 0)
      continue;
    SEKISHO_TRY(const std::size_t got, state_->packed.read(state_->buffer));
    if (got == 0) return corrupt();
    inflate.next_in = state_->buffer.data();
    inflate.avail_in = static_cast<std::uint32_t>(got);
  }
  return std::size_t{wanted - inflate.avail_out};
}

}  // namespace sekisho::formats
