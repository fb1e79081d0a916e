#include "mail_header.h"

#include <algorithm>
#include <cstring>

#include "charset.h"
#include "transfer.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t piece_size = std::size_t{64} << 10;
constexpr std::size_t most_header = std::size_t{256} << 10;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// The name of a field, where the line begins with one.
std::string_view field_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon > 76) return {};
  const std::string_view name = line.substr(0, colon);
  const bool fits = std::ranges::all_of(name, [](char c) { return c > 0x20 && c < 0x7F; });
  return fits ? name : std::string_view();
}

Bytes bytes_of(std::unique_ptr<ByteSource> source) {
  auto bytes = read_all(*source, most_header);
  return bytes ? *std::move(bytes) : Bytes();
}

Bytes from_q(std::string_view text) {
  std::string quoted(text);
  std::ranges::replace(quoted, '_', ' ');
  quoted += "=";  // so that a space at the end is kept
  quoted += "\n";
  return bytes_of(quoted_printable_decoded(std::make_unique<MemorySource>(as_bytes(quoted))));
}

// "=?charset?B?text?=" at `at`; its length, or 0.
struct Word {
  std::size_t size = 0;
  std::string charset;
  Bytes bytes;
};

Word encoded_word(std::string_view value, std::size_t at) {
  if (value.substr(at, 2) != "=?") return {};
  const std::size_t charset_end = value.find('?', at + 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= value.size() ||
      value[charset_end + 2] != '?')
    return {};
  const std::size_t end = value.find("?=", charset_end + 3);
  if (end == std::string_view::npos) return {};
  Word word;
  word.charset = lower(value.substr(at + 2, charset_end - at - 2));
  if (const std::size_t language = word.charset.find('*'); language != std::string::npos)
    word.charset.resize(language);
  const std::string_view text = value.substr(charset_end + 3, end - charset_end - 3);
  const char encoding = value[charset_end + 1];
  if (encoding == 'B' || encoding == 'b')
    word.bytes = bytes_of(base64_decoded(std::make_unique<MemorySource>(as_bytes(text))));
  else if (encoding == 'Q' || encoding == 'q')
    word.bytes = from_q(text);
  else
    return {};
  word.size = end + 2 - at;
  return word;
}

Bytes percent_decoded(std::string_view text) {
  Bytes out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = text[i] == '%' && i + 2 < text.size() ? from_hex(text.substr(i + 1, 2)) : std::nullopt;
    if (byte) {
      out.push_back(byte->front());
      i += 2;
    } else {
      out.push_back(static_cast<std::uint8_t>(text[i]));
    }
  }
  return out;
}

// Reads `name=value` pairs behind the first word; values may be quoted.
class Parameters {
 public:
  explicit Parameters(std::string_view text) : text_(text) {}

