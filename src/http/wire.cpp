#include "wire.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <new>

namespace sekisho::http {
namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

// OpenSSL works on the socket itself: with read-ahead one system call brings many records, and they are
// decrypted where they lie. Asio only tells when the socket is ready.
Wire::Wire(asio::ip::tcp::socket socket, ssl_ctx_st* tls) : socket_(std::move(socket)) {
  boost::system::error_code ignored;
  socket_.native_non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  if (tls != nullptr) {
    ssl_ = SSL_new(tls);
    if (ssl_ == nullptr || SSL_set_fd(ssl_, socket_.native_handle()) != 1) {
      SSL_free(ssl_);
      throw std::bad_alloc();
    }
    SSL_set_accept_state(ssl_);
  }
}

Wire::~Wire() { SSL_free(ssl_); }

asio::awaitable<WireState> Wire::wait(bool for_write, SteadyTime deadline) {
  if (cut_) co_return WireState::cut;
  const auto started = Clock::now();
  if (started >= deadline) co_return WireState::timed_out;
  expired_ = false;
  deadline_ = deadline;
  boost::system::error_code error;
  co_await socket_.async_wait(for_write ? asio::socket_base::wait_write : asio::socket_base::wait_read,
                              asio::redirect_error(asio::use_awaitable, error));
  deadline_ = SteadyTime::max();
  waited_ += Clock::now() - started;
  if (cut_) co_return WireState::cut;
  if (expired_) co_return WireState::timed_out;
  co_return error ? WireState::closed : WireState::ok;
}

asio::awaitable<WireState> Wire::after_tls(int result, SteadyTime deadline) {
  switch (SSL_get_error(ssl_, result)) {
    case SSL_ERROR_WANT_READ:
      co_return co_await wait(false, deadline);
    case SSL_ERROR_WANT_WRITE:
      co_return co_await wait(true, deadline);
    case SSL_ERROR_ZERO_RETURN:
      co_return WireState::closed;
    default:
      ERR_clear_error();
      established_ = false;  // after a fatal error not even goodbye may be said
      co_return WireState::closed;
  }
}

asio::awaitable<WireState> Wire::handshake(SteadyTime deadline) {
  if (ssl_ == nullptr) co_return WireState::ok;
  for (;;) {
    if (cut_) co_return WireState::cut;
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_);
    if (result == 1) {
      established_ = true;
      co_return WireState::ok;
    }
    if (const auto state = co_await after_tls(result, deadline); state != WireState::ok) co_return state;
  }
}

asio::awaitable<Wire::Read> Wire::read(std::span<std::uint8_t> out, SteadyTime deadline) {
  for (;;) {
    if (cut_) co_return Read{WireState::cut, 0};
    if (ssl_ != nullptr) {
      // Records hold at most 16 KiB each: take what is decrypted, then as many as lie ready.
      std::size_t total = 0;
      int result = 1;
      ERR_clear_error();
      while (total < out.size()) {
        std::size_t size = 0;
        result = SSL_read_ex(ssl_, out.data() + total, out.size() - total, &size);
        if (result != 1) break;
        total += size;
      }
      if (total > 0) co_return Read{WireState::ok, total};
      if (const auto state = co_await after_tls(result, deadline); state != WireState::ok)
        co_return Read{state, 0};
      continue;
    }
    const auto size = ::recv(socket_.native_handle(), out.data(), out.size(), MSG_DONTWAIT);
    if (size > 0) co_return Read{WireState::ok, static_cast<std::size_t>(size)};
    if (size == 0) co_return Read{WireState::closed, 0};
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) co_return Read{WireState::closed, 0};
    if (const auto state = co_await wait(false, deadline); state != WireState::ok) co_return Read{state, 0};
  }
}

asio::awaitable<Wire::Read> Wire::write(std::string_view data, bool more, SteadyTime deadline) {
  for (;;) {
    if (cut_) co_return Read{WireState::cut, 0};
    if (ssl_ != nullptr) {
      std::size_t size = 0;
      ERR_clear_error();
      const int result = SSL_write_ex(ssl_, data.data(), data.size(), &size);
      if (result == 1) co_return Read{WireState::ok, size};
      if (const auto state = co_await after_tls(result, deadline); state != WireState::ok)
        co_return Read{state, 0};
      continue;
    }
    const auto size = ::send(socket_.native_handle(), data.data(), data.size(),
                             MSG_DONTWAIT | MSG_NOSIGNAL | (more ? MSG_MORE : 0));
    if (size >= 0) co_return Read{WireState::ok, static_cast<std::size_t>(size)};
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) co_return Read{WireState::closed, 0};
    if (const auto state = co_await wait(true, deadline); state != WireState::ok) co_return Read{state, 0};
  }
}

asio::awaitable<void> Wire::close(bool linger) {
  boost::system::error_code ignored;
  if (ssl_ != nullptr && established_ && !cut_) {
    ERR_clear_error();
    SSL_shutdown(ssl_);
    ERR_clear_error();
  }
  if (linger && !cut_) {
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    const auto deadline = Clock::now() + std::chrono::seconds(2);
    std::array<char, 16384> away;
    for (std::size_t total = 0; total < (std::size_t{32} << 20);) {
      const auto size = ::recv(socket_.native_handle(), away.data(), away.size(), MSG_DONTWAIT);
      if (size > 0) {
        total += static_cast<std::size_t>(size);
        if (Clock::now() >= deadline) break;
        continue;
      }
      if (size == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) break;
      if (co_await wait(false, deadline) != WireState::ok) break;
    }
  }
  socket_.close(ignored);
}

void Wire::sweep(SteadyTime now) {
  if (now < deadline_) return;
  deadline_ = SteadyTime::max();
  expired_ = true;
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

void Wire::cut() {
  cut_ = true;
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

}  // namespace sekisho::http
