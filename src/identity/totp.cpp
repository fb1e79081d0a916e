#include "identity/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "base/secret.h"
#include "text.h"

namespace sekisho::identity {
namespace {

constexpr std::int64_t step_seconds = 30;
constexpr std::size_t code_digits = 6;

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const std::uint8_t byte : as_bytes(text)) {
    const bool unreserved = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                            (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' ||
                            byte == '~';
    if (unreserved) {
      out += static_cast<char>(byte);
    } else {
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

}  // namespace

Bytes new_totp_secret() { return random_bytes(totp_secret_octets); }

std::int64_t totp_step(Instant now) {
  return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / step_seconds;
}

std::string totp_code(ByteView secret, std::int64_t step) {
  std::array<std::uint8_t, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  std::array<std::uint8_t, 20> mac{};
  unsigned size = 0;
  if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
           mac.data(), &size) == nullptr ||
      size != mac.size())
    throw std::runtime_error("HMAC-SHA-1 failed");
  const std::size_t at = mac.back() & 15U;  // RFC 4226 §5.3, dynamic truncation
  std::uint32_t number = (mac[at] & 0x7FU) << 24 | std::uint32_t{mac[at + 1]} << 16 |
                         std::uint32_t{mac[at + 2]} << 8 | mac[at + 3];
  std::string code(code_digits, '0');
  for (std::size_t i = code_digits; i-- > 0; number /= 10) code[i] = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<std::int64_t> match_totp(ByteView secret, std::string_view entered, Instant now,
                                       std::optional<std::int64_t> last_used) {
  const auto code = plain_code(entered, code_digits);
  if (!code || code->size() != code_digits) return std::nullopt;
  std::optional<std::int64_t> matched;
  const std::int64_t current = totp_step(now);
  for (const std::int64_t step : {current - 1, current, current + 1}) {
    const bool equal = equal_constant_time(as_bytes(totp_code(secret, step)), as_bytes(*code));
    if (equal && !matched && (!last_used || step > *last_used)) matched = step;
  }
  return matched;
}

std::string totp_uri(std::string_view town_name, std::string_view login_name, ByteView secret) {
  const std::string issuer = percent_encoded("関所 " + std::string(town_name));
  return "otpauth://totp/" + issuer + ":" + percent_encoded(login_name) + "?secret=" + to_base32(secret) +
         "&issuer=" + issuer + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace sekisho::identity
