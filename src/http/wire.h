// The octets of one connection, plain or TLS, with deadlines. Everything runs on the connection's I/O thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

struct ssl_st;
struct ssl_ctx_st;

namespace sekisho::http {

using SteadyTime = std::chrono::steady_clock::time_point;

enum class WireState { ok, closed, timed_out, cut };

class Wire {
 public:
  Wire(boost::asio::ip::tcp::socket socket, ssl_ctx_st* tls);  // `tls` may be null
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  boost::asio::awaitable<WireState> handshake(SteadyTime deadline);

  struct Read {
    WireState state;
    std::size_t size;  // above 0 if ok
  };
  // What is there, at most out.size() octets; waits only if nothing is there.
  boost::asio::awaitable<Read> read(std::span<std::uint8_t> out, SteadyTime deadline);

  // Some of it. `more`: further writes follow at once.
  boost::asio::awaitable<Read> write(std::string_view data, bool more, SteadyTime deadline);

  // Says goodbye, reads away what the peer still sends (so that our last answer is not lost to a reset), and
  // closes.
  boost::asio::awaitable<void> close(bool linger);

  // Called at short intervals: ends a wait whose deadline has passed.
  void sweep(SteadyTime now);
  // Ends everything, now and from now on.
  void cut();

  bool is_tls() const { return ssl_ != nullptr; }
  std::chrono::nanoseconds waited() const { return waited_; }  // spent waiting for the peer, in all
  boost::asio::ip::tcp::socket& socket() { return socket_; }

 private:
  boost::asio::awaitable<WireState> wait(bool for_write, SteadyTime deadline);
  boost::asio::awaitable<WireState> after_tls(int result, SteadyTime deadline);

  boost::asio::ip::tcp::socket socket_;
  ssl_st* ssl_ = nullptr;
  SteadyTime deadline_ = SteadyTime::max();
  std::chrono::nanoseconds waited_{};
  bool expired_ = false;
  bool cut_ = false;
  bool established_ = false;
};

}  // namespace sekisho::http
