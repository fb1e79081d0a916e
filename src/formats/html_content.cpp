#include "html_content.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace sekisho::formats {
namespace {

constexpr std::size_t piece = std::size_t{64} << 10;
constexpr std::size_t most_cells = 10'000;
constexpr std::size_t most_row_bytes = std::size_t{1} << 20;
constexpr std::size_t most_hosts = 20;

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

// Elements that stand in a line; all others begin and end a paragraph.
constexpr std::array<std::string_view, 32> in_line{
    "a",  "abbr", "acronym", "b",    "bdi",   "bdo",  "big",    "cite",   "code", "del", "dfn",
    "em", "font", "i",       "img",  "ins",   "kbd",  "mark",   "nobr",   "q",    "rb",  "rp",
    "rt", "ruby", "s",       "samp", "small", "span", "strike", "strong", "sub",  "u"};

// Attributes that say how something looks or works, and never what it is.
constexpr std::array<std::string_view, 30> of_looks{
    "class",     "style",    "width",   "height",      "border",      "align",  "valign", "bgcolor",
    "color",     "colspan",  "rowspan", "cellpadding", "cellspacing", "rel",    "type",   "lang",
    "xml:lang",  "charset",  "method",  "target",      "http-equiv",  "size",   "face",   "xmlns",
    "maxlength", "tabindex", "scope",   "nowrap",      "version",     "viewbox"};

constexpr std::array<std::string_view, 8> loading{"script", "iframe", "frame", "object",
                                                  "embed",  "link",   "img",   "form"};

bool is_plain(std::string_view name) {
  return std::ranges::all_of(
      name, [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == ':' || c == '_'; });
}

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("//");
  if (scheme == url.npos || scheme > 8) return {};
  url.remove_prefix(scheme + 2);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const auto at = url.rfind('@'); at != url.npos) url.remove_prefix(at + 1);
  return url.substr(0, 100);
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

bool begins_with(std::string_view text, std::string_view word) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  return text.size() >= word.size() &&
         std::ranges::equal(text.substr(0, word.size()), word,
                            [](char a, char b) { return (a | 0x20) == b || a == b; });
}

// White space is one space, as a browser shows it.
void add_collapsed(std::string& out, std::string_view text) {
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ' && out.back() != '\n')
      out += ' ';
  }
}

}  // namespace

void HtmlContent::text(std::string_view utf8, bool raw) {
  if (!words_) return;
  if (!in_cell_ || raw) {
    // The lines of a script are lines.
    raw ? void(text_ += utf8) : add_collapsed(text_, utf8);
    if (text_.size() > piece) flush();
    return;
  }
  const std::size_t before = cells_.back().size();
  add_collapsed(cells_.back(), utf8);
  row_bytes_ += cells_.back().size() - before;
  if (row_bytes_ > most_row_bytes) row(), in_cell_ = false;
}

void HtmlContent::apart(std::string_view utf8) {
  if (!words_ || utf8.empty()) return;
  if (in_cell_) {
    text(" ", false);
    text(utf8, false);
    return text(" ", false);
  }
  paragraph();
  text_ += utf8;
  paragraph();
}

void HtmlContent::comment(std::string_view utf8) {
  if (!begins_with(utf8, "doctype") && !begins_with(utf8, "xml version")) apart(utf8);
}

void HtmlContent::paragraph() {
  if (!text_.empty() && text_.back() != '\n') text_ += '\n';
  if (text_.size() > piece) flush();
}

void HtmlContent::flush() {
  if (text_.empty() || !wanted_) return;
  wanted_ = walk_.unpacked(text_.size()) && walk_.sink().text(text_);
  text_.clear();
}

void HtmlContent::row() {
  if (!in_row_ || !wanted_) return;
  for (auto& cell : cells_)
    while (cell.ends_with(' ')) cell.pop_back();
  const std::vector<std::string_view> cells(cells_.begin(), cells_.end());
  if (!cells.empty()) {
    flush();
    wanted_ = wanted_ && walk_.unpacked(row_bytes_) && walk_.sink().row(++number_, cells);
  }
  cells_.clear();
  row_bytes_ = 0;
}

