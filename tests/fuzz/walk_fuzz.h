// Shared by the fuzz targets of readers: walks bytes under small limits, and demands what a walk promises.
#pragma once

#include <clocale>
#include <cstdlib>

#include "formats/walk.h"

namespace sekisho::formats::fuzz {

inline void demand(bool condition) {
  if (!condition) std::abort();
}

struct Counting : Sink {
  std::uint64_t said = 0;
  std::uint32_t parts = 0;
  int open = 0;

  void begin(PartKind, std::string_view) override {
    ++open;
    ++parts;
  }
  void end() override { demand(--open >= 0); }
  bool bytes(ByteView piece) override {
    demand(open > 0);
    said += piece.size();
    return true;
  }
  bool text(std::string_view utf8) override {
    demand(open > 0);
    said += utf8.size();
    return true;
  }
  bool row(std::uint64_t number, std::span<const std::string_view> cells) override {
    demand(open > 0 && number > 0);
    for (const auto cell : cells) said += cell.size();
    return true;
  }
  void note(const Note& note) override { demand(open > 0 && note.detail.size() < 300); }
};

struct Silent final : WalkProgress {
  void at(std::uint64_t, std::uint64_t, std::uint64_t) override {}
};

inline void walk_through(ByteView bytes, std::string_view name) {
  [[maybe_unused]] static const char* const locale = std::setlocale(LC_CTYPE, "C.UTF-8");
  WalkOptions options;
  options.limits = {.unpacked = 4 << 20,
                    .ratio = 1000,
                    .ratio_from = 1 << 20,
                    .members = 200,
                    .depth = 4,
                    .time = std::chrono::seconds(20),
                    .held = 1 << 20};
  options.passwords = {"a", "secret"};
  MemoryRandomSource source(bytes);
  Counting sink;
  Silent silent;
  demand(walk(source, name, options, sink, silent).has_value());
  demand(sink.open == 0);
}

}  // namespace sekisho::formats::fuzz
