#include "transfer.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace sekisho::formats {
namespace {

constexpr std::size_t piece_size = std::size_t{64} << 10;
constexpr std::size_t line_size = 4096;  // a longer line is taken in pieces

// Takes pieces of text and gives out what they say.
class Decoded : public ByteSource {
 public:
  explicit Decoded(std::unique_ptr<ByteSource> text) : text_(std::move(text)), piece_(piece_size) {}

  Result<std::size_t> read(std::span<std::uint8_t> out) final {
    while (at_ == made_ && !ended_ && !out.empty()) {
      made_ = 0;
      at_ = 0;
      SEKISHO_TRY(const std::size_t got, text_->read(piece_));
      ended_ = got == 0;
      if (ended_)
        finish();
      else
        take(ByteView(piece_).first(got));
    }
    const std::size_t got = std::min(out.size(), made_ - at_);
    if (got > 0) std::memcpy(out.data(), ready_.data() + at_, got);
    at_ += got;
    return got;
  }

 protected:
  void give(std::uint8_t b) {
    if (made_ == ready_.size()) ready_.resize(made_ * 2 + 1024);
    ready_[made_++] = b;
  }
  // Room for `size` bytes, of which `gave` tells how many were written.
  std::uint8_t* room(std::size_t size) {
    if (ready_.size() - made_ < size) ready_.resize(made_ + size);
    return ready_.data() + made_;
  }
  void gave(std::size_t size) { made_ += size; }

 private:
  virtual void take(ByteView piece) = 0;
  virtual void finish() = 0;

  std::unique_ptr<ByteSource> text_;
  Bytes piece_;
  Bytes ready_;
  std::size_t made_ = 0;  // bytes in it
  std::size_t at_ = 0;
  bool ended_ = false;
};

constexpr std::uint8_t none = 0xFF;

constexpr std::array<std::uint8_t, 256> digits = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(none);
  for (unsigned i = 0; i < 26; ++i) {
    table['A' + i] = static_cast<std::uint8_t>(i);
    table['a' + i] = static_cast<std::uint8_t>(26 + i);
  }
  for (unsigned i = 0; i < 10; ++i) table['0' + i] = static_cast<std::uint8_t>(52 + i);
  table['+'] = table['-'] = 62;  // also those of base64url
  table['/'] = table['_'] = 63;
  return table;
}();

class Base64 : public Decoded {
 public:
  using Decoded::Decoded;

 protected:
  void run(ByteView text) {
    for (std::size_t at = 0; at < text.size();) {
      at += whole_groups(text.subspan(at));
      if (at < text.size()) digit(text[at++]);
    }
  }

 private:
  // Groups of four digits, three bytes each; how many digits were taken.
  std::size_t whole_groups(ByteView text) {
    if (bits_ != 0) return 0;
    std::uint8_t* const begin = room(text.size());
    std::uint8_t* to = begin;
    std::size_t at = 0;
    for (; at + 4 <= text.size(); at += 4) {
      const std::uint32_t a = digits[text[at]];
      const std::uint32_t b = digits[text[at + 1]];
      const std::uint32_t c = digits[text[at + 2]];
      const std::uint32_t d = digits[text[at + 3]];
      if (((a | b | c | d) & 0xC0) != 0) break;
      const std::uint32_t group = a << 18 | b << 12 | c << 6 | d;
      *to++ = static_cast<std::uint8_t>(group >> 16);
      *to++ = static_cast<std::uint8_t>(group >> 8);
      *to++ = static_cast<std::uint8_t>(group);
    }
    gave(static_cast<std::size_t>(to - begin));
    return at;
  }

  void digit(std::uint8_t b) {
    const std::uint8_t value = digits[b];
    if (value == none) {
      if (b == '=') bits_ = 0;  // another text may follow
      return;
    }
    held_ = (held_ << 6 | value) & 0xFFFFFF;
    bits_ += 6;
    if (bits_ < 8) return;
    bits_ -= 8;
    give(static_cast<std::uint8_t>(held_ >> bits_));
  }
  void take(ByteView piece) override { run(piece); }
  void finish() override {}

  std::uint32_t held_ = 0;
  unsigned bits_ = 0;
};

