// What a confined process that was taken over may say to its parent.
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

#include "talk.h"

using namespace sekisho;
using namespace sekisho::sandbox;

namespace {

struct Heard final : Listener {
  void at(const Standing&) override {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::unique_ptr<Window> window = *Window::make();
  static const Bytes content(100'000, 7);
  if (size > 150'000) return 0;  // what a socket takes without anybody listening
  for (const bool own : {true, false}) {
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) std::abort();
    if (::send(pair[1], data, size, MSG_DONTWAIT) < 0 && size > 0) std::abort();
    ::shutdown(pair[1], SHUT_WR);
    MemoryRandomSource source(content);
    Heard heard;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    const auto outcome = Talk(pair[0], own ? window.get() : nullptr, source, heard, deadline).hold();
    if (own && !outcome) std::abort();  // no error but the source's own, which has none
    ::close(pair[0]);
    ::close(pair[1]);
  }
  (void)decode_order(ByteView(data, size));
  return 0;
}
