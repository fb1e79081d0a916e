#include "word_rows.h"

#include <algorithm>

#include "byte_cursor.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t page_size = 512;
constexpr std::size_t most_rows = std::size_t{1} << 20;

std::size_t operand_size(std::uint16_t property, ByteView rest) {
  constexpr std::uint16_t table = 0xD608;  // its length has two bytes
  constexpr std::size_t sizes[] = {1, 1, 2, 4, 2, 2, 0, 3};
  const unsigned kind = property >> 13;
  if (kind != 6) return sizes[kind];
  if (property == table) return little<std::uint16_t>(rest) + 1u;
  return rest.empty() ? 0 : rest[0] + 1u;
}

bool ends_a_row(ByteView properties) {
  constexpr std::uint16_t row_end = 0x2417;  // sprmPFTtp
  Cursor at(properties);
  while (at.left() >= 3) {
    const std::uint16_t property = at.u16();
    const ByteView rest = part_of(properties, at.at());
    if (property == row_end) return rest[0] != 0;
    at.take(operand_size(property, rest));
  }
  return false;
}

// One page of paragraphs: places, for each an index into the page, the count in the last byte.
void read_page(ByteView page, std::vector<std::uint32_t>& ends) {
  const std::size_t count = page[page_size - 1];
  constexpr std::size_t entry = 13;
  if ((count + 1) * 4 + count * entry >= page_size) return;
  for (std::size_t i = 0; i < count && ends.size() < most_rows; ++i) {
    const std::size_t at = page[(count + 1) * 4 + i * entry] * std::size_t{2};
    if (at == 0 || at + 2 > page_size) continue;
    const std::size_t size = page[at] != 0 ? page[at] * std::size_t{2} - 1 : page[at + 1] * std::size_t{2};
    const std::size_t begin = at + (page[at] != 0 ? 1 : 2);
    if (size <= 2 || !ends_a_row(part_of(page, begin + 2, size - 2))) continue;
    ends.push_back(little<std::uint32_t>(page, (i + 1) * 4));
  }
}

}  // namespace

WordRows::WordRows(RandomSource& text, ByteView bins) {
  if (bins.size() < 12) return;
  const std::size_t count = (bins.size() - 4) / 8;
  Bytes page(page_size);
  for (std::size_t i = 0; i < count && ends_.size() < most_rows; ++i) {
    const std::uint64_t number = little<std::uint32_t>(bins, (count + 1) * 4 + i * 4) & 0x3FFFFF;
    const auto got = text.read_at(number * page_size, page);
    if (got && *got == page_size) read_page(page, ends_);
  }
  std::ranges::sort(ends_);
}

bool WordRows::ends_at(std::uint64_t place) const {
  return place <= UINT32_MAX && std::ranges::binary_search(ends_, static_cast<std::uint32_t>(place));
}

}  // namespace sekisho::formats
