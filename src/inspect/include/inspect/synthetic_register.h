// Residents of the fictional town 見本市 from a seed: for tests, benchmarks and the demonstration town. The
// same seed gives the same bytes on every machine. Names, readings, addresses and numbers are made up by
// combination; a number that belongs to a real person can only be a coincidence. Of two seeds below 2,250 no
// individual number and no record code is the same, as between real towns; ledger and household numbers,
// which each town gives, may be.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "inspect/text.h"

namespace sekisho::inspect {

inline constexpr std::uint32_t synthetic_residents = 460517;
inline constexpr std::string_view synthetic_town = "見本市";
inline constexpr std::string_view synthetic_prefecture = "見本県";
std::string synthetic_town_code();  // six digits in prefecture 99, which nobody has

struct SyntheticResident {
  std::string ledger_number;      // 宛名番号, 10 digits with check digit
  std::string household_number;   // 世帯番号, 10 digits with check digit
  std::string individual_number;  // 個人番号
  std::string record_code;        // 住民票コード
  std::string name;               // 氏名, with one full-width space
  std::string kana;               // フリガナ, full-width katakana with one full-width space
  Day birth;
  char sex;                 // '1' man, '2' woman
  std::string relation;     // 続柄
  std::string postal_code;  // 000-nnnn; the prefix is not in use
  std::string address;      // 見本市…
  Day resident_since;       // 住民となった日
};

struct SyntheticOptions {
  std::uint64_t seed = 1;
  std::uint32_t count = synthetic_residents;
  // extract: 統一コード, 氏名, 郵便番号, 住所, 生年月日, 性別, 住民となった日; otherwise everything.
  bool extract = false;
  Encoding encoding = Encoding::utf8;  // utf8 or cp932
};

// Household by household, in the order of the ledger numbers' making. `take` returns false to stop.
void synthesize(std::uint64_t seed, std::uint32_t count,
                const std::function<bool(const SyntheticResident&)>& take);

// As CSV with a heading and CR LF, in pieces of about 64 KiB; false from `write` stops.
using WritePiece = std::function<bool(std::string_view bytes)>;
bool write_synthetic_csv(const SyntheticOptions& options, const WritePiece& write);

}  // namespace sekisho::inspect
