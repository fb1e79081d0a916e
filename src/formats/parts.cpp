#include "parts.h"

#include <algorithm>
#include <cstring>

#include "file_kind.h"

namespace sekisho::formats {
namespace {

constexpr std::string_view hidden_name = "（隠れた部分）";

class Failing final : public ByteSource {
 public:
  explicit Failing(Error error) : error_(std::move(error)) {}
  Result<std::size_t> read(std::span<std::uint8_t>) override { return pass_on(error_); }

 private:
  Error error_;
};

// Where something else than zeros stands; `end` where nothing does.
Result<std::uint64_t> after_zeros(Walk& walk, RandomSource& content, std::uint64_t begin, std::uint64_t end) {
  Bytes piece(std::size_t{64} << 10);
  while (begin < end && walk.unpacked(0)) {
    const std::size_t room = std::min<std::uint64_t>(piece.size(), end - begin);
    SEKISHO_TRY(const std::size_t got, content.read_at(begin, std::span(piece).first(room)));
    if (got == 0) return end;
    const auto found = std::ranges::find_if(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(got),
                                            [](std::uint8_t b) { return b != 0; });
    begin += static_cast<std::uint64_t>(found - piece.begin());
    if (found - piece.begin() < static_cast<std::ptrdiff_t>(got)) return begin;
  }
  return end;
}

// The same from the end: behind what else stands there.
Result<std::uint64_t> before_zeros(Walk& walk, RandomSource& content, std::uint64_t begin,
                                   std::uint64_t end) {
  Bytes piece(std::size_t{64} << 10);
  while (begin < end && walk.unpacked(0)) {
    const std::size_t room = std::min<std::uint64_t>(piece.size(), end - begin);
    SEKISHO_TRY(const std::size_t got, content.read_at(end - room, std::span(piece).first(room)));
    std::size_t at = got;
    while (at > 0 && piece[at - 1] == 0) --at;
    if (at > 0) return end - room + at;
    end -= room;
  }
  return end;
}

}  // namespace

Result<std::size_t> SubSource::read_at(std::uint64_t offset, std::span<std::uint8_t> out) {
  if (offset >= size()) return 0;
  return of_.read_at(begin_ + offset, out.first(std::min<std::uint64_t>(out.size(), size() - offset)));
}

Result<std::size_t> FramedSource::read_at(std::uint64_t offset, std::span<std::uint8_t> out) {
  std::size_t filled = 0;
  const auto copy = [&](const Bytes& from, std::uint64_t at) {
    const std::size_t step = std::min<std::size_t>(from.size() - at, out.size() - filled);
    if (step > 0) std::memcpy(out.data() + filled, from.data() + at, step);
    filled += step;
  };
  if (offset < head_.size()) copy(head_, offset);
  const std::uint64_t length = end_ - begin_;
  const std::uint64_t inner = std::max<std::uint64_t>(offset + filled, head_.size()) - head_.size();
  if (inner < length && filled < out.size()) {
    const std::size_t room = std::min<std::uint64_t>(out.size() - filled, length - inner);
    SEKISHO_TRY(const std::size_t got, of_->read_at(begin_ + inner, out.subspan(filled, room)));
    filled += got;
    if (got < room) return filled;
  }
  const std::uint64_t behind = head_.size() + length;
  if (offset + filled >= behind && offset + filled < size() && filled < out.size())
    copy(tail_, offset + filled - behind);
  return filled;
}

bool unreadable_member(Walk& walk, PartKind kind, std::string_view name, const Error& error) {
  Failing content(error);
  return walk.member(kind, name, content);
}

void note_error(Walk& walk, const Error& error) {
  if (walk.stopped()) return;
  switch (error.code) {
    case ErrorCode::forbidden:
      return walk.unseen(NoteCode::encrypted);
    case ErrorCode::unsupported:
      return walk.unseen(NoteCode::unsupported, error.ja);
    case ErrorCode::too_large:
      return walk.unseen(NoteCode::too_large);
    default:
      return walk.unseen(NoteCode::broken);
  }
}

bool hidden_part(Walk& walk, RandomSource& content, std::uint64_t begin, std::uint64_t end) {
  const auto from = after_zeros(walk, content, begin, end);
  if (!from) {
    note_error(walk, from.error());
    return !walk.stopped();
  }
  if (*from == end) return !walk.stopped();
  Bytes head(std::min<std::uint64_t>(512, end - *from));
  const auto got = content.read_at(*from, head);
  // Zeros fill up what stands there, unless it is a format that they may belong to.
  const bool filled_up = got && file_kind(head) == FileKind::other;
  const auto to = filled_up ? before_zeros(walk, content, *from, end) : Result<std::uint64_t>(end);
  if (!to || *to <= *from) {
    if (!to) note_error(walk, to.error());
    return !walk.stopped();
  }
  SubSource hidden(content, *from, *to);
  return walk.member(PartKind::member, hidden_name, hidden);
}

}  // namespace sekisho::formats
