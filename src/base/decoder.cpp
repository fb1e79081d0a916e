#include "base/decoder.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <vector>

namespace sekisho {
namespace {

constexpr char16_t undefined = 0xFFFF;

bool is_lead(std::uint8_t b) { return (b >= 0x81 && b <= 0x9F) || (b >= 0xE0 && b <= 0xFC); }

struct Cp932 {
  std::array<char16_t, 256> single;
  std::vector<char16_t> pair;  // [lead << 8 | trail]

  Cp932() : pair(65536, undefined) {
    const iconv_t converter = ::iconv_open("UTF-16LE", "CP932");
    if (converter == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error("iconv does not know CP932");
    single.fill(undefined);
    for (unsigned b = 0; b < 256; ++b) {
      const auto byte = static_cast<std::uint8_t>(b);
      if (byte < 0x80) {
        single[b] = static_cast<char16_t>(b);
      } else if (byte >= 0xA1 && byte <= 0xDF) {
        single[b] = static_cast<char16_t>(0xFF61 + (b - 0xA1));
      } else if (is_lead(byte)) {
        for (unsigned t = 0x40; t <= 0xFC; ++t)
          if (t != 0x7F) pair[b << 8 | t] = convert(converter, byte, static_cast<std::uint8_t>(t));
      }
    }
    ::iconv_close(converter);
  }

  static char16_t convert(iconv_t converter, std::uint8_t lead, std::uint8_t trail) {
    char in[2] = {static_cast<char>(lead), static_cast<char>(trail)};
    char out[8];
    char* from = in;
    char* to = out;
    std::size_t left = 2;
    std::size_t room = sizeof out;
    ::iconv(converter, nullptr, nullptr, nullptr, nullptr);
    if (::iconv(converter, &from, &left, &to, &room) != 0 || left != 0 || room != sizeof out - 2)
      return undefined;
    char16_t unit;
    std::memcpy(&unit, out, 2);
    return unit;
  }
};

const Cp932& cp932_table() {
  static const Cp932 table;
  return table;
}

struct EucJp {
  std::vector<char16_t> pair;  // [lead << 8 | trail]; three bytes (JIS X 0212) are not read

