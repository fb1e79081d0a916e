// HKDF-Expand-SHA-512 as chunked-encryption needs it: key, base nonce and commitment of one object.
#pragma once

#include "seal/sealed_object.h"

namespace sekisho::seal {

struct ObjectKeys {
  Key key;
  Secret<12> base_nonce;
  std::array<std::uint8_t, 32> commitment;
};

ObjectKeys derive_object_keys(const Key& input_key, std::span<const std::uint8_t, salt_size> salt,
                              ByteView context);

}  // namespace sekisho::seal
