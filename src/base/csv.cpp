#include "base/csv.h"

#include <emmintrin.h>

#include <algorithm>
#include <bit>

namespace sekisho {

CsvReader::CsvReader(ByteSource& source, char delimiter, CsvLimits limits)
    : source_(source), delimiter_(delimiter), limits_(limits), buffer_(64 * 1024) {}

Result<bool> CsvReader::fill() {
  at_ = end_ = 0;
  if (at_end_) return false;
  SEKISHO_TRY(end_, source_.read(buffer_));
  consumed_ += end_;
  at_end_ = end_ == 0;
  return !at_end_;
}

// Fills the buffer once before anything is decided, so that the BOM and the first line can be looked at.
Result<void> CsvReader::begin() {
  begun_ = true;
  while (end_ < buffer_.size()) {
    SEKISHO_TRY(const std::size_t got, source_.read(std::span(buffer_).subspan(end_)));
    if (got == 0) {
      at_end_ = true;
      break;
    }
    end_ += got;
  }
  consumed_ = end_;
  if (end_ >= 3 && buffer_[0] == 0xEF && buffer_[1] == 0xBB && buffer_[2] == 0xBF) at_ = 3;
  if (delimiter_ == 0) {
    bool tab = false;
    bool comma = false;
    for (std::size_t i = at_; i < end_ && buffer_[i] != '\n' && buffer_[i] != '\r'; ++i) {
      tab |= buffer_[i] == '\t';
      comma |= buffer_[i] == ',';
    }
    delimiter_ = tab && !comma ? '\t' : ',';
  }
  return {};
}

std::unexpected<Error> CsvReader::wrong(ErrorCode code, std::string_view ja, std::string_view en) const {
  const std::string line = std::to_string(line_);
  const std::string column = std::to_string(bounds_.size() + 1);
  return fail(code, line + " 行目、" + column + " 列目：" + std::string(ja),
              "line " + line + ", column " + column + ": " + std::string(en));
}

Result<void> CsvReader::put(char c) {
  if (field_size() >= limits_.field_bytes)
    return wrong(ErrorCode::too_large, "項目が長すぎます。引用符の閉じ忘れがないか確かめてください。",
                 "the field is longer than " + std::to_string(limits_.field_bytes) + " bytes");
  if (text_.size() >= limits_.row_bytes)
    return wrong(ErrorCode::too_large, "行が長すぎます。",
                 "the row is longer than " + std::to_string(limits_.row_bytes) + " bytes");
  text_.push_back(c);
  return {};
}

Result<void> CsvReader::end_field() {
  if (bounds_.size() >= limits_.fields)
    return wrong(ErrorCode::too_large, "列が多すぎます。",
                 "more than " + std::to_string(limits_.fields) + " fields");
  bounds_.push_back(text_.size());
  state_ = State::field_start;
  return {};
}

// The characters up to the next one that means something, in one piece.
Result<void> CsvReader::take_run() {
  std::size_t stop = at_;
  if (state_ == State::quoted) {
    while (stop < end_ && buffer_[stop] != '"' && buffer_[stop] != '\n' && buffer_[stop] != '\r') ++stop;
  } else {
    while (stop < end_ && buffer_[stop] != static_cast<std::uint8_t>(delimiter_) && buffer_[stop] != '"' &&
           buffer_[stop] != '\n' && buffer_[stop] != '\r')
      ++stop;
  }
  if (stop == at_) return {};
  const std::size_t room = std::min(limits_.field_bytes - std::min(limits_.field_bytes, field_size()),
                                    limits_.row_bytes - std::min(limits_.row_bytes, text_.size()));
  const std::size_t count = std::min(stop - at_, room);
  text_.append(reinterpret_cast<const char*>(buffer_.data()) + at_, count);
  at_ += count;
  if (at_ < stop) SEKISHO_CHECK(put(static_cast<char>(buffer_[at_++])));  // names the limit
  skip_lf_ = false;
  return {};
}

Result<bool> CsvReader::take(char c) {
  const bool line_end = c == '\n' || c == '\r';
  if (state_ == State::quoted) {
    if (c == '"') {
      state_ = State::after_quote;
      return false;
    }
    // CR LF counts as one line; the bytes are kept as they are.
    if (c == '\n' && !skip_lf_) ++line_;
    if (c == '\r') ++line_;
    skip_lf_ = c == '\r';
    SEKISHO_CHECK(put(c));
    return false;
  }
  if (c == delimiter_) {
    SEKISHO_CHECK(end_field());
    return false;
  }
  if (line_end) {
    skip_lf_ = c == '\r';
    const bool blank = bounds_.empty() && text_.empty() && state_ == State::field_start;
    if (!blank) SEKISHO_CHECK(end_field());
    ++line_;
    return !blank;
  }
  if (state_ == State::field_start && c == '"') {
    state_ = State::quoted;
    return false;
  }
  if (state_ == State::after_quote) {
    if (c != '"')
      return wrong(ErrorCode::invalid_input, "閉じた引用符（\"）の後に文字があります。",
                   "text after a closing quote");
    state_ = State::quoted;
  } else {
    if (c == '"')
      return wrong(
          ErrorCode::invalid_input,
          "項目の途中に引用符（\"）があります。項目全体を引用符で囲み、中の引用符は 2 つ重ねてください。",
          "a quote inside an unquoted field");
    state_ = State::plain;
  }
  SEKISHO_CHECK(put(c));
  return false;
}

// A row that lies in the buffer as a whole, with nothing quoted, is read where it lies. False: it is none, or
// goes beyond a limit, and nothing was taken.
bool CsvReader::plain_row() {
  const std::size_t begin = at_ < end_ && skip_lf_ && buffer_[at_] == '\n' ? at_ + 1 : at_;
  if (begin >= end_ || buffer_[begin] == '\n' || buffer_[begin] == '\r') return false;
  const __m128i delimiter = _mm_set1_epi8(delimiter_);
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i cr = _mm_set1_epi8('\r');
  const __m128i lf = _mm_set1_epi8('\n');
  const auto* const bytes = buffer_.data();
  std::size_t start = begin;
  for (std::size_t p = begin; p + 16 <= end_; p += 16) {
    const __m128i now = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + p));
    const __m128i means =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(now, delimiter), _mm_cmpeq_epi8(now, quote)),
                     _mm_or_si128(_mm_cmpeq_epi8(now, cr), _mm_cmpeq_epi8(now, lf)));
    for (auto mask = static_cast<unsigned>(_mm_movemask_epi8(means)); mask != 0; mask &= mask - 1) {
      const std::size_t at = p + static_cast<std::size_t>(std::countr_zero(mask));
      const char c = static_cast<char>(bytes[at]);
      if (c == '"' || fields_.size() >= limits_.fields || at - start > limits_.field_bytes ||
          at - begin > limits_.row_bytes) {
        fields_.clear();
        return false;
      }
      fields_.emplace_back(reinterpret_cast<const char*>(bytes + start), at - start);
      start = at + 1;
      if (c == delimiter_) continue;
      at_ = start;
      skip_lf_ = c == '\r';
      row_line_ = line_++;
      return true;
    }
  }
  fields_.clear();
  return false;
}

