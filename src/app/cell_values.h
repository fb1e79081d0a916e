// Values in the cells of people's files, as people write them. Each reader says what is wrong in the user's
// words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record_columns.h"

namespace sekisho::app {

std::string_view trimmed(std::string_view text);  // of blanks, full-width ones too
std::string digits_of(std::string_view text);  // as ASCII, without hyphens and blanks; other letters stay out
bool has_kanji(std::string_view text);

void read_text(Cell& cell, std::string& out);     // at most 600 octets; never an individual number
void read_day(Cell& cell, std::string& out);      // "2026-04-01" from that, 2026/4/1, 令和8年4月1日, R8.4.1 …
void read_months(Cell& cell, std::int64_t& out);  // "3", "３か月", up to 60; empty is 0
void read_yes(Cell& cell, bool& out);             // はい, 可, 有, ○ …; empty is no
void read_ways(Cell& cell, std::vector<rules::AccessWay>& out);
std::string ways_text(const std::vector<rules::AccessWay>& ways);

}  // namespace sekisho::app
