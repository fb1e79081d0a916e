#include "base/encoding.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/decoder.h"

namespace sekisho {
namespace {

class Utf8Source final : public ByteSource {
 public:
  Utf8Source(ByteSource& source, Encoding encoding) : source_(source), decoder_(encoding), in_(64 * 1024) {}

  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    while (at_ == text_.size() && !out.empty()) {
      SEKISHO_TRY(const std::size_t got, source_.read(in_));
      text_.clear();
      units_.clear();
      at_ = 0;
      // A surrogate pair is never cut: the decoder emits both halves at once.
      if (got == 0 ? !decoder_.finish() : !decoder_.feed(ByteView(in_).first(got), units_)) {
        const std::string name(encoding_name(decoder_.encoding()));
        return fail(
            ErrorCode::invalid_input,
            "文字コード " + name + " として読めない文字があります。文字コードの指定を確かめてください。",
            "not valid " + name + " near byte " + std::to_string(offset_));
      }
      if (got == 0) return 0;
      offset_ += got;
      utf16_to_utf8(units_, text_);
    }
    const std::size_t count = std::min(out.size(), text_.size() - at_);
    std::copy_n(text_.begin() + static_cast<std::ptrdiff_t>(at_), count, out.begin());
    at_ += count;
    return count;
  }

 private:
  ByteSource& source_;
  Decoder decoder_;
  Bytes in_;
  std::u16string units_;
  std::string text_;
  std::size_t at_ = 0;
  std::uint64_t offset_ = 0;
};

using Reverse = std::unordered_map<char16_t, std::uint16_t>;
const Reverse& cp932_reverse() {
  static const Reverse table = [] {
    Reverse out;
    const auto add = [&](unsigned lead) {
      for (unsigned trail = 0x40; trail <= 0xFC; ++trail) {
        const char16_t c =
            cp932_to_unicode(static_cast<std::uint8_t>(lead), static_cast<std::uint8_t>(trail));
        if (c != 0xFFFF) out.emplace(c, static_cast<std::uint16_t>(lead << 8 | trail));
      }
    };
    // Where a character has several codes, the one that Windows writes: ED and EE are only read.
    for (unsigned lead = 0x81; lead <= 0xFC; ++lead)
      if (lead != 0xED && lead != 0xEE) add(lead);
    out.emplace(u'\u301C',
                0x8160);  // wave dash and minus sign: JIS names them so, Windows has their full-width twins
    out.emplace(u'\u2212', 0x817C);
    return out;
  }();
  return table;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::cp932:
      return "CP932";
    case Encoding::euc_jp:
      return "EUC-JP";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
  }
  return "?";
}

std::optional<Encoding> encoding_from_name(std::string_view name) {
  std::string lower;
  for (const char c : name)
    if (c != '-' && c != '_') lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  if (lower == "utf8") return Encoding::utf8;
  if (lower == "cp932" || lower == "sjis" || lower == "shiftjis" || lower == "windows31j" || lower == "ms932")
    return Encoding::cp932;
  if (lower == "eucjp" || lower == "ujis") return Encoding::euc_jp;
  if (lower == "utf16le") return Encoding::utf16le;
  if (lower == "utf16be") return Encoding::utf16be;
  return std::nullopt;
}

Result<Encoding> detect_encoding(ByteSource& source) {
  std::vector<Decoder> candidates{Decoder(Encoding::utf8), Decoder(Encoding::cp932),
                                  Decoder(Encoding::euc_jp)};
  Bytes buffer(64 * 1024);
  std::u16string scratch;
  std::size_t start = 0;  // bytes kept until a BOM can be told
  bool first = true;
  for (;;) {
    SEKISHO_TRY(const std::size_t got, source.read(std::span(buffer).subspan(start)));
    const std::size_t size = start + got;
    if (first && got > 0 && size < 3) {
      start = size;
      continue;
    }
    if (first && size >= 2) {
      if (buffer[0] == 0xFF && buffer[1] == 0xFE) candidates = {Decoder(Encoding::utf16le)};
      if (buffer[0] == 0xFE && buffer[1] == 0xFF) candidates = {Decoder(Encoding::utf16be)};
      if (size >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF)
        candidates = {Decoder(Encoding::utf8)};
    }
    first = false;
    start = 0;
    std::erase_if(candidates, [&](Decoder& d) {
      scratch.clear();
      return !d.feed(ByteView(buffer).first(size), scratch);
    });
    if (got == 0 || candidates.empty()) break;
  }
  std::erase_if(candidates, [](const Decoder& d) { return !d.finish(); });
  if (candidates.empty())
    return fail(ErrorCode::invalid_input,
                "文字コードが分かりません（UTF-8 でも CP932 でもありません）。UTF-8 か CP932 の CSV "
                "で書き出し直してください。",
                "neither valid UTF-8 nor valid CP932");
  // EUC-JP read as CP932 is half-width kana from end to end: every byte of A1 to DF is one.
  if (candidates.size() > 1 && candidates.front().encoding() == Encoding::cp932 &&
      candidates.front().only_half_kana())
    return candidates[1].encoding();
  return candidates.front().encoding();
}

std::unique_ptr<ByteSource> as_utf8(ByteSource& source, Encoding encoding) {
  return std::make_unique<Utf8Source>(source, encoding);
}

std::optional<std::string> to_utf8(ByteView bytes, Encoding encoding) {
  Decoder decoder(encoding);
  std::u16string units;
  if (!decoder.feed(bytes, units) || !decoder.finish()) return std::nullopt;
  std::string out;
  utf16_to_utf8(units, out);
  return out;
}

std::string utf8_to_cp932(std::string_view utf8) {
  const Reverse& reverse = cp932_reverse();
  std::u16string units;
  Decoder decoder(Encoding::utf8);
  if (!decoder.feed(as_bytes(utf8), units)) units.push_back(0xFFFD);
  std::string out;
  out.reserve(units.size() * 2);
  for (const char16_t c : units) {
    if (c >= 0xDC00 && c <= 0xDFFF) continue;  // the first half has written the geta
    if (c < 0x80) {
      out.push_back(static_cast<char>(c));
    } else if (c >= 0xFF61 && c <= 0xFF9F) {
      out.push_back(static_cast<char>(0xA1 + (c - 0xFF61)));
    } else {
      const auto it = reverse.find(c);
      const unsigned code = it == reverse.end() ? 0x81ACu : it->second;
      out.push_back(static_cast<char>(code >> 8));
      out.push_back(static_cast<char>(code & 0xFF));
    }
  }
  return out;
}

}  // namespace sekisho
