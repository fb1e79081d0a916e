#include "sweep_stretch.h"

#include <smmintrin.h>

#include <algorithm>
#include <cstring>

#include "inspect/identifiers.h"

namespace sekisho::inspect {
namespace {

bool is_digit_byte(std::uint8_t b) { return b >= '0' && b <= '9'; }

bool bounds_cell(std::uint8_t b) {
  return b == ',' || b == '\t' || b == '\n' || b == '\r' || b == '"' || b == ';' || b == '|';
}

std::uint64_t value_of(const std::uint8_t* at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value * 10 + (at[i] - '0');
  return value;
}

constexpr std::array<std::uint64_t, 13> tens = [] {
  std::array<std::uint64_t, 13> out{};
  std::uint64_t ten = 1;
  for (std::uint64_t& t : out) {
    t = ten;
    ten *= 10;
  }
  return out;
}();

// Years, months, days and hours may have a right check digit; the scanner looks what is said of them.
bool like_a_time(std::uint64_t twelve) {
  const auto part = [&](std::uint64_t last, std::uint64_t size) { return twelve / last % size; };
  const std::uint64_t year = part(100'000'000, 10'000);
  const std::uint64_t month = part(1'000'000, 100);
  const std::uint64_t day = part(10'000, 100);
  return year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
         part(100, 100) < 24 && part(1, 100) < 60;
}

constexpr std::size_t base64_begins = 24;

}  // namespace

bool right_check_digit(const std::uint8_t* at) {
  const __m128i digits =
      _mm_sub_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), _mm_set1_epi8('0'));
  const __m128i weights = _mm_setr_epi8(6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0);
  const __m128i pairs = _mm_maddubs_epi16(digits, weights);
  const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi16(1));
  const __m128i eights = _mm_add_epi32(fours, _mm_shuffle_epi32(fours, 0x4E));
  const auto sum = static_cast<unsigned>(_mm_cvtsi128_si32(eights) + _mm_extract_epi32(eights, 1));
  const unsigned rest = sum % 11;
  return at[11] - unsigned{'0'} == (rest <= 1 ? 0 : 11 - rest);
}

Twelve look_at_twelve(const std::uint8_t* line, const std::uint8_t* at, std::uint64_t& number) {
  std::array<std::uint8_t, base64_begins + 16> copy{};  // what is read beyond the number may not be there
  std::memcpy(copy.data(), at, 12);
  std::size_t size = 12;
  for (; is_digit_byte(at[size]); ++size) {
    if (size + 1 == base64_begins) return Twelve::doubtful;
    copy[size] = at[size];
  }
  const bool first = right_check_digit(copy.data());
  // In a longer run the scanner looks at both ends.
  if (size > 12)
    return first || right_check_digit(copy.data() + size - 12) ? Twelve::doubtful : Twelve::nothing;
  if (!first) return Twelve::nothing;
  number = value_of(at, 12);
  const bool alone = (at == line || bounds_cell(at[-1])) && bounds_cell(at[12]);
  return alone && !like_a_time(number) ? Twelve::number : Twelve::doubtful;
}

Stretch::Stretch(const std::uint8_t* at, const std::uint8_t* end, const LaneTable& table)
    : table_(table), at_(at) {
  read(end);
}

void Stretch::read(const std::uint8_t* end) {
  for (;;) {
    const std::uint8_t b = *at_;
    if (is_digit_byte(b)) {
      std::size_t size = 1;
      while (is_digit_byte(at_[size])) ++size;
      if (!group(size)) break;
      at_ += size;
    } else if (b == '\n' || breaks()) {
      return;
    } else if (!character(end)) {
      break;
    }
  }
  doubtful_ = true;
}

// Whether what the marks take for the end of a stretch stands here.
bool Stretch::breaks() const {
  const std::uint8_t b = at_[0];
  if (b < 0x80) {
    const ScanTable::Entry entry = table_.single(b);
    return entry.does == ScanTable::Does::plain && entry.to != u'-';
  }
  const std::uint8_t next = at_[1];  // a line feed at the latest
  switch (table_.encoding()) {
    case Encoding::utf8: {
      if (b >= 0xE4 && b <= 0xE9) return true;
      if (b != 0xE3 || next < 0x81 || next > 0x83) return false;
      const unsigned low = at_[2] & 0x0Fu;
      return low < 0x9 || low > 0xC;
    }
    case Encoding::cp932:
      return (b >= 0x88 && b <= 0x9F) || (b >= 0xE0 && b <= 0xEA) || b == 0x83 ||
             (b == 0x82 && next >= 0x60) || (b >= 0xA6 && b <= 0xDD && b != 0xB0);
    default:
      return (b >= 0xB0 && b <= 0xF4) || b == 0xA4 || b == 0xA5;
  }
}

