// Messages over the socket, for either side.
#pragma once

#include <chrono>
#include <optional>

#include "messages.h"

namespace sekisho::sandbox {

struct Message {
  Kind kind{};
  Bytes body;
};

// Gives up at `deadline`: a worker that does not read its mail must not hold its parent. False: gone or too
// slow.
bool send_message(int socket, Kind kind, ByteView body, std::chrono::steady_clock::time_point deadline);
// Of the worker, which trusts its parent: waits as long as it takes. Allocates only what the body needs.
bool send_message(int socket, Kind kind, ByteView body);
std::optional<Message> receive_message(int socket);  // nothing: the other side is gone

// What came from the worker so far; takes it apart without ever waiting for the rest of a message.
class Inbox {
 public:
  enum class State { open, closed };
  State fill(int socket);         // reads what is there
  std::optional<Message> next();  // a whole message
  bool nonsense() const { return nonsense_; }

 private:
  Bytes bytes_;
  std::size_t at_ = 0;
  bool nonsense_ = false;
};

}  // namespace sekisho::sandbox
