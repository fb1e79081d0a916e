#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/decoder.h"
#include "base/encoding.h"
#include "legacy_text.h"
#include "note_once.h"
#include "reader.h"
#include "readers.h"
#include "rtf_object.h"
#include "word_text.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_depth = 10'000;
constexpr std::size_t most_fonts = 10'000;
constexpr std::size_t most_run = std::size_t{16} << 10;

// What a group is for. Anything that is not known is text: what Word would leave out may hide something.
enum class Purpose : std::uint8_t { text, fonts, picture, field, target, dropped };

constexpr std::array dropped_groups{"colortbl",
                                    "stylesheet",
                                    "listtable",
                                    "listoverridetable",
                                    "rsidtbl",
                                    "themedata",
                                    "colorschememapping",
                                    "latentstyles",
                                    "datastore",
                                    "xmlnstbl",
                                    "filetbl",
                                    "pgptbl",
                                    "generator",
                                    "objclass",
                                    "pnseclvl",
                                    "blipuid",
                                    "panose",
                                    "falt",
                                    "fontemb",
                                    "fontfile",
                                    "mmathPr",
                                    "wgrffmtfilter",
                                    "revtbl",
                                    "fchars",
                                    "lchars",
                                    "picprop",
                                    "password",
                                    "passwordhash",
                                    "pgdsctbl",
                                    "sn",
                                    "bkmkstart",
                                    "bkmkend"};

// Text that stands by itself, and begins a new line.
constexpr std::array own_lines{"title",     "subject",  "author",     "operator", "keywords",   "comment",
                               "doccomm",   "manager",  "company",    "category", "hlinkbase",  "header",
                               "headerl",   "headerr",  "headerf",    "footer",   "footerl",    "footerr",
                               "footerf",   "footnote", "annotation", "shptxt",   "dptxbxtext", "sv",
                               "userprops", "propname", "staticval",  "atnid",    "atnauthor"};

struct Group {
  Purpose purpose = Purpose::text;
  std::uint16_t code_page = 0;
  std::uint8_t fallback = 1;  // characters that follow a \u for those who cannot read it
};

class Rtf {
 public:
  Rtf(RandomSource& source, Walk& walk) : tokens_(source), walk_(walk), note_(walk) { groups_.push_back({}); }

  void read() {
    std::uint64_t counted = 0;
    bool ended = false;
    while (!walk_.stopped() && wanted_) {
      const RtfToken token = tokens_.next();
      if (token.kind == RtfToken::end) {
        ended = true;
        break;
      }
      if (!one(token)) break;
      if (tokens_.at() - counted < (std::uint64_t{1} << 20)) continue;
      counted = tokens_.at();
      if (!walk_.unpacked(0)) break;
    }
    flush();
    show();
    if (ended && (groups_.size() > 1 || tokens_.broken()))
      walk_.unseen(tokens_.broken() ? NoteCode::broken : NoteCode::truncated);
    if (undecoded_ != 0) walk_.unseen(NoteCode::encoding, "コードページ " + std::to_string(undecoded_));
  }

 private:
  Group& group() { return groups_.back(); }

  bool one(const RtfToken& token) {
    switch (token.kind) {
      case RtfToken::open:
        flush();
        skip_ = 0;
        if (groups_.size() >= most_depth) {
          walk_.unseen(NoteCode::too_deep);
          return false;
        }
        groups_.push_back(group());
        first_ = true;
        return true;
      case RtfToken::close:
        flush();
        skip_ = 0;
        close();
        return true;
      case RtfToken::byte:
        first_ = false;
        if (skip_ > 0) {
          --skip_;
          return true;
        }
        if (group().purpose == Purpose::text || group().purpose == Purpose::field ||
            group().purpose == Purpose::target) {
          run_.push_back(token.value);
          if (run_.size() >= most_run && token.value < 0x80) flush();
        }
        return true;
      default:
        return word(token);
    }
  }

  void close() {
    // A last brace too many ends the file for Word; what follows is read all the same.
    if (groups_.size() == 1) return;
    const Purpose purpose = group().purpose;
    groups_.pop_back();
    if (purpose == Purpose::field && group().purpose != Purpose::field) {
      notice_field(instruction_, note_);
      tell(instruction_);
      tell(" ");
      instruction_.clear();
    }
    if (purpose == Purpose::target && group().purpose != Purpose::target) {
      const std::string host = link_host(instruction_);
      if (!host.empty()) note_(NoteCode::remote_template, host);
      tell(instruction_);
      tell("\n");
      instruction_.clear();
    }
  }

  bool word(const RtfToken& token) {
    const std::string_view name = token.name;
    const bool starred = starred_;
    starred_ = false;
    if (name == "*") {
      starred_ = true;
      return true;
    }
    const bool first = first_ || starred;
    first_ = false;
    if (name == "u") return character(token.number);
    flush();
    if (name == "bin") {
      const auto size = static_cast<std::uint64_t>(std::max(token.number, 0));
      if (tokens_.skip(size) < size) note_(NoteCode::truncated);
      return true;
    }
    if (first && destination(name)) return true;
    if (name == "objdata") return object();
    if (name == "uc") {
      group().fallback = static_cast<std::uint8_t>(std::clamp(token.number, 0, 255));
    } else if (name == "ansicpg") {
      ansi_ = static_cast<unsigned>(std::clamp(token.number, 0, 65535));
    } else if (name == "f" || name == "af") {
      font(token.number);
    } else if (name == "fcharset") {
      if (group().purpose == Purpose::fonts && fonts_.size() < most_fonts)
        fonts_[font_] = static_cast<std::uint16_t>(
            code_page_of_charset(static_cast<unsigned>(std::max(token.number, 0)), 0));
    } else if (name == "cpg") {
      if (group().purpose == Purpose::fonts && fonts_.size() < most_fonts)
        fonts_[font_] = static_cast<std::uint16_t>(std::clamp(token.number, 0, 65535));
    } else if (name == "objocx") {
      note_(NoteCode::activex);
    } else if (name == "objautlink" || name == "objlink") {
      note_(NoteCode::external_link);
    } else {
      sign(name);
    }
    return true;
  }

