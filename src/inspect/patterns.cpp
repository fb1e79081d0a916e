#include "patterns.h"

#include <smmintrin.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/decoder.h"
#include "fold.h"
#include "inspect/identifiers.h"

namespace sekisho::inspect {
namespace {

using View = std::u16string_view;

constexpr std::size_t near = 40;  // units between a word and the number that it is about
constexpr std::size_t most_digits = 19;
constexpr std::size_t most_groups = 6;

// The next digit or '@' from `at` on.
std::size_t next_mark(View line, std::size_t at) {
  const __m128i zero = _mm_set1_epi16('0');
  const __m128i nine = _mm_set1_epi16(9);
  const __m128i mail = _mm_set1_epi16('@');
  for (; at + 8 <= line.size(); at += 8) {
    const __m128i units = _mm_loadu_si128(reinterpret_cast<const __m128i*>(line.data() + at));
    const __m128i from_zero = _mm_sub_epi16(units, zero);
    const __m128i digit = _mm_cmpeq_epi16(_mm_min_epu16(from_zero, nine), from_zero);
    const auto mask =
        static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(digit, _mm_cmpeq_epi16(units, mail))));
    if (mask != 0) return at + static_cast<std::size_t>(__builtin_ctz(mask)) / 2;
  }
  while (at < line.size() && !is_digit(line[at]) && line[at] != u'@') ++at;
  return at;
}

// Digits in groups that one and the same character separates: "03-1234-5678", "1234 5678 9018".
struct Groups {
  std::array<std::size_t, most_groups> sizes{};
  std::size_t count = 0;
  std::array<char, most_digits> digits{};
  std::size_t size = 0;
  std::size_t end = 0;  // in the line
  std::string_view text() const { return {digits.data(), size}; }
};

// Words that say what a bare number is, folded.
enum Topic : unsigned {
  account,
  licence,
  passport,
  insurer,
  insured,
  symbol,
  postal,
  record,
  individual,
  topics
};
struct Word {
  Topic topic;
  View text;
};
constexpr Word words[] = {{account, u"口座"},          {account, u"普通"},      {account, u"当座"},
                          {account, u"貯蓄"},          {account, u"支店"},      {licence, u"免許"},
                          {licence, u"運転者"},        {licence, u"LICEN"},     {passport, u"旅券"},
                          {passport, u"ハスホ-ト"},    {passport, u"PASSPORT"}, {insurer, u"保険者番号"},
                          {insured, u"被保険者"},      {insured, u"保険証"},    {insured, u"資格確認書"},
                          {symbol, u"記号"},           {postal, u"ユウチヨ"},   {postal, u"郵便貯金"},
                          {record, u"住民票コ-ト"},    {record, u"住基コ-ト"},  {individual, u"個人番号"},
                          {individual, u"マイナンハ-"}};

// A bit for each character that a word begins with.
constexpr auto begins_word = [] {
  std::array<std::uint64_t, 1024> out{};
  for (const Word& word : words) out[word.text[0] >> 6] |= std::uint64_t{1} << (word.text[0] & 63);
  return out;
}();

// Which topics a text speaks of, a bit each.
unsigned topics_of(View text) {
  unsigned out = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((begins_word[text[i] >> 6] >> (text[i] & 63) & 1) == 0) continue;
    for (const Word& word : words)
      if (text.substr(i).starts_with(word.text)) out |= 1u << word.topic;
  }
  return out;
}

bool says(View text, Topic topic) {
  return std::ranges::any_of(
      words, [&](const Word& w) { return w.topic == topic && text.find(w.text) != View::npos; });
}

bool is_date(std::string_view d) { return d.size() == 8 && (d.starts_with("19") || d.starts_with("20")); }

bool is_time_stamp(std::string_view d) {  // YYYYMMDDHHMM
  const auto two = [&](std::size_t at) { return (d[at] - '0') * 10 + d[at + 1] - '0'; };
  return (two(0) == 19 || two(0) == 20) && two(4) >= 1 && two(4) <= 12 && two(6) >= 1 && two(6) <= 31 &&
         two(8) < 24 && two(10) < 60;
}

