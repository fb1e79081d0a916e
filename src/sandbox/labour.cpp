#include "labour.h"

#include <openssl/crypto.h>

#include <chrono>
#include <exception>
#include <new>
#include <optional>

#include "channel.h"
#include "window.h"

namespace sekisho::sandbox {
namespace {

// Without taking memory: there may be none left.
int fail_with(Failure failure, std::string_view detail = {}) noexcept {
  std::uint8_t body[256];
  const auto code = static_cast<std::uint32_t>(failure);
  const auto size = static_cast<std::uint32_t>(std::min<std::size_t>(detail.size(), sizeof body - 8));
  std::memcpy(body, &code, 4);
  std::memcpy(body + 4, &size, 4);
  if (size > 0) std::memcpy(body + 8, detail.data(), size);
  (void)send_message(socket_fd, Kind::failure, ByteView(body).first(8 + size));
  return 1;
}

int work(Job& job) {
  auto message = receive_message(socket_fd);
  if (!message || message->kind != Kind::order) return 1;
  auto order = decode_order(message->body);
  OPENSSL_cleanse(message->body.data(), message->body.size());
  if (!order) return 1;
  message.reset();

  bind_to_parent(order->parent);
  std::vector<int> datasets;
  for (std::size_t i = 0; i < order->datasets.size(); ++i)
    datasets.push_back(first_dataset_fd + static_cast<int>(i));
  job.prepare(*order, datasets);
  if (order->spill) order->options.walk.spill = spill_fd;
  std::optional<WindowSource> window;
  if (!order->direct) window.emplace(socket_fd, content_fd, order->size);
  DescriptorSource file(content_fd, order->size);

  const Confined confined =
      confine({order->memory, order->spill_bytes, order->cpu_seconds,
               first_dataset_fd + static_cast<int>(datasets.size()), order->parent, job.readable()});
  const auto how = Encoder().put(confined.namespaces).put(confined.empty_root).put(confined.landlock).take();
  if (!send_message(socket_fd, Kind::ready, how)) return 1;

  Telling telling(socket_fd);
  RandomSource& source = order->direct ? static_cast<RandomSource&>(file) : *window;
  const auto answer = job.run(source, *order, telling);
  wipe(*order);
  if (!answer) return fail_with(Failure::source, answer.error().en);
  if (answer->size() > most_body) return fail_with(Failure::bug, "the answer is too long");
  return send_message(socket_fd, Kind::answer, as_bytes(*answer)) ? 0 : 1;
}

}  // namespace

void Telling::at(std::uint64_t read, std::uint64_t size, std::uint64_t units) {
  using namespace std::chrono;
  const std::int64_t now = duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
  if (now - last_ < 50) return;
  last_ = now;
  (void)send_message(socket_, Kind::at, Encoder().put(read).put(size).put(units).take());
}

void Telling::part(std::string_view path) {
  (void)send_message(socket_, Kind::part, Encoder().text(path.substr(0, 4096)).take());
}

int labour(Job& job) {
  try {
    return work(job);
  } catch (const std::bad_alloc&) {
    return fail_with(Failure::exhausted);
  } catch (const std::exception& error) {
    return fail_with(Failure::bug, error.what());
  }
}

}  // namespace sekisho::sandbox
