// Shared by the tests of this folder: walks bytes and keeps what the sink was told.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "formats/walk.h"

namespace sekisho::formats::test {

struct Seen final : Sink {
  std::vector<std::string> parts;     // paths, "a.zip/b.txt"
  std::vector<std::string> notes;     // names
  std::vector<std::string> details;   // of the notes
  std::vector<std::string> noted_at;  // path of each note
  std::vector<std::vector<std::string>> rows;
  std::string bytes_;
  std::string text_;

  void begin(PartKind, std::string_view name) override {
    path_.push_back(path_.empty() ? std::string(name) : path_.back() + "/" + std::string(name));
    parts.push_back(path_.back());
  }
  void end() override { path_.pop_back(); }
  bool bytes(ByteView piece) override {
    bytes_ += as_text(piece);
    return true;
  }
  bool text(std::string_view utf8) override {
    text_ += utf8;
    return true;
  }
  bool row(std::uint64_t, std::span<const std::string_view> cells) override {
    rows.emplace_back(cells.begin(), cells.end());
    return true;
  }
  void note(const Note& note) override {
    notes.emplace_back(note_name(note.code));
    details.push_back(note.detail);
    noted_at.push_back(path_.empty() ? "" : path_.back());
  }

 private:
  std::vector<std::string> path_;
};

struct Walked {
  std::vector<std::string> parts, notes, details, noted_at;
  std::vector<std::vector<std::string>> rows;
  std::string bytes, text;
  bool noted(std::string_view name) const {
    for (const auto& n : notes)
      if (n == name) return true;
    return false;
  }
};

class Silent final : public WalkProgress {
  void at(std::uint64_t, std::uint64_t, std::uint64_t) override {}
};

inline Walked walked(std::string_view content, std::string_view name, const WalkOptions& options = {}) {
  MemoryRandomSource source(as_bytes(content));
  Seen seen;
  Silent silent;
  if (const auto done = walk(source, name, options, seen, silent); !done)
    throw std::runtime_error(done.error().en);
  return {seen.parts, seen.notes, seen.details, seen.noted_at, seen.rows, seen.bytes_, seen.text_};
}

}  // namespace sekisho::formats::test