// Area code and exchange make six digits with the leading 0, and no exchange begins with 0 or 1.
bool is_phone(const Groups& g) {
  const std::string_view d = g.text();
  if (d.size() < 10 || d.size() > 11 || d[0] != '0' || d[1] == '0') return false;
  const bool bare = g.count == 1;
  if (d.size() == 11) {
    const std::string_view kind = d.substr(0, 3);
    if (kind == "080" && d[3] == '0') return bare || (g.count == 3 && g.sizes[0] == 4);
    if (kind != "050" && kind != "060" && kind != "070" && kind != "080" && kind != "090") return false;
    if (d[3] == '0') return false;
    return bare || (g.count == 3 && g.sizes[0] == 3 && g.sizes[1] == 4) || (g.count == 2 && g.sizes[0] == 3);
  }
  if (d.starts_with("0120") || d.starts_with("0570")) return bare || (g.sizes[0] == 4 && g.count <= 3);
  if (bare) return d[2] >= '1' || d[3] >= '1';
  if (g.count != 3 || g.sizes[2] != 4 || g.sizes[0] < 2 || g.sizes[0] > 5 || g.sizes[0] + g.sizes[1] != 6)
    return false;
  return d[g.sizes[0]] >= '2';
}

bool card_groups(const Groups& g) {
  if (g.count == 1) return true;
  if (g.sizes[0] != 4) return false;
  if (g.count == 3) return g.sizes[1] == 6 && (g.sizes[2] == 5 || g.sizes[2] == 4);
  return (g.count == 4 || g.count == 5) && g.sizes[1] == 4 && g.sizes[2] == 4 && g.sizes[3] == 4;
}

class Line {
 public:
  Line(View line, View label, void (*tell)(void*, const PatternHit&), void* to)
      : line_(line), label_(label), tell_(tell), to_(to) {}

  void scan() {
    for (std::size_t at = next_mark(line_, 0); at < line_.size(); at = next_mark(line_, at))
      at = line_[at] == u'@' ? mail(at) : number(at);
  }

 private:
  char16_t unit(std::size_t at) const { return at < line_.size() ? line_[at] : u'\0'; }
  char16_t before(std::size_t at) const { return at > done_ ? line_[at - 1] : u'\0'; }

  std::size_t hit(Pattern pattern, std::size_t begin, std::size_t end) {
    tell_(to_, {pattern, begin, end});
    return done_ = end;
  }

  bool about(std::size_t begin, Topic topic) {
    // Most lines speak of nothing; that is found out once.
    if (!said_) said_ = topics_of(label_) | topics_of(line_);
    if ((*said_ >> topic & 1u) == 0) return false;
    const std::size_t from = begin - std::min(begin, near);
    return says(label_, topic) || says(line_.substr(from, begin - from), topic);
  }

  // "被保険者番号" ends like "保険者番号", and is another number: the nearest one counts.
  bool about_insurer(std::size_t begin) {
    if (!about(begin, insurer)) return false;
    const std::size_t from = begin - std::min(begin, near);
    View text = line_.substr(from, begin - from);
    std::size_t at = text.rfind(u"保険者番号");
    if (at == View::npos) text = label_, at = text.rfind(u"保険者番号");
    return at != View::npos && (at == 0 || text[at - 1] != u'被');
  }

  static bool is_local(char16_t c) {
    return is_latin(c) || is_digit(c) || c == u'.' || c == u'_' || c == u'-' || c == u'+' || c == u'%';
  }

  std::size_t mail(std::size_t at) {
    std::size_t begin = at;
    while (begin > done_ && at - begin < 64 && is_local(line_[begin - 1])) --begin;
    while (begin < at && !is_latin(line_[begin]) && !is_digit(line_[begin])) ++begin;
    std::size_t end = at + 1;
    while (end < line_.size() && end - at <= 253 &&
           (is_latin(line_[end]) || is_digit(line_[end]) || line_[end] == u'.' || line_[end] == u'-'))
      ++end;
    while (end > at + 1 && !is_latin(line_[end - 1])) --end;
    const View domain = line_.substr(at + 1, end - at - 1);
    const std::size_t dot = domain.rfind(u'.');
    const bool sound = begin < at && dot != View::npos && dot > 0 && domain.size() - dot > 2 &&
                       std::ranges::all_of(domain.substr(dot + 1), is_latin) &&
                       domain.find(u"..") == View::npos;
    return sound ? hit(Pattern::mail, begin, end) : at + 1;
  }

  std::size_t run_end(std::size_t at) const {
    while (at < line_.size() && is_digit(line_[at])) ++at;
    return at;
  }

  // Groups from `at` on, `count` of them at most, that `separator` stands between.
  std::optional<Groups> groups(std::size_t at, char16_t separator, std::size_t count) const {
    Groups g;
    for (;;) {
      const std::size_t end = run_end(at);
      if (g.size + end - at > most_digits) return std::nullopt;
      g.sizes[g.count++] = end - at;
      while (at < end) g.digits[g.size++] = static_cast<char>(line_[at++]);
      g.end = end;
      if (g.count == count || unit(end) != separator || !is_digit(unit(end + 1))) return g;
      at = end + 1;
    }
  }

