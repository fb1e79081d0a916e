#include "charset.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/decoder.h"
#include "member_name.h"

namespace sekisho::formats {
namespace {

constexpr char32_t unknown = 0xFFFD;

// A character of JIS X 0208 by row and cell (0x21 …), by way of CP932, which has the vendors' rows as well.
char32_t jis_character(unsigned row, unsigned cell) {
  if (row < 0x21 || row > 0x7E || cell < 0x21 || cell > 0x7E) return unknown;
  unsigned lead = (row - 0x21) / 2 + 0x81;
  if (lead > 0x9F) lead += 0x40;
  unsigned trail = (row & 1) != 0 ? cell + 0x1F : cell + 0x7E;
  if ((row & 1) != 0 && trail >= 0x7F) ++trail;
  const char16_t found = cp932_to_unicode(static_cast<std::uint8_t>(lead), static_cast<std::uint8_t>(trail));
  return found == 0xFFFF ? unknown : found;
}

char32_t kana(std::uint8_t b) { return b >= 0x21 && b <= 0x5F ? 0xFF40u + b : unknown; }

class Utf8 final : public Charset {
  void feed(ByteView bytes, std::string& utf8) override { utf8 += as_text(bytes); }
};

class Cp932 final : public Charset {
  void feed(ByteView bytes, std::string& utf8) override {
    for (const std::uint8_t b : bytes) {
      if (lead_ != 0) {
        pair(b, utf8);
      } else if ((b >= 0x81 && b <= 0x9F) || (b >= 0xE0 && b <= 0xFC)) {
        lead_ = b;
      } else {
        put(cp932_to_unicode(b, 0), utf8);
      }
    }
  }
  void finish(std::string& utf8) override {
    if (lead_ != 0) append_utf8(unknown, utf8);
    lead_ = 0;
  }

  void pair(std::uint8_t trail, std::string& utf8) {
    put(cp932_to_unicode(lead_, trail), utf8);
    // A line's end is not swallowed by a broken pair.
    if (trail < 0x40) utf8 += static_cast<char>(trail);
    lead_ = 0;
  }
  static void put(char16_t found, std::string& utf8) { append_utf8(found == 0xFFFF ? unknown : found, utf8); }

  std::uint8_t lead_ = 0;
};

// ISO-2022-JP (RFC 1468) as it is sent: JIS X 0201 kana by ESC ( I, by SO or in 8 bits, vendors' rows.
class Iso2022Jp final : public Charset {
  enum class Set { ascii, kana, kanji, other };

  void feed(ByteView bytes, std::string& utf8) override {
    for (const std::uint8_t b : bytes) take(b, utf8);
  }
  void take(std::uint8_t b, std::string& utf8) {
    if (escape_size_ > 0) return escaped(b, utf8);
    if (b == 0x1B) {
      lead_ = 0;
      escape_[0] = b;
      escape_size_ = 1;
    } else if (b == 0x0E || b == 0x0F) {
      shifted_ = b == 0x0E;
    } else if (b == '\n' || b == '\r') {
      set_ = Set::ascii;
      shifted_ = false;
      lead_ = 0;
      utf8 += static_cast<char>(b);
    } else if (b >= 0xA1 && b <= 0xDF && lead_ == 0) {
      append_utf8(kana(b & 0x7F), utf8);
    } else if (b <= 0x20 || b >= 0x7F) {
      if (lead_ != 0 || b >= 0x7F) append_utf8(unknown, utf8);
      lead_ = 0;
      if (b < 0x7F) utf8 += static_cast<char>(b);
    } else if (shifted_ || set_ == Set::kana) {
      append_utf8(kana(b), utf8);
    } else if (set_ == Set::ascii) {
      utf8 += static_cast<char>(b);
    } else if (lead_ == 0) {
      lead_ = b;
    } else {
      append_utf8(set_ == Set::kanji ? jis_character(lead_, b) : U'〓', utf8);
      lead_ = 0;
    }
  }
  void escaped(std::uint8_t b, std::string& utf8) {
    escape_[escape_size_++] = static_cast<char>(b);
    const std::string_view seen(escape_.data(), escape_size_);
    if (seen == "\x1B(" || seen == "\x1B$" || seen == "\x1B$(") return;
    escape_size_ = 0;
    if (seen == "\x1B(B" || seen == "\x1B(J" || seen == "\x1B(H")
      set_ = Set::ascii;
    else if (seen == "\x1B(I")
      set_ = Set::kana;
    else if (seen == "\x1B$@" || seen == "\x1B$B" || seen == "\x1B$(@" || seen == "\x1B$(B" ||
             seen == "\x1B$(Q")
      set_ = Set::kanji;
    else if (seen == "\x1B$(D" || seen == "\x1B$(P")
      set_ = Set::other;
    else if (b == '\n' || b == '\r')
      utf8 += static_cast<char>(b);
  }