  // The group at hand is for something else than text.
  bool destination(std::string_view name) {
    if (name == "fonttbl") {
      group().purpose = Purpose::fonts;
    } else if (name == "pict") {
      group().purpose = Purpose::picture;
      note_(NoteCode::picture);
    } else if (name == "fldinst") {
      if (group().purpose != Purpose::field) instruction_.clear();
      group().purpose = Purpose::field;
    } else if (name == "template") {
      instruction_.clear();
      group().purpose = Purpose::target;
    } else if (std::ranges::find(own_lines, name) != own_lines.end()) {
      tell("\n");
    } else if (std::ranges::find(dropped_groups, name) != dropped_groups.end()) {
      group().purpose = Purpose::dropped;
    } else {
      return false;
    }
    return true;
  }

  bool object() {
    show();
    RtfObjectSource content(tokens_);
    const bool more = walk_.member(PartKind::member, "objdata", content);
    if (!content.finish()) note_(NoteCode::truncated);
    close();  // its group ended with it
    return more;
  }

  void font(std::int32_t number) {
    if (group().purpose == Purpose::fonts) {
      font_ = number;
      return;
    }
    const auto found = fonts_.find(number);
    group().code_page = found == fonts_.end() ? std::uint16_t{0} : found->second;
  }

  void sign(std::string_view name) {
    if (name == "par" || name == "line" || name == "row" || name == "nestrow" || name == "page" ||
        name == "sect" || name == "\n")
      tell("\n");
    else if (name == "cell" || name == "tab" || name == "nestcell")
      tell("\t");
    else if (name == "~")
      tell(" ");
    else if (name == "_" || name == "endash" || name == "emdash")
      tell("-");
    else if (name == "bullet")
      tell("\u2022");
    else if (name == "lquote" || name == "rquote")
      tell("'");
    else if (name == "ldblquote" || name == "rdblquote")
      tell("\"");
    else if (name == "emspace" || name == "enspace" || name == "qmspace")
      tell(" ");
  }

  bool character(std::int32_t number) {
    if (!run_.empty()) flush();
    const auto unit = static_cast<char16_t>(number & 0xFFFF);
    skip_ = group().fallback;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
      return true;
    }
    const char16_t pair[2] = {high_, unit};
    std::string text;
    utf16_to_utf8(high_ != 0 ? std::u16string_view(pair, 2) : std::u16string_view(&unit, 1), text);
    high_ = 0;
    tell(text);
    return true;
  }

  void show() {
    if (!shown_.empty()) wanted_ = walk_.sink().text(shown_) && wanted_;
    shown_.clear();
  }

  // Text where it is shown: an instruction is held until its group ends.
  void tell(std::string_view text) {
    switch (group().purpose) {
      case Purpose::text:
        shown_ += text;
        if (shown_.size() >= most_run) show();
        break;
      case Purpose::field:
      case Purpose::target:
        if (instruction_.size() < most_run) instruction_ += text;
        break;
      default:
        break;
    }
  }

  void flush() {
    if (run_.empty()) return;
    std::string text;
    unsigned code_page = group().code_page == 0 ? ansi_ : group().code_page;
    // Japanese text often stands in a font of the western set: the code page of the whole document decides.
    if (code_page != 932 && (ansi_ == 932 || !known(code_page)) && to_utf8(run_, Encoding::cp932))
      code_page = 932;
    if (!append_code_page(run_, code_page, text) && !known(code_page)) undecoded_ = code_page;
    run_.clear();
    tell(text);
  }

  static bool known(unsigned code_page) {
    return code_page == 932 || code_page == 1252 || code_page == 65001;
  }

  RtfTokens tokens_;
  Walk& walk_;
  NoteOnce note_;
  std::vector<Group> groups_;
  std::map<std::int32_t, std::uint16_t> fonts_;  // code pages; 0 is that of the document
  std::int32_t font_ = 0;
  unsigned ansi_ = 1252;
  Bytes run_;          // characters that are not decoded yet
  std::string shown_;  // text that is not told yet
  std::string instruction_;
  char16_t high_ = 0;
  unsigned skip_ = 0;
  unsigned undecoded_ = 0;
  bool first_ = false, starred_ = false, wanted_ = true;
};

}  // namespace

bool recognises_rtf(const Head& head, RandomSource&) {
  // Word takes "{\rt" for its own, after white space too.
  std::string_view text = as_text(head.bytes);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text.starts_with("{\\rt");
}

void read_rtf(RandomSource& content, Walk& walk) { Rtf(content, walk).read(); }

}  // namespace sekisho::formats
