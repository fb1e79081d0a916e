// How a confined process reads a file that it has no descriptor of. The parent reads and puts pieces into
// memory that both have mapped, two slots in turn: while the worker looks at one piece the parent reads the
// next into the other. Nothing of it is on a disk.
#pragma once

#include <memory>
#include <optional>

#include "base/random_source.h"
#include "messages.h"

namespace sekisho::sandbox {

// The parent's side.
class Window {
 public:
  static Result<std::unique_ptr<Window>> make();  // errors: io
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  int descriptor() const { return read_only_; }  // may be mapped, but neither written nor resized
  // The bytes from wanted.offset on, at least one unless the source ends there. Errors: the source's own.
  Result<Piece> serve(RandomSource& source, const Wanted& wanted);
  // Reads what will be asked for next, when the reading goes straight on. Errors: the source's own.
  Result<void> read_ahead(RandomSource& source);

 private:
  Window() = default;
  Result<Piece> fill(RandomSource& source, std::uint64_t offset, std::size_t length);

  int file_ = -1;
  int read_only_ = -1;
  std::uint8_t* memory_ = nullptr;
  std::optional<Piece> ahead_;
  Piece last_;
  std::size_t asked_ = 0;
  bool straight_ = false;
  unsigned slot_ = 0;  // that the next piece goes into
};

// The worker's side. Throws std::runtime_error when the parent is gone.
class WindowSource final : public RandomSource {
 public:
  WindowSource(int socket, int window, std::uint64_t size);  // maps; throws std::system_error
  ~WindowSource() override;
  WindowSource(const WindowSource&) = delete;
  WindowSource& operator=(const WindowSource&) = delete;
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override;
  std::uint64_t size() const override { return size_; }

 private:
  int socket_;
  std::uint64_t size_;
  const std::uint8_t* memory_;
  Piece here_;
  std::size_t next_length_ = 0;
};

}  // namespace sekisho::sandbox
