// Tells each note of a file once, and only so many: a hostile file could hold a million of them.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "reader.h"

namespace sekisho::formats {

class NoteOnce {
 public:
  explicit NoteOnce(Walk& walk) : walk_(walk) {}
  void operator()(NoteCode code, std::string detail = {}) {
    constexpr std::size_t most = 100;
    const auto same = [&](const Note& note) { return note.code == code && note.detail == detail; };
    // Beyond that a code is still told, without its detail.
    if (told_.size() >= most) detail.clear();
    if (std::ranges::any_of(told_, same)) return;
    told_.push_back({code, detail});
    walk_.sink().note(told_.back());
  }

 private:
  Walk& walk_;
  std::vector<Note> told_;
};

}  // namespace sekisho::formats
