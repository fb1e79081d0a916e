// Answers going out: one piece if small, read ahead of the network if large.
#include <fmt/format.h>

#include <array>
#include <boost/asio/post.hpp>
#include <exception>

#include "exchange.h"
#include "job.h"

namespace sekisho::http {
namespace asio = boost::asio;

namespace {

constexpr std::size_t piece_size = 256 * 1024;

Instant wall_clock() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

Connection::Awaitable<void> Connection::send_continue(Exchange& exchange) {
  if (!exchange.head.expects_continue || begin_ != end_) co_return;
  exchange.waited_before = wire_.waited();
  co_await write_all(exchange, "HTTP/1.1 100 Continue\r\n\r\n");
}

Connection::Awaitable<bool> Connection::write_all(Exchange& exchange, std::string_view data, bool more) {
  while (!data.empty()) {
    // The head counts as well: what matters is that something moves.
    const auto written = co_await wire_.write(data, more, pace(exchange, exchange.sent));
    if (written.state != WireState::ok) co_return false;
    data.remove_prefix(written.size);
    exchange.sent += written.size;
  }
  co_return true;
}

Connection::Awaitable<void> Connection::respond(Exchange& exchange, Response response) {
  const auto& request = exchange.request;
  const bool readable = !exchange.fault;
  std::optional<TransferSlot> slot;
  auto source = response.source;
  if (source) {
    slot.emplace(shared_);
    if (!*slot)
      response = Response::from({ErrorCode::unavailable,
                                 "受け渡しが混み合っています。少し待って、もう一度お試しください。",
                                 "too many transfers",
                                 {}});
  }
  if (exchange.body_unread || last_) exchange.close = true;

  WireOptions options{.defaults = &shared_.default_headers, .close = exchange.close, .now = wall_clock()};
  Plan plan;
  std::exception_ptr bug;
  try {
    response.headers.set("X-Request-Id", request.id);
    plan = plan_response(readable ? &request : nullptr, exchange.head.http11, response, options);
  } catch (const std::exception& error) {
    shared_.log_error(request.id, error.what());
    response = internal_error(request.id);
    response.headers.set("X-Request-Id", request.id);
    plan = plan_response(readable ? &request : nullptr, exchange.head.http11, response, options);
  }
  exchange.close = plan.close;

  exchange.waited_before = wire_.waited();
  exchange.sent = 0;
  const auto head_size = plan.head.size();
  bool complete = false;
  if (!plan.send_body) {
    complete = co_await write_all(exchange, plan.head);
  } else if (response.source) {
    complete = co_await write_all(exchange, plan.head, true) &&
               co_await send_source(exchange, plan, response.source);
  } else {
    const auto body = response.fixed.empty() ? std::string_view(response.body) : as_text(response.fixed);
    if (body.size() <= 32 * 1024) {
      plan.head += body;
      complete = co_await write_all(exchange, plan.head);
    } else {
      complete = co_await write_all(exchange, plan.head, true) && co_await write_all(exchange, body);
    }
  }
  if (!complete) exchange.close = true;
  const auto body_sent = exchange.sent > head_size ? exchange.sent - head_size : 0;

  if (source) {
    response.source.reset();
    const bool whole = complete && plan.send_body;
    Job<bool> ending(wire_.socket().get_executor(), shared_.transfers,
                     [source = std::move(source), body_sent, whole]() mutable {
                       source->finished(body_sent, whole);
                       source.reset();
                       return true;
                     });
    co_await ending.wait();
  }
  if (shared_.options.access_log) {
    AccessEntry entry{
        .request_id = request.id,
        .method = readable ? method_name(request.method) : "-",
        .route = exchange.match.pattern.empty() ? "-" : std::string_view(exchange.match.pattern),
        .peer = peer_,
        .status = plan.status,
        .received = exchange.received,
        .sent = body_sent,
        .took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                      exchange.started),
        .complete = complete};
    shared_.options.access_log(entry);
  }
}

Connection::Awaitable<bool> Connection::send_source(Exchange& exchange, const Plan& plan,
                                                    std::shared_ptr<BodySource> source) {
  const auto executor = wire_.socket().get_executor();
  std::array<std::unique_ptr<std::uint8_t[]>, 2> blocks;
  auto offset = plan.offset;
  auto left = plan.length.value_or(std::uint64_t{1} << 62);

  const auto block_size = std::min<std::uint64_t>(piece_size, left);
  blocks[0] = std::make_unique_for_overwrite<std::uint8_t[]>(block_size);
  if (left > block_size) blocks[1] = std::make_unique_for_overwrite<std::uint8_t[]>(block_size);

  const auto start = [&](std::size_t turn) {
    const std::span out(blocks[turn].get(), std::min<std::uint64_t>(block_size, left));
    return Job<Result<std::size_t>>(
        executor, shared_.transfers, [this, &exchange, source, offset, out]() -> Result<std::size_t> {
          try {
            auto read = source->read(offset, out);
            if (!read) shared_.log_error(exchange.request.id, read.error().en);
            if (read && *read > out.size())
              return fail(ErrorCode::io, "読み出しに失敗しました。", "a source read too much");
            return read;
          } catch (const std::exception& error) {
            shared_.log_error(exchange.request.id, error.what());
          } catch (...) {
            shared_.log_error(exchange.request.id, "an exception of unknown type");
          }
          return fail(ErrorCode::io, "読み出しに失敗しました。時間をおいて、もう一度お試しください。",
                      "a source failed");
        });
  };

  auto reading = start(0);
  for (std::size_t turn = 0;; turn ^= 1) {
    const auto size = co_await reading.wait();
    if (!size) co_return false;
    if (*size == 0) {
      // The end: of a stream as it should be, of a body of known size too early.
      if (plan.length) co_return false;
      co_return !plan.chunked || co_await write_all(exchange, "0\r\n\r\n");
    }
    offset += *size;
    left -= *size;
    if (left > 0) reading = start(turn ^ 1);
    const std::string_view data(reinterpret_cast<const char*>(blocks[turn].get()), *size);
    bool sent = true;
    if (plan.chunked) sent = co_await write_all(exchange, fmt::format("{:x}\r\n", *size), true);
    sent = sent && co_await write_all(exchange, data, left > 0);
    if (plan.chunked) sent = sent && co_await write_all(exchange, "\r\n");
    if (!sent) {
      if (reading.running()) co_await reading.wait();  // it writes into our block
      co_return false;
    }
    if (left == 0) co_return true;
    co_await asio::post(executor, asio::use_awaitable);
  }
}

}  // namespace sekisho::http