  bool next(std::string& name, std::string& value) {
    while (at_ < text_.size() && (text_[at_] == ';' || text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    if (at_ >= text_.size()) return false;
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '=' && text_[at_] != ';') ++at_;
    name = lower(trimmed(text_.substr(begin, at_ - begin)));
    value.clear();
    if (at_ >= text_.size() || text_[at_] == ';') return true;
    ++at_;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    if (at_ < text_.size() && text_[at_] == '"')
      quoted(value);
    else
      while (at_ < text_.size() && text_[at_] != ';') value += text_[at_++];
    value = std::string(trimmed(value));
    return true;
  }

 private:
  void quoted(std::string& value) {
    bool escapes = false;  // the second bytes of Japanese may be 0x5C or 0x22 within an escape's reach
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\x1B') escapes = at_ + 1 < text_.size() && text_[at_ + 1] == '$';
      if (!escapes && text_[at_] == '"') break;
      if (!escapes && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_];
    }
    ++at_;
    while (at_ < text_.size() && text_[at_] != ';') ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

struct Continued {  // RFC 2231: name*0*=…; name*1=…
  std::map<unsigned, std::pair<std::string, bool>> pieces;
};

}  // namespace

LineReader::LineReader(RandomSource& source, std::uint64_t begin, std::uint64_t end)
    : source_(source), at_(begin), end_(end), piece_begin_(begin) {}

Result<bool> LineReader::fill() {
  piece_begin_ = at_;
  piece_.resize(std::min<std::uint64_t>(piece_size, end_ - at_));
  SEKISHO_TRY(const std::size_t got, source_.read_at(at_, piece_));
  piece_.resize(got);
  return got > 0;
}

Result<bool> LineReader::next() {
  line_.clear();
  line_begin_ = at_;
  starts_ = !cut_;
  cut_ = false;
  while (at_ < end_) {
    if (at_ - piece_begin_ >= piece_.size()) {
      SEKISHO_TRY(const bool more, fill());
      if (!more) break;
    }
    const std::string_view rest = as_text(ByteView(piece_).subspan(at_ - piece_begin_));
    const std::size_t room = piece_size - line_.size();
    const std::size_t feed = rest.find('\n');
    const std::size_t size = std::min({feed, rest.size(), room});
    line_ += rest.substr(0, size);
    at_ += size;
    if (size == feed) {
      ++at_;
      if (line_.ends_with('\r')) line_.pop_back();
      return true;
    }
    if (line_.size() >= piece_size) {
      cut_ = true;
      return true;
    }
  }
  return at_ > line_begin_;
}

Result<MailHeader> MailHeader::read(RandomSource& source, std::uint64_t begin, std::uint64_t end) {
  MailHeader header;
  LineReader lines(source, begin, end);
  std::size_t size = 0;
  for (;;) {
    SEKISHO_TRY(const bool more, lines.next());
    header.body = lines.after();
    const std::string_view line = lines.line();
    if (!more || (line.empty() && lines.starts())) return header;
    size += line.size();
    if (size > most_header) {
      header.too_long = true;
      continue;
    }
    const bool folded = !lines.starts() || line[0] == ' ' || line[0] == '\t';
    if (folded && !header.fields.empty()) {
      header.fields.back().value += line;
      continue;
    }
    const std::string_view name = field_name(line);
    if (name.empty()) {  // no field: the body begins without an empty line
      header.body = lines.begin();
      return header;
    }
    header.fields.push_back({std::string(name), std::string(trimmed(line.substr(name.size() + 1)))});
  }
}

std::string_view MailHeader::find(std::string_view name) const {
  for (const MailField& field : fields)
    if (lower(field.name) == name) return field.value;
  return {};
}

std::string MailValue::get(const std::string& name) const {
  const auto found = parameters.find(name);
  return found != parameters.end() ? found->second : "";
}

MailValue MailValue::of(std::string_view value) {
  MailValue made;
  const std::size_t end = std::min(value.find(';'), value.size());
  made.main = lower(trimmed(value.substr(0, end)));
  std::map<std::string, Continued> continued;
  Parameters parameters(value.substr(end));
  std::string name;
  std::string text;
  while (parameters.next(name, text)) {
    const std::size_t star = name.find('*');
    if (star == std::string::npos) {
      made.parameters.try_emplace(name, decoded_words(text));
      continue;
    }
    std::string_view which = std::string_view(name).substr(star + 1);
    const bool encoded = which.empty() || which.ends_with('*');
    unsigned number = 0;
    for (const char c : which)
      if (c >= '0' && c <= '9' && number < 10'000) number = number * 10 + static_cast<unsigned>(c - '0');
    continued[name.substr(0, star)].pieces.try_emplace(number, text, encoded);
  }
  for (const auto& [key, of] : continued) {
    Bytes bytes;
    std::string charset;
    for (const auto& [number, piece] : of.pieces) {
      std::string_view rest = piece.first;
      if (piece.second && number == 0 && std::ranges::count(rest, '\'') >= 2) {
        charset = lower(rest.substr(0, rest.find('\'')));
        rest.remove_prefix(rest.find('\'') + 1);
        rest.remove_prefix(rest.find('\'') + 1);
      }
      const Bytes part = piece.second ? percent_decoded(rest) : to_bytes(as_bytes(rest));
      bytes.insert(bytes.end(), part.begin(), part.end());
    }
    made.parameters[key] = decoded(bytes, charset);
  }
  return made;
}

std::string decoded_words(std::string_view value) {
  std::string out;
  Bytes held;  // of words that follow one another: a character may be cut between them
  std::string charset;
  const auto flush = [&] {
    if (!held.empty()) out += decoded(held, charset);
    held.clear();
  };
  std::size_t plain = 0;
  for (std::size_t at = value.find("=?"); at != std::string_view::npos; at = value.find("=?", at)) {
    Word word = encoded_word(value, at);
    if (word.size == 0) {
      at += 2;
      continue;
    }
    const std::string_view between = value.substr(plain, at - plain);
    if (!trimmed(between).empty() || word.charset != charset || held.empty()) {
      const bool joined = plain > 0 && trimmed(between).empty();
      flush();
      if (!joined) out += decoded(as_bytes(between), "");
    }
    charset = word.charset;
    held.insert(held.end(), word.bytes.begin(), word.bytes.end());
    at += word.size;
    plain = at;
  }
  flush();
  return out + decoded(as_bytes(value.substr(plain)), "");
}

bool looks_like_mail(std::string_view head, std::string_view name) {
  constexpr std::string_view known[] = {"from",           "to",           "cc",
                                        "subject",        "date",         "message-id",
                                        "received",       "mime-version", "return-path",
                                        "reply-to",       "sender",       "bcc",
                                        "content-type",   "delivered-to", "x-mailer",
                                        "in-reply-to",    "references",   "content-transfer-encoding",
                                        "dkim-signature", "x-received",   "authentication-results",
                                        "arc-seal",       "user-agent"};
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  std::size_t found = 0;
  std::size_t fields = 0;
  while (!head.empty() && fields < 100) {
    const std::size_t feed = head.find('\n');
    std::string_view line = head.substr(0, feed);
    head.remove_prefix(feed == std::string_view::npos ? head.size() : feed + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (line[0] == ' ' || line[0] == '\t') {
      if (fields == 0) return false;
      continue;
    }
    const std::string_view field = field_name(line);
    if (field.empty()) return false;
    ++fields;
    if (std::ranges::find(known, lower(field)) != std::end(known)) ++found;
  }
  const std::string plain = lower(name);
  const bool named = plain.ends_with(".eml") || plain.ends_with(".mht") || plain.ends_with(".mhtml");
  return found >= (named ? 1U : 2U) && (named || fields >= 3);
}

bool looks_like_mbox(std::string_view head) {
  if (!head.starts_with("From ")) return false;
  const std::size_t feed = head.find('\n');
  if (feed == std::string_view::npos || feed > 500) return false;
  // "From someone Thu Jan  1 00:00:00 1970"
  const std::string_view line = head.substr(0, feed);
  return std::ranges::count(line, ':') >= 2 && looks_like_mail(head.substr(feed + 1), ".eml");
}

}  // namespace sekisho::formats