  EucJp() : pair(65536, undefined) {
    const iconv_t converter = ::iconv_open("UTF-16LE", "EUC-JP-MS");
    if (converter == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error("iconv does not know EUC-JP-MS");
    for (unsigned lead = 0x8E; lead <= 0xFE; ++lead)
      for (unsigned trail = 0xA1; trail <= 0xFE; ++trail)
        if (lead == 0x8E || lead >= 0xA1)
          pair[lead << 8 | trail] =
              Cp932::convert(converter, static_cast<std::uint8_t>(lead), static_cast<std::uint8_t>(trail));
    ::iconv_close(converter);
  }
};

const EucJp& euc_jp_table() {
  static const EucJp table;
  return table;
}

}  // namespace

char16_t euc_jp_to_unicode(std::uint8_t lead, std::uint8_t trail) {
  return euc_jp_table().pair[lead << 8 | trail];
}

char16_t cp932_to_unicode(std::uint8_t lead, std::uint8_t trail) {
  return trail == 0 ? cp932_table().single[lead] : cp932_table().pair[lead << 8 | trail];
}

// Each of these stops at the first character that is wrong or cut off by the end, and returns where.
const std::uint8_t* Decoder::utf8(const std::uint8_t* at, const std::uint8_t* end, char16_t*& to) {
  const auto trail = [](std::uint8_t b) { return (b & 0xC0) == 0x80; };
  while (at < end) {
    while (end - at >= 8) {
      std::uint64_t word;
      std::memcpy(&word, at, 8);
      if (word & 0x8080808080808080u) break;
      for (int i = 0; i < 8; ++i) to[i] = at[i];
      at += 8;
      to += 8;
    }
    if (at == end) break;
    const std::uint8_t b = *at;
    const auto left = end - at;
    if (b < 0x80) {
      *to++ = b;
      ++at;
    } else if (b >= 0xC2 && b <= 0xDF) {
      if (left < 2 || !trail(at[1])) return at;
      *to++ = static_cast<char16_t>((b & 0x1F) << 6 | (at[1] & 0x3F));
      at += 2;
    } else if (b >= 0xE0 && b <= 0xEF) {
      if (left < 3 || !trail(at[1]) || !trail(at[2])) return at;
      const unsigned c = (b & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
      if (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF)) return at;
      *to++ = static_cast<char16_t>(c);
      at += 3;
    } else if (b >= 0xF0 && b <= 0xF4) {
      if (left < 4 || !trail(at[1]) || !trail(at[2]) || !trail(at[3])) return at;
      const unsigned c = (b & 0x07u) << 18 | (at[1] & 0x3Fu) << 12 | (at[2] & 0x3Fu) << 6 | (at[3] & 0x3Fu);
      if (c < 0x10000 || c > 0x10FFFF) return at;
      *to++ = static_cast<char16_t>(0xD7C0 + (c >> 10));
      *to++ = static_cast<char16_t>(0xDC00 | (c & 0x3FF));
      at += 4;
    } else {
      return at;
    }
  }
  return at;
}

const std::uint8_t* Decoder::cp932(const std::uint8_t* at, const std::uint8_t* end, char16_t*& to) {
  const Cp932& table = cp932_table();
  while (at < end) {
    const std::uint8_t b = *at;
    if (is_lead(b)) {
      if (end - at < 2) return at;
      const char16_t c = table.pair[b << 8 | at[1]];
      if (c == undefined) return at;
      pairs_ = true;
      *to++ = c;
      at += 2;
    } else {
      const char16_t c = table.single[b];
      if (c == undefined) return at;
      single_kana_ = single_kana_ || b >= 0x80;
      *to++ = c;
      ++at;
    }
  }
  return at;
}

const std::uint8_t* Decoder::euc_jp(const std::uint8_t* at, const std::uint8_t* end, char16_t*& to) {
  const EucJp& table = euc_jp_table();
  while (at < end) {
    if (*at < 0x80) {
      *to++ = *at++;
      continue;
    }
    if (end - at < 2) return at;
    const char16_t c = table.pair[*at << 8 | at[1]];
    if (c == undefined) return at;
    *to++ = c;
    at += 2;
  }
  return at;
}

const std::uint8_t* Decoder::utf16(const std::uint8_t* at, const std::uint8_t* end, char16_t*& to) {
  const int high = encoding_ == Encoding::utf16be ? 0 : 1;
  const auto unit = [&](const std::uint8_t* p) { return static_cast<char16_t>(p[high] << 8 | p[1 - high]); };
  while (end - at >= 2) {
    const char16_t c = unit(at);
    if (c >= 0xDC00 && c <= 0xDFFF) return at;
    if (c >= 0xD800 && c <= 0xDBFF) {
      if (end - at < 4) return at;
      const char16_t low = unit(at + 2);
      if (low < 0xDC00 || low > 0xDFFF) return at;
      *to++ = c;
      *to++ = low;
      at += 4;
    } else {
      *to++ = c;
      at += 2;
    }
  }
  return at;
}

bool Decoder::run(ByteView bytes, std::u16string& out) {
  const std::size_t before = out.size();
  out.resize(before + bytes.size());
  char16_t* to = out.data() + before;
  const std::uint8_t* const end = bytes.data() + bytes.size();
  const std::uint8_t* at = bytes.data();
  switch (encoding_) {
    case Encoding::utf8:
      at = utf8(at, end, to);
      break;
    case Encoding::cp932:
      at = cp932(at, end, to);
      break;
    case Encoding::euc_jp:
      at = euc_jp(at, end, to);
      break;
    case Encoding::utf16le:
    case Encoding::utf16be:
      at = utf16(at, end, to);
      break;
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  if (!started_ && out.size() > before) {
    started_ = true;
    if (out[before] == 0xFEFF) out.erase(before, 1);
  }
  // A rest is held when it may still become a character; a wrong byte shows itself there when more arrives.
  const auto rest = static_cast<std::size_t>(end - at);
  const std::size_t longest = encoding_ == Encoding::cp932 || encoding_ == Encoding::euc_jp ? 1 : 3;
  if (rest > longest) return false;
  if (encoding_ == Encoding::utf8 && rest > 0) {
    const std::uint8_t b = *at;
    const std::size_t need = b >= 0xC2 && b <= 0xDF   ? 2
                             : b >= 0xE0 && b <= 0xEF ? 3
                             : b >= 0xF0 && b <= 0xF4 ? 4
                                                      : 0;
    if (rest >= need) return false;
    for (std::size_t i = 1; i < rest; ++i)
      if ((at[i] & 0xC0) != 0x80) return false;
  } else if (encoding_ == Encoding::cp932 && rest > 0) {
    if (!is_lead(*at)) return false;
  } else if (encoding_ == Encoding::euc_jp && rest > 0) {
    if (*at < 0x80) return false;
  }
  held_size_ = rest;
  if (rest > 0) std::memcpy(held_, at, rest);
  return true;
}

bool Decoder::feed(ByteView bytes, std::u16string& out) {
  while (!failed_ && held_size_ > 0 && !bytes.empty()) {
    std::uint8_t joined[4];
    std::memcpy(joined, held_, held_size_);
    joined[held_size_] = bytes.front();
    const std::size_t size = held_size_ + 1;
    bytes = bytes.subspan(1);
    held_size_ = 0;
    failed_ = !run({joined, size}, out);
  }
  if (!failed_ && !bytes.empty()) failed_ = !run(bytes, out);
  return !failed_;
}

void append_utf8(char32_t c, std::string& out) {
  const auto put = [&](unsigned b) { out.push_back(static_cast<char>(b)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

void utf16_to_utf8(std::u16string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char16_t c = text[i];
    if (c < 0xD800 || c > 0xDFFF) {
      append_utf8(c, out);
    } else if (c <= 0xDBFF && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] <= 0xDFFF) {
      append_utf8(0x10000 + ((c & 0x3FFu) << 10) + (text[i + 1] & 0x3FFu), out);
      ++i;
    } else {
      append_utf8(0xFFFD, out);
    }
  }
}

}  // namespace sekisho
