// The textual header of an age file: version line, stanzas, MAC line. Strict and canonical both ways: what is
// read and written again is the same octets. Unknown stanzas are kept as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "age_crypto.h"
#include "base/error.h"
#include "seal/age_io.h"

namespace sekisho::seal::age {

// A header of a file that we open: 1 MiB is some 9,000 recipients, or 600 post-quantum ones.
inline constexpr std::size_t max_header_size = 1024 * 1024;

struct Stanza {
  std::vector<std::string> args;  // at least one; the first is the type; printable ASCII without spaces
  Bytes body;
};

struct Header {
  std::vector<Stanza> stanzas;
  std::string text;  // as it stood in the file up to and including "---": what the MAC covers
  Bytes mac;
};

// Leaves `from` at the first octet of the payload.
Result<Header> read_header(BufferedSource& from);
// With its MAC under `file_key`.
std::string write_header(const std::vector<Stanza>& stanzas, const FileKey& file_key);
bool verify_header(const Header& header, const FileKey& file_key);

}  // namespace sekisho::seal::age
