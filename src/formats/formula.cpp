#include "formats/formula.h"

#include <algorithm>
#include <array>
#include <string>

namespace sekisho::formats {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Spreadsheets drop these before they look; '\'' would make it text, but only where it comes first of all.
std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && (static_cast<unsigned char>(cell.front()) <= ' ' || cell.front() == '"'))
    cell.remove_prefix(1);
  while (!cell.empty() && static_cast<unsigned char>(cell.back()) <= ' ') cell.remove_suffix(1);
  // Full-width signs are taken for signs by Japanese spreadsheets.
  return cell;
}

// The sign that makes a formula, and what follows. Full width: U+FF1D ＝, U+FF0B ＋, U+FF0D －, U+FF20 ＠.
char sign_of(std::string_view& cell) {
  constexpr std::pair<std::string_view, char> signs[] = {{"=", '='},  {"+", '+'},  {"-", '-'},  {"@", '@'},
                                                         {"＝", '='}, {"＋", '+'}, {"－", '-'}, {"＠", '@'}};
  for (const auto& [text, sign] : signs)
    if (cell.starts_with(text)) {
      cell.remove_prefix(text.size());
      return sign;
    }
  return 0;
}

// "A1", "$B$2", "AB12:C3": a reference to a cell, at the beginning.
bool is_reference(std::string_view text) {
  std::size_t at = 0;
  const auto skip = [&](auto is) {
    const std::size_t from = at;
    while (at < text.size() && is(text[at])) ++at;
    return at - from;
  };
  skip([](char c) { return c == '$'; });
  const std::size_t letters = skip(is_letter);
  skip([](char c) { return c == '$'; });
  const std::size_t digits = skip(is_digit);
  return letters >= 1 && letters <= 3 && digits >= 1 && digits <= 7 &&
         (at == text.size() || std::string_view("+-*/^&:,;=<>)! ").contains(text[at]));
}

// "SUM(", "cmd|": a function, or an application of DDE.
bool is_call(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() &&
         (is_letter(text[at]) || is_digit(text[at]) || text[at] == '.' || text[at] == '_'))
    ++at;
  return at > 0 && at < text.size() && is_letter(text[0]) && (text[at] == '(' || text[at] == '|');
}

// Digits with what stands in numbers, telephone numbers and dates.
bool is_number(std::string_view text) {
  return std::ranges::any_of(text, is_digit) && std::ranges::all_of(text, [](char c) {
           return is_digit(c) || std::string_view(".,-/() %Ee+:").contains(c);
         });
}

bool is_term(std::string_view text) {
  while (!text.empty() &&
         (text.front() == ' ' || text.front() == '(' || text.front() == '-' || text.front() == '+'))
    text.remove_prefix(1);
  return is_reference(text) || is_call(text) || text.starts_with('"') || text.starts_with('\'') ||
         text.starts_with('{');
}

// "1+2", "2*A1": a calculation that begins with a number.
bool is_calculation(std::string_view text) {
  const std::size_t at = text.find_first_not_of("0123456789.,% ");
  return at != 0 && at != text.npos && std::string_view("+*/^&").contains(text[at]) && at + 1 < text.size();
}

}  // namespace

bool is_formula_cell(std::string_view utf8) {
  std::string_view text = trimmed(utf8);
  const char sign = sign_of(text);
  if (sign == 0 || text.empty()) return false;
  if (is_term(text)) return true;
  // "+1+2+cmd|..." hides a call behind numbers.
  if (text.contains('|') && text.contains('!')) return true;
  if (sign == '=') {
    // "=====", "=> see below", "＝同上" are no formulas; "=1", "=-1", "=Sheet1!A1", "=名前" may be.
    if (text.front() == '=' || text.front() == '>') return false;
    return is_digit(text.front()) || text.contains('!') || is_letter(text.front()) || is_number(text);
  }
  if (sign == '@') return false;  // "@taro" is a name
  return !is_number(text) && is_calculation(text);
}

bool is_dangerous_formula(std::string_view utf8) {
  if (!is_formula_cell(utf8)) return false;
  std::string lower;
  for (const char c : trimmed(utf8)) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  constexpr std::array<std::string_view, 14> words{
      "webservice(", "importxml(", "importdata(", "importhtml(", "importfeed(", "importrange(", "filterxml(",
      "powershell",  "cmd.exe",    "mshta",       "rundll32",    "call(",       "register.id(", "dde("};
  if (std::ranges::any_of(words, [&](std::string_view word) { return lower.contains(word); })) return true;
  if ((lower.contains("hyperlink(") || lower.contains("image(")) && lower.contains("//")) return true;
  // DDE: program|topic!item.
  const std::size_t bar = lower.find('|');
  return bar != lower.npos && lower.find('!', bar) != lower.npos;
}

}  // namespace sekisho::formats
