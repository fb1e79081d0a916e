#include "masked.h"

#include <algorithm>
#include <chrono>

#include "base/decoder.h"

namespace sekisho::inspect {
namespace {

std::string stars(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(count, 12); ++i) out += "＊";
  return out;
}

}  // namespace

std::string masked_text(Attribute kind, std::u16string_view text) {
  const std::size_t shown = kind == Attribute::address ? std::min<std::size_t>(2, text.size() / 2) : 1;
  std::string out;
  utf16_to_utf8(text.substr(0, std::min(shown, text.size())), out);
  return out + stars(text.size() - std::min(shown, text.size()));
}

std::string masked_number(std::uint64_t value) {
  const std::string digits = std::to_string(value);
  const std::size_t shown = std::min<std::size_t>(2, digits.size() / 3);
  return digits.substr(0, shown) + stars(digits.size() - shown);
}

std::string masked_day(std::int32_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  return std::to_string(static_cast<int>(date.year())) + "年＊月＊日";
}

}  // namespace sekisho::inspect
