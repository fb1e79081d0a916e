#include "canonical.h"

#include <algorithm>

#include "inspect/text.h"

namespace sekisho::inspect {
void canonical_name(std::u16string& folded) {
  fold_long_vowels(folded);
  std::erase_if(folded, [](char16_t c) { return c == u'.' || c == u',' || c == u'\''; });
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

Key value_key(const IndexKey& key) { return derive_key(key, "sekisho dataset index v2: values"); }

}  // namespace sekisho::inspect
