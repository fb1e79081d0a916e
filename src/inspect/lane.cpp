// The fast way through lines: bytes are folded as they are read, fields of digits are never decoded at all.
// It finds the same fields as scanner.cpp, and leaves to it every line with something else in it than fields.
#include <bit>
#include <cstring>

#include "base/decoder.h"
#include "digits.h"
#include "scan_table.h"
#include "scanner.h"

namespace sekisho::inspect {

void Scanner::lane_field(char16_t* begin, std::size_t size, unsigned flags) {
  record_begun_ = true;
  if (begin[0] == u'-' && size > 10) {
    field_.assign(begin, size);
    notice_encrypted();
    field_.clear();
  }
  if (field_number_ == record_field_) note_heading({begin, size}, flags);
  look({begin, size}, flags);
  field({begin, size}, flags);
  ++field_number_;
}

template <Encoding encoding>
Scanner::Lane Scanner::line(const std::uint8_t*& at, const std::uint8_t* end, const LaneTable& table) {
  using Does = ScanTable::Does;
  char16_t folded[field_capacity + 8];
  std::size_t size = 0;
  unsigned flags = 0;
  unsigned blanks = 0;
  bool quoted = false;
  std::vector<std::string_view> cells_like_formulas;
  char16_t before = u'\n';
  const std::uint8_t* base64_seen = at;  // so far no base64 begins
  const std::uint8_t* p = at;
  const auto end_of_field = [&] {
    blanks = 0;
    if (size == 0) return;
    lane_field(folded, size, flags);
    size = 0;
    flags = 0;
  };
  const auto stuck = [&](Lane why) {
    abandon();
    return why;
  };
  const auto put = [&](char16_t c, std::uint8_t more) {
    if (blanks > 0) {
      if (blanks > 1) {
        end_of_field();
      } else if (size > 0) {
        folded[size++] = u' ';
      }
      blanks = 0;
    }
    folded[size++] = c;
    flags |= more;
  };
  while (p < end) {
    if (size >= field_capacity) return stuck(Lane::stuck);
    const std::uint8_t b = *p;
    if (b >= 0x80 && blanks == 0) {
      // Most of a Japanese text: one plain character after the other. Local variables stay in registers.
      const std::uint8_t* q = p;
      std::size_t n = size;
      unsigned f = flags;
      const ScanTable::Entry* const units = table_->data();
      const ScanTable::Entry* const pairs = table.pairs();
      const bool* const leads = table.leads();
      while (n < field_capacity && end - q >= 3) {
        ScanTable::Entry plain{};
        if constexpr (encoding == Encoding::utf8) {
          const unsigned c = (q[0] & 0x0Fu) << 12 | (q[1] & 0x3Fu) << 6 | (q[2] & 0x3Fu);
          if ((q[0] & 0xF0) != 0xE0 || (q[1] & 0xC0) != 0x80 || (q[2] & 0xC0) != 0x80 || c < 0x800) break;
          plain = units[c];
        } else {
          if (!leads[*q]) break;
          plain = pairs[q[0] << 8 | q[1]];
        }
        if (plain.does != Does::plain) break;
        folded[n++] = plain.to;
        f |= plain.flags;
        q += encoding == Encoding::utf8 ? 3 : 2;
      }
      if (q != p) {
        p = q;
        size = n;
        flags = f;
        before = u'\u3000';
        continue;
      }
    }
    if (!paragraphs_ && size == 0 && (b == '=' || b == '+' || b == '-' || b == '@') &&
        (before == u',' || before == u'\t' || before == u';' || before == u'"' || before == u'\n')) {
      const std::uint8_t* cell_end = p;
      while (cell_end < end && *cell_end != ',' && *cell_end != '\t' && *cell_end != '\n' &&
             *cell_end != '\r' && cell_end - p < 300)
        ++cell_end;
      // A line that is given up is read again, and would count again.
      if (std::memchr(p, '\\', static_cast<std::size_t>(cell_end - p)) ||
          std::memchr(p, '&', static_cast<std::size_t>(cell_end - p)))
        return stuck(Lane::stuck);
      cells_like_formulas.emplace_back(reinterpret_cast<const char*>(p),
                                       static_cast<std::size_t>(cell_end - p));
    }
    ScanTable::Entry entry{};
    char16_t unit = b;
    if (b < 0x80) {
      // A field of digits only.
      if (size == 0 && b >= '0' && b <= '9' && end - p >= 20) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, 8);
        unsigned count = leading_digits(word);
        std::uint64_t value = count == 0 ? 0 : eight_digits(word << (64 - 8 * count));
        if (count == 8) {
          std::memcpy(&word, p + 8, 8);
          const unsigned more = leading_digits(word);
          if (more > 0) {
            static constexpr std::uint64_t tens[] = {1,       10,        100,        1000,       10'000,
                                                     100'000, 1'000'000, 10'000'000, 100'000'000};
            value = value * tens[more] + eight_digits(word << (64 - 8 * more));
          }
          count += more;
        }
        const ScanTable::Entry next = table.single(p[count]);
        if (count <= 15 && p[count] < 0x80 && p[count] != '+' &&
            (next.does == Does::separator || next.does == Does::line_end)) {
          blanks = 0;
          record_begun_ = true;
          if (count > 1) {
            look(value, count);
            digits(value, count, 0);
          }
          if (count <= 6) join_digits(value, count);
          if (count > 1) last_text_field_ = nothing;
          ++field_number_;
          p += count;
          before = u'0';
          continue;
        }
      }
      entry = table.single(b);
      if (p >= base64_seen && (entry.flags & (flag::latin | flag::digit)) &&
          !base64_from(p, end, base64_seen))
        return stuck(Lane::stuck);
      ++p;
    } else if constexpr (encoding == Encoding::utf8) {
      std::uint32_t c = 0;
      const auto trail = [&](int i) { return (p[i] & 0xC0) == 0x80; };
      if (b >= 0xE1 && b <= 0xEF && end - p >= 3 && trail(1) && trail(2)) {
        c = (b & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        if (c >= 0xD800 && c <= 0xDFFF) return stuck(Lane::stuck);
        p += 3;
      } else if (b >= 0xC2 && b <= 0xDF && end - p >= 2 && trail(1)) {
        c = (b & 0x1Fu) << 6 | (p[1] & 0x3Fu);
        p += 2;
      } else {
        return stuck(Lane::stuck);  // four bytes, or wrong: the decoder knows
      }
      unit = static_cast<char16_t>(c);
      entry = (*table_)[unit];
    } else {
      if (table.leads(b)) {
        if (end - p < 2) return stuck(Lane::stuck);
        entry = table.pair(b, p[1]);
        if (entry.does == Does::slow || entry.does == Does::separator) unit = table.unit(b, p[1]);
        p += 2;
      } else {
        entry = table.single(b);
        ++p;
      }
    }
    switch (entry.does) {
      case Does::plain:
        put(entry.to, entry.flags);
        break;
      case Does::blank:
        ++blanks;
        break;
      case Does::separator:
        if (b == '@') at_sign({folded, size});
        end_of_field();
        separated(unit, before);
        break;
      case Does::line_end:
        end_of_field();
        if (quoted) return stuck(Lane::stuck);
        if (b == '\r' && p < end && *p == '\n') break;  // the line ends at the next one
        for (const std::string_view cell : cells_like_formulas) formula(cell);
        end_record();
        line_ += b == '\n';
        at = p;
        before_ = u'\n';
        return Lane::taken;
      case Does::special:
        if (b == '\\' || b == '&') return stuck(Lane::stuck);
        if (b == '"' && !paragraphs_) {
          if (quoted) {
            quoted = false;
          } else if ((size == 0 &&
                      (before == u',' || before == u'\t' || before == u';' || before == u'\n')) ||
                     before == u'"') {
            quoted = true;
          }
        }
        end_of_field();
        break;
      case Does::drop:
        break;
      case Does::slow: {
        scratch_.clear();
        FoldTable::get().append(unit, scratch_);
        if (size + scratch_.size() >= field_capacity) return stuck(Lane::stuck);
        const std::u16string several = scratch_;
        for (const char16_t f : several) put(f, flags_of(f));
        break;
      }
      case Does::binary:
      case Does::wrong:
        return stuck(Lane::stuck);
    }
    before = b < 0x80 ? static_cast<char16_t>(b) : u'\u3000';
  }
  return stuck(Lane::stuck);
}

template <Encoding encoding>
Scanner::Lane Scanner::ordinary_line(const std::uint8_t*& at, const std::uint8_t* end,
                                     const LaneTable& table) {
  const Lane result = simple_line<encoding>(at, end, table);
  return result == Lane::taken ? result : line<encoding>(at, end, table);
}
template Scanner::Lane Scanner::ordinary_line<Encoding::utf8>(const std::uint8_t*&, const std::uint8_t*,
                                                              const LaneTable&);
template Scanner::Lane Scanner::ordinary_line<Encoding::cp932>(const std::uint8_t*&, const std::uint8_t*,
                                                               const LaneTable&);

Scanner::Lane Scanner::lines(ByteView bytes, const LaneTable& table, std::size_t& taken) {
  const std::uint8_t* at = bytes.data();
  // The last line's end, so that no line runs into the end of what is there.
  const auto* const last = static_cast<const std::uint8_t*>(::memrchr(bytes.data(), '\n', bytes.size()));
  const std::uint8_t* const end = last ? last + 1 : bytes.data();
  Lane result = Lane::taken;
  while (at < end && result == Lane::taken) {
    switch (table.encoding()) {
      case Encoding::utf8:
        result = table_lines<Encoding::utf8>(at, end, table);
        if (result != Lane::taken) result = ordinary_line<Encoding::utf8>(at, end, table);
        break;
      case Encoding::cp932:
        result = table_lines<Encoding::cp932>(at, end, table);
        if (result != Lane::taken) result = ordinary_line<Encoding::cp932>(at, end, table);
        break;
      default:
        result = line<Encoding::euc_jp>(at, end, table);
    }
  }
  taken = static_cast<std::size_t>(at - bytes.data());
  return result;
}

}  // namespace sekisho::inspect
