#include "identity/recovery.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace sekisho::identity;

TEST_CASE("ten different codes, shown in groups, stored as salted hashes") {
  const RecoveryCodes codes = new_recovery_codes();
  REQUIRE(codes.shown.size() == recovery_code_count);
  REQUIRE(codes.stored.size() == recovery_code_count);
  CHECK(std::set<std::string>(codes.shown.begin(), codes.shown.end()).size() == recovery_code_count);
  for (std::size_t i = 0; i < recovery_code_count; ++i) {
    const std::string& code = codes.shown[i];
    CHECK(code.size() == 19);
    CHECK(code[4] == '-');
    CHECK(code[9] == '-');
    CHECK(code[14] == '-');
    CHECK(code.find_first_of("ilouILOU") == std::string::npos);
    CHECK(codes.stored[i].find(code) == std::string::npos);
    CHECK(match_recovery_code(code, codes.stored) == i);
  }
}

TEST_CASE("a used code is gone, the others stay") {
  const RecoveryCodes codes = new_recovery_codes();
  std::vector<std::string> stored = codes.stored;
  stored.erase(stored.begin() + 3);
  CHECK_FALSE(match_recovery_code(codes.shown[3], stored));
  CHECK(match_recovery_code(codes.shown[4], stored) == 3U);
}

TEST_CASE("how it is typed does not matter") {
  const RecoveryCodes codes = new_recovery_codes();
  std::string typed = codes.shown[0];
  std::ranges::transform(typed, typed.begin(), [](char c) {
    if (c == '0') return 'O';
    if (c == '1') return 'l';
    return c == '-' ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  CHECK(match_recovery_code(typed, codes.stored) == 0U);
  std::string wide;
  for (const char c : codes.shown[0]) {  // U+FF01.. is ! to ~, here as UTF-8
    const unsigned point = 0xFF01U + static_cast<unsigned char>(c) - 0x21U;
    wide += static_cast<char>(0xE0 | point >> 12);
    wide += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    wide += static_cast<char>(0x80 | (point & 0x3F));
  }
  CHECK(match_recovery_code(wide, codes.stored) == 0U);
}

TEST_CASE("anything else opens nothing") {
  const RecoveryCodes codes = new_recovery_codes();
  CHECK_FALSE(match_recovery_code("", codes.stored));
  CHECK_FALSE(match_recovery_code(codes.shown[0].substr(0, 18), codes.stored));
  CHECK_FALSE(match_recovery_code(codes.shown[0] + "0", codes.stored));
  CHECK_FALSE(match_recovery_code(new_recovery_codes().shown[0], codes.stored));
  CHECK_FALSE(match_recovery_code(codes.stored[0], codes.stored));
  CHECK_FALSE(match_recovery_code(codes.shown[0], {}));
  CHECK_FALSE(match_recovery_code(codes.shown[0], std::vector<std::string>{"", ".", "no dot"}));
}
