#include "age_armor.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstring>

namespace sekisho::seal::age {
namespace {

constexpr std::string_view begin_line = "-----BEGIN AGE ENCRYPTED FILE-----";
constexpr std::string_view end_line = "-----END AGE ENCRYPTED FILE-----";
constexpr std::size_t columns = 64;
constexpr std::size_t line_octets = 48;
constexpr std::size_t max_white_space = 1024;
constexpr std::size_t flush_at = 64 * 1024;
constexpr std::uint8_t no_symbol = 0xff;

constexpr std::array<std::uint8_t, 256> symbol_values = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(no_symbol);
  constexpr std::string_view symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    table[static_cast<std::uint8_t>(symbols[i])] = static_cast<std::uint8_t>(i);
  }
  return table;
}();

bool is_space(std::uint8_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// 64 symbols without padding to 48 octets; false if another character is among them.
bool decode_full_line(ByteView text, std::uint8_t* out) {
  std::uint8_t seen = 0;
  for (std::size_t i = 0; i < columns; i += 4) {
    const std::uint8_t a = symbol_values[text[i]];
    const std::uint8_t b = symbol_values[text[i + 1]];
    const std::uint8_t c = symbol_values[text[i + 2]];
    const std::uint8_t d = symbol_values[text[i + 3]];
    seen = static_cast<std::uint8_t>(seen | a | b | c | d);
    *out++ = static_cast<std::uint8_t>(a << 2 | b >> 4);
    *out++ = static_cast<std::uint8_t>(b << 4 | c >> 2);
    *out++ = static_cast<std::uint8_t>(c << 6 | d);
  }
  return (seen & 0xc0U) == 0;
}

std::unexpected<Error> damaged(const std::string& why) {
  return fail(ErrorCode::corrupt,
              "文字の形（ASCII "
              "armor）にしたファイルが壊れています。途中で欠けたり、文字が変わったりしていないかを確かめ、"
              "もう一度受け取り直してください。",
              "damaged text armour: " + why);
}

}  // namespace

Result<bool> is_armored(BufferedSource& from) {
  SEKISHO_TRY(const ByteView start, from.peek(max_white_space + begin_line.size()));
  const auto first = std::find_if_not(start.begin(), start.end(), is_space);
  return as_text(start.subspan(static_cast<std::size_t>(first - start.begin()))).starts_with(begin_line);
}

Result<std::size_t> ArmorSource::read(std::span<std::uint8_t> out) {
  std::size_t have = 0;
  while (have < out.size()) {
    if (line_begin_ == line_end_) {
      if (state_ == State::end) break;
      SEKISHO_CHECK(next_line());
      continue;
    }
    const std::size_t part = std::min(out.size() - have, line_end_ - line_begin_);
    std::memcpy(out.data() + have, line_.data() + line_begin_, part);
    have += part;
    line_begin_ += part;
  }
  return have;
}

Result<void> ArmorSource::start() {
  for (std::size_t skipped = 0; skipped <= max_white_space; ++skipped) {
    SEKISHO_TRY(const ByteView next, from_.peek(1));
    if (next.empty() || !is_space(next[0])) break;
    from_.skip(1);
  }
  SEKISHO_TRY(std::string line, from_.read_line(begin_line.size() + 2));
  if (line.ends_with("\r\n")) line.erase(line.size() - 2, 1);
  if (!line.ends_with('\n') || std::string_view(line).substr(0, line.size() - 1) != begin_line) {
    return damaged("its first line");
  }
  state_ = State::lines;
  return {};
}

Result<void> ArmorSource::only_white_space_follows() {
  for (std::size_t skipped = 0;; ++skipped) {
    SEKISHO_TRY(const ByteView next, from_.peek(1));
    if (next.empty()) return {};
    if (!is_space(next[0]) || skipped >= max_white_space) return damaged("something follows its end");
    from_.skip(1);
  }
}

Result<void> ArmorSource::next_line() {
  if (state_ == State::start) return start();
  line_begin_ = 0;
  line_end_ = 0;
  if (state_ == State::lines) {
    SEKISHO_TRY(const ByteView next, from_.peek(columns + 1));
    if (next.size() == columns + 1 && next[columns] == '\n' &&
        decode_full_line(next.first(columns), line_.data())) {
      from_.skip(columns + 1);
      line_end_ = line_.size();
      return {};
    }
  }
  auto read = from_.read_line(columns + 2);
  if (!read && read.error().code == ErrorCode::invalid_input)
    return damaged("a line of more than 64 columns");
  if (!read) return pass_on(std::move(read).error());
  std::string_view line = *read;
  const bool complete = line.ends_with('\n');
  if (complete) line.remove_suffix(line.ends_with("\r\n") ? 2 : 1);
  if (line == end_line) {
    state_ = State::end;
    return only_white_space_follows();
  }
  if (!complete) return damaged("its last line is missing");
  if (state_ == State::short_line || line.empty() || line.size() > columns)
    return damaged("a line of the wrong length");
  const auto octets = from_base64(line);
  if (!octets) return damaged("base64 that is not canonical");
  if (octets->size() < line_octets) state_ = State::short_line;
  std::copy(octets->begin(), octets->end(), line_.begin());
  line_end_ = octets->size();
  return {};
}

ArmorSink::ArmorSink(Sink& to) : to_(to), text_(std::string(begin_line) + '\n') {
  text_.reserve(flush_at + 2 * columns);
}

Result<void> ArmorSink::put_line(ByteView octets) {
  std::array<std::uint8_t, columns + 1> line{};
  const int size = EVP_EncodeBlock(line.data(), octets.data(), static_cast<int>(octets.size()));
  text_ += as_text(ByteView(line).first(static_cast<std::size_t>(size)));
  text_ += '\n';
  if (text_.size() < flush_at) return {};
  SEKISHO_CHECK(to_.write(as_bytes(text_)));
  text_.clear();
  return {};
}

Result<void> ArmorSink::write(ByteView data) {
  if (!rest_.empty()) {
    const std::size_t part = std::min(data.size(), line_octets - rest_.size());
    rest_.insert(rest_.end(), data.begin(), data.begin() + static_cast<std::ptrdiff_t>(part));
    data = data.subspan(part);
    if (rest_.size() < line_octets) return {};
    SEKISHO_CHECK(put_line(rest_));
    rest_.clear();
  }
  for (; data.size() >= line_octets; data = data.subspan(line_octets)) {
    SEKISHO_CHECK(put_line(data.first(line_octets)));
  }
  rest_.assign(data.begin(), data.end());
  return {};
}

Result<void> ArmorSink::finish() {
  if (!rest_.empty()) {
    SEKISHO_CHECK(put_line(rest_));
    rest_.clear();
  }
  text_ += std::string(end_line) + '\n';
  SEKISHO_CHECK(to_.write(as_bytes(text_)));
  text_.clear();
  return {};
}

}  // namespace sekisho::seal::age
