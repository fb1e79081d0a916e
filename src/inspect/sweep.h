// The sweep: text read for 個人番号 alone, many times as fast as everything is compared. Most lines hold no
// number, which shows in their bytes without decoding them; they are only counted. A number that fills a cell
// is read where it stands. Every other line that may hold one, and every line with something odd in it (what
// is no text of its encoding, formulas, escapes, base64, quotes over several lines), the scanner reads as
// always.
#pragma once

#include "scanner.h"

namespace sekisho::inspect {

// As Scanner::lines, of a scanner that knows individual numbers only.
Scanner::Lane sweep_lines(Scanner& scanner, ByteView bytes, const LaneTable& table, std::size_t& taken);

}  // namespace sekisho::inspect
