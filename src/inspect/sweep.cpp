#include "sweep.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

#include "scan_table.h"
#include "sweep_marks.h"
#include "sweep_stretch.h"

namespace sekisho::inspect {
namespace {

using Bits = std::uint64_t;

constexpr std::size_t block_size = 64;
constexpr std::size_t piece_size = 64 * block_size;  // stays in the nearest cache

Bits below(std::size_t bit) { return bit >= 64 ? ~Bits{0} : (Bits{1} << bit) - 1; }

// Between an opening quote and the closing one, with the opening one.
Bits within(Bits quotes) {
  for (unsigned by = 1; by < 64; by *= 2) quotes ^= quotes << by;
  return quotes;
}

class Sweep {
 public:
  Sweep(Scanner& scanner, ByteView bytes, const LaneTable& table)
      : scanner_(scanner), table_(table), begin_(bytes.data()), line_(begin_), seen_to_(begin_) {
    const void* const last = bytes.empty() ? nullptr : ::memrchr(begin_, '\n', bytes.size());
    end_ = last ? static_cast<const std::uint8_t*>(last) + 1 : begin_;
    make_ = make_marks(table.encoding());
  }

  Scanner::Lane all(std::size_t& taken) {
    bool going = true;
    while (going && line_ < end_ && !scanner_.past_headings()) going = give_away(line_);
    // Of a licence's twelve digits one in ten has this check digit, too: the column's heading tells.
    read_in_place_ = going && !scanner_.speaks_of_licences();
    const std::uint8_t* at = line_;
    while (going && at < end_) {
      const auto size = std::min<std::size_t>(piece_size, static_cast<std::size_t>(end_ - at));
      going = piece(at, size);
      at += size;
      if (line_ > at) {  // a line that was given away ends later
        at = line_;
        carry_ = {};
        lines_before_ = Bits{1} << 63;
      }
    }
    settle();
    taken = static_cast<std::size_t>((going ? end_ : line_) - begin_);
    return going ? Scanner::Lane::taken : Scanner::Lane::stuck;
  }

 private:
  bool piece(const std::uint8_t* at, std::size_t size) {
    const std::size_t blocks = (size + block_size - 1) / block_size;
    const auto before = std::min<std::size_t>(block_size, static_cast<std::size_t>(at - begin_));
    const auto left = std::min(size + block_size, static_cast<std::size_t>(end_ - at));
    std::memset(room_.data(), '\n', block_size - before);
    std::memcpy(room_.data() + block_size - before, at - before, before + left);
    std::memset(room_.data() + block_size + left, '\n', (blocks + 1) * block_size - left);
    make_(room_.data() + block_size, blocks, carry_, marks_.data());
    for (std::size_t i = 0; i < blocks; ++i) {
      if (!block(marks_[i], at + i * block_size, below(size - i * block_size))) return false;
      lines_before_ = marks_[i].lines;
    }
    return true;
  }

  // `live`: the bytes that are not done with.
  bool block(const Marks& marks, const std::uint8_t* at, Bits live) {
    live &= ~done(at);
    Bits odd = (marks.odd | (marks.quotes != 0 || quoted_ ? quotes(marks, live) : 0)) & live;
    Bits none = 0;  // characters that do not exist
    for (Bits pairs = marks.pairs & live; pairs != 0; pairs &= pairs - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(pairs));
      const auto does = table_.leads(at[i]) ? table_.pair(at[i], at[i + 1]).does : ScanTable::Does::wrong;
      if (does == ScanTable::Does::wrong || does == ScanTable::Does::binary) none |= Bits{1} << i;
    }
    odd |= none;
    Bits lines = marks.lines & live;
    const Bits numbers = marks.twelve | marks.cells | marks.groups;
    Bits met = (odd | numbers) & live;
    while (met != 0) {
      const auto i = static_cast<std::size_t>(std::countr_zero(met));
      const Bits bit = met & -met;
      met &= met - 1;
      pass(lines & below(i), marks, at);
      lines &= ~below(i);
      const bool harmless = !(odd & bit) && (!(marks.twelve & bit) || read(at + i - 11)) &&
                            (!((marks.cells | marks.groups) & bit) || nothing(at + i - 12));
      if (harmless) continue;
      if (!give_away(at + i)) return false;
      live &= ~done(at);
      lines &= live;
      odd = (marks.odd | none | (marks.quotes != 0 ? quotes(marks, live) : 0)) & live;
      met = (odd | numbers) & live;
    }
    pass(lines, marks, at);
    return true;
  }

  // Of the block at `at`, the bytes of lines that were given away.
  Bits done(const std::uint8_t* at) const {
    return line_ <= at ? 0 : below(static_cast<std::size_t>(line_ - at));
  }