// Collects lines, cut where they are too long.
class Lines {
 public:
  template <class F>
  void take(ByteView piece, F&& line) {
    for (const std::uint8_t b : piece) {
      if (b == '\n' || line_.size() == line_size) {
        line(line_, b == '\n');
        line_.clear();
      }
      if (b != '\n') line_ += static_cast<char>(b);
    }
  }
  template <class F>
  void finish(F&& line) {
    if (!line_.empty()) line(line_, false);
    line_.clear();
  }

 private:
  std::string line_;
};

class Base64Lines final : public Base64 {
 public:
  using Base64::Base64;

 private:
  void take(ByteView piece) override {
    lines_.take(piece, [&](std::string_view line, bool) { whole(line); });
  }
  void finish() override {
    lines_.finish([&](std::string_view line, bool) { whole(line); });
  }
  void whole(std::string_view line) {
    const bool digits_only = std::ranges::all_of(line, [](char c) {
      return digits[static_cast<std::uint8_t>(c)] != none || c == '=' || c == '\r' || c == ' ' || c == '\t';
    });
    if (digits_only && !line.starts_with("--")) run(as_bytes(line));
  }
  Lines lines_;
};

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

class QuotedPrintable final : public Decoded {
 public:
  using Decoded::Decoded;

 private:
  void take(ByteView piece) override {
    lines_.take(piece, [&](std::string_view line, bool ended) { whole(line, ended); });
  }
  void finish() override {
    lines_.finish([&](std::string_view line, bool ended) { whole(line, ended); });
  }
  void whole(std::string_view line, bool ended) {
    const bool carriage = line.ends_with('\r');
    // White space at a line's end was added on the way.
    if (ended)
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
        line.remove_suffix(1);
    const bool soft = ended && line.ends_with('=');
    if (soft) line.remove_suffix(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '=' && line.size() - i > 2 && hex(line[i + 1]) >= 0 && hex(line[i + 2]) >= 0) {
        give(static_cast<std::uint8_t>(hex(line[i + 1]) * 16 + hex(line[i + 2])));
        i += 2;
      } else {
        give(static_cast<std::uint8_t>(line[i]));
      }
    }
    if (!ended || soft) return;
    if (carriage) give('\r');
    give('\n');
  }
  Lines lines_;
};

class Uudecoded final : public Decoded {
 public:
  using Decoded::Decoded;

 private:
  void take(ByteView piece) override {
    lines_.take(piece, [&](std::string_view line, bool) { whole(line); });
  }
  void finish() override {
    lines_.finish([&](std::string_view line, bool) { whole(line); });
  }
  void whole(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!inside_) {
      inside_ = line.starts_with("begin ");
      return;
    }
    if (line == "end") {
      inside_ = false;
      return;
    }
    if (line.empty()) return;
    std::size_t left = (line[0] - ' ') & 0x3F;
    const auto digit = [&](std::size_t at) {
      return at < line.size() ? static_cast<unsigned>((line[at] - ' ') & 0x3F) : 0U;
    };
    for (std::size_t at = 1; left > 0 && at < line.size(); at += 4) {
      const unsigned group = digit(at) << 18 | digit(at + 1) << 12 | digit(at + 2) << 6 | digit(at + 3);
      for (unsigned i = 0; i < 3 && left > 0; ++i, --left)
        give(static_cast<std::uint8_t>(group >> (16 - 8 * i)));
    }
  }
  Lines lines_;
  bool inside_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> base64_decoded(std::unique_ptr<ByteSource> text) {
  return std::make_unique<Base64>(std::move(text));
}
std::unique_ptr<ByteSource> base64_lines_decoded(std::unique_ptr<ByteSource> text) {
  return std::make_unique<Base64Lines>(std::move(text));
}
std::unique_ptr<ByteSource> quoted_printable_decoded(std::unique_ptr<ByteSource> text) {
  return std::make_unique<QuotedPrintable>(std::move(text));
}
std::unique_ptr<ByteSource> uudecoded(std::unique_ptr<ByteSource> text) {
  return std::make_unique<Uudecoded>(std::move(text));
}

}  // namespace sekisho::formats
