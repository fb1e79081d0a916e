#include "parser.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <cstring>

namespace sekisho::http {
namespace beast = boost::beast::http;
using boost::beast::error_code;
using View = boost::beast::string_view;

struct MessageParser::Impl final : beast::basic_parser<true> {
  explicit Impl(const Limits& given) : limits(given) {
    header_limit(static_cast<std::uint32_t>(given.head_bytes));
    body_limit(boost::none);  // the caller counts
  }

  void on_request_impl(beast::verb, View method, View target, int version, error_code&) override {
    head.method = std::string(method);
    head.target = std::string(target);
    head.http11 = version == 11;
  }
  void on_response_impl(int, View, int, error_code&) override {}
  void on_field_impl(beast::field, View name, View value, error_code& ec) override {
    if (in_body) {  // trailers could smuggle fields past the checks on the head
      ec = beast::error::bad_field;
      return;
    }
    head.headers.add(std::string(name), std::string(value));
  }
  void on_header_impl(error_code&) override { in_body = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(View, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t size, View extensions, error_code& ec) override {
    if (extensions.size() > limits.chunk_line_bytes || size > std::uint64_t{1} << 62)
      ec = beast::error::bad_chunk_extension;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, View body, error_code&) override {
    const auto size = std::min(body.size(), out.size());
    std::memcpy(out.data(), body.data(), size);
    out = out.subspan(size);
    return size;
  }
  void on_finish_impl(error_code&) override {}

  const Limits& limits;
  Head head;
  bool in_body = false;
  std::span<std::uint8_t> out;
};

MessageParser::MessageParser(const Limits& limits) : impl_(std::make_unique<Impl>(limits)) {}
MessageParser::~MessageParser() = default;

Checked<Head> MessageParser::head(std::string_view text) {
  error_code ec;
  const auto used = impl_->put(boost::asio::const_buffer(text.data(), text.size()), ec);
  if (ec || used != text.size() || !impl_->is_header_done())
    return std::unexpected(Fault{400, "the head cannot be parsed"});
  impl_->head.keep_alive = impl_->keep_alive();
  if (auto checked = check_framing(impl_->head); !checked) return std::unexpected(checked.error());
  // Two readings of one head are how requests are smuggled: ours and the parser's must be the same.
  const auto length = impl_->content_length();
  if (impl_->chunked() != impl_->head.chunked ||
      length.has_value() != impl_->head.content_length.has_value() ||
      (length && *length != *impl_->head.content_length))
    return std::unexpected(Fault{400, "the length of the body is not certain"});
  return std::move(impl_->head);
}

Checked<MessageParser::Step> MessageParser::decode(std::string_view in, std::span<std::uint8_t> out) {
  impl_->out = out;
  Step step;
  while (!impl_->is_done() && step.consumed < in.size()) {
    error_code ec;
    const auto rest = in.substr(step.consumed);
    const auto space = impl_->out.size();
    const auto used = impl_->put(boost::asio::const_buffer(rest.data(), rest.size()), ec);
    step.consumed += used;
    if (ec == beast::error::need_more) {
      if (rest.size() - used > impl_->limits.chunk_line_bytes)
        return std::unexpected(Fault{400, "the line of a chunk is too long"});
      break;
    }
    if (ec) return std::unexpected(Fault{400, "the chunked body cannot be parsed"});
    if (used == 0 && impl_->out.size() == space) break;  // no room left
  }
  step.produced = out.size() - impl_->out.size();
  step.done = impl_->is_done();
  return step;
}

}  // namespace sekisho::http
