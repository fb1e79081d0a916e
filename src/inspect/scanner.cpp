#include "scanner.h"

#include "base/decoder.h"
#include "fold.h"
#include "inspect/text.h"
#include "scan_table.h"

namespace sekisho::inspect {
namespace {

constexpr unsigned most_quoted_lines = 32;  // after that a quote was just a quote
constexpr std::size_t longest_escape = 12;

bool is_hex(char16_t c) {
  return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

std::uint32_t number_of(std::u16string_view digits, unsigned base) {
  std::uint32_t value = 0;
  for (const char16_t c : digits) {
    const unsigned digit = c <= u'9' ? c - u'0' : (c | 0x20u) - u'a' + 10;
    value = value * base + digit;
    if (value > 0x10FFFF) return 0;
  }
  return value;
}

}  // namespace

Scanner::Scanner(Matcher::Datasets datasets, bool samples, AttributeSet only)
    : ScannerState(datasets, samples, only) {
  table_ = &ScanTable::get();
  field_.reserve(field_capacity + 32);
}

void Scanner::begin_part(const std::string& path, bool paragraphs) {
  matcher_.begin_part(path);
  patterns_.begin_part(path);
  labels_.clear();
  first_record_ = true;
  headings_ = true;
  shape_ = paragraphs ? Shape::lines : Shape::unknown;
  paragraphs_ = paragraphs;
  line_ = 1;
  row_ = line_;
  matcher_.begin_row(row_);
  before_ = 0;
}

bool Scanner::at_line_start() const {
  return shape_ == Shape::lines && field_.empty() && blanks_ == 0 && !record_begun_ && escape_.empty() &&
         !in_quotes_ && base64_.empty() && !base64_given_ && high_ == 0 && !replaying_ &&
         (before_ == u'\n' || before_ == 0);
}

bool Scanner::feed(std::u16string_view text) {
  for (const char16_t c : text)
    if (!unit(c)) return false;
  return true;
}

inline void Scanner::put(char16_t folded, std::uint8_t flags) {
  if (blanks_ > 0) {
    // Two blanks or more are the padding of a fixed-width field.
    if (blanks_ > 1) {
      end_field();
    } else if (!field_.empty()) {
      field_.push_back(u' ');
    }
    blanks_ = 0;
  }
  if (field_.size() >= field_capacity) {
    field(field_, field_flags_);
    field_.erase(0, field_.size() - field_overlap);
    ++field_number_;
  }
  field_.push_back(folded);
  field_flags_ |= flags;
}

bool Scanner::unit(char16_t c) {
  const ScanTable::Entry entry = (*table_)[c];
  if (entry.does == ScanTable::Does::binary) return false;
  base64(c);
  formula_unit(c);
  if (!escape_.empty()) {
    escape(c);
    return true;
  }
  if (tag_ != Tag::none && tag_ != Tag::rest) tag(c);
  if (entry.does == ScanTable::Does::plain && shape_ != Shape::unknown) {
    put(entry.to, entry.flags);
  } else {
    plain(c);
  }
  before_ = c;
  return true;
}

void Scanner::plain(char16_t c) {
  const ScanTable::Entry entry = (*table_)[c];
  if (shape_ == Shape::unknown && entry.does != ScanTable::Does::blank &&
      entry.does != ScanTable::Does::line_end)
    decide_shape(c);
  switch (entry.does) {
    case ScanTable::Does::plain:
      put(entry.to, entry.flags);
      break;
    case ScanTable::Does::drop:
    case ScanTable::Does::binary:
    case ScanTable::Does::wrong:
      break;
    case ScanTable::Does::blank:
      ++blanks_;
      break;
    case ScanTable::Does::separator:
      if (c == u'@' || c == u'＠') at_sign(field_);
      end_field();
      separated(c, before_);
      break;
    case ScanTable::Does::line_end:
      end_line();
      line_ += c == u'\n';
      break;
    case ScanTable::Does::special:
      special(c);
      break;
    case ScanTable::Does::slow: {
      scratch_.clear();
      if (c >= 0xD800 && c <= 0xDBFF) {
        high_ = c;
      } else if (c >= 0xDC00 && c <= 0xDFFF) {
        if (high_ != 0)
          FoldTable::get().append_astral(0x10000 + ((high_ & 0x3FFu) << 10) + (c & 0x3FFu), scratch_);
        high_ = 0;
      } else {
        FoldTable::get().append(c, scratch_);
      }
      const std::u16string folded = scratch_;  // put() may use the scratch
      for (const char16_t f : folded) put(f, flags_of(f));
      break;
    }
  }
}

void Scanner::decide_shape(char16_t c) {
  shape_ = c == u'{' || c == u'[' ? Shape::json : c == u'<' ? Shape::xml : Shape::lines;
}

void Scanner::special(char16_t c) {
  if ((c == u'\\' || c == u'&') && !replaying_) {
    escape_.push_back(c);
    return;
  }
  if (shape_ == Shape::json) {
    json(c);
    return;
  }
  if (c == u'"' && shape_ == Shape::lines && !paragraphs_) {
    // A quote opens where a field begins and closes at the next one; a doubled quote closes and opens.
    if (in_quotes_) {
      in_quotes_ = false;
    } else if ((field_.empty() && (before_ == u',' || before_ == u'\t' || before_ == u';' ||
                                   before_ == u'\n' || before_ == u'\r' || before_ == 0)) ||
               before_ == u'"') {
      in_quotes_ = true;
      quoted_lines_ = 0;
    }
  }
  if (shape_ == Shape::xml && c == u'<') {
    end_field();
    tag_ = Tag::start;
    tag_hash_ = 2166136261u;
    return;
  }
  if (shape_ == Shape::xml && c == u'>' && tag_ == Tag::rest) {
    if (before_ == u'/' && depth_ > 0) --depth_;
    tag_ = Tag::none;
  }
  end_field();
}

// Character references: \uXXXX (JSON, programs), other backslashes, &#N; and &#xH; (XML, HTML).
void Scanner::escape(char16_t c) {
  escape_.push_back(c);
  const std::size_t size = escape_.size();
  if (escape_[0] == u'\\') {
    if (size == 2 && c != u'u') {
      escape_.clear();
      if (c == u'"' || c == u'\\') return;  // the character itself separates nothing in a value
      if (c == u'/') return plain(c);
      if (c == u'n' || c == u't' || c == u'r') {
        end_field();
      } else {
        end_field();
        plain(c);
        before_ = c;
      }
      return;
    }
    if (size > 2 && !is_hex(c)) return replay();
    if (size < 6) return;
    const auto value = static_cast<char16_t>(number_of(std::u16string_view(escape_).substr(2), 16));
    escape_.clear();
    replaying_ = true;
    if ((*table_)[value].does == ScanTable::Does::plain || (*table_)[value].does == ScanTable::Does::slow ||
        (*table_)[value].does == ScanTable::Does::blank)
      plain(value);
    else
      end_field();
    replaying_ = false;
    before_ = u'u';
    return;
  }
  const bool hex = size > 2 && (escape_[2] | 0x20) == u'x';
  if (size == 2 && c != u'#') return replay();
  if (size == 3 && hex) return;
  if (size > 2 && c == u';') {
    const std::uint32_t value =
        number_of(std::u16string_view(escape_).substr(hex ? 3 : 2, size - (hex ? 4 : 3)), hex ? 16 : 10);
    escape_.clear();
    scratch_.clear();
    if (value >= 0x20 && value < 0xD800)
      fold_append(value, scratch_);
    else if (value > 0xDFFF)
      fold_append(value, scratch_);
    if (value == 0x20 || value == 0x3000 || value == 0xA0) ++blanks_;
    const std::u16string folded = scratch_;
    for (const char16_t f : folded) put(f, flags_of(f));
    before_ = u';';
    return;
  }
  if (size > 2 && !(hex ? is_hex(c) : (c >= u'0' && c <= u'9'))) return replay();
  if (size >= longest_escape) replay();
}

// It was no reference after all: its characters stand for themselves.
void Scanner::replay() {
  const std::u16string text = std::move(escape_);
  escape_.clear();
  replaying_ = true;
  for (const char16_t c : text) {
    plain(c);
    before_ = c;
  }
  replaying_ = false;
}

void Scanner::notice_encrypted() {
  if (field_.starts_with(u"-----BEGIN ") &&
      (field_.find(u"MESSAGE") != field_.npos || field_.find(u"ENCRYPTED") != field_.npos ||
       field_.find(u"PKCS7") != field_.npos || field_.find(u"CMS") != field_.npos))
    encrypted_ = true;
}

void Scanner::end_field() {
  blanks_ = 0;
  if (field_.empty()) return;
  record_begun_ = true;
  if (field_[0] == u'-' && field_.size() > 10) notice_encrypted();
  if (field_number_ == record_field_) note_heading(field_, field_flags_);
  look(field_, field_flags_);
  field(field_, field_flags_);
  field_.clear();
  field_flags_ = 0;
  ++field_number_;
}

void Scanner::end_line() {
  end_field();
  if (shape_ == Shape::json || shape_ == Shape::xml) return;
  if (in_quotes_ && ++quoted_lines_ <= most_quoted_lines) return;
  in_quotes_ = false;
  end_record();
}

void Scanner::end_record() {
  if (shape_ == Shape::json || shape_ == Shape::xml) matcher_.has_cells();
  if (heading_ || !turned_headings_.empty()) turn_record();
  matcher_.end_record();
  patterns_.end_record(shape_ == Shape::lines ? row_ : records_ + 1);
  if (record_begun_) {
    ++records_;
    if (!headings_ || labels_.size() < 2) labels_.clear();
    first_record_ = false;
  }
  mail_field_ = nothing;
  record_begun_ = false;
  number_count_ = 0;
  last_text_field_ = nothing;
  record_field_ = field_number_;
  heading_.reset();
  // Of lines the row is the line where the next record may begin, of objects and elements their number.
  row_ = shape_ == Shape::lines ? line_ + 1 : records_ + 1;
  matcher_.begin_row(row_);
}

void Scanner::finish() {
  if (!escape_.empty()) replay();
  end_field();
  end_record();
  end_base64();
  flush_turned();
  matcher_.finish();
  in_quotes_ = false;
  depth_ = 0;
  lists_ = 0;
  record_depth_ = 0;
  in_string_ = false;
  tag_ = Tag::none;
  open_.fill(0);
  sibling_.fill(0);
  high_ = 0;
}

// A cell is a field of its own, whatever it holds.
void Scanner::row(std::uint64_t number, std::span<const std::string_view> cells) {
  shape_ = Shape::lines;
  row_ = number;
  matcher_.begin_row(number);
  if (table_cells(number, cells)) return;
  matcher_.has_cells();
  for (const std::string_view cell : cells) {
    if (cell.empty()) {
      ++field_number_;
      continue;
    }
    if (simple_cell(cell)) continue;
    cell_.clear();
    Decoder decoder(Encoding::utf8);
    if (!decoder.feed(as_bytes(cell), cell_)) decoder = Decoder(Encoding::utf8);
    for (const char16_t c : cell_) {
      const ScanTable::Entry entry = (*table_)[c];
      if (entry.does == ScanTable::Does::plain) {
        put(entry.to, entry.flags);
      } else if (entry.does == ScanTable::Does::line_end || entry.does == ScanTable::Does::special) {
        end_field();
      } else {
        plain(c);
      }
      before_ = c;
    }
    end_field();
    before_ = u'\n';
  }
  end_record();
}

}  // namespace sekisho::inspect
