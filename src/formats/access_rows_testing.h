// The inside of the pages that access_testing.h writes: rows, and the masked header.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sekisho::formats::test {

struct JetColumn {
  std::string name;   // ASCII
  std::uint8_t type;  // 4 long, 10 text, 12 memo, 11 OLE
};

inline std::string le(std::uint64_t value, int size) {
  std::string out;
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> 8 * i & 0xFF);
  return out;
}

// The header from byte 24 on is masked by RC4 with a fixed key.
inline void mask(std::string& page) {
  constexpr std::uint8_t key[] = {0xC7, 0xDA, 0x39, 0x6B};
  std::uint8_t state[256];
  for (int i = 0; i < 256; ++i) state[i] = static_cast<std::uint8_t>(i);
  std::uint8_t j = 0;
  for (int i = 0; i < 256; ++i) {
    j = static_cast<std::uint8_t>(j + state[i] + key[i % 4]);
    std::swap(state[i], state[j]);
  }
  std::uint8_t a = 0;
  j = 0;
  for (std::size_t at = 24; at < 24 + 128; ++at) {
    j = static_cast<std::uint8_t>(j + state[++a]);
    std::swap(state[a], state[j]);
    page[at] = static_cast<char>(static_cast<std::uint8_t>(page[at]) ^
                                 state[static_cast<std::uint8_t>(state[a] + state[j])]);
  }
}

inline std::string row_of(const std::vector<JetColumn>& columns, const std::vector<std::u16string>& row) {
  std::string fixed;
  std::string variable;
  std::vector<std::size_t> offsets;
  std::string nulls((columns.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!row[i].empty()) nulls[i / 8] = static_cast<char>(nulls[i / 8] | 1 << i % 8);
    std::string text;
    for (const char16_t c : row[i]) text += le(c, 2);
    if (columns[i].type == 4) {
      fixed += le(static_cast<std::uint32_t>(
                      row[i].empty() ? 0 : std::stoi(std::string(row[i].begin(), row[i].end()))),
                  4);
    } else {
      offsets.push_back(2 + variable.size());
      // A memo in the row: its length with the mark of that, and two numbers that are not used.
      if (columns[i].type != 10 && !text.empty())
        variable += le(0x80000000u | text.size(), 4) + std::string(8, '\0');
      variable += text;
    }
  }
  std::string out = le(columns.size(), 2) + fixed + variable;
  const std::size_t shift = fixed.size();
  out += le(out.size(), 2);
  for (auto it = offsets.rbegin(); it != offsets.rend(); ++it) out += le(*it + shift, 2);
  return out + le(offsets.size(), 2) + nulls;
}

}  // namespace sekisho::formats::test
