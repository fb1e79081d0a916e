// Shared by the fuzz targets of the binary office formats: a sink that demands order, and a walk with small
// limits.
#pragma once

#include <cstdlib>

#include "formats/walk.h"

namespace sekisho::formats::fuzzing {

inline void demand(bool condition) {
  if (!condition) std::abort();
}

struct Strict final : Sink {
  unsigned depth = 0;
  std::uint64_t told = 0;
  static constexpr std::uint64_t most = std::uint64_t{64} << 20;

  void begin(PartKind, std::string_view) override { demand(++depth < 400); }
  void end() override { demand(depth-- > 0); }
  bool bytes(ByteView piece) override { return (told += piece.size()) < most; }
  bool text(std::string_view utf8) override { return (told += utf8.size()) < most; }
  bool row(std::uint64_t number, std::span<const std::string_view> cells) override {
    demand(number > 0 && number <= 65536 && cells.size() <= 1024);
    for (const auto cell : cells) told += cell.size();
    return told < most;
  }
  void note(const Note& note) override { demand(note.detail.size() < 2000); }
};

struct Silent final : WalkProgress {
  void at(std::uint64_t, std::uint64_t, std::uint64_t) override {}
};

inline void run(ByteView bytes, std::string_view name) {
  WalkOptions options;
  options.limits.unpacked = std::uint64_t{64} << 20;
  options.limits.held = std::uint64_t{1} << 20;
  options.limits.members = 200;
  options.passwords = {"a"};
  MemoryRandomSource source(bytes);
  Strict sink;
  Silent silent;
  demand(walk(source, name, options, sink, silent).has_value());
  demand(sink.depth == 0);
}

}  // namespace sekisho::formats::fuzzing
