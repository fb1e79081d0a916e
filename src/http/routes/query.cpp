#include "routes/query.h"

#include "base/bytes.h"
#include "head.h"

namespace sekisho::http {
namespace {

std::unexpected<Error> bad_name() {
  return fail(ErrorCode::invalid_input,
              "ファイルの名前を読めません。画面を読み直して、もう一度選んでください。",
              "X-File-Name must be percent-encoded UTF-8", "name");
}

}  // namespace

Result<std::string> file_name(const Request& request) {
  const auto text = request.headers.get("X-File-Name");
  if (!text) return bad_name();
  std::string out;
  for (std::size_t i = 0; i < text->size(); ++i) {
    if ((*text)[i] != '%') {
      out += (*text)[i];
      continue;
    }
    const auto byte = i + 2 < text->size() ? from_hex(text->substr(i + 1, 2)) : std::nullopt;
    if (!byte) return bad_name();
    out += static_cast<char>(byte->front());
    i += 2;
  }
  if (!is_utf8(out)) return bad_name();
  return out;
}

}  // namespace sekisho::http
