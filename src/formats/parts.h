// What readers of containers share: a range of the file as a source of its own, an error in the place of a
// content, and bytes that no directory tells of.
#pragma once

#include "reader.h"

namespace sekisho::formats {

// [begin, end) of another source, which outlives it.
class SubSource final : public RandomSource {
 public:
  SubSource(RandomSource& of, std::uint64_t begin, std::uint64_t end) : of_(of), begin_(begin), end_(end) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override;
  std::uint64_t size() const override { return end_ - begin_; }

 private:
  RandomSource& of_;
  std::uint64_t begin_;
  std::uint64_t end_;
};

// A range of another source with bytes of our own before and behind it: a small archive made of one entry of
// a large one, so that a library sees no more than what it is asked for, and exactly the bytes that were
// checked.
class FramedSource final : public RandomSource {
 public:
  FramedSource(Bytes head, RandomSource& of, std::uint64_t begin, std::uint64_t end, Bytes tail)
      : head_(std::move(head)), of_(&of), begin_(begin), end_(end), tail_(std::move(tail)) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override;
  std::uint64_t size() const override { return head_.size() + (end_ - begin_) + tail_.size(); }

 private:
  Bytes head_;
  RandomSource* of_;
  std::uint64_t begin_;
  std::uint64_t end_;
  Bytes tail_;
};

// Begins a part that cannot be read, notes why, and ends it. False: stop.
bool unreadable_member(Walk& walk, PartKind kind, std::string_view name, const Error& error);

// The note for an error that ended the reading of the file at hand.
void note_error(Walk& walk, const Error& error);

// Looks into bytes that belong to nothing the file's directory tells of, as a part "（隠れた部分）". Zeros
// are passed over. False: stop.
bool hidden_part(Walk& walk, RandomSource& content, std::uint64_t begin, std::uint64_t end);

}  // namespace sekisho::formats
