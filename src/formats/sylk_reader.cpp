// Text files that a spreadsheet opens as more than text: SYLK, DIF, web queries. They go on as text; what
// they would start is noted.
#include <algorithm>

#include "legacy_text.h"
#include "reader.h"
#include "readers.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t piece_size = std::size_t{64} << 10;
constexpr std::size_t most_line = std::size_t{64} << 10;

bool dif(std::string_view text) { return text.starts_with("TABLE\r\n0,1") || text.starts_with("TABLE\n0,1"); }
bool sylk(std::string_view text) { return text.starts_with("ID;"); }
bool query(std::string_view text) {
  return (text.starts_with("WEB\r\n1\r\n") || text.starts_with("WEB\n1\n")) &&
         text.find("://") != std::string_view::npos;
}

std::string_view without_mark(ByteView head) {
  std::string_view text = as_text(head);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

struct Seen {
  bool xlm = false;
  bool starts = false;
  bool dde = false;

  void line(std::string_view raw, bool is_sylk) {
    const std::string text = lower(raw);
    // A formula program|topic!item, whatever is around it.
    const auto bar = text.find('|');
    const bool formula = is_sylk
                             ? text.starts_with("c;") && text.find(";e") != std::string::npos
                             : text.find('=') != std::string::npos || text.find('+') != std::string::npos ||
                                   text.find('@') != std::string::npos;
    dde = dde || (formula && bar != std::string::npos && text.find('!', bar) != std::string::npos);
    if (!is_sylk) return;
    if (text.starts_with("o;") && (text.ends_with(";e") || text.find(";e;") != std::string::npos)) xlm = true;
    if (text.starts_with("nn;") && text.find(";nauto_") != std::string::npos) xlm = starts = true;
    for (const std::string_view call : {"exec(", "call(", "register(", "run(", "formula("})
      if (text.starts_with("c;") && text.find(call) != std::string::npos) xlm = true;
  }
};

}  // namespace

bool recognises_sylk(const Head& head, RandomSource&) {
  const std::string_view text = without_mark(head.bytes);
  return sylk(text) || dif(text) || query(text);
}

void read_sylk(RandomSource& content, Walk& walk) {
  Bytes piece(piece_size);
  std::string line;
  Seen seen;
  bool is_sylk = false;
  for (std::uint64_t at = 0;;) {
    const auto got = content.read_at(at, piece);
    if (!got) return walk.unseen(NoteCode::broken);
    if (*got == 0 || walk.stopped()) break;
    const ByteView read = ByteView(piece).first(*got);
    if (at == 0) {
      const std::string_view text = without_mark(read);
      is_sylk = sylk(text);
      if (query(text))
        walk.hostile(NoteCode::remote_template,
                     link_host(text.substr(text.find("://") > 5 ? text.find("://") - 5 : 0)));
    }
    at += *got;
    for (const char c : as_text(read)) {
      if (c == '\n' || c == '\r') {
        if (!line.empty()) seen.line(line, is_sylk);
        line.clear();
      } else if (line.size() < most_line) {
        line.push_back(c);
      }
    }
    if (!walk.sink().bytes(read) || !walk.unpacked(0)) break;
  }
  seen.line(line, is_sylk);
  if (seen.xlm) walk.hostile(NoteCode::xlm, seen.starts ? "自動で動く: Auto_Open" : "");
  if (seen.dde) walk.hostile(NoteCode::dde);
}

}  // namespace sekisho::formats
