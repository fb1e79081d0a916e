#include "canonical.h"

#include <algorithm>

#include "inspect/text.h"

namespace sekisho::inspect {

std::size_t canonical_name(std::span<char16_t> folded) {
  fold_long_vowels(folded);
  const auto end = std::remove_if(folded.begin(), folded.end(),
                                  [](char16_t c) { return c == u'.' || c == u',' || c == u'\''; });
  return static_cast<std::size_t>(end - folded.begin());
}

Key derive_key(const IndexKey& key, std::string_view purpose, ByteView salt) {
  Bytes message = to_bytes(as_bytes(purpose));
  message.push_back(0);
  message.insert(message.end(), salt.begin(), salt.end());
  Bytes derived = hmac_sha256(key.view(), message);
  Key out{std::span<const std::uint8_t, 32>(derived.data(), 32)};
  OPENSSL_cleanse(derived.data(), derived.size());
  return out;
}

Key value_key(const IndexKey& key) { return derive_key(key, "sekisho dataset index v3: values"); }

}  // namespace sekisho::inspect
