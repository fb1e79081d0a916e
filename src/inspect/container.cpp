#include "container.h"

#include <array>

namespace sekisho::inspect {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view ja;
  std::string_view en;
  bool encrypted = false;
};

constexpr std::array magics{
    Magic{0, "PK\x03\x04"sv, "ZIP 形式（xlsx・docx・pptx を含む）", "a zip file (or xlsx, docx, pptx)"},
    Magic{0, "PK\x05\x06"sv, "ZIP 形式", "a zip file"},
    Magic{0, "PK\x07\x08"sv, "ZIP 形式", "a zip file"},
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "以前の Office 形式（xls・doc・ppt）",
          "an OLE file (xls, doc, ppt)"},
    Magic{0, "%PDF-"sv, "PDF", "a PDF"},
    Magic{0, "%!PS"sv, "PostScript", "PostScript"},
    Magic{0, "{\\rtf"sv, "リッチテキスト", "RTF"},
    Magic{0, "\x1F\x8B"sv, "gzip 圧縮", "gzip"},
    Magic{0, "BZh"sv, "bzip2 圧縮", "bzip2"},
    Magic{0,
          "\xFD"
          "7zXZ\0"sv,
          "xz 圧縮", "xz"},
    Magic{0, "\x28\xB5\x2F\xFD"sv, "zstd 圧縮", "zstd"},
    Magic{0, "\x04\x22\x4D\x18"sv, "lz4 圧縮", "lz4"},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, "7z 形式", "a 7z file"},
    Magic{0, "Rar!\x1A\x07"sv, "RAR 形式", "a RAR file"},
    Magic{0, "MSCF"sv, "CAB 形式", "a cabinet file"},
    Magic{2, "-lh"sv, "LZH 形式", "an LHA file"},
    Magic{257, "ustar"sv, "tar 形式", "a tar file"},
    Magic{0, "SQLite format 3"sv, "データベース（SQLite）", "an SQLite database"},
    Magic{4, "Standard Jet DB"sv, "データベース（Access）", "an Access database"},
    Magic{4, "Standard ACE DB"sv, "データベース（Access）", "an Access database"},
    Magic{0, "\x89PNG"sv, "画像（PNG）", "a PNG image"},
    Magic{0, "\xFF\xD8\xFF"sv, "画像（JPEG）", "a JPEG image"},
    Magic{0, "GIF8"sv, "画像（GIF）", "a GIF image"},
    Magic{0, "II*\0"sv, "画像（TIFF）", "a TIFF image"},
    Magic{0, "MM\0*"sv, "画像（TIFF）", "a TIFF image"},
    Magic{0, "MZ"sv, "プログラム", "a program"},
    Magic{0,
          "\x7F"
          "ELF"sv,
          "プログラム", "a program"},
    Magic{0, "age-encryption.org/"sv, "age で暗号化されたファイル", "an age-encrypted file", true},
    Magic{0, "-----BEGIN AGE ENCRYPTED FILE-----"sv, "age で暗号化されたファイル", "an age-encrypted file",
          true},
    Magic{0, "Salted__"sv, "暗号化されたファイル", "a file encrypted by OpenSSL", true},
};

}  // namespace

std::optional<Reason> recognise_container(ByteView head) {
  const std::string_view text = as_text(head);
  for (const Magic& magic : magics) {
    if (text.size() < magic.at || !text.substr(magic.at).starts_with(magic.bytes)) continue;
    // "MZ" and "BZh" may begin a text; a program or compressed data has bytes that no text has.
    if (magic.bytes.size() < 4 && text.find_first_of("\0\x01\x02\x03\x04\x05\x06\x07\x08"sv) == text.npos)
      continue;
    if (magic.encrypted)
      return Reason{ReasonCode::encrypted,
                    std::string(magic.ja) +
                        "のため、中身を確かめられません。暗号化する前のファイルで申請してください。",
                    std::string(magic.en) + ": cannot be looked into; submit it before encryption"};
    return Reason{
        ReasonCode::container,
        "この種類のファイル（" + std::string(magic.ja) +
            "）の中身は、まだ確かめられません。CSV などのテキストにして申請してください。",
        std::string(magic.en) + ": this kind of file cannot be checked yet; submit it as text, such as CSV"};
  }
  return std::nullopt;
}

}  // namespace sekisho::inspect