void HtmlContent::close_table() {
  row();
  flush();
  in_row_ = in_cell_ = false;
  walk_.sink().end();
}

void HtmlContent::start(std::string_view tag, const std::vector<HtmlAttribute>& attributes) {
  if (tag == "script" && !script_) {
    walk_.hostile(NoteCode::script);
    script_ = true;
  }
  if (words_ && tag == "table") {
    // A table inside a cell: its rows stand among those of the outer one.
    row();
    in_row_ = in_cell_ = false;
    paragraph();
    if (tables_++ == 0) {
      flush();
      number_ = 0;
      walk_.sink().begin(PartKind::table, std::to_string(++count_));
    }
  } else if (tables_ > 0 && tag == "tr") {
    row();
    paragraph();
    in_row_ = true;
    in_cell_ = false;
  } else if (tables_ > 0 && (tag == "td" || tag == "th")) {
    in_row_ = true;
    if (cells_.size() >= most_cells) row();
    cells_.emplace_back();
    in_cell_ = true;
  } else if (tag == "br" || !among(tag, in_line)) {
    in_cell_ ? text(" ", false) : paragraph();
  }
  for (const auto& each : attributes) attribute(tag, each);
}

void HtmlContent::end(std::string_view tag) {
  if (tables_ > 0 && tag == "table") {
    row();
    in_row_ = in_cell_ = false;
    if (--tables_ == 0) close_table();
  } else if (tables_ > 0 && tag == "tr") {
    row();
    in_row_ = in_cell_ = false;
  } else if (tag == "td" || tag == "th") {
    in_cell_ = false;
  } else if (!among(tag, in_line)) {
    in_cell_ ? text(" ", false) : paragraph();
  }
}

void HtmlContent::attribute(std::string_view tag, const HtmlAttribute& attribute) {
  const auto& [name, value] = attribute;
  if (!is_plain(name)) apart(name);
  if (value.empty()) return;
  if ((name.starts_with("on") || begins_with(value, "javascript:")) && !script_) {
    walk_.hostile(NoteCode::script);
    script_ = true;
  }
  if (begins_with(value, "data:")) return data_url(value);
  if (name == "srcdoc") {
    MemorySource page(as_bytes(value));
    wanted_ = walk_.member(PartKind::member, "srcdoc", page) && wanted_;
    return;
  }
  if (const auto host = host_of(value);
      !host.empty() && among(tag, loading) && hosts_.size() < most_hosts && hosts_.emplace(host).second)
    walk_.hostile(NoteCode::external_link, std::string(host));
  if (name == "colspan" && in_cell_ && tag.starts_with('t')) {
    int span = 1;
    std::from_chars(value.data(), value.data() + value.size(), span);
    // The cell's own text is still to come: the empty ones stand before it.
    for (; span > 1 && span < 100 && cells_.size() < most_cells; --span) cells_.emplace_back();
  }
  if (!among(name, of_looks)) apart(value);
}

// RFC 2397: data:[<type>][;base64],<data>
void HtmlContent::data_url(std::string_view url) {
  const std::size_t comma = url.find(',');
  if (comma == url.npos) return apart(url);
  const std::string_view type = url.substr(0, comma);
  std::string content = percent_decoded(url.substr(comma + 1));
  if (type.contains("base64")) {
    std::erase_if(content, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '='; });
    auto bytes = from_base64_raw(content);
    if (!bytes) return walk_.unseen(NoteCode::broken, "data:");
    content = as_text(*bytes);
  }
  MemorySource source(as_bytes(content));
  wanted_ = walk_.member(PartKind::member, "data:", source) && wanted_;
}

void HtmlContent::too_large() {
  if (!large_) walk_.unseen(NoteCode::too_large, "タグ");
  large_ = true;
}

bool HtmlContent::finish() {
  if (tables_ > 0) close_table();
  tables_ = 0;
  flush();
  return wanted_;
}

}  // namespace sekisho::formats
