#include "inflate64.h"

#include <algorithm>
#include <array>

namespace sekisho::formats {
namespace {

constexpr std::size_t input_size = std::size_t{64} << 10;
constexpr std::size_t window_size = std::size_t{64} << 10;
constexpr unsigned longest_code = 15;

std::unexpected<Error> corrupt(const char* en) {
  return fail(ErrorCode::corrupt, "圧縮されたファイルが壊れています。作り直してください。", en);
}

// Bits from the lowest on. Behind the end there are zeros, which `overrun` tells.
class BitReader {
 public:
  BitReader(RandomSource& source, std::uint64_t begin, std::uint64_t end)
      : source_(source), at_(begin), end_(end), input_(input_size) {}

  // At least 48 bits, as many as one symbol with its extra bits and more.
  Result<void> fill() {
    while (count_ <= 48) {
      if (place_ == filled_ && at_ < end_) {
        const std::size_t room = std::min<std::uint64_t>(input_.size(), end_ - at_);
        SEKISHO_TRY(filled_, source_.read_at(at_, std::span(input_).first(room)));
        if (filled_ == 0) end_ = at_;
        at_ += filled_;
        place_ = 0;
      }
      if (place_ < filled_)
        bits_ |= std::uint64_t{input_[place_++]} << count_;
      else
        missing_ += 8;
      count_ += 8;
    }
    return {};
  }
  unsigned peek(unsigned bits) const {
    return static_cast<unsigned>(bits_ & ((std::uint64_t{1} << bits) - 1));
  }
  void drop(unsigned bits) {
    bits_ >>= bits;
    count_ -= bits;
  }
  unsigned take(unsigned bits) {
    const unsigned value = peek(bits);
    drop(bits);
    return value;
  }
  void to_byte() { drop(count_ % 8); }
  bool overrun() const { return missing_ > count_; }
  bool used_up() const { return at_ == end_ && place_ == filled_ && count_ / 8 == missing_ / 8; }

 private:
  RandomSource& source_;
  std::uint64_t at_;
  std::uint64_t end_;
  Bytes input_;
  std::size_t place_ = 0;
  std::size_t filled_ = 0;
  std::uint64_t bits_ = 0;
  unsigned count_ = 0;
  std::uint64_t missing_ = 0;  // bits that were made up
};

// A prefix code: every 15 bits that may come next, with the symbol and its length.
class Code {
 public:
  // False: the lengths are those of no code.
  bool build(std::span<const std::uint8_t> lengths) {
    std::array<unsigned, longest_code + 1> counts{};
    for (const std::uint8_t length : lengths) ++counts[length];
    counts[0] = 0;
    std::array<unsigned, longest_code + 2> next{};
    unsigned code = 0;
    for (unsigned length = 1; length <= longest_code; ++length) {
      next[length] = code;
      code += counts[length];
      if (code > 1U << length) return false;
      code <<= 1;
    }
    table_.fill(0);
    for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
      const unsigned length = lengths[symbol];
      if (length == 0) continue;
      unsigned reversed = 0;
      for (unsigned bit = 0; bit < length; ++bit)
        reversed |= (next[length] >> bit & 1U) << (length - 1 - bit);
      ++next[length];
      for (unsigned at = reversed; at < table_.size(); at += 1U << length)
        table_[at] = static_cast<std::uint16_t>(symbol << 4 | length);
    }
    return true;
  }
  // Of a code that no symbol has: 0xFFFF.
  unsigned take(BitReader& bits) const {
    const std::uint16_t found = table_[bits.peek(longest_code)];
    if (found == 0) return 0xFFFF;
    bits.drop(found & 15);
    return found >> 4;
  }

 private:
  std::array<std::uint16_t, std::size_t{1} << longest_code> table_{};
};

struct Extra {
  std::uint32_t base;
  std::uint8_t bits;
};

constexpr std::array<Extra, 29> lengths = [] {
  std::array<Extra, 29> table{};
  std::uint32_t base = 3;
  for (std::size_t i = 0; i < 28; ++i) {
    const auto bits = static_cast<std::uint8_t>(i < 8 ? 0 : i / 4 - 1);
    table[i] = {base, bits};
    base += 1U << bits;
  }
  table[28] = {3, 16};
  return table;
}();

constexpr std::array<Extra, 32> distances = [] {
  std::array<Extra, 32> table{};
  std::uint32_t base = 1;
  for (std::size_t i = 0; i < 32; ++i) {
    const auto bits = static_cast<std::uint8_t>(i < 4 ? 0 : i / 2 - 1);
    table[i] = {base, bits};
    base += 1U << bits;
  }
  return table;
}();

class Inflated64 final : public ByteSource {
 public:
  Inflated64(RandomSource& source, std::uint64_t begin, std::uint64_t end)
      : bits_(source, begin, end), window_(window_size) {}

  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    std::size_t made = 0;
    while (made < out.size()) {
      if (match_ > 0) {
        for (; match_ > 0 && made < out.size(); --match_)
          give(window_[(total_ - distance_) % window_size], out, made);
        continue;
      }
      SEKISHO_CHECK(bits_.fill());
      if (bits_.overrun()) return corrupt("compressed data that break off");
      if (block_ == Block::none) {
        if (last_) break;
        SEKISHO_CHECK(begin_block());
      } else if (block_ == Block::stored) {
        if (stored_ == 0) {
          block_ = Block::none;
          continue;
        }
        --stored_;
        give(static_cast<std::uint8_t>(bits_.take(8)), out, made);
      } else {
        SEKISHO_CHECK(symbol(out, made));
      }
    }
    if (made == 0 && !out.empty() && !bits_.used_up()) return corrupt("bytes behind the compressed data");
    return made;
  }

