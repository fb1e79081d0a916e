#include "formats/walk.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "file_name.h"
#include "reader.h"
#include "spool.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t head_size = 36864;  // the mark of an ISO 9660 image stands at 32769
constexpr std::size_t piece_size = std::size_t{256} << 10;

// A file that no reader knows is text unless it holds what text never has. UTF-16 without a mark is left to
// the sink, which knows encodings: every second byte is 0 in Latin text, and none is in a program's first
// kilobytes.
bool looks_like_text(ByteView head) {
  if (head.size() >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF)))
    return true;
  std::size_t zeros[2] = {};
  std::size_t controls = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const std::uint8_t b = head[i];
    if (b == 0) ++zeros[i & 1];
    controls +=
        b < 0x20 && b != 0 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B && b != 0x1A;
  }
  if (zeros[0] + zeros[1] == 0) return controls == 0;
  const std::size_t most = std::max(zeros[0], zeros[1]);
  const std::size_t least = std::min(zeros[0], zeros[1]);
  return controls == 0 && least == 0 && most * 50 > head.size();
}

// What is told about a file once, from the outside inwards.
class Walking final : public Walk {
 public:
  Walking(RandomSource& source, const WalkOptions& options, Sink& sink, WalkProgress& progress,
          std::stop_token stop)
      : source_(source),
        options_(options),
        sink_(sink),
        progress_(progress),
        stop_(std::move(stop)),
        spill_(options.spill),
        ends_(std::chrono::steady_clock::now() + options.limits.time) {}

  Sink& sink() override { return sink_; }
  bool stopped() const override { return ended_ || stop_.stop_requested(); }
  const std::vector<std::string>& passwords() const override { return options_.passwords; }
  const Limits& limits() const override { return options_.limits; }
  std::string_view name() const override { return name_; }

  Result<void> whole(std::string_view name) {
    Counted counted(*this, source_);
    file(PartKind::file, name, counted);
    if (failed_) return pass_on(*std::move(failed_));
    if (stop_.stop_requested())
      return fail(ErrorCode::unavailable, "検査を中止しました。もう一度検査してください。",
                  "the inspection was stopped");
    return {};
  }

  bool unpacked(std::uint64_t bytes) override {
    unpacked_ += bytes;
    progress_.at(read_, source_.size(), unpacked_);
    if (stopped()) return false;
    const Limits& limits = options_.limits;
    if (unpacked_ > limits.unpacked) return end(NoteCode::too_large);
    if (unpacked_ > limits.ratio_from && unpacked_ / limits.ratio > source_.size())
      return end(NoteCode::bomb);
    if (std::chrono::steady_clock::now() > ends_) return end(NoteCode::out_of_time);
    return true;
  }

  bool member(PartKind kind, std::string_view name, ByteSource& content) override {
    if (!may_enter(kind, name)) return false;
    Metered metered(*this, content);
    Bytes head(head_size);
    std::size_t filled = 0;
    Result<void> read;
    while (filled < head.size()) {
      auto got = metered.read(std::span(head).subspan(filled));
      if (!got) read = pass_on(std::move(got).error());
      if (!got || *got == 0) break;
      filled += *got;
    }
    head.resize(filled);
    enter(kind, name, [&] {
      if (!read && filled == 0) return trouble(read.error());
      MemoryRandomSource seen(head);
      const Head known{head, std::max<std::uint64_t>(filled, metered.size().value_or(filled)), name};
      notice_name(known, sink_);
      if (!reader_of(known, seen) && filled == head_size) return text(head, metered);
      // Anything but long text may be read at any place.
      auto held = read ? spill_.hold(head, metered, options_.limits.held)
                       : Result<std::unique_ptr<RandomSource>>(pass_on(std::move(read).error()));
      if (!held) {
        if (!ended_) trouble(held.error());
        return;
      }
      dispatch(known, **held);
    });
    return !stopped();
  }

  bool member(PartKind kind, std::string_view name, RandomSource& content) override {
    if (!may_enter(kind, name)) return false;
    file(kind, name, content);
    return !stopped();
  }

 private:
  // The file itself, to tell how far it is read and whether time is up.
  class Counted final : public RandomSource {
   public:
    Counted(Walking& walk, RandomSource& of) : walk_(walk), of_(of) {}
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
      auto got = of_.read_at(offset, out);
      if (!got) {
        if (!walk_.failed_) walk_.failed_ = got.error();
        return got;
      }
      walk_.read_ = std::max<std::uint64_t>(walk_.read_, offset + *got);
      walk_.progress_.at(walk_.read_, of_.size(), walk_.unpacked_);
      return got;
    }
    std::uint64_t size() const override { return of_.size(); }

