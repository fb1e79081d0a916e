#include "file_kind.h"

#include <algorithm>
#include <span>

#include "byte_cursor.h"

namespace sekisho::formats {
namespace {

using namespace std::string_view_literals;

struct Mark {
  FileKind kind;
  std::string_view name;
  std::size_t at;
  std::string_view bytes;
};

// Marks of four bytes and more that no text begins with; shorter ones have a rule of their own below.
constexpr Mark marks[] = {
    {FileKind::zip, "", 0, "PK\x03\x04"sv},
    {FileKind::zip, "", 0, "PK\x05\x06"sv},
    {FileKind::zip, "", 0, "PK\x06\x06"sv},
    {FileKind::zip, "", 0, "PK\x07\x08"sv},
    {FileKind::zip, "", 0, "PK00PK\x03\x04"sv},
    {FileKind::ole, "", 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv},
    {FileKind::pdf, "", 0, "%PDF-"sv},
    {FileKind::rtf, "", 0, "{\\rtf"sv},
    {FileKind::sqlite, "", 0, "SQLite format 3\0"sv},
    {FileKind::access, "", 0, "\0\1\0\0Standard Jet DB\0"sv},
    {FileKind::access, "", 0, "\0\1\0\0Standard ACE DB\0"sv},
    {FileKind::seven_zip, "", 0, "7z\xBC\xAF\x27\x1C"sv},
    {FileKind::rar, "", 0, "Rar!\x1A\x07"sv},
    {FileKind::tar, "", 257, "ustar"sv},
    {FileKind::cab, "", 0, "MSCF\0\0\0\0"sv},
    {FileKind::iso, "", 32769, "CD001"sv},
    {FileKind::ar, "", 0, "!<arch>\n"sv},
    {FileKind::xar, "", 0, "xar!\0"sv},
    {FileKind::gzip, "", 0, "\x1F\x8B\x08"sv},
    {FileKind::xz, "", 0,
     "\xFD"
     "7zXZ\0"sv},
    {FileKind::zstd, "", 0, "\x28\xB5\x2F\xFD"sv},
    {FileKind::lzip, "", 0, "LZIP\1"sv},
    {FileKind::lz4, "", 0, "\x04\x22\x4D\x18"sv},
    {FileKind::compress, "", 0, "\x1F\x9D"sv},
    {FileKind::program, "ELF", 0,
     "\x7F"
     "ELF"sv},
    {FileKind::program, "Mach-O", 0, "\xFE\xED\xFA\xCE"sv},
    {FileKind::program, "Mach-O", 0, "\xFE\xED\xFA\xCF"sv},
    {FileKind::program, "Mach-O", 0, "\xCE\xFA\xED\xFE"sv},
    {FileKind::program, "Mach-O", 0, "\xCF\xFA\xED\xFE"sv},
    {FileKind::program, "Java クラスか Mach-O", 0, "\xCA\xFE\xBA\xBE"sv},
    {FileKind::program, "DEX", 0, "dex\n0"sv},
    {FileKind::program, "WebAssembly", 0, "\0asm"sv},
    {FileKind::program, "CHM", 0, "ITSF\3\0"sv},
    {FileKind::link, "", 0, "\x4C\0\0\0\1\x14\2\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"sv},
    {FileKind::picture, "PNG", 0, "\x89PNG\r\n\x1A\n"sv},
    {FileKind::picture, "JPEG", 0, "\xFF\xD8\xFF"sv},
    {FileKind::picture, "JPEG 2000", 0, "\0\0\0\x0CjP  "sv},
    {FileKind::picture, "JPEG 2000", 0, "\xFF\x4F\xFF\x51"sv},
    {FileKind::picture, "JPEG XL", 0, "\0\0\0\x0CJXL "sv},
    {FileKind::picture, "GIF", 0, "GIF87a"sv},
    {FileKind::picture, "GIF", 0, "GIF89a"sv},
    {FileKind::picture, "TIFF", 0, "II*\0"sv},
    {FileKind::picture, "TIFF", 0, "MM\0*"sv},
    {FileKind::picture, "TIFF", 0, "II+\0"sv},
    {FileKind::picture, "TIFF", 0, "MM\0+"sv},
    {FileKind::picture, "PSD", 0, "8BPS\0\1"sv},
    {FileKind::picture, "ICO", 0, "\0\0\1\0"sv},
    {FileKind::picture, "EMF", 40, " EMF"sv},
    {FileKind::picture, "WMF", 0, "\xD7\xCD\xC6\x9A"sv},
    {FileKind::picture, "DjVu", 0, "AT&TFORM"sv},
    {FileKind::drawing, "DXF", 0, "AutoCAD Binary DXF"sv},
    {FileKind::drawing, "DocuWorks", 0, "\x60\x0E\x82\x00"sv},
    {FileKind::sound, "FLAC", 0, "fLaC"sv},
    {FileKind::sound, "Ogg", 0, "OggS"sv},
    {FileKind::sound, "AMR", 0, "#!AMR"sv},
    {FileKind::sound, "MIDI", 0, "MThd\0\0"sv},
    {FileKind::video, "Matroska", 0, "\x1A\x45\xDF\xA3"sv},
    {FileKind::video, "ASF", 0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv},
    {FileKind::video, "FLV", 0, "FLV\1"sv},
    {FileKind::video, "MPEG", 0, "\0\0\1\xBA"sv},
    {FileKind::video, "MPEG", 0, "\0\0\1\xB3"sv},
    {FileKind::font, "TrueType", 0, "\0\1\0\0\0"sv},
    {FileKind::font, "TrueType", 0, "ttcf\0"sv},
    {FileKind::font, "OpenType", 0, "OTTO\0"sv},
    {FileKind::font, "WOFF", 0, "wOFF\0\1"sv},
    {FileKind::font, "WOFF", 0, "wOF2\0\1"sv},
};

bool stands(ByteView head, std::size_t at, std::string_view bytes) {
  return head.size() >= at + bytes.size() && as_text(head.subspan(at, bytes.size())) == bytes;
}

// Letters that text may begin with as well: something that text never has must follow.
bool binary(ByteView head) {
  return std::ranges::any_of(head.first(std::min<std::size_t>(head.size(), 1024)),
                             [](std::uint8_t b) { return b < 9; });
}

constexpr Mark pe{FileKind::program, "PE", 0, ""};
constexpr Mark dos{FileKind::program, "DOS", 0, ""};
constexpr Mark bzip2{FileKind::bzip2, "", 0, ""};
constexpr Mark lzh{FileKind::lzh, "", 0, ""};
constexpr Mark lzma{FileKind::lzma, "", 0, ""};
constexpr Mark old_tar{FileKind::tar, "", 0, ""};
constexpr Mark bmp{FileKind::picture, "BMP", 0, ""};
constexpr Mark webp{FileKind::picture, "WebP", 0, ""};
constexpr Mark wave{FileKind::sound, "WAV", 0, ""};
constexpr Mark avi{FileKind::video, "AVI", 0, ""};
constexpr Mark aiff{FileKind::sound, "AIFF", 0, ""};
constexpr Mark mp3{FileKind::sound, "MP3", 0, ""};
constexpr Mark dwg{FileKind::drawing, "DWG", 0, ""};
constexpr Mark cpio{FileKind::cpio, "", 0, ""};
constexpr Mark heic{FileKind::picture, "HEIC", 0, ""};
constexpr Mark mp4{FileKind::video, "MP4", 0, ""};

const Mark* program(ByteView head) {
  if (!stands(head, 0, "MZ") || !binary(head)) return nullptr;
  if (head.size() < 64) return &dos;
  const std::uint32_t at = u32(head, 60);
  return at < head.size() && stands(head, at, "PE\0\0"sv) ? &pe : &dos;
}

// The sum of a header's bytes, its own field counted as spaces; tars before POSIX have no other mark.
bool tar_header(ByteView head) {
  if (head.size() < 512 || head[0] == 0) return false;
  unsigned told = 0;
  bool digits = false;
  for (std::size_t i = 148; i < 156; ++i) {
    if (head[i] >= '0' && head[i] <= '7') {
      told = told * 8 + (head[i] - '0');
      digits = true;
    } else if (digits || (head[i] != ' ' && head[i] != 0)) {
      break;
    }
  }
  unsigned sum = 0;
  for (std::size_t i = 0; i < 512; ++i) sum += i >= 148 && i < 156 ? ' ' : head[i];
  return digits && sum == told;
}

// All of it digits: a date like 070701 is no cpio.
bool cpio_header(ByteView head) {
  const bool old = stands(head, 0, "070707");
  const std::size_t size = old ? 76 : 110;
  if (!old && !stands(head, 0, "070701") && !stands(head, 0, "070702")) return false;
  return head.size() >= size && std::ranges::all_of(head.first(size), [](std::uint8_t b) {
           return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
         });
}

const Mark* by_rule(ByteView head) {
  if (const Mark* found = program(head)) return found;
  if (stands(head, 0, "BZh") && head.size() >= 10 &&
      (stands(head, 4, "1AY&SY") || stands(head, 4, "\x17\x72\x45\x38\x50\x90"sv)))
    return &bzip2;
  if (head.size() >= 22 && head[2] == '-' && (head[3] == 'l' || head[3] == 'p') && head[6] == '-' &&
      (head[4] == 'h' || head[4] == 'z' || head[4] == 'm') && head[20] <= 3)
    return &lzh;
  if (head.size() >= 13 && head[0] == 0x5D && head[1] == 0 && head[2] == 0 &&
      (u64(head, 5) == ~std::uint64_t{0} || u64(head, 5) < std::uint64_t{1} << 40))
    return &lzma;
  if (cpio_header(head)) return &cpio;
  if (stands(head, 0, "AC10") && binary(head)) return &dwg;
  if (stands(head, 0, "ID3") && binary(head)) return &mp3;
  if (stands(head, 0, "BM") && head.size() >= 26 && u32(head, 6) == 0 && binary(head)) return &bmp;
  if (stands(head, 0, "RIFF"))
    return stands(head, 8, "WEBP")   ? &webp
           : stands(head, 8, "WAVE") ? &wave
           : stands(head, 8, "AVI ") ? &avi
                                     : nullptr;
  if (stands(head, 0, "FORM") && (stands(head, 8, "AIFF") || stands(head, 8, "AIFC"))) return &aiff;
  if (stands(head, 4, "ftyp") && binary(head.first(4)))
    for (const auto brand : {"heic", "heix", "mif1", "msf1", "hevc", "avif"})
      if (stands(head, 8, brand)) return &heic;
  if (stands(head, 4, "ftyp") && binary(head.first(4))) return &mp4;
  if (head.size() >= 4 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2 && (head[2] & 0xF0) != 0xF0 &&
      binary(head))
    return &mp3;
  return tar_header(head) ? &old_tar : nullptr;
}

const Mark* mark(ByteView head) {
  for (const Mark& m : marks)
    if (stands(head, m.at, m.bytes)) return &m;
  if (head.size() >= 8 && (u32(head, 0) & 0xFFFFFFF0) == 0x184D2A50) {  // a zstd frame to be skipped
    static constexpr Mark skipped{FileKind::zstd, "", 0, ""};
    return &skipped;
  }
  return by_rule(head);
}

}  // namespace

FileKind file_kind(ByteView head) {
  const Mark* found = mark(head);
  return found != nullptr ? found->kind : FileKind::other;
}

std::string_view format_name(ByteView head) {
  const Mark* found = mark(head);
  return found != nullptr ? found->name : "";
}

}  // namespace sekisho::formats
