// The HTML reader; its tokens do not depend on where the input is cut.
#include "html_tokens.h"
#include "walked_fuzz.h"

namespace {

using namespace sekisho::formats;

struct Kept final : HtmlSink {
  std::string out;
  void text(std::string_view utf8, bool raw) override { out += utf8, raw_ |= raw; }
  void comment(std::string_view utf8) override { out.append("!").append(utf8); }
  void start(std::string_view tag, const std::vector<HtmlAttribute>& attributes) override {
    out.append("<").append(tag);
    for (const auto& each : attributes) out.append(" ").append(each.name).append("=").append(each.value);
  }
  void end(std::string_view tag) override { out.append("/").append(tag); }
  void too_large() override {}
  bool raw_ = false;
};

std::string tokens(std::string_view html, std::size_t piece) {
  Kept kept;
  HtmlTokens tokens(kept, 1 << 20);
  for (std::size_t at = 0; at < html.size(); at += piece) tokens.feed(html.substr(at, piece));
  tokens.finish();
  return kept.out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const sekisho::ByteView bytes(data, size);
  fuzz::walk_bytes(bytes, "a.html");
  const std::string_view html = sekisho::as_text(bytes);
  fuzz::demand(tokens(html, 1 + size % 7) == tokens(html, size + 1));
  return 0;
}
