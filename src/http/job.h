// A function's run on a pool, whose result a coroutine picks up later on its own thread. Made and awaited
// there.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <utility>

namespace sekisho::http {

// `work` must not throw. The state is touched by the owner's thread only: the pool hands the result back by a
// post.
template <class T>
class Job {
 public:
  Job() = default;
  template <class Work>
  Job(const boost::asio::any_io_executor& owner, boost::asio::thread_pool& pool, Work work)
      : state_(std::make_shared<State>(owner)) {
    boost::asio::post(pool, [state = state_, owner, work = std::move(work)]() mutable {
      boost::asio::post(owner, [state = std::move(state), value = work()]() mutable {
        state->value = std::move(value);
        state->signal.cancel();
      });
    });
  }

  bool running() const { return state_ != nullptr; }

  boost::asio::awaitable<T> wait() {
    const auto state = std::move(state_);
    if (!state->value) {
      boost::system::error_code ignored;
      co_await state->signal.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
    co_return std::move(*state->value);
  }

 private:
  struct State {
    explicit State(const boost::asio::any_io_executor& owner)
        : signal(owner, boost::asio::steady_timer::time_point::max()) {}
    boost::asio::steady_timer signal;
    std::optional<T> value;
  };
  std::shared_ptr<State> state_;
};

}  // namespace sekisho::http
