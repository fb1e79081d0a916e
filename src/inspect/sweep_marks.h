// What the sweep sees in 64 bytes of text at once, a bit for each byte, without decoding it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/encoding.h"

namespace sekisho::inspect {

struct Marks {
  std::uint64_t lines;   // line feeds
  std::uint64_t twelve;  // here the twelfth digit in a row stands
  std::uint64_t cells;   // here the first 13 bytes end of a stretch of short cells of digits
  std::uint64_t groups;  // here the first 13 bytes end of a stretch of digits, dashes and blanks
  std::uint64_t odd;     // only the scanner knows what to make of the line: escapes, formulas, base64 …
  std::uint64_t quotes;
  std::uint64_t opens;  // where a quote would open a cell
  std::uint64_t pairs;  // characters of two bytes that may not exist
};

// What the bytes before say about the next ones. As made: a line begins.
struct MarksCarry {
  struct Run {
    std::uint64_t one = 0, two = 0, four = 0, eight = 0, found = 0;  // where so many ones ended
  };
  Run digits, cells, groups, base64;
  std::uint64_t begins = std::uint64_t{1} << 63;
  std::uint64_t dashes = 0;
  std::uint64_t open = 0;                           // not 0: the last character may go on
  std::uint64_t trail = 0;                          // bit 0: the next byte is the second one of a pair
  std::uint64_t kanji = 0, kana = 0, kana_row = 0;  // first bytes; second bytes of kana
};

// Of `blocks` times 64 bytes; 64 more may be read on either side. UTF-8, CP932 or EUC-JP.
using MakeMarks = void (*)(const std::uint8_t* at, std::size_t blocks, MarksCarry& carry, Marks* out);
MakeMarks make_marks(Encoding encoding);         // the fastest that this processor can
MakeMarks make_marks_sse(Encoding encoding);     // x86-64-v2
MakeMarks make_marks_avx2(Encoding encoding);    // nullptr where the processor does not have it
MakeMarks make_marks_avx512(Encoding encoding);  // likewise

}  // namespace sekisho::inspect
