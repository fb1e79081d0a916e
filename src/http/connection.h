// One client's connection: requests one after the other, each read, checked, handled on a pool and answered.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <optional>
#include <string>

#include "head.h"
#include "http/server.h"
#include "plan.h"
#include "wire.h"

namespace sekisho::http {

// What all connections of a server share. Outlives them; constant but for the counters.
struct Shared {
  ServerOptions options;
  Router router;
  std::shared_ptr<TlsContext> tls;
  Headers default_headers;
  boost::asio::thread_pool requests;
  boost::asio::thread_pool transfers;
  std::atomic<std::size_t> running_transfers = 0;
  std::atomic<std::size_t> held_bodies = 0;  // octets of ordinary requests' bodies

  void log_error(std::string_view request_id, std::string_view what) const {
    if (options.error_log) options.error_log(request_id, what);
  }
};

Response internal_error(std::string_view request_id);

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Shared& shared, boost::asio::ip::tcp::socket socket);

  boost::asio::awaitable<void> run();
  // All of these on the connection's I/O thread.
  void sweep(SteadyTime now) { wire_.sweep(now); }
  void finish_soon();  // after the running request, or at once if there is none
  void cut() { wire_.cut(); }

 private:
  struct Exchange;  // one request and its answer
  struct Filled {
    WireState state = WireState::ok;  // not ok: no more will come
    std::optional<Fault> fault;       // the body is malformed
    std::size_t size = 0;
    bool done = false;  // the body is complete
  };
  template <class T>
  using Awaitable = boost::asio::awaitable<T>;

  Awaitable<bool> read_head(Exchange& exchange);
  Awaitable<bool> exchange_once();
  Awaitable<void> answer(Exchange& exchange);
  Awaitable<std::optional<Response>> read_small_body(Exchange& exchange, std::size_t limit);
  Awaitable<Response> upload(Exchange& exchange, const Route& route);
  Awaitable<Response> receive(Exchange& exchange, std::shared_ptr<BodySink> sink);
  Awaitable<Filled> fill(Exchange& exchange, std::span<std::uint8_t> block);
  Awaitable<Response> call(Exchange& exchange, std::function<Response()> handler);
  Awaitable<void> send_continue(Exchange& exchange);
  Awaitable<void> respond(Exchange& exchange, Response response);
  Awaitable<bool> send_source(Exchange& exchange, const Plan& plan, std::shared_ptr<BodySource> source);
  Awaitable<bool> write_all(Exchange& exchange, std::string_view data, bool more = false);
  Awaitable<WireState> read_more(SteadyTime deadline);
  SteadyTime pace(const Exchange& exchange, std::uint64_t moved) const;
  std::string_view buffered() const {
    return {reinterpret_cast<const char*>(buffer_.get()) + begin_, end_ - begin_};
  }

  Shared& shared_;
  Wire wire_;
  std::string peer_;
  // Octets read and not yet used: [begin_, end_). Not initialised, so that idle connections cost little
  // memory.
  static constexpr std::size_t buffer_size = 64 * 1024;
  std::unique_ptr<std::uint8_t[]> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t sequence_ = 0;  // of the request that runs
  bool idle_ = true;            // between requests: nothing is lost by closing
  bool last_ = false;           // no further request
};

}  // namespace sekisho::http
