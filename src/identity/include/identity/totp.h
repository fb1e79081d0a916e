// One-time codes of an authenticator app: RFC 6238 over RFC 4226 (SHA-1, 6 digits, 30 s: what every app can
// do). Pure and thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/time.h"

namespace sekisho::identity {

inline constexpr std::size_t totp_secret_octets = 20;

Bytes new_totp_secret();
std::int64_t totp_step(Instant now);                        // 30-second steps since 1970
std::string totp_code(ByteView secret, std::int64_t step);  // "287082"

// The step whose code was entered, or nothing. One step to either side is taken (clocks differ). A step is
// taken only when later than `last_used`, so a code that was seen over a shoulder opens nothing twice: the
// caller stores the returned step in the same transaction that signs the person in. Full-width digits and
// spaces are understood. Time does not tell which step or digit was near.
std::optional<std::int64_t> match_totp(ByteView secret, std::string_view entered, Instant now,
                                       std::optional<std::int64_t> last_used);

// "otpauth://totp/関所 見本市:login?secret=…&issuer=…" (percent-encoded), the text of the QR code. It holds
// the secret: show it once.
std::string totp_uri(std::string_view town_name, std::string_view login_name, ByteView secret);

}  // namespace sekisho::identity