  Set set_ = Set::ascii;
  bool shifted_ = false;
  std::uint8_t lead_ = 0;
  std::array<char, 4> escape_{};
  std::size_t escape_size_ = 0;
};

class EucJp final : public Charset {
  void feed(ByteView bytes, std::string& utf8) override {
    for (const std::uint8_t b : bytes) {
      if (b < 0x80) {
        finish(utf8);
        utf8 += static_cast<char>(b);
        continue;
      }
      held_[size_++] = b;
      const bool three = held_[0] == 0x8F;
      if (size_ < (three ? 3U : 2U)) continue;
      if (three)
        append_utf8(U'〓', utf8);
      else if (held_[0] == 0x8E)
        append_utf8(kana(b & 0x7F), utf8);
      else
        append_utf8(jis_character(held_[0] & 0x7F, b & 0x7F), utf8);
      size_ = 0;
    }
  }
  void finish(std::string& utf8) override {
    if (size_ > 0) append_utf8(unknown, utf8);
    size_ = 0;
  }

  std::array<std::uint8_t, 4> held_{};
  std::size_t size_ = 0;
};

class Icu final : public Charset {
 public:
  explicit Icu(const char* name) {
    UErrorCode error = U_ZERO_ERROR;
    converter_.reset(ucnv_open(name, &error));
  }
  bool opened() const { return converter_ != nullptr; }

 private:
  void feed(ByteView bytes, std::string& utf8) override { run(bytes, false, utf8); }
  void finish(std::string& utf8) override { run({}, true, utf8); }

  void run(ByteView bytes, bool flush, std::string& utf8) {
    const char* at = reinterpret_cast<const char*>(bytes.data());
    const char* end = at + bytes.size();
    std::array<char16_t, 1024> units;
    for (;;) {
      UErrorCode error = U_ZERO_ERROR;
      char16_t* to = units.data();
      ucnv_toUnicode(converter_.get(), &to, units.data() + units.size(), &at, end, nullptr, flush, &error);
      utf16_to_utf8({units.data(), to}, utf8);
      if (error != U_BUFFER_OVERFLOW_ERROR) return;
    }
  }

  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  std::unique_ptr<UConverter, Close> converter_;
};

// Those that ICU's own data hold; any other name would be looked for in the file system.
constexpr std::string_view by_icu[] = {
    "iso-8859-1",   "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",   "iso-8859-6",
    "iso-8859-7",   "iso-8859-8",   "iso-8859-9",   "iso-8859-10",  "iso-8859-13",  "iso-8859-14",
    "iso-8859-15",  "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
    "windows-1255", "windows-1256", "windows-1257", "windows-1258", "koi8-r",       "koi8-u",
    "gb2312",       "gbk",          "gb18030",      "big5",         "euc-kr",       "ks_c_5601-1987",
    "utf-7",        "utf-16",       "utf-16le",     "utf-16be",     "utf-32",       "macintosh"};

std::string lower(std::string_view label) {
  std::string out(label);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace

std::unique_ptr<Charset> Charset::of(std::string_view label) {
  const std::string name = lower(label);
  if (name == "utf-8" || name == "utf8") return std::make_unique<Utf8>();
  if (name.starts_with("iso-2022-jp") || name == "csiso2022jp" || name.starts_with("cp5022"))
    return std::make_unique<Iso2022Jp>();
  if (name == "euc-jp" || name == "x-euc-jp" || name == "eucjp" || name == "eucjp-ms" || name == "cp51932")
    return std::make_unique<EucJp>();
  if (name == "ms_kanji" || name == "cp943c" || name == "x-sjis" ||
      encoding_from_name(name) == Encoding::cp932)
    return std::make_unique<Cp932>();
  if (std::ranges::find(by_icu, name) == std::end(by_icu)) return nullptr;
  auto icu = std::make_unique<Icu>(name.c_str());
  if (!icu->opened()) return nullptr;
  return icu;
}

bool has_jis_escapes(ByteView bytes) {
  const std::string_view text = as_text(bytes);
  return text.find("\x1B$") != std::string_view::npos || text.find("\x1B(I") != std::string_view::npos;
}

std::string decoded(ByteView bytes, std::string_view label) {
  auto charset = Charset::of(label);
  if (!charset && has_jis_escapes(bytes)) charset = Charset::of("iso-2022-jp");
  if (!charset) return member_name(bytes);
  std::string out;
  charset->feed(bytes, out);
  charset->finish(out);
  return out;
}

}  // namespace sekisho::formats
