// Encodings of Japanese text, told by strict validation. All functions are pure and thread-safe; the tables
// behind them are built once, at first use.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/source.h"

namespace sekisho {

enum class Encoding { utf8, cp932, euc_jp, utf16le, utf16be };
std::string_view encoding_name(Encoding encoding);  // "UTF-8", "CP932", "UTF-16LE", "UTF-16BE"
std::optional<Encoding> encoding_from_name(
    std::string_view name);  // either case; sjis, shift_jis, windows-31j as well

// One CP932 character: a single byte (trail 0) or a pair. 0xFFFF where the code is not defined. User-defined
// characters (外字, F040–F9FC) are U+E000 and up.
char16_t cp932_to_unicode(std::uint8_t lead, std::uint8_t trail);

// One EUC-JP character of two bytes (JIS X 0208, or 8E and half-width kana). 0xFFFF where the code is not
// defined.
char16_t euc_jp_to_unicode(std::uint8_t lead, std::uint8_t trail);

// The encoding that all of `source` is valid in, UTF-8 before CP932; a BOM decides by itself. Reads to the
// end. Errors: invalid_input (none fits), or the source's own.
Result<Encoding> detect_encoding(ByteSource& source);

// `source`, in UTF-8. An undecodable byte is an invalid_input error that names its offset.
std::unique_ptr<ByteSource> as_utf8(ByteSource& source, Encoding encoding);

// All of `bytes`, strictly: nullopt when one character is undefined or cut off. A leading BOM is dropped.
std::optional<std::string> to_utf8(ByteView bytes, Encoding encoding);
// Characters that CP932 does not have become "〓" (geta), as Japanese exports do.
std::string utf8_to_cp932(std::string_view utf8);

}  // namespace sekisho
