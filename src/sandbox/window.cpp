#include "window.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include "channel.h"

namespace sekisho::sandbox {
namespace {

constexpr std::size_t window_size = 2 * slot_size;
constexpr std::size_t least_asked = std::size_t{64} << 10;

}  // namespace

Result<std::unique_ptr<Window>> Window::make() {
  std::unique_ptr<Window> window(new Window);
  const auto refused = [] {
    return fail(ErrorCode::io, "検査のための作業場所を用意できませんでした。",
                std::string("window of an inspection: ") + std::strerror(errno));
  };
  window->file_ = ::memfd_create("sekisho-window", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (window->file_ < 0 || ::ftruncate(window->file_, window_size) != 0) return refused();
  void* memory = ::mmap(nullptr, window_size, PROT_READ | PROT_WRITE, MAP_SHARED, window->file_, 0);
  if (memory == MAP_FAILED) return refused();
  window->memory_ = static_cast<std::uint8_t*>(memory);
  // A worker that made the file shorter would end its parent with SIGBUS.
  if (::fcntl(window->file_, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL) !=
      0)
    return refused();
  const std::string path = "/proc/self/fd/" + std::to_string(window->file_);
  window->read_only_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (window->read_only_ < 0) return refused();
  return window;
}

Window::~Window() {
  if (memory_ != nullptr) ::munmap(memory_, window_size);
  if (read_only_ >= 0) ::close(read_only_);
  if (file_ >= 0) ::close(file_);
}

Result<Piece> Window::fill(RandomSource& source, std::uint64_t offset, std::size_t length) {
  Piece piece{offset, static_cast<std::uint32_t>(slot_ * slot_size), 0};
  SEKISHO_TRY(const std::size_t got,
              source.read_at(offset, std::span(memory_ + piece.place, std::min(length, slot_size))));
  piece.length = static_cast<std::uint32_t>(got);
  slot_ ^= 1;
  return piece;
}

Result<Piece> Window::serve(RandomSource& source, const Wanted& wanted) {
  straight_ = wanted.offset == last_.begin + last_.length;
  asked_ = std::clamp<std::size_t>(wanted.length, 1, slot_size);
  if (ahead_ && ahead_->begin == wanted.offset && ahead_->length > 0) {
    last_ = *ahead_;
  } else {
    SEKISHO_TRY(last_, fill(source, wanted.offset, asked_));
  }
  ahead_.reset();
  return last_;
}

Result<void> Window::read_ahead(RandomSource& source) {
  const std::uint64_t next = last_.begin + last_.length;
  if (!straight_ || last_.length == 0 || next >= source.size()) return {};
  SEKISHO_TRY(ahead_, fill(source, next, 2 * asked_));
  return {};
}

WindowSource::WindowSource(int socket, int window, std::uint64_t size) : socket_(socket), size_(size) {
  void* memory = ::mmap(nullptr, window_size, PROT_READ, MAP_SHARED, window, 0);
  if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "window");
  memory_ = static_cast<const std::uint8_t*>(memory);
}

WindowSource::~WindowSource() { ::munmap(const_cast<std::uint8_t*>(memory_), window_size); }

Result<std::size_t> WindowSource::read_at(std::uint64_t offset, std::span<std::uint8_t> out) {
  std::size_t done = 0;
  while (done < out.size() && offset < size_) {
    if (offset >= here_.begin && offset < here_.begin + here_.length) {
      const std::size_t within = offset - here_.begin;
      const std::size_t now = std::min<std::size_t>(out.size() - done, here_.length - within);
      std::memcpy(out.data() + done, memory_ + here_.place + within, now);
      done += now;
      offset += now;
      continue;
    }
    // Little where it jumps about (the directory of a zip), much where it goes straight on.
    const bool straight = offset == here_.begin + here_.length;
    next_length_ = size_ <= slot_size ? slot_size : straight ? std::min(2 * next_length_, slot_size) : 0;
    next_length_ = std::max({next_length_, least_asked, std::min(out.size() - done, slot_size)});
    const Wanted wanted{offset, static_cast<std::uint32_t>(next_length_)};
    const auto body = Encoder().put(wanted.offset).put(wanted.length).take();
    const auto message = send_message(socket_, Kind::read, body) ? receive_message(socket_) : std::nullopt;
    if (!message || message->kind != Kind::piece) throw std::runtime_error("the parent is gone");
    Decoder in(message->body);
    here_.begin = in.get<std::uint64_t>();
    here_.place = in.get<std::uint32_t>();
    here_.length = in.get<std::uint32_t>();
    if (!in.finished() || here_.begin != offset || here_.place + std::uint64_t{here_.length} > window_size)
      throw std::runtime_error("the parent does not answer what was asked");
    if (here_.length == 0) break;
  }
  return done;
}

}  // namespace sekisho::sandbox
