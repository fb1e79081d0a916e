// For the targets that enter a reader by walk(): whatever the bytes, it ends, parts nest, rows are numbered,
// and what is not known or sound is said.
#pragma once

#include <cstdlib>

#include "formats/walk.h"

namespace sekisho::formats::fuzz {

inline void demand(bool condition) {
  if (!condition) std::abort();
}

class Watching final : public Sink {
 public:
  void begin(PartKind, std::string_view) override { demand(++depth_ < 40), row_ = 0; }
  void end() override { demand(depth_-- > 0), row_ = 0; }
  bool bytes(ByteView piece) override { return count(piece.size()); }
  bool text(std::string_view utf8) override { return count(utf8.size()); }
  bool row(std::uint64_t number, std::span<const std::string_view> cells) override {
    demand(depth_ > 0 && number > row_);
    row_ = number;
    std::size_t bytes = 1;
    for (const auto cell : cells) bytes += cell.size();
    return count(bytes);
  }
  void note(const Note& note) override { demand(note.detail.size() < 2000 && ++notes_ < 5000); }
  int depth() const { return depth_; }

 private:
  bool count(std::size_t bytes) {
    demand(depth_ > 0);
    // One last piece may come after the sink wanted no more.
    return (bytes_ += bytes) < (std::size_t{32} << 20);
  }
  int depth_ = 0;
  std::size_t notes_ = 0;
  std::size_t bytes_ = 0;
  std::uint64_t row_ = 0;
};

class Silent final : public WalkProgress {
  void at(std::uint64_t, std::uint64_t, std::uint64_t) override {}
};

inline void walk_bytes(ByteView bytes, std::string_view name) {
  MemoryRandomSource source(bytes);
  WalkOptions options;
  options.limits = {
      .unpacked = 16 << 20, .members = 1000, .depth = 4, .time = std::chrono::seconds(10), .held = 4 << 20};
  options.passwords = {"secret"};
  Watching sink;
  Silent silent;
  demand(walk(source, name, options, sink, silent).has_value());
  demand(sink.depth() == 0);
}

}  // namespace sekisho::formats::fuzz
