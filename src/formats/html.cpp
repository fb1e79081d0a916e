// HTML, XHTML and SVG. Tables are rows; all other words are text. A page in an encoding that cannot be told
// for sure goes to the sink as it lies, after a look for what may do harm.
#include <algorithm>
#include <array>
#include <vector>

#include "base/encoding.h"
#include "html_content.h"
#include "readers.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t piece = std::size_t{64} << 10;

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

// The head without the zeros of UTF-16, in lower case.
std::string beginning(ByteView head) {
  std::string out;
  for (const std::uint8_t b : head.first(std::min<std::size_t>(head.size(), 4096)))
    if (b != 0) out += static_cast<char>(b);
  return lowered(out);
}

// Where the first tag begins, behind marks, white space, declarations and comments.
std::string_view first_tag(std::string_view head) {
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"})
    if (head.starts_with(mark)) head.remove_prefix(mark.size());
  for (;;) {
    while (!head.empty() && static_cast<unsigned char>(head.front()) <= ' ') head.remove_prefix(1);
    const std::string_view closing = head.starts_with("<!--") ? "-->" : head.starts_with("<?") ? "?>" : "";
    const std::size_t end = closing.empty() ? head.npos : head.find(closing);
    if (end == head.npos) return head;
    head.remove_prefix(end + closing.size());
  }
}

bool named_html(std::string_view name) {
  const std::string lower = lowered(name);
  return std::ranges::any_of(std::array<std::string_view, 5>{".html", ".htm", ".xhtml", ".xht", ".svg"},
                             [&](std::string_view ending) { return lower.ends_with(ending); });
}

// Declared, and none that base/encoding.h knows.
bool foreign(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return false;
  for (const std::string_view key : {"charset=", "encoding="}) {
    const std::size_t at = head.find(key);
    if (at == head.npos) continue;
    std::string_view value = head.substr(at + key.size());
    while (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
    const std::string_view name = value.substr(0, value.find_first_of("\"' ;/>?"));
    return !encoding_from_name(name) && name != "us-ascii";
  }
  return false;
}

// Whether `wanted` says yes to some byte of it; true where it cannot be read.
template <class F>
bool holds(ByteSource& content, F wanted) {
  Bytes buffer(piece);
  for (;;) {
    const auto got = content.read(buffer);
    if (!got || std::ranges::any_of(ByteView(buffer).first(*got), wanted)) return true;
    if (*got == 0) return false;
  }
}

// By validity: mail is converted and still declares what it was in. EUC-JP is often valid CP932, and
// ISO-2022-JP always UTF-8: whoever reads them in each way knows more.
std::optional<Encoding> encoding_of(RandomSource& content, std::string_view head) {
  RangeSource all(content, 0, content.size());
  const auto found = detect_encoding(all);
  if (!found || *found == Encoding::utf16le || *found == Encoding::utf16be)
    return found ? std::optional(*found) : std::nullopt;
  RangeSource again(content, 0, content.size());
  if (*found == Encoding::utf8)
    return holds(again, [](std::uint8_t b) { return b == 0x1B; }) ? std::nullopt : std::optional(*found);
  if (*found != Encoding::cp932 || foreign(head)) return std::nullopt;
  const auto euc = as_utf8(again, Encoding::euc_jp);
  return holds(*euc, [](std::uint8_t) { return false; }) ? std::optional(*found) : std::nullopt;
}

void tokens(ByteSource& content, Walk& walk, bool words) {
  HtmlContent out(walk, words);
  HtmlTokens tokens(out, static_cast<std::size_t>(std::min<std::uint64_t>(walk.limits().held, 16 << 20)));
  Bytes buffer(piece);
  while (!walk.stopped() && out.wanted()) {
    const auto got = content.read(buffer);
    if (!got) {
      walk.unseen(got.error().code == ErrorCode::invalid_input ? NoteCode::encoding : NoteCode::broken);
      break;
    }
    if (*got == 0) break;
    tokens.feed(as_text(ByteView(buffer).first(*got)));
  }
  tokens.finish();
  out.finish();
}

void as_it_lies(RandomSource& content, Walk& walk) {
  RangeSource looked_through(content, 0, content.size());
  tokens(looked_through, walk, false);
  RangeSource all(content, 0, content.size());
  Bytes buffer(piece);
  while (!walk.stopped()) {
    const auto got = all.read(buffer);
    if (!got) return walk.unseen(NoteCode::broken);
    if (*got == 0 || !walk.sink().bytes(ByteView(buffer).first(*got))) return;
  }
}

}  // namespace

bool is_html(const Head& head, RandomSource&) {
  const std::string text = beginning(head.bytes);
  const std::string_view tag = first_tag(text);
  for (const std::string_view known : {"<!doctype html", "<html", "<head", "<body", "<svg", "<!doctype svg",
                                       "<table", "<meta", "<script", "<iframe"})
    if (tag.starts_with(known) &&
        std::string_view(" \t\r\n\f/>[").contains(tag.size() > known.size() ? tag[known.size()] : '>'))
      return true;
  // Its name says so, a browser would take it for HTML, and it is no other format: readers of those were
  // asked.
  return named_html(head.name) && text.contains('<') && std::ranges::find(head.bytes, 0) == head.bytes.end();
}

void read_html(RandomSource& content, Walk& walk) {
  Bytes head(static_cast<std::size_t>(std::min<std::uint64_t>(4096, content.size())));
  if (const auto got = content.read_at(0, head); !got) return walk.unseen(NoteCode::broken);
  const auto encoding = encoding_of(content, lowered(as_text(head)));
  if (!encoding) return as_it_lies(content, walk);
  const bool mark = as_text(head).starts_with("\xEF\xBB\xBF");
  RangeSource all(content, mark ? 3 : 0, content.size());
  if (*encoding == Encoding::utf8) return tokens(all, walk, true);  // it was looked at already
  const auto utf8 = as_utf8(all, *encoding);
  tokens(*utf8, walk, true);
}

}  // namespace sekisho::formats
