#include "gate/rule.h"

namespace sekisho::rules {
namespace {

// The next code point of strict UTF-8, or -1; moves `at`.
std::int32_t next_letter(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned first = byte(at);
  if (first < 0x80) return static_cast<std::int32_t>(text[at++]);
  const int more = first >= 0xf0 && first < 0xf5   ? 3
                   : first >= 0xe0 && first < 0xf0 ? 2
                   : first >= 0xc2 && first < 0xe0 ? 1
                                                   : 0;
  if (more == 0) return -1;
  std::uint32_t value = first & (0x3fU >> more);
  for (int i = 1; i <= more; ++i) {
    const unsigned next = byte(at + static_cast<std::size_t>(i));
    if ((next & 0xc0U) != 0x80) return -1;
    value = (value << 6U) | (next & 0x3fU);
  }
  constexpr std::uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  if (value < least[more] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return -1;
  at += static_cast<std::size_t>(more) + 1;
  return static_cast<std::int32_t>(value);
}

bool says_something(std::int32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  if (c < 0xc0) return false;  // Latin-1 signs, no-break space, soft hyphen
  if (c == 0x1680 || c == 0x180e || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0)
    return false;                                               // blanks
  if (c >= 0x2000 && c < 0x2c00) return false;                  // blanks, punctuation, arrows, drawings
  if (c >= 0x3000 && c < 0x3005) return false;                  // full-width blank and punctuation
  if (c >= 0x3008 && c < 0x3021) return false;                  // brackets
  if (c == 0x3030 || c == 0x30fb || c == 0x30fc) return false;  // 〰 ・ ー
  if (c >= 0xe000 && c < 0xf900) return false;                  // private use
  if (c >= 0xfe00 && c < 0xfe70) return false;                  // selectors, presentation forms
  if (c >= 0xff00 && c < 0xff10) return false;                  // full-width signs
  if (c >= 0xff1a && c < 0xff21) return false;
  if (c >= 0xff3b && c < 0xff41) return false;
  if (c >= 0xff5b && c < 0xff66) return false;
  return c < 0xfff0 || (c >= 0x10000 && c < 0xe0000);
}

}  // namespace

int meaningful_letters(std::string_view text) {
  int count = 0;
  std::int32_t seen[3] = {};
  int different = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto letter = next_letter(text, at);
    if (letter < 0) return 0;
    if (!says_something(letter)) continue;
    ++count;
    bool known = false;
    for (int i = 0; i < different; ++i) known = known || seen[i] == letter;
    if (!known && different < 3) seen[different++] = letter;
  }
  // 「ああああ」 says nothing; a text of two letters may.
  return different < 3 && count > different ? 0 : count;
}

Answer missing(std::string_view what_ja, std::string_view what_en) {
  return stop(std::string(what_ja) + "が決まっていないため、判断できません。",
              "Cannot be judged without the " + std::string(what_en) + ".",
              "申請した人が、" + std::string(what_ja) + "を選ぶか入れるかして、もう一度行ってください。",
              "The applicant must give the " + std::string(what_en) + " and try again.");
}

bool is_approver_role(Role role) {
  return role == Role::section_manager || role == Role::department_officer ||
         role == Role::supervising_officer || role == Role::ciso;
}

}  // namespace sekisho::rules