 private:
  enum class Block { none, stored, coded };

  void give(std::uint8_t byte, std::span<std::uint8_t> out, std::size_t& made) {
    window_[total_++ % window_size] = byte;
    out[made++] = byte;
  }

  Result<void> begin_block() {
    last_ = bits_.take(1) != 0;
    switch (bits_.take(2)) {
      case 0: {
        bits_.to_byte();
        SEKISHO_CHECK(bits_.fill());
        stored_ = bits_.take(16);
        if (bits_.take(16) != (stored_ ^ 0xFFFF)) return corrupt("a stored block of no length");
        block_ = Block::stored;
        return {};
      }
      case 1: {
        std::array<std::uint8_t, 288> fixed{};
        for (std::size_t i = 0; i < fixed.size(); ++i) fixed[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
        std::array<std::uint8_t, 32> far{};
        far.fill(5);
        block_ = Block::coded;
        return literals_.build(fixed) && distances_.build(far) ? Result<void>{} : corrupt("no code");
      }
      case 2:
        block_ = Block::coded;
        return read_codes();
      default:
        return corrupt("a block of no kind");
    }
  }

  Result<void> read_codes() {
    const std::size_t literals = 257 + bits_.take(5);
    const std::size_t all = literals + 1 + bits_.take(5);
    const std::size_t given = 4 + bits_.take(4);
    constexpr std::uint8_t order[] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    std::array<std::uint8_t, 19> code_lengths{};
    for (std::size_t i = 0; i < given; ++i) {
      SEKISHO_CHECK(bits_.fill());
      code_lengths[order[i]] = static_cast<std::uint8_t>(bits_.take(3));
    }
    if (!literals_.build(code_lengths)) return corrupt("lengths that are no code's");
    std::array<std::uint8_t, 288 + 32> told{};
    for (std::size_t i = 0; i < all;) {
      SEKISHO_CHECK(bits_.fill());
      const unsigned symbol = literals_.take(bits_);
      if (symbol > 18) return corrupt("a length of no code");
      if (symbol < 16) {
        told[i++] = static_cast<std::uint8_t>(symbol);
        continue;
      }
      if (symbol == 16 && i == 0) return corrupt("nothing to repeat");
      const std::uint8_t value = symbol == 16 ? told[i - 1] : 0;
      std::size_t times = symbol == 16   ? 3 + bits_.take(2)
                          : symbol == 17 ? 3 + bits_.take(3)
                                         : 11 + bits_.take(7);
      if (times > all - i) return corrupt("more lengths than codes");
      while (times-- > 0) told[i++] = value;
    }
    const auto both = std::span<const std::uint8_t>(told);
    if (!literals_.build(both.first(literals)) || !distances_.build(both.subspan(literals, all - literals)))
      return corrupt("lengths that are no code's");
    return {};
  }

  Result<void> symbol(std::span<std::uint8_t> out, std::size_t& made) {
    const unsigned symbol = literals_.take(bits_);
    if (symbol < 256) {
      give(static_cast<std::uint8_t>(symbol), out, made);
      return {};
    }
    if (symbol == 256) {
      block_ = Block::none;
      return {};
    }
    if (symbol > 285) return corrupt("a symbol of no code");
    const Extra length = lengths[symbol - 257];
    match_ = length.base + bits_.take(length.bits);
    SEKISHO_CHECK(bits_.fill());
    const unsigned far = distances_.take(bits_);
    if (far > 31) return corrupt("a distance of no code");
    distance_ = distances[far].base + bits_.take(distances[far].bits);
    if (distance_ > total_ || distance_ > window_size) return corrupt("a distance before the begin");
    return {};
  }

  BitReader bits_;
  Bytes window_;
  std::uint64_t total_ = 0;
  std::uint32_t match_ = 0;  // bytes of the match at hand that are still to come
  std::uint32_t distance_ = 0;
  unsigned stored_ = 0;
  Block block_ = Block::none;
  bool last_ = false;
  Code literals_;
  Code distances_;
};

}  // namespace

std::unique_ptr<ByteSource> inflated64(RandomSource& source, std::uint64_t begin, std::uint64_t end) {
  return std::make_unique<Inflated64>(source, begin, end);
}

}  // namespace sekisho::formats
