// The parent's ear: what one worker says from `ready` to its last message, with its reads answered. Nothing
// that it says can do more than end the talk.
#pragma once

#include <chrono>

#include "cell.h"
#include "channel.h"
#include "window.h"

namespace sekisho::sandbox {

class Talk {
 public:
  // Without a window the worker reads by itself. Everything outlives the Talk.
  Talk(int socket, Window* window, RandomSource& source, Listener& listener,
       std::chrono::steady_clock::time_point deadline)
      : socket_(socket), window_(window), source_(source), listener_(listener), deadline_(deadline) {}

  // Until there is nothing more to hear. Outcome::End::crashed: it broke off, or said nonsense. Errors: the
  // source's.
  Result<Outcome> hold();

 private:
  Result<void> take(const Message& message);
  Result<void> serve(const Wanted& wanted);
  Result<void> failure(Decoder& in);
  Result<void> nonsense();

  int socket_;
  Window* window_;
  RandomSource& source_;
  Listener& listener_;
  std::chrono::steady_clock::time_point deadline_;
  std::chrono::steady_clock::time_point told_{};
  Inbox inbox_;
  Outcome outcome_;
  bool ended_ = false;
};

}  // namespace sekisho::sandbox
