// What a daemon that is not clamd may answer: never more than printable characters come out.
#include <cstdlib>

#include "antivirus/scanner.h"
#include "base/bytes.h"

using namespace sekisho;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view reply = as_text({data, size});
  const auto verdict = antivirus::verdict_of(reply);
  const auto version = antivirus::version_of(reply);
  for (const std::string& text : {verdict.name, version.engine}) {
    if (text.size() > 200) std::abort();
    for (const char c : text)
      if (c < 0x20 || c > 0x7E) std::abort();
  }
  if (verdict.finding == antivirus::Finding::nothing && !reply.starts_with("stream: OK")) std::abort();
  return 0;
}
