#include "ledger/commitment.h"

#include <algorithm>

#include "base/secret.h"
#include "text.h"

namespace sekisho::ledger {

bool is_field_path(std::string_view text) {
  return !text.empty() && text.size() <= max_field_size && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '[' || c == ']' || c == '-';
  });
}

Result<Disclosed> disclose(std::string field, std::string value) {
  if (!is_field_path(field))
    return fail(ErrorCode::invalid_input, "項目名が正しくありません。", "not a field path: " + field, field);
  if (value.size() > max_disclosed_size)
    return fail(ErrorCode::too_large, "入力が長すぎます。短くしてください。",
                "a committed value is too large", field);
  if (!is_utf8(value))
    return fail(ErrorCode::invalid_input, "壊れた文字があります。入れ直してください。",
                "a committed value is not UTF-8", field);
  Disclosed disclosed{std::move(field), {}, std::move(value)};
  random_fill(disclosed.salt);
  return disclosed;
}

Hash commit(const Disclosed& disclosed) {
  Bytes message(disclosed.salt.begin(), disclosed.salt.end());
  const auto value = as_bytes(disclosed.value);
  message.insert(message.end(), value.begin(), value.end());
  return sha256(message);
}

bool check(const Disclosed& disclosed, const Hash& commitment) {
  return equal_constant_time(commit(disclosed), commitment);
}

}  // namespace sekisho::ledger
