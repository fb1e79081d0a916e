#include "cell_text.h"

#include <algorithm>

#include "canonical.h"

namespace sekisho::inspect {
namespace {

constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

bool is_left_out(ScanTable::Entry entry) {
  return entry.to == FoldTable::drop || entry.does == ScanTable::Does::blank ||
         entry.does == ScanTable::Does::wrong;
}

}  // namespace

void CellText::fold(std::string_view cell, const LaneTable& table) {
  const FoldTable& one_by_one = FoldTable::get();
  const ScanTable::Entry* const units = ScanTable::get().data();
  const bool utf8 = table.encoding() == Encoding::utf8;
  const auto* p = reinterpret_cast<const std::uint8_t*>(cell.data());
  const auto* const end = p + cell.size();
  // No character but the slow ones becomes more units than it has bytes.
  if (text_.size() < cell.size()) text_.resize(cell.size() + 64);
  char16_t* to = text_.data();
  // A character that becomes several, or lies beyond the table.
  const auto slowly = [&](auto&& append) {
    text_.resize(static_cast<std::size_t>(to - text_.data()));
    append();
    const std::size_t now = text_.size();
    text_.resize(now + static_cast<std::size_t>(end - p) + 64);
    to = text_.data() + now;
  };
  while (p < end) {
    const std::uint8_t b = *p;
    char16_t unit = b;
    ScanTable::Entry entry{};
    if (b < 0x80) {
      entry = table.single(b);
      ++p;
    } else if (utf8) {
      const auto left = end - p;
      if (b >= 0xE0 && b <= 0xEF && left >= 3) {
        unit = static_cast<char16_t>((b & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu));
        p += 3;
      } else if (b >= 0xC2 && b <= 0xDF && left >= 2) {
        unit = static_cast<char16_t>((b & 0x1Fu) << 6 | (p[1] & 0x3Fu));
        p += 2;
      } else if (b >= 0xF0 && left >= 4) {
        const char32_t c = (b & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
        p += 4;
        slowly([&] { one_by_one.append_astral(c, text_); });
        continue;
      } else {
        unit = 0xFFFD;
        ++p;
      }
      entry = units[unit];
    } else if (table.leads(b) && end - p >= 2) {
      entry = table.pair(b, p[1]);
      if (entry.does == ScanTable::Does::slow) unit = table.unit(b, p[1]);
      p += 2;
    } else {
      entry = table.single(b);
      if (entry.does == ScanTable::Does::slow) unit = cp932_to_unicode(b, 0);
      ++p;
    }
    if (entry.does == ScanTable::Does::slow) {
      slowly([&] { one_by_one.append(unit, text_); });
    } else {
      *to = entry.to;
      to += is_left_out(entry) ? 0 : 1;
    }
  }
  size_ = static_cast<std::size_t>(to - text_.data());
}

void CellText::make_name() { size_ = canonical_name(std::span(text_.data(), size_)); }

void CellText::make_number() {
  const auto begin = text_.begin();
  const auto end = std::remove_if(begin, begin + static_cast<std::ptrdiff_t>(size_),
                                  [](char16_t c) { return c == u'-' || c == u'(' || c == u')'; });
  size_ = static_cast<std::size_t>(end - begin);
}

std::optional<PlainNumber> plain_number(std::string_view cell) {
  PlainNumber out{0, 0, 0};
  for (const char c : cell) {
    if (is_ascii_digit(c)) {
      if (++out.size > 18) return std::nullopt;
      out.value = out.value * 10 + static_cast<std::uint64_t>(c - '0');
      out.zeros += out.value == 0;
    } else if (c != '-') {
      return std::nullopt;
    }
  }
  if (out.size == 0) return std::nullopt;
  return out;
}

std::optional<std::uint64_t> plain_date(std::string_view cell) {
  const bool apart = cell.size() == 10 && cell[4] == cell[7] && (cell[4] == '-' || cell[4] == '/');
  if (!apart && cell.size() != 8) return std::nullopt;
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (apart && (i == 4 || i == 7)) continue;
    if (!is_ascii_digit(cell[i])) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(cell[i] - '0');
  }
  return value;
}

}  // namespace sekisho::inspect
