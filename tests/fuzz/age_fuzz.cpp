// Age files from anybody: header, text armour, stanzas, and the payload behind a header that is ours. What
// reads must write back to the same octets; what does not verify must not come out. The first octet chooses
// the part.
#include <algorithm>
#include <cstdlib>

#include "age_armor.h"
#include "age_format.h"
#include "age_stream.h"
#include "seal/age.h"
#include "seal/bech32.h"

namespace {

using namespace sekisho;
using namespace sekisho::seal::age;

void must(bool holds) {
  if (!holds) std::abort();
}

const Key& fixed_key() {
  static const Key key = [] {
    Key filled;
    std::fill(filled.edit().begin(), filled.edit().end(), std::uint8_t{0x42});
    return filled;
  }();
  return key;
}

void header(ByteView input) {
  MemorySource from(input);
  BufferedSource buffered(from, 4096);
  const auto read = read_header(buffered);
  if (!read) return;
  const std::string written = write_header(read->stanzas, FileKey());
  must(written.starts_with(read->text) && as_text(input).starts_with(read->text));
}

void armor(ByteView input) {
  MemorySource from(input);
  BufferedSource buffered(from, 2048);
  ArmorSource source(buffered);
  Bytes octets(input.size() + 1);
  const auto size = read_full(source, octets);
  if (!size) return;
  octets.resize(*size);
  MemorySink text;
  ArmorSink sink(text);
  must(sink.write(octets) && sink.finish());
  // The same but for white space around it and CR LF.
  const auto symbols = [](ByteView view) {
    std::string out;
    for (const char c : as_text(view))
      if (c != '\r' && c != '\n' && c != ' ' && c != '\t') out += c;
    return out;
  };
  must(symbols(input) == symbols(text.data));
}

void whole_file(ByteView input) {
  OpenOptions options;
  options.identities.push_back(Identity{fixed_key()});
  options.passphrase = [] { return Result<std::string>("x"); };
  options.max_work_factor = 4;
  MemorySource from(input);
  MemorySink to;
  (void)decrypt(from, to, options);
}

void payload(ByteView input, unsigned threads) {
  MemorySource from(input);
  MemorySink opened;
  if (!open_stream(fixed_key(), from, opened, threads)) return;
  MemorySource plain{ByteView(opened.data)};
  MemorySink sealed;
  must(seal_stream(fixed_key(), plain, sealed, 1).has_value());
  must(std::ranges::equal(sealed.data, input));
}

// The input as plaintext: it comes back, and not after the bit that its last octets choose is changed.
void changed_bit(ByteView input) {
  MemorySource plain(input);
  MemorySink sealed;
  must(seal_stream(fixed_key(), plain, sealed, 1).has_value());
  payload(sealed.data, 1);
  std::size_t at = 0;
  for (const std::uint8_t octet : input.last(std::min<std::size_t>(input.size(), 3))) at = at << 8 | octet;
  sealed.data[at / 8 % sealed.data.size()] ^= static_cast<std::uint8_t>(1U << at % 8);
  MemorySource from{ByteView(sealed.data)};
  MemorySink opened;
  must(!open_stream(fixed_key(), from, opened, 1).has_value());
  must(opened.data.size() <= input.size() &&
       std::ranges::equal(opened.data, input.first(opened.data.size())));
}

void keys(ByteView input) {
  if (const auto decoded = seal::from_bech32(as_text(input))) {
    must(seal::to_bech32(decoded->prefix, decoded->data) == as_text(input));
  }
  MemorySource recipients(input);
  (void)read_recipients(recipients, "recipients");
  MemorySource identities(input);
  (void)read_identities(identities, "identities");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView input(data + 1, size - 1);
  switch (data[0]) {
    case 'h':
      header(input);
      break;
    case 'a':
      armor(input);
      break;
    case 'f':
      whole_file(input);
      break;
    case 'p':
      payload(input, 1);
      break;
    case 'P':
      payload(input, 3);
      break;
    case 'c':
      changed_bit(input);
      break;
    case 'k':
      keys(input);
      break;
    default:
      break;
  }
  return 0;
}
