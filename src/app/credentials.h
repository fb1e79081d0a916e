// Secrets of accounts at rest: one-time code secrets are sealed under the town's key.
#pragma once

#include <string>

#include "base/bytes.h"
#include "base/time.h"
#include "identity/lockout.h"
#include "store/database.h"
#include "store/records.h"

namespace sekisho::app {

inline std::string seal_secret(const store::FieldCipher& cipher, const std::string& account,
                               ByteView secret) {
  return to_base64(cipher.seal("totp " + account, secret));
}
inline Result<Bytes> open_secret(const store::FieldCipher& cipher, const std::string& account,
                                 const std::string& sealed) {
  const auto bytes = from_base64(sealed);
  if (!bytes || bytes->empty())
    return fail(ErrorCode::unauthenticated, "確認コードの設定が済んでいません。", "no one-time code secret");
  return cipher.open("totp " + account, *bytes);
}
inline identity::Failures failures_of(const store::Credential& credential) {
  return {static_cast<std::uint32_t>(credential.failures),
          parse_instant(credential.last_failure_at).value_or(Instant{})};
}

}  // namespace sekisho::app