  // "(03)1234-5678", "03(1234)5678": brackets are taken for dashes. A space after dashes ends the number.
  std::optional<Groups> bracketed(std::size_t at) const {
    Groups g;
    for (bool dashes = false;;) {
      const std::size_t end = run_end(at);
      if (g.size + end - at > 11) return std::nullopt;
      g.sizes[g.count++] = end - at;
      while (at < end) g.digits[g.size++] = static_cast<char>(line_[at++]);
      g.end = end;
      const char16_t c = unit(end);
      if (g.count == 3 || (c != u'-' && c != u'(' && c != u')' && c != u' ') || (c == u' ' && dashes))
        return g;
      dashes = dashes || c != u' ';
      at = end + 1 + (c == u')' && (unit(end + 1) == u'-' || unit(end + 1) == u' ') ? 1u : 0u);
      if (!is_digit(unit(at))) return g;
    }
  }

  // Where the number that begins at `at` ends, or where to look next.
  std::size_t number(std::size_t at) {
    const std::size_t end = run_end(at);
    if (end - at > most_digits) return end;
    if (before(at) == u'+' && line_.substr(at).starts_with(u"81"))
      if (const auto phone = abroad(at)) return hit(Pattern::phone, at - 1, *phone);
    const char16_t c = before(at);
    if (is_latin(c)) return lettered(at, end);
    if (is_latin(unit(end)) || unit(end) == u'@' || (c == u'.' && at >= 2 && is_digit(line_[at - 2]))) {
      // A local part of a mail address, or a code; its digits are no number.
      return end;
    }
    // Most numbers are short: only a 記号 makes something of them by themselves.
    if (end - at >= 5 || (end - at >= 2 && about(at, symbol)))
      if (const auto found = single(at, end)) return *found;
    if (const auto found = grouped(at)) return *found;
    return end;
  }

  std::optional<std::size_t> abroad(std::size_t at) const {
    std::size_t from = at + 2;
    if (line_.substr(from).starts_with(u"(0)")) from += 3;
    if (unit(from) == u'-' || unit(from) == u' ') ++from;
    if (line_.substr(from).starts_with(u"(0)")) from += 3;
    if (!is_digit(unit(from))) return std::nullopt;
    const auto rest = bracketed(from);
    if (!rest || rest->size > 10 || rest->digits[0] == '0') return std::nullopt;
    Groups national = *rest;
    std::copy_backward(national.digits.begin(),
                       national.digits.begin() + static_cast<std::ptrdiff_t>(rest->size),
                       national.digits.begin() + static_cast<std::ptrdiff_t>(rest->size) + 1);
    national.digits[0] = '0';
    ++national.size;
    ++national.sizes[0];
    return is_phone(national) ? std::optional(national.end) : std::nullopt;
  }

  std::size_t lettered(std::size_t at, std::size_t end) {
    const auto g = groups(at, 0, 1);
    if (is_latin(unit(end))) return end;
    if (end - at == 13 && line_[at - 1] == u'T' && is_corporate_number(g->text()))
      return hit(Pattern::corporate_number, at, end);
    if (end - at == 7 && at >= done_ + 2 && is_latin(line_[at - 2]) && (at < 3 || !is_latin(line_[at - 3])) &&
        about(at - 2, passport))
      return hit(Pattern::passport, at - 2, end);
    return end;
  }

  std::optional<std::size_t> single(std::size_t at, std::size_t end) {
    const auto g = groups(at, 0, 1);
    const std::string_view d = g->text();
    const bool in_chain = (unit(end) == u'-' && is_digit(unit(end + 1))) ||
                          (at >= 2 && line_[at - 1] == u'-' && is_digit(line_[at - 2]));
    switch (d.size()) {
      case 12:
        if (about(at, licence) && is_drivers_licence(d)) return hit(Pattern::drivers_licence, at, end);
        if (is_individual_number(d) && (!is_time_stamp(d) || about(at, individual)))
          return hit(Pattern::individual_number, at, end);
        return std::nullopt;
      case 13:
        if (is_corporate_number(d)) return hit(Pattern::corporate_number, at, end);
        break;
      case 11:
        if (in_chain) return std::nullopt;
        if (is_resident_record_code(d) && (!is_phone(*g) || about(at, record)))
          return hit(Pattern::record_code, at, end);
        break;
      default:
        break;
    }
    if (is_credit_card(d)) return hit(Pattern::credit_card, at, end);
    if (in_chain) return std::nullopt;
    if (is_phone(*g)) return hit(Pattern::phone, at, end);
    return d.size() <= 10 ? labelled(at, end, d) : std::nullopt;
  }