void Stretch::restart() {
  gap_ = Gap::other;
  digits_ = words_ = cells_ = chain_ = four_count_ = 0;
  wide_ = false;
}

// One that is no digit in ASCII. False: the scanner has to look.
bool Stretch::character(const std::uint8_t* end) {
  using Does = ScanTable::Does;
  ScanTable::Entry entry = table_.single(at_[0]);
  std::ptrdiff_t width = 1;
  if (at_[0] >= 0x80) {
    const auto trail = [&](int i) { return (at_[i] & 0xC0) == 0x80; };
    if (table_.encoding() != Encoding::utf8) {
      if (table_.leads(at_[0])) {
        entry = table_.pair(at_[0], at_[1]);
        width = 2;
      }
    } else if (end - at_ >= 3 && at_[0] >= 0xE0 && at_[0] <= 0xEF && trail(1) && trail(2)) {
      const unsigned c = (at_[0] & 0x0Fu) << 12 | (at_[1] & 0x3Fu) << 6 | (at_[2] & 0x3Fu);
      entry = ScanTable::get()[static_cast<char16_t>(c)];
      width = 3;
    } else if (end - at_ >= 2 && at_[0] >= 0xC2 && at_[0] <= 0xDF && trail(1)) {
      entry = ScanTable::get()[static_cast<char16_t>((at_[0] & 0x1Fu) << 6 | (at_[1] & 0x3Fu))];
      width = 2;
    }
    wide_ = true;
  }
  at_ += width;
  switch (entry.does) {
    case Does::plain:
      if (entry.to == u'-') {
        gap_ = gap_ == Gap::none ? Gap::dash : gap_ == Gap::other ? Gap::other : Gap::dashes;
        cells_ = 0;
      } else if (entry.flags & flag::digit) {
        ++digits_;
      } else {
        restart();
        return true;
      }
      break;
    case Does::blank:
      gap_ = gap_ == Gap::none                          ? Gap::blank
             : gap_ == Gap::dash || gap_ == Gap::dashes ? Gap::dashes
                                                        : Gap::other;
      break;
    case Does::drop:
      wide_ = true;
      break;
    case Does::slow:
      digits_ += 3;
      break;
    case Does::binary:
    case Does::wrong:
      return false;
    case Does::separator:
    case Does::special:
    case Does::line_end:
      gap_ = Gap::other;
  }
  return !wide_ || digits_ < 12;
}

bool Stretch::group(std::size_t size) {
  digits_ += size;
  if (wide_ && digits_ >= 12) return false;
  const Gap gap = std::exchange(gap_, Gap::none);
  // Words become one number when the blanks between them are taken out.
  if (gap == Gap::blank && words_ > 0 && words_ + size >= 12) return false;
  words_ = gap == Gap::blank ? words_ + size : size;
  if (gap != Gap::dash && gap != Gap::dashes) chain_ = four_count_ = 0;
  if (size >= 12) {
    cells_ = 0;
    chain_ = size;
    return true;
  }
  const std::uint64_t value = value_of(at_, size);
  return dashed(value, size) && cell(value, size);
}

// 4-4-4 wherever it stands, or any groups that have twelve digits.
bool Stretch::dashed(std::uint64_t value, std::size_t size) {
  chain_value_ = chain_ == 0 ? value : chain_ + size <= 12 ? chain_value_ * tens[size] + value : 0;
  chain_ += size;
  if (chain_ == 12 && chain_ != size && is_individual_number(chain_value_)) return false;
  if (size != 4) {
    four_count_ = 0;
    return true;
  }
  if (four_count_ == 2) {
    if (is_individual_number((fours_[0] * 10'000 + fours_[1]) * 10'000 + value)) return false;
    fours_ = {fours_[1], value};
  } else {
    fours_[four_count_++] = value;
  }
  return true;
}

// A number may be split over cells of at most six digits.
bool Stretch::cell(std::uint64_t value, std::size_t size) {
  if (size > 6) cells_ = 0;
  if (size > 6 || at_[size] == '-') return true;
  const auto cell_back = [&](std::size_t i) { return (cells_ - 1 - i) % most_cells; };
  sizes_[cells_ % most_cells] = static_cast<std::uint8_t>(size);
  values_[cells_ % most_cells] = value;
  ++cells_;
  std::uint64_t joined = 0;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < std::min(cells_, most_cells) && digits < 12; ++i) {
    joined += values_[cell_back(i)] * tens[digits];
    digits += sizes_[cell_back(i)];
    if (digits != 12 || !is_individual_number(joined)) continue;
    if (joined_count_ == joined_.size()) return false;
    joined_[joined_count_++] = joined;
  }
  return true;
}

}  // namespace sekisho::inspect
