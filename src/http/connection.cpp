// Reading requests and finding who answers them. Bodies in and out: connection_upload.cpp,
// connection_respond.cpp.
#include "connection.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cstring>
#include <exception>

#include "base/ids.h"
#include "exchange.h"
#include "job.h"
#include "parser.h"

namespace sekisho::http {
namespace asio = boost::asio;
using SteadyClock = std::chrono::steady_clock;

namespace {

Response fault_response(const Fault& fault) {
  std::string_view ja = "要求の形が正しくありません。画面を読み込み直して、もう一度お試しください。";
  std::string_view code = "bad_request";
  if (fault.status == 413) {
    ja = "送られた内容が大きすぎます。分けて送るか、ファイルとして送ってください。";
    code = "too_large";
  } else if (fault.status == 414 || fault.status == 431) {
    ja = "要求の見出しが長すぎます。ブラウザの Cookie を消して、もう一度お試しください。";
    code = "too_large";
  } else if (fault.status == 408) {
    ja = "通信が途切れたため、受け付けを中止しました。もう一度お試しください。";
    code = "timeout";
  } else if (fault.status == 505) {
    ja = "この通信方式（HTTP の版）には対応していません。";
    code = "unsupported";
  }
  return Response::error(fault.status, code, ja, fault.reason);
}

Response not_found() {
  return Response::error(404, "not_found", "このページはありません。住所（URL）を確かめてください。",
                         "no such address");
}

Response not_allowed(std::string allow) {
  auto response = Response::error(405, "method_not_allowed",
                                  "この操作はここではできません。画面を読み込み直してください。",
                                  "the method is not allowed here");
  response.headers.add("Allow", std::move(allow));
  return response;
}

}  // namespace

Connection::Connection(Shared& shared, asio::ip::tcp::socket socket)
    : shared_(shared), wire_(std::move(socket), shared.tls ? shared.tls->native() : nullptr) {
  boost::system::error_code error;
  const auto peer = wire_.socket().remote_endpoint(error);
  peer_ = error ? "?" : peer.address().to_string();
}

void Connection::finish_soon() {
  last_ = true;
  if (idle_) cut();
}

Connection::Awaitable<void> Connection::run() {
  const auto handshake = shared_.options.limits.handshake;
  if (co_await wire_.handshake(SteadyClock::now() + handshake) == WireState::ok) {
    while (co_await exchange_once()) {
    }
    co_await wire_.close(true);
  } else {
    co_await wire_.close(false);
  }
}

Connection::Awaitable<WireState> Connection::read_more(SteadyTime deadline) {
  if (!buffer_) buffer_ = std::make_unique_for_overwrite<std::uint8_t[]>(buffer_size);
  if (begin_ == end_) {
    begin_ = end_ = 0;
  } else if (end_ == buffer_size) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  const auto read = co_await wire_.read({buffer_.get() + end_, buffer_size - end_}, deadline);
  end_ += read.size;
  co_return read.state;
}

// False: there is no further request. Otherwise exchange.fault tells whether the head is good.
Connection::Awaitable<bool> Connection::read_head(Exchange& exchange) {
  const auto& limits = shared_.options.limits;
  HeadScanner scanner(limits);
  auto deadline = SteadyClock::now() + (sequence_ == 0 ? limits.head : limits.idle);
  idle_ = true;
  for (;;) {
    if (begin_ != end_) {
      if (idle_) {
        idle_ = false;
        exchange.started = SteadyClock::now();
        deadline = exchange.started + limits.head;
      }
      const auto size = scanner.scan(buffered());
      if (!size) {
        exchange.fault = size.error();
        co_return true;
      }
      if (*size > 0) {
        auto head = parse_head(buffered().substr(0, *size), limits);
        begin_ += *size;
        if (head)
          exchange.head = *std::move(head);
        else
          exchange.fault = head.error();
        co_return true;
      }
    } else if (last_) {
      co_return false;
    }
    const auto state = co_await read_more(deadline);
    if (state == WireState::timed_out && !idle_) {
      exchange.fault = Fault{408, "the head did not come in time"};
      co_return true;
    }
    if (state != WireState::ok) co_return false;
  }
}

Connection::Awaitable<bool> Connection::exchange_once() {
  Exchange exchange(shared_);
  if (!co_await read_head(exchange)) co_return false;
  ++sequence_;
  auto& request = exchange.request;
  request.id = make_id("req");
  request.peer = peer_;
  request.tls = wire_.is_tls();

  if (!exchange.fault) {
    auto& head = exchange.head;
    const auto method = method_from_name(head.method);
    auto target = parse_target(head.target, shared_.options.limits);
    if (!target) {
      exchange.fault = target.error();
    } else if (!method) {
      exchange.fault = Fault{501, "an unknown method"};
    } else {
      request.method = *method;
      request.target = std::move(head.target);
      request.path = std::move(target->path);
      request.query = std::move(target->query);
      request.headers = std::move(head.headers);
      request.has_body = head.has_body();
      request.content_length = head.content_length;
      exchange.body_left = head.content_length.value_or(0);
      exchange.body_unread = request.has_body;
      exchange.close = !head.keep_alive;
    }
  }
  if (exchange.fault) {
    exchange.close = true;
    co_await respond(exchange, fault_response(*exchange.fault));
  } else {
    co_await answer(exchange);
  }
  co_return !exchange.close && !last_;
}

Connection::Awaitable<void> Connection::answer(Exchange& exchange) {
  auto& request = exchange.request;
  exchange.match = shared_.router.find(request.method, request.path);
  const auto* route = exchange.match.route;
  std::optional<Response> response;
  if (route == nullptr) {
    if (exchange.match.allow.empty()) {
      response = not_found();
    } else if (request.method == Method::options) {
      response = Response::empty();
      response->headers.add("Allow", exchange.match.allow);
    } else {
      response = not_allowed(exchange.match.allow);
    }
  } else {
    request.route = route->pattern;
    request.params = std::move(exchange.match.params);
    if (route->upload_handler) {
      response = co_await upload(exchange, *route);
    } else {
      if (request.has_body)
        response = co_await read_small_body(
            exchange, route->max_body != 0 ? route->max_body : shared_.options.limits.body_bytes);
      if (!response) response = co_await call(exchange, [&] { return route->handler(request); });
    }
  }
  co_await respond(exchange, *std::move(response));
}

// A response, if the body cannot be had.
Connection::Awaitable<std::optional<Response>> Connection::read_small_body(Exchange& exchange,
                                                                           std::size_t limit) {
  auto& body = exchange.request.body;
  const Fault too_large{413, "the body is too large"};
  if (exchange.body_left > limit) co_return fault_response(too_large);
  co_await send_continue(exchange);
  exchange.waited_before = wire_.waited();
  for (;;) {
    // Grows with what arrives, not with what is announced.
    const auto used = body.size();
    auto step = std::max<std::size_t>(16 * 1024, used);
    step = exchange.head.chunked ? std::min(step, limit + 1 - used)
                                 : std::min<std::size_t>(step, exchange.body_left);
    if (!exchange.hold(step))
      co_return Response::from({ErrorCode::unavailable,
                                "混み合っています。少し待って、もう一度お試しください。",
                                "too many bodies in memory",
                                {}});
    body.resize(used + step);
    const auto filled = co_await fill(exchange, {reinterpret_cast<std::uint8_t*>(body.data()) + used, step});
    body.resize(used + filled.size);
    if (filled.fault) co_return fault_response(*filled.fault);
    if (filled.state != WireState::ok)
      co_return fault_response(Fault{408, "the body did not come in time, or not whole"});
    if (body.size() > limit) co_return fault_response(too_large);
    if (filled.done) co_return std::nullopt;
  }
}

// Until when the next octet must have moved, if `moved` have since the body began.
SteadyTime Connection::pace(const Exchange& exchange, std::uint64_t moved) const {
  const auto& limits = shared_.options.limits;
  const auto waited = wire_.waited() - exchange.waited_before;
  const std::chrono::nanoseconds earned =
      limits.body_bytes_per_second == 0
          ? std::chrono::hours(24 * 365)
          : std::chrono::nanoseconds(std::chrono::seconds(moved / limits.body_bytes_per_second));
  const std::chrono::nanoseconds left = limits.stall + earned - waited;
  return SteadyClock::now() + std::clamp<std::chrono::nanoseconds>(left, {}, limits.stall);
}

Connection::Awaitable<Connection::Filled> Connection::fill(Exchange& exchange,
                                                           std::span<std::uint8_t> block) {
  Filled filled;
  while (filled.size < block.size() && !filled.done) {
    const auto room = block.subspan(filled.size);
    if (exchange.head.chunked) {
      const auto step = exchange.chunks.decode(buffered(), room);
      if (!step) {
        filled.fault = step.error();
        filled.state = WireState::closed;
        break;
      }
      begin_ += step->consumed;
      filled.size += step->produced;
      exchange.received += step->produced;
      filled.done = step->done;
      if (filled.done || filled.size == block.size()) continue;
      filled.state = co_await read_more(pace(exchange, exchange.received));
      if (filled.state != WireState::ok) break;
      continue;
    }
    std::size_t size = 0;
    if (begin_ != end_) {
      size = std::min<std::uint64_t>({room.size(), end_ - begin_, exchange.body_left});
      std::memcpy(room.data(), buffer_.get() + begin_, size);
      begin_ += size;
    } else {
      const auto most = std::min<std::uint64_t>(room.size(), exchange.body_left);
      const auto read = co_await wire_.read(room.first(most), pace(exchange, exchange.received));
      filled.state = read.state;
      if (read.state != WireState::ok) break;
      size = read.size;
    }
    filled.size += size;
    exchange.received += size;
    exchange.body_left -= size;
    filled.done = exchange.body_left == 0;
  }
  if (filled.done) exchange.body_unread = false;
  co_return filled;
}

Connection::Awaitable<Response> Connection::call(Exchange& exchange, std::function<Response()> handler) {
  const auto& id = exchange.request.id;
  Job<Response> job(wire_.socket().get_executor(), shared_.requests,
                    [this, &id, handler = std::move(handler)]() -> Response {
                      try {
                        return handler();
                      } catch (const std::exception& error) {
                        shared_.log_error(id, error.what());
                      } catch (...) {
                        shared_.log_error(id, "an exception of unknown type");
                      }
                      return internal_error(id);
                    });
  co_return co_await job.wait();
}

}  // namespace sekisho::http
