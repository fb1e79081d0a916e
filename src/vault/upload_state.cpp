#include "upload_state.h"

#include <openssl/crypto.h>

#include <algorithm>

#include "seal/errors.h"
#include "seal/key_wrap.h"

namespace sekisho::vault {
namespace {

constexpr std::string_view magic = "SKTAIL1\n";
constexpr std::size_t fixed_size = seal::header_size + 8 + 32;

template <class T>
void put(Bytes& out, T value) {
  for (int shift = 8 * (sizeof(T) - 1); shift >= 0; shift -= 8)
    out.push_back(static_cast<std::uint8_t>(value >> shift));
}

template <class T>
T take(ByteView& from) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) value = static_cast<T>(value << 8 | from[i]);
  from = from.subspan(sizeof(T));
  return value;
}

}  // namespace

UploadStateBox::UploadStateBox(const Key& object_key, std::string_view object_id, ByteView context)
    : key_(seal::derive_key(object_key, "sekisho/upload-state/v1")) {
  aad_ = to_bytes(as_bytes(object_id));
  aad_.push_back(0);
  aad_.insert(aad_.end(), context.begin(), context.end());
}

Bytes UploadStateBox::seal(const UploadState& state) const {
  Bytes plain;
  plain.reserve(fixed_size + state.tail.size());
  plain.insert(plain.end(), state.header.begin(), state.header.end());
  put(plain, state.offset);
  for (const std::uint32_t word : state.sha256) put(plain, word);
  plain.insert(plain.end(), state.tail.begin(), state.tail.end());
  const Bytes sealed = seal::seal_field(key_, plain, aad_);
  OPENSSL_cleanse(plain.data(), plain.size());
  Bytes out = to_bytes(as_bytes(magic));
  out.insert(out.end(), sealed.begin(), sealed.end());
  return out;
}

Result<UploadState> UploadStateBox::open(ByteView sealed) const {
  if (sealed.size() < magic.size() || as_text(sealed.first(magic.size())) != magic)
    return fail(ErrorCode::unsupported,
                "この登録途中のデータは、このプログラムでは続けられません。最初から登録し直してください。",
                "unknown form of upload state");
  SEKISHO_TRY(Bytes plain, seal::open_field(key_, sealed.subspan(magic.size()), aad_));
  UploadState state;
  ByteView rest(plain);
  if (rest.size() < fixed_size) return seal::corrupt("the upload's state is too short");
  std::copy_n(rest.begin(), state.header.size(), state.header.begin());
  rest = rest.subspan(state.header.size());
  state.offset = take<std::uint64_t>(rest);
  for (std::uint32_t& word : state.sha256) word = take<std::uint32_t>(rest);
  if (rest.size() != state.offset % seal::chunk_size || state.chunks() >= seal::max_chunks)
    return seal::corrupt("the upload's state contradicts itself");
  state.tail.assign(rest.begin(), rest.end());
  OPENSSL_cleanse(plain.data(), plain.size());
  return state;
}

}  // namespace sekisho::vault
