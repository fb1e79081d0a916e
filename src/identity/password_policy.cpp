#include <algorithm>
#include <array>
#include <set>

#include "identity/password.h"
#include "text.h"

namespace sekisho::identity {
namespace {

// Twelve characters rule out the usual lists of leaked passwords, which are shorter. What is left of them are
// these building blocks, strung together: "password1234", "qwertyqwerty", "sekisho2026!". Longest first.
constexpr std::array<std::string_view, 58> guessable{
    "administrator", "1q2w3e4r5t6y", "1qaz2wsx3edc", "123456789012", "qwertyuiop", "1234567890", "0987654321",
    "abcdefghij",    "1q2w3e4r5t",   "iloveyou",     "password",     "passw0rd",   "p@ssword",   "p@ssw0rd",
    "asdfghjkl",     "zaq12wsx",     "1q2w3e4r",     "1qaz2wsx",     "123456789",  "987654321",  "12345678",
    "football",      "baseball",     "sunshine",     "princess",     "superman",   "pokemon",    "pasuwado",
    "sekisho",       "welcome",      "zxcvbnm",      "letmein",      "arigatou",   "doraemon",   "changeme",
    "himitsu",       "yakusho",      "shiyakusho",   "kanrisha",     "monkey",     "dragon",     "qwerty",
    "master",        "shadow",       "sakura",       "secret",       "123456",     "654321",     "abcdef",
    "admin",         "login",        "guest",        "12345",        "asdf",       "qwer",       "1234",
    "abcd",          "pass"};

constexpr std::size_t rest_needed = 6;  // characters that are neither building blocks nor the login name
constexpr std::size_t different_needed = 5;

void take_out(std::u32string& from, std::string_view word) {
  const std::u32string wide(word.begin(), word.end());
  for (auto at = from.find(wide); at != std::u32string::npos; at = from.find(wide, at))
    from.erase(at, wide.size());
}

std::unexpected<Error> refuse(std::string ja, std::string en) {
  return fail(ErrorCode::invalid_input, std::move(ja), std::move(en), "password");
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

Result<void> check_password(std::string_view password, std::string_view login_name) {
  if (password.size() > password_max_octets)
    return refuse("パスワードが長すぎます。英数字なら512文字、日本語なら170文字までにしてください。",
                  "the password is too long: at most 512 octets");
  std::u32string folded;
  for (std::string_view rest = password; !rest.empty();) {
    const auto point = next_code_point(rest);
    if (!point || *point < 0x20 || (*point >= 0x7F && *point < 0xA0))
      return refuse("パスワードに使えない文字（改行やタブなど）があります。入れ直してください。",
                    "the password holds control characters or is not UTF-8");
    folded += *point >= 'A' && *point <= 'Z' ? *point + ('a' - 'A') : *point;
  }
  if (folded.size() < password_min_characters)
    return refuse(
        "パスワードが短すぎます。12文字以上にしてください。関係のない言葉をいくつか並べると、長くても覚えやす"
        "くなります。",
        "the password is too short: at least 12 characters");
  if (std::set<char32_t>(folded.begin(), folded.end()).size() < different_needed)
    return refuse("同じ文字の繰り返しが多すぎます。いろいろな文字を使ってください。",
                  "the password repeats too few different characters");
  const std::string name = lower(login_name);
  const std::string_view local = std::string_view(name).substr(0, name.find('@'));
  std::u32string rest = folded;
  if (local.size() >= 3) take_out(rest, local);
  for (const auto word : guessable) take_out(rest, word);
  const auto letters =
      std::ranges::count_if(rest, [](char32_t c) { return c >= 0x80 || (c >= 'a' && c <= 'z'); });
  // Without letters what is left is most likely a year or a date: "password20261123".
  if (rest.size() < rest_needed || (rest.size() < folded.size() && letters == 0))
    return refuse(
        "利用者名やよく使われる言葉からできていて、推測されやすいパスワードです。関係のない言葉をいくつか並べ"
        "たものなどにしてください。",
        "the password is made of the login name or of very common passwords");
  return {};
}

}  // namespace sekisho::identity
