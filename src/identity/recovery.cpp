#include "identity/recovery.h"

#include "base/bytes.h"
#include "base/secret.h"
#include "text.h"

namespace sekisho::identity {
namespace {

// Crockford's base 32: no i, l, o, u. 16 characters of 5 bits.
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t code_characters = 16;
constexpr std::size_t group_characters = 4;
constexpr std::size_t salt_octets = 16;

std::string digest(std::string_view code, std::string_view salt) {
  return to_base64url(sha256(std::string(salt) + ":" + std::string(code)));
}

}  // namespace

RecoveryCodes new_recovery_codes() {
  RecoveryCodes codes;
  for (std::size_t i = 0; i < recovery_code_count; ++i) {
    std::string code;
    for (const std::uint8_t byte : random_bytes(code_characters)) code += alphabet[byte % alphabet.size()];
    const std::string salt = to_base64url(random_bytes(salt_octets));
    codes.stored.push_back(salt + "." + digest(code, salt));
    for (std::size_t at = code_characters - group_characters; at > 0; at -= group_characters)
      code.insert(at, "-");
    codes.shown.push_back(code);
  }
  return codes;
}

std::optional<std::size_t> match_recovery_code(std::string_view entered,
                                               std::span<const std::string> stored) {
  auto code = plain_code(entered, code_characters);
  if (!code || code->size() != code_characters) return std::nullopt;
  for (char& c : *code) {
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
  }
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const std::string_view row = stored[i];
    const auto dot = row.find('.');
    if (dot == std::string_view::npos) continue;
    if (equal_constant_time(as_bytes(digest(*code, row.substr(0, dot))), as_bytes(row.substr(dot + 1))))
      found = i;
  }
  return found;
}

}  // namespace sekisho::identity