   private:
    Walking& walk_;
    RandomSource& of_;
  };

  class Metered final : public ByteSource {
   public:
    Metered(Walking& walk, ByteSource& of) : walk_(walk), of_(of) {}
    Result<std::size_t> read(std::span<std::uint8_t> out) override {
      SEKISHO_TRY(const std::size_t got, of_.read(out));
      if (got > 0 && !walk_.unpacked(got))
        return fail(ErrorCode::unavailable, "検査の限度に達しました。", "a limit of the walk was met");
      return got;
    }
    std::optional<std::uint64_t> size() const override { return of_.size(); }

   private:
    Walking& walk_;
    ByteSource& of_;
  };

  // Everything ends: a limit of the whole walk was met.
  bool end(NoteCode code) {
    if (!ended_) unseen(code);
    ended_ = true;
    return false;
  }

  bool may_enter(PartKind kind, std::string_view name) {
    if (stopped()) return false;
    if (++members_ > options_.limits.members) return end(NoteCode::too_many);
    if (depth_ <= options_.limits.depth) return true;
    sink_.begin(kind, name);
    unseen(NoteCode::too_deep);
    sink_.end();
    return false;
  }

  template <class F>
  void enter(PartKind kind, std::string_view name, F&& read) {
    sink_.begin(kind, name);
    const std::string outer = std::exchange(name_, std::string(name));
    ++depth_;
    read();
    --depth_;
    name_ = outer;
    sink_.end();
  }

  const Reader* reader_of(const Head& head, RandomSource& content) {
    for (const Reader& reader : readers())
      if (reader.recognises(head, content)) return &reader;
    return nullptr;
  }

  void file(PartKind kind, std::string_view name, RandomSource& content) {
    enter(kind, name, [&] {
      Bytes head(std::min<std::uint64_t>(head_size, content.size()));
      const auto got = content.read_at(0, head);
      if (!got || *got != head.size()) return got ? unseen(NoteCode::truncated) : trouble(got.error());
      const Head known{head, content.size(), name};
      notice_name(known, sink_);
      dispatch(known, content);
    });
  }

  void dispatch(const Head& head, RandomSource& content) {
    sink_.content(content);
    if (const Reader* reader = reader_of(head, content)) return reader->read(content, *this);
    RangeSource all(content, 0, content.size());
    text({}, all);
  }

  void text(ByteView first, ByteSource& rest) {
    Bytes piece(piece_size);
    std::size_t filled = std::min(first.size(), piece.size());
    if (filled > 0) std::memcpy(piece.data(), first.data(), filled);
    for (bool begun = false;; begun = true) {
      while (filled < piece.size()) {
        const auto got = rest.read(std::span(piece).subspan(filled));
        if (!got) {
          if (!ended_) trouble(got.error());
          return;
        }
        if (*got == 0) break;
        filled += *got;
      }
      if (!begun && !looks_like_text(ByteView(piece).first(std::min(filled, head_size))))
        return unseen(NoteCode::unknown_format);
      if (filled == 0 || stopped()) return;
      if (std::chrono::steady_clock::now() > ends_) {
        end(NoteCode::out_of_time);
        return;
      }
      if (!sink_.bytes(ByteView(piece).first(filled))) return;
      if (filled < piece.size()) return;
      filled = 0;
    }
  }

  void trouble(const Error& error) {
    if (ended_ || failed_) return;
    switch (error.code) {
      case ErrorCode::too_large:
        return unseen(NoteCode::too_large);
      case ErrorCode::unsupported:
        return unseen(NoteCode::unsupported, error.ja);
      case ErrorCode::forbidden:
        return unseen(NoteCode::encrypted);
      default:
        return unseen(NoteCode::broken);
    }
  }

  RandomSource& source_;
  const WalkOptions& options_;
  Sink& sink_;
  WalkProgress& progress_;
  std::stop_token stop_;
  Spill spill_;
  std::chrono::steady_clock::time_point ends_;
  std::optional<Error> failed_;  // of the source itself: not the file's fault
  std::string name_;
  std::uint64_t read_ = 0;
  std::uint64_t unpacked_ = 0;
  std::uint32_t members_ = 0;
  unsigned depth_ = 0;
  bool ended_ = false;
};

}  // namespace

Result<void> walk(RandomSource& source, std::string_view name, const WalkOptions& options, Sink& sink,
                  WalkProgress& progress, std::stop_token stop) {
  Walking walking(source, options, sink, progress, std::move(stop));
  return walking.whole(name);
}

}  // namespace sekisho::formats
