#include "inflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <array>

namespace sekisho::formats {
namespace {

constexpr std::size_t input_size = std::size_t{128} << 10;

std::unexpected<Error> corrupt(const char* en) {
  return fail(ErrorCode::corrupt, "圧縮されたファイルが壊れています。作り直してください。", en);
}

// Checks at the end what came before.
class Checked : public ByteSource {
 public:
  Checked(std::uint32_t crc32, std::uint64_t size) : crc32_(crc32), size_(size) {}
  std::optional<std::uint64_t> size() const override { return size_; }

  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    if (out.empty()) return 0;
    SEKISHO_TRY(const std::size_t got, next(out));
    now_crc32_ = crc32_of(out.first(got), now_crc32_);
    now_size_ += got;
    if (now_size_ > size_) return corrupt("unpacks to more than the directory says");
    if (got == 0 && (now_size_ != size_ || now_crc32_ != crc32_))
      return corrupt("does not unpack to what the directory says");
    return got;
  }

 private:
  virtual Result<std::size_t> next(std::span<std::uint8_t> out) = 0;

  std::uint32_t crc32_;
  std::uint64_t size_;
  std::uint32_t now_crc32_ = 0;
  std::uint64_t now_size_ = 0;
};

class Inflated final : public Checked {
 public:
  Inflated(RandomSource& source, std::uint64_t begin, std::uint64_t end, std::uint32_t crc32,
           std::uint64_t size)
      : Checked(crc32, size), inflater_(source, begin, end), end_(end) {}

 private:
  Result<std::size_t> next(std::span<std::uint8_t> out) override {
    SEKISHO_TRY(const std::size_t got, inflater_.read(out));
    if (got == 0 && inflater_.after() != end_) return corrupt("bytes behind the compressed data");
    return got;
  }

  Inflater inflater_;
  std::uint64_t end_;
};

class Stored final : public Checked {
 public:
  Stored(RandomSource& source, std::uint64_t begin, std::uint64_t end, std::uint32_t crc32,
         std::uint64_t size)
      : Checked(crc32, size), range_(source, begin, end) {}

 private:
  Result<std::size_t> next(std::span<std::uint8_t> out) override { return range_.read(out); }

  RangeSource range_;
};

}  // namespace

std::uint32_t crc32_of(ByteView bytes, std::uint32_t before) {
  return crc32_gzip_refl(before, bytes.data(), bytes.size());
}

struct Inflater::State {
  RandomSource& source;
  std::uint64_t at;  // the next byte to take from the source
  std::uint64_t end;
  bool broke_off = false;
  inflate_state stream{};
  std::array<std::uint8_t, input_size> input{};
};

Inflater::Inflater(RandomSource& source, std::uint64_t begin, std::uint64_t end)
    : state_(new State{.source = source, .at = begin, .end = end}) {
  isal_inflate_init(&state_->stream);
}
Inflater::~Inflater() = default;

Result<std::size_t> Inflater::read(std::span<std::uint8_t> out) {
  State& state = *state_;
  inflate_state& stream = state.stream;
  out = out.first(std::min<std::size_t>(out.size(), std::size_t{1} << 30));  // its counters have 32 bits
  stream.next_out = out.data();
  stream.avail_out = static_cast<std::uint32_t>(out.size());
  while (stream.avail_out > 0 && stream.block_state != ISAL_BLOCK_FINISH) {
    if (stream.avail_in == 0 && state.at < state.end) {
      const std::size_t room = std::min<std::uint64_t>(state.input.size(), state.end - state.at);
      SEKISHO_TRY(const std::size_t got, state.source.read_at(state.at, std::span(state.input).first(room)));
      if (got == 0) state.end = state.at;
      state.at += got;
      stream.next_in = state.input.data();
      stream.avail_in = static_cast<std::uint32_t>(got);
    }
    const std::uint32_t in = stream.avail_in;
    const std::uint32_t room = stream.avail_out;
    const auto phase = stream.block_state;
    if (isal_inflate(&stream) < 0) return corrupt("not DEFLATE data");
    if (in == 0 && stream.avail_out == room && stream.block_state == phase) {
      state.broke_off = true;
      if (stream.avail_out < out.size()) break;  // what there is, first
      return corrupt("compressed data that break off");
    }
  }
  return out.size() - stream.avail_out;
}

bool Inflater::broke_off() const { return state_->broke_off; }

std::uint64_t Inflater::after() const {
  // Whole bytes that it took beyond the last block are still in its buffer of bits.
  const auto buffered = static_cast<std::uint64_t>(std::max(state_->stream.read_in_length, 0)) / 8;
  return state_->at - state_->stream.avail_in - buffered;
}

std::unique_ptr<ByteSource> inflated(RandomSource& source, std::uint64_t begin, std::uint64_t end,
                                     std::uint32_t crc32, std::uint64_t size) {
  return std::make_unique<Inflated>(source, begin, end, crc32, size);
}

std::unique_ptr<ByteSource> stored(RandomSource& source, std::uint64_t begin, std::uint64_t end,
                                   std::uint32_t crc32, std::uint64_t size) {
  return std::make_unique<Stored>(source, begin, end, crc32, size);
}

}  // namespace sekisho::formats