Result<std::span<const std::string_view>> CsvReader::next() {
  if (!begun_) SEKISHO_CHECK(begin());
  text_.clear();
  bounds_.clear();
  fields_.clear();
  state_ = State::field_start;
  if (plain_row()) {
    ++rows_;
    return std::span<const std::string_view>(fields_);
  }
  bool complete = false;
  bool started = false;
  while (!complete) {
    if (at_ == end_) {
      SEKISHO_TRY(const bool more, fill());
      if (!more) break;
    }
    if (state_ == State::plain || state_ == State::quoted) SEKISHO_CHECK(take_run());
    if (at_ == end_) continue;
    const char c = static_cast<char>(buffer_[at_++]);
    if (skip_lf_ && c == '\n' && state_ != State::quoted) {
      skip_lf_ = false;
      continue;
    }
    if (!started && c != '\n' && c != '\r') {
      started = true;
      row_line_ = line_;
    }
    if (state_ != State::quoted) skip_lf_ = false;
    SEKISHO_TRY(complete, take(c));
  }
  if (!complete) {
    if (state_ == State::quoted)
      return wrong(ErrorCode::invalid_input, "引用符（\"）が閉じられないまま、ファイルが終わっています。",
                   "end of file inside quotes");
    if (state_ == State::field_start && bounds_.empty()) return std::span<const std::string_view>{};
    SEKISHO_CHECK(end_field());
  }
  std::size_t start = 0;
  for (const std::size_t end : bounds_) {
    fields_.emplace_back(text_.data() + start, end - start);
    start = end;
  }
  ++rows_;
  return std::span<const std::string_view>(fields_);
}

}  // namespace sekisho