  // Bytes of lines that the scanner must read for their quotes. Afterwards `quoted_` is right for the next
  // block.
  Bits quotes(const Marks& marks, Bits live) {
    const Bits quotes = marks.quotes & live;
    const Bits inside = within(quotes) ^ (quoted_ ? ~Bits{0} : 0);
    quoted_ = inside >> 63;
    return ((quotes & inside & ~marks.opens) | (marks.lines & live & inside)) & live;
  }

  // The lines that end here hold nothing, but for the number that was read in the first of them.
  void pass(Bits ends, const Marks& marks, const std::uint8_t* at) {
    if (ends == 0) return;
    Bits rest = ends;
    if (number_) {
      settle();
      scanner_.lone_number(*number_);
      number_.reset();
      rest &= rest - 1;
    }
    lines_ += static_cast<std::uint64_t>(std::popcount(rest));
    const Bits one_before = marks.lines << 1 | lines_before_ >> 63;
    const Bits two_before = marks.lines << 2 | lines_before_ >> 62;
    empty_ += static_cast<std::uint64_t>(std::popcount(rest & one_before));
    for (Bits two = rest & two_before & ~one_before; two != 0; two &= two - 1) {
      const std::uint8_t* const end = at + std::countr_zero(two);
      empty_ += end > begin_ && end[-1] == '\r';
    }
    line_ = at + (64 - std::countl_zero(ends));
  }

  void settle() {
    if (lines_ > 0) scanner_.pass_lines(lines_, lines_ - empty_);
    lines_ = empty_ = 0;
  }

  // The scanner reads the line that `at` is in.
  bool give_away(const std::uint8_t* at) {
    settle();
    number_.reset();
    quoted_ = false;
    const auto* const end =
        static_cast<const std::uint8_t*>(std::memchr(at, '\n', static_cast<std::size_t>(end_ - at))) + 1;
    std::size_t taken = 0;
    const auto lane = scanner_.lines({line_, static_cast<std::size_t>(end - line_)}, table_, taken);
    if (lane != Scanner::Lane::taken) return false;
    line_ = end;
    return scanner_.at_line_start();
  }

  // The twelve digits at `at`. False: the scanner has to look at the line.
  bool read(const std::uint8_t* at) {
    std::uint64_t number = 0;
    const Twelve what = look_at_twelve(line_, at, number);
    if (what == Twelve::nothing) return true;
    if (what == Twelve::doubtful || number_ || !read_in_place_) return false;
    number_ = number;
    return true;
  }

  // The same, of other digits. `at`: where the marks say that the stretch begins.
  bool nothing(const std::uint8_t* at) {
    if (at < seen_to_) return true;
    at = std::max(at, line_);
    const Stretch stretch(at, end_, table_);
    seen_to_ = stretch.end();
    if (stretch.doubtful()) return false;
    for (const std::uint64_t joined : stretch.joined()) {
      if (!scanner_.matcher().denies(joined)) return false;
      scanner_.matcher().plausible(1e11);
    }
    return true;
  }

  Scanner& scanner_;
  const LaneTable& table_;
  const std::uint8_t* begin_;
  const std::uint8_t* end_;
  const std::uint8_t* line_;     // where the line at hand begins
  const std::uint8_t* seen_to_;  // the last stretch that was looked at
  MakeMarks make_;
  MarksCarry carry_;
  bool quoted_ = false;
  bool read_in_place_ = true;
  std::optional<std::uint64_t> number_;  // in the line at hand
  std::uint64_t lines_ = 0, empty_ = 0;  // passed, and not told to the scanner yet
  Bits lines_before_ = Bits{1} << 63;
  std::array<Marks, piece_size / block_size> marks_;
  std::array<std::uint8_t, piece_size + 3 * block_size> room_;
};

}  // namespace

Scanner::Lane sweep_lines(Scanner& scanner, ByteView bytes, const LaneTable& table, std::size_t& taken) {
  return Sweep(scanner, bytes, table).all(taken);
}

void Scanner::pass_lines(std::uint64_t lines, std::uint64_t records) {
  if (!turned_headings_.empty()) turn_record();
  line_ += lines;
  records_ += records;
  row_ = line_;
  matcher_.begin_row(row_);
}

void Scanner::lone_number(std::uint64_t twelve) {
  record_begun_ = true;
  patterns_.individual_number(twelve);
  matcher_.plausible(1e11);
  matcher_.lone_number(twelve);
  ++field_number_;
  end_record();
  ++line_;
}

bool Scanner::speaks_of_licences() const {
  return std::any_of(labels_.begin(), labels_.end(), [](const std::u16string& label) {
    return label.find(u"免許") != label.npos || label.find(u"運転") != label.npos ||
           label.find(u"LICEN") != label.npos;
  });
}

}  // namespace sekisho::inspect
