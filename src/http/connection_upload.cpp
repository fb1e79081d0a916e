// Large bodies coming in: the next block is read from the network while the last one is processed on the
// pool.
#include <array>
#include <boost/asio/post.hpp>
#include <exception>

#include "exchange.h"
#include "job.h"

namespace sekisho::http {
namespace asio = boost::asio;

namespace {

constexpr std::size_t block_size = 256 * 1024;

// What a sink throws is a bug in it, not the client's fault.
template <class F>
auto guarded(const Shared& shared, const std::string& id, F&& f, decltype(f()) otherwise) -> decltype(f()) {
  try {
    return f();
  } catch (const std::exception& error) {
    shared.log_error(id, error.what());
  } catch (...) {
    shared.log_error(id, "an exception of unknown type");
  }
  return otherwise;
}

}  // namespace

Response internal_error(std::string_view request_id) {
  return Response::error(
      500, "internal",
      "サーバーの中で問題が起きました。時間をおいて試し、続くときはこの番号を管理者に伝えてください: " +
          std::string(request_id),
      "internal error, request " + std::string(request_id));
}

Connection::Awaitable<Response> Connection::upload(Exchange& exchange, const Route& route) {
  auto& request = exchange.request;
  const TransferSlot slot(shared_);
  if (!slot)
    co_return Response::from({ErrorCode::unavailable,
                              "受け渡しが混み合っています。少し待って、もう一度お試しください。",
                              "too many transfers",
                              {}});

  request.hang_up = [weak = weak_from_this(), sequence = sequence_] {
    if (auto self = weak.lock()) {
      const auto executor = self->wire_.socket().get_executor();
      asio::post(executor, [self = std::move(self), sequence] {
        if (self->sequence_ == sequence && !self->idle_) self->cut();
      });
    }
  };

  std::shared_ptr<BodySink> sink;
  auto refusal = co_await call(exchange, [&]() -> Response {
    auto result = route.upload_handler(request);
    if (auto* response = std::get_if<Response>(&result)) return std::move(*response);
    sink = std::get<std::unique_ptr<BodySink>>(std::move(result));
    return {};
  });
  if (!sink) co_return refusal;
  co_return co_await receive(exchange, std::move(sink));
}

Connection::Awaitable<Response> Connection::receive(Exchange& exchange, std::shared_ptr<BodySink> sink) {
  const auto executor = wire_.socket().get_executor();
  const std::string& id = exchange.request.id;
  const Shared& shared = shared_;
  co_await send_continue(exchange);
  exchange.waited_before = wire_.waited();

  const auto size =
      exchange.head.chunked ? block_size : std::min<std::uint64_t>(block_size, exchange.body_left);
  std::array<std::unique_ptr<std::uint8_t[]>, 2> blocks;
  blocks[0] = std::make_unique_for_overwrite<std::uint8_t[]>(size);
  if (exchange.head.chunked || exchange.body_left > size)
    blocks[1] = std::make_unique_for_overwrite<std::uint8_t[]>(size);
  Job<Result<void>> writing;
  Result<void> written;
  Filled filled;
  filled.done = !exchange.request.has_body;
  for (std::size_t turn = 0; !filled.done && filled.state == WireState::ok; turn ^= 1) {
    const auto& block = blocks[turn];
    filled = co_await fill(exchange, {block.get(), size});
    if (writing.running()) written = co_await writing.wait();
    if (!written) break;
    if (filled.size > 0)
      writing = Job<Result<void>>(
          executor, shared_.transfers, [&shared, &id, sink, view = ByteView(block.get(), filled.size)] {
            return guarded(
                shared, id, [&] { return sink->write(view); },
                fail(ErrorCode::io, "保存できませんでした。時間をおいて、もう一度お試しください。",
                     "the sink failed"));
          });
    co_await asio::post(executor, asio::use_awaitable);  // other connections of this thread have their turn
  }
  if (writing.running()) written = co_await writing.wait();

  const bool whole = filled.done && written.has_value();
  Job<Response> ending(executor, shared_.transfers,
                       [&shared, &id, whole, error = written, sink = std::move(sink)]() mutable -> Response {
                         auto response = guarded(
                             shared, id,
                             [&]() -> Response {
                               if (whole) return sink->finish();
                               auto refusal = error ? Response{} : sink->refuse(error.error());
                               sink->abort();
                               return refusal;
                             },
                             internal_error(id));
                         sink.reset();
                         return response;
                       });
  const bool refused = !written.has_value();
  auto response = co_await ending.wait();
  if (whole || refused) co_return response;
  if (filled.fault)
    co_return Response::error(filled.fault->status, "bad_request",
                              "送られた内容の形が正しくありません。もう一度送ってください。",
                              filled.fault->reason);
  co_return Response::error(408, "timeout", "通信が途切れました。もう一度つなぐと、続きから送れます。",
                            "the body did not come in time, or not whole");
}

}  // namespace sekisho::http
