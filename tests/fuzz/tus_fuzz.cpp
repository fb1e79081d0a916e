// What tus clients say in headers. What is accepted must mean what it says.
#include <cstdlib>
#include <set>
#include <string>

#include "http/tus.h"

using namespace sekisho;
using namespace sekisho::http;

namespace {
void require(bool holds) {
  if (!holds) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto number = parse_tus_number(text)) {
    const auto digits = std::to_string(*number);
    require(text.ends_with(digits) && text.find_first_not_of('0') >= text.size() - digits.size());
  }
  if (const auto pairs = parse_tus_metadata(text)) {
    std::set<std::string> keys;
    std::string again;
    for (const auto& [key, value] : *pairs) {
      require(!key.empty() && keys.insert(key).second && key.find_first_of(" ,\t\r\n") == std::string::npos);
      again += (again.empty() ? "" : ",") + key + " " + to_base64(as_bytes(value));
    }
    require(parse_tus_metadata(again) == *pairs);
  }
  if (const auto checksum = parse_tus_checksum(text)) {
    require(text == checksum->algorithm + " " + to_base64(checksum->digest));
    if (checksum->known) require(checksum->digest.size() == (checksum->algorithm == "sha1" ? 20 : 32));
  }
  return 0;
}