  // Numbers that only the words around them tell apart.
  std::optional<std::size_t> labelled(std::size_t at, std::size_t end, std::string_view d) {
    if ((d.size() == 8 || d.size() == 6) && is_insurer_number(d) && about_insurer(at))
      return hit(Pattern::insurer, at, end);
    const bool by_symbol = about(at, symbol);
    const bool by_post = by_symbol && about(at, postal);
    if ((d.size() == 7 && about(at, account)) || (by_post && d.size() >= 5 && d.size() <= 8))
      return hit(Pattern::bank_account, at, end);
    if (d.size() >= 2 && ((by_symbol && !by_post) || (d.size() >= 6 && !is_date(d) && about(at, insured)))) {
      // 記号 and 番号 are one: "記号 1234 番号 567".
      const std::size_t number = line_.substr(end, 8).find(u"番号");
      if (by_symbol && number != View::npos) {
        std::size_t from = end + number + 2;
        while (from < line_.size() && from < end + number + 5 && !is_digit(line_[from])) ++from;
        if (is_digit(unit(from)) && run_end(from) - from <= 10)
          return hit(Pattern::insurance, at, run_end(from));
      }
      if (about(at, insured)) return hit(Pattern::insurance, at, end);
    }
    return std::nullopt;
  }
  std::optional<std::size_t> grouped(std::size_t at) {
    const char16_t c = before(at);
    if (c == u'-' && at >= 2 && is_digit(line_[at - 2])) return std::nullopt;
    const char16_t separator = unit(run_end(at));
    if (separator != u'-' && separator != u' ' && separator != u'(' && separator != u')') return std::nullopt;
    const std::size_t begin = c == u'(' ? at - 1 : at;
    if (const auto phone = line_[at] == u'0' ? bracketed(at) : std::nullopt;
        phone && phone->count > 1 && is_phone(*phone) && closed(phone->end))
      return hit(Pattern::phone, begin, phone->end);
    if (separator != u'-' && separator != u' ') return std::nullopt;
    // Beside a space another number may begin: every count of groups is tried, the longest first.
    std::size_t count = most_groups;
    if (const auto all = groups(at, separator, count)) {
      if (all->size < 12) return std::nullopt;
      count = all->count;
    }
    for (; count >= 2; --count) {
      const auto g = groups(at, separator, count);
      if (!g || !closed(g->end)) continue;
      if (g->size >= 14 && card_groups(*g) && is_credit_card(g->text()))
        return hit(Pattern::credit_card, at, g->end);
      if (*std::min_element(g->sizes.begin(), g->sizes.begin() + static_cast<std::ptrdiff_t>(count)) < 2)
        continue;
      if (g->size == 12 && about(at, licence) && is_drivers_licence(g->text()))
        return hit(Pattern::drivers_licence, at, g->end);
      if (g->size == 12 && is_individual_number(g->text()) &&
          (!is_time_stamp(g->text()) || about(at, individual)))
        return hit(Pattern::individual_number, at, g->end);
      if (g->size == 13 && g->sizes[0] == 1 && is_corporate_number(g->text()))
        return hit(Pattern::corporate_number, at, g->end);
    }
    return std::nullopt;
  }

  bool closed(std::size_t end) const {
    return !is_latin(unit(end)) && unit(end) != u'@' && !(unit(end) == u'-' && is_digit(unit(end + 1)));
  }

  View line_;
  View label_;
  void (*tell_)(void*, const PatternHit&);
  void* to_;
  std::size_t done_ = 0;
  std::optional<unsigned> said_;
};

}  // namespace

void Patterns::scan_line(View line, View label, void (*tell)(void*, const PatternHit&), void* to) {
  Line(line, label, tell, to).scan();
}

std::string masked(View folded) {
  const std::size_t shown = std::min<std::size_t>(4, folded.size() / 3);
  std::u16string out(folded);
  for (std::size_t i = shown; i < out.size(); ++i)
    if (out[i] != u'-' && out[i] != u'@' && out[i] != u'.' && out[i] != u' ') out[i] = u'*';
  std::string utf8;
  utf16_to_utf8(out, utf8);
  return utf8;
}

}  // namespace sekisho::inspect
