#include "http/server.h"

#include <fmt/format.h>
#include <pthread.h>
#include <sys/socket.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>
#include <vector>

#include "connection.h"

namespace sekisho::http {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

// Said to those who come when the house is full, before anything of theirs is read.
constexpr std::string_view full =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\nCache-Control: no-store\r\n"
    "Connection: close\r\n\r\n";

Headers defaults_of(const ServerOptions& options, bool tls) {
  Headers headers;
  headers.add("X-Content-Type-Options", "nosniff");
  headers.add("Referrer-Policy", "no-referrer");
  headers.add("Cross-Origin-Opener-Policy", "same-origin");
  headers.add("Cross-Origin-Resource-Policy", "same-origin");
  headers.add("Cache-Control", "no-store");
  if (tls) headers.add("Strict-Transport-Security", "max-age=31536000");
  for (const auto& [name, value] : options.headers.all()) headers.set(name, value);
  return headers;
}

// One I/O thread and the connections that live on it; nothing of it is touched from elsewhere but by posting.
struct Shard {
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  asio::steady_timer sweeper{io};
  std::unordered_map<Connection*, std::shared_ptr<Connection>> connections;
  bool stopping = false;
  std::thread thread;

  void sweep_later() {
    sweeper.expires_after(std::chrono::milliseconds(200));
    sweeper.async_wait([this](boost::system::error_code error) {
      if (error) return;
      const auto now = std::chrono::steady_clock::now();
      for (const auto& entry : connections) entry.second->sweep(now);
      sweep_later();
    });
  }
};

}  // namespace

struct Server::Impl {
  Shared shared;
  std::vector<std::unique_ptr<Shard>> shards;
  std::unique_ptr<tcp::acceptor> acceptor;
  std::unique_ptr<asio::steady_timer> accept_again;
  std::size_t next_shard = 0;
  std::uint16_t port = 0;
  std::mutex mutex;
  std::condition_variable none_left;
  std::size_t open = 0;  // connections; under `mutex`
  bool started = false;
  std::once_flag stopped;

  Impl(ServerOptions options, Router router, std::shared_ptr<TlsContext> tls)
      : shared{.options = std::move(options),
               .router = std::move(router),
               .tls = std::move(tls),
               .default_headers = {},
               .requests = asio::thread_pool(std::max(1U, shared.options.request_threads)),
               .transfers = asio::thread_pool(std::max(1U, shared.options.transfer_threads))} {
    shared.default_headers = defaults_of(shared.options, shared.tls != nullptr);
    for (unsigned i = 0; i < std::max(1U, shared.options.io_threads); ++i)
      shards.push_back(std::make_unique<Shard>());
  }

  void accept() {
    auto& shard = *shards[next_shard++ % shards.size()];
    acceptor->async_accept(shard.io, [this, &shard](boost::system::error_code error, tcp::socket socket) {
      if (!acceptor->is_open()) return;
      if (error) {
        // Out of descriptors, or a peer that left early. Give it a moment instead of spinning.
        accept_again->expires_after(std::chrono::milliseconds(50));
        accept_again->async_wait([this](boost::system::error_code aborted) {
          if (!aborted) accept();
        });
        return;
      }
      if (enter())
        asio::post(shard.io,
                   [this, &shard, socket = std::move(socket)]() mutable { serve(shard, std::move(socket)); });
      else if (!shared.tls)
        ::send(socket.native_handle(), full.data(), full.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
      accept();
    });
  }

  bool enter() {
    const std::scoped_lock lock(mutex);
    if (open >= shared.options.limits.connections) return false;
    ++open;
    return true;
  }

  void leave() {
    const std::scoped_lock lock(mutex);
    if (--open == 0) none_left.notify_all();
  }

  void serve(Shard& shard, tcp::socket socket) {
    std::shared_ptr<Connection> connection;
    try {
      connection = std::make_shared<Connection>(shared, std::move(socket));
    } catch (const std::exception& error) {
      shared.log_error("-", error.what());
      return leave();
    }
    auto* key = connection.get();
    shard.connections.emplace(key, connection);
    if (shard.stopping) connection->finish_soon();
    asio::co_spawn(shard.io, connection->run(), [this, &shard, key](const std::exception_ptr& failure) {
      if (failure) {
        try {
          std::rethrow_exception(failure);
        } catch (const std::exception& error) {
          shared.log_error("-", error.what());
        } catch (...) {
          shared.log_error("-", "an exception of unknown type");
        }
      }
      shard.connections.erase(key);
      leave();
    });
  }

  void run_thread(Shard& shard) {
    // OpenSSL writes without MSG_NOSIGNAL: a peer that left must not end the process.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    for (;;) {
      try {
        shard.io.run();
        return;
      } catch (const std::exception& error) {
        shared.log_error("-", error.what());
      }
    }
  }

  Result<void> start() {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(shared.options.address, error);
    if (error)
      return fail(ErrorCode::invalid_input,
                  "待ち受ける住所は、IP アドレス（127.0.0.1 など）で指定してください。",
                  "not an IP address: " + shared.options.address, "address");
    const tcp::endpoint endpoint(address, shared.options.port);
    acceptor = std::make_unique<tcp::acceptor>(shards[0]->io);
    accept_again = std::make_unique<asio::steady_timer>(shards[0]->io);
    acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
    if (error)
      return fail(
          ErrorCode::io,
          fmt::format(
              "{} のポート {} で待ち受けられません。ほかの番号にするか、使っている番組を止めてください。",
              shared.options.address, shared.options.port),
          fmt::format("cannot listen on {} port {}: {}", shared.options.address, shared.options.port,
                      error.message()),
          "port");
    port = acceptor->local_endpoint().port();
    accept();
    for (auto& shard : shards) {
      shard->sweep_later();
      shard->thread = std::thread([this, &shard = *shard] { run_thread(shard); });
    }
    started = true;
    return {};
  }

  template <class F>
  void on_all(F&& f) {
    for (auto& shard : shards) asio::post(shard->io, [&shard = *shard, f] { f(shard); });
  }

  void stop(std::chrono::milliseconds grace) {
    if (started) {
      asio::post(shards[0]->io, [this] {
        boost::system::error_code ignored;
        acceptor->close(ignored);
        accept_again->cancel();
      });
      on_all([](Shard& shard) {
        shard.stopping = true;
        for (const auto& entry : shard.connections) entry.second->finish_soon();
      });
      {
        std::unique_lock lock(mutex);
        none_left.wait_for(lock, grace, [this] { return open == 0; });
      }
      on_all([](Shard& shard) {
        for (const auto& entry : shard.connections) entry.second->cut();
      });
      std::unique_lock lock(mutex);
      none_left.wait(lock, [this] { return open == 0; });
    }
    shared.requests.join();
    shared.transfers.join();
    for (auto& shard : shards) {
      shard->io.stop();
      if (shard->thread.joinable()) shard->thread.join();
    }
  }
};

Server::Server(ServerOptions options, Router router, std::shared_ptr<TlsContext> tls)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(router), std::move(tls))) {}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

Result<void> Server::start() { return impl_->start(); }
std::uint16_t Server::port() const { return impl_->port; }
void Server::stop(std::chrono::milliseconds grace) {
  std::call_once(impl_->stopped, [&] { impl_->stop(grace); });
}

}  // namespace sekisho::http
