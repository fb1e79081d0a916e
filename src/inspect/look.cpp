// What a field says besides the datasets: patterns, mail addresses, formulas.
#include "base/decoder.h"
#include "formats/formula.h"
#include "scan_table.h"
#include "scanner.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t most_labels = 300;
constexpr std::size_t longest_label = 30;
constexpr std::size_t longest_formula = 300;

bool begins_formula(char16_t c) { return c == u'=' || c == u'+' || c == u'-' || c == u'@'; }

// Whether a column's heading tells what a bare number in it is.
bool says_what(std::u16string_view heading) {
  static constexpr std::u16string_view words[] = {u"口座",     u"免許",     u"保険", u"記号",  u"旅券",
                                                  u"ハスホ",   u"カ-ト",    u"電話", u"携帯",  u"法人",
                                                  u"個人番号", u"マイナン", u"TEL",  u"PHONE", u"FAX"};
  for (const auto word : words)
    if (heading.find(word) != heading.npos) return true;
  return false;
}

// Fewer digits are none of the patterns.
bool enough_digits(std::u16string_view text) {
  std::size_t digits = 0;
  for (const char16_t c : text) digits += is_digit(c);
  return digits >= 6;
}

}  // namespace

std::u16string_view Scanner::label() const {
  const std::size_t column = field_number_ - record_field_;
  return column < labels_.size() ? std::u16string_view(labels_[column]) : std::u16string_view();
}

void Scanner::look(std::u16string_view text, unsigned flags) {
  if (first_record_) {
    headings_ = headings_ && !(flags & flag::digit) && text.size() <= longest_label;
    if (headings_ && labels_.size() < most_labels)
      labels_.emplace_back(says_what(text) ? text : std::u16string_view());
  }
  if (mail_field_ + 1 == field_number_ && mail_field_ != nothing && (flags & flag::latin)) {
    patterns_.mail(mail_local_, text.substr(0, text.find(u' ')));
    mail_field_ = nothing;
  }
  if ((flags & flag::digit) && enough_digits(text)) patterns_.text(text, label());
}

void Scanner::look(std::uint64_t value, std::size_t size) {
  if (first_record_) headings_ = false;
  patterns_.number(value, size, label());
}

void Scanner::at_sign(std::u16string_view local) {
  mail_field_ = field_number_;
  mail_local_.assign(local.substr(local.rfind(u' ') + 1));
}

// Of prose sentences are told apart, of tables they are not: 3,400 has no cells.
void Scanner::separated(char16_t separator, char16_t before) {
  if (separator == u'。') {
    matcher_.ends_sentence();
  } else if (separator == u'\t' || separator == u';' || separator == u'|' ||
             (separator == u',' && !is_digit(before))) {
    matcher_.has_cells();
  }
}

void Scanner::formula(std::string_view cell) {
  if (formats::is_dangerous_formula(cell)) {
    ++dangerous_formulas_;
  } else if (formats::is_formula_cell(cell)) {
    ++formulas_;
  }
}

void Scanner::formula_unit(char16_t c) {
  if (shape_ != Shape::lines || paragraphs_) return;
  if (formula_.empty()) {
    const bool begins = before_ == u',' || before_ == u'\t' || before_ == u';' || before_ == u'"' ||
                        before_ == u'\n' || before_ == u'\r' || before_ == 0;
    if (begins && begins_formula(c)) formula_.push_back(c);
    return;
  }
  if (c != u',' && c != u'\t' && c != u'\n' && c != u'\r' && formula_.size() < longest_formula) {
    formula_.push_back(c);
    return;
  }
  std::string cell;
  utf16_to_utf8(formula_, cell);
  formula_.clear();
  formula(cell);
}

void Scanner::abandon() {
  matcher_.abandon_record();
  patterns_.abandon_record();
  field_number_ = record_field_;
  heading_.reset();
  record_begun_ = false;
  number_count_ = 0;
  last_text_field_ = nothing;
  mail_field_ = nothing;
  era_ = 0;
  if (first_record_) {
    labels_.clear();
    headings_ = true;
  }
}

}  // namespace sekisho::inspect
