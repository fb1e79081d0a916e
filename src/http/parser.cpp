#include "parser.h"

#include <boost/beast/http/basic_parser.hpp>

namespace sekisho::http {
namespace {

namespace beast = boost::beast::http;
using boost::beast::error_code;
using View = boost::beast::string_view;

// Collects the head; bodies are not its business.
struct Parser final : beast::basic_parser<true> {
  void on_request_impl(beast::verb, View method, View target, int version, error_code&) override {
    head.method = std::string(method);
    head.target = std::string(target);
    head.http11 = version == 11;
  }
  void on_response_impl(int, View, int, error_code&) override {}
  void on_field_impl(beast::field, View name, View value, error_code&) override {
    head.headers.add(std::string(name), std::string(value));
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(View, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, View, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View, error_code&) override { return 0; }
  void on_finish_impl(error_code&) override {}

  Head head;
};

}  // namespace

Checked<Head> parse_head(std::string_view text, const Limits& limits) {
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(limits.head_bytes) + 1);
  parser.body_limit(boost::none);  // the caller counts
  error_code ec;
  const auto used = parser.put(boost::asio::const_buffer(text.data(), text.size()), ec);
  if (ec || used != text.size() || !parser.is_header_done())
    return std::unexpected(Fault{400, "the head cannot be parsed"});
  parser.head.keep_alive = parser.keep_alive();
  if (auto checked = check_framing(parser.head); !checked) return std::unexpected(checked.error());
  // Two readings of one head are how requests are smuggled: ours and the parser's must be the same.
  const auto length = parser.content_length();
  if (parser.chunked() != parser.head.chunked ||
      length.has_value() != parser.head.content_length.has_value() ||
      (length && *length != *parser.head.content_length))
    return std::unexpected(Fault{400, "the length of the body is not certain"});
  return std::move(parser.head);
}

}  // namespace sekisho::http
