// One connection to clamd. Never waits longer than it was told; a reply is short or nothing.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::antivirus {

class Connection {
 public:
  using Clock = std::chrono::steady_clock;

  // Errors: invalid_input (address), unavailable.
  static Result<Connection> open(const std::string& address, std::chrono::milliseconds connect,
                                 std::chrono::milliseconds idle, Clock::time_point deadline,
                                 std::stop_token stop);
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&&) = delete;
  ~Connection();

  // False: clamd has already said something, or does not take any more; ask reply().
  Result<bool> send(ByteView bytes);
  // What it says until a NUL or its end; at most 4 KiB.
  Result<std::string> reply();

 private:
  Connection(int socket, std::chrono::milliseconds idle, Clock::time_point deadline, std::stop_token stop)
      : socket_(socket), idle_(idle), deadline_(deadline), stop_(std::move(stop)) {}
  Result<short> wait(short events) const;

  int socket_;
  std::chrono::milliseconds idle_;
  Clock::time_point deadline_;
  std::stop_token stop_;
};

}  // namespace sekisho::antivirus
