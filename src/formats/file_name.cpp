#include "file_name.h"

#include <algorithm>
#include <span>

#include "base/decoder.h"
#include "file_kind.h"

namespace sekisho::formats {
namespace {

using Kinds = std::span<const FileKind>;

// Runs when it is opened by a double click, on Windows above all.
constexpr std::string_view programs[] = {"exe", "com",         "scr", "pif",  "cpl",  "dll", "sys",
                                         "ocx", "msi",         "msp", "msix", "appx", "jar", "jnlp",
                                         "apk", "ipa",         "dmg", "deb",  "rpm",  "app", "gadget",
                                         "chm", "application", "xll", "wll",  "elf",  "iqy"};
constexpr std::string_view scripts[] = {
    "bat",     "cmd", "ps1", "psm1", "psd1", "ps1xml", "vbs", "vbe", "js",  "jse",         "mjs",
    "wsf",     "wsh", "wsc", "sct",  "hta",  "reg",    "inf", "msh", "sh",  "bash",        "zsh",
    "command", "py",  "pyw", "pyc",  "pl",   "rb",     "php", "ahk", "au3", "applescript", "scpt"};
constexpr std::string_view shortcuts[] = {"lnk", "url",        "website",   "desktop",           "webloc",
                                          "scf", "library-ms", "search-ms", "settingcontent-ms", "appref-ms"};

// What people think they open.
constexpr std::string_view documents[] = {
    "pdf", "doc", "docx", "docm", "xls",  "xlsx", "xlsm",  "xlsb", "ppt", "pptx", "odt", "ods", "odp",  "rtf",
    "txt", "csv", "tsv",  "xml",  "html", "htm",  "jpg",   "jpeg", "png", "gif",  "bmp", "tif", "tiff", "zip",
    "lzh", "7z",  "rar",  "eml",  "msg",  "mdb",  "accdb", "jtd",  "xdw", "mp3",  "mp4", "wav", "log",  "md"};

constexpr FileKind text_only[] = {FileKind::other};
constexpr FileKind zips[] = {FileKind::zip};
constexpr FileKind office[] = {FileKind::zip, FileKind::ole};  // OLE: encrypted
constexpr FileKind ole[] = {FileKind::ole};
// Old programs' names on what others export: tables in HTML, text or the XML of 2003 named .xls, RTF named
// .doc.
constexpr FileKind old_office[] = {FileKind::ole, FileKind::rtf, FileKind::other};
constexpr FileKind pdf[] = {FileKind::pdf, FileKind::other};  // a mark may stand later in the file
constexpr FileKind rtf[] = {FileKind::rtf, FileKind::other};
constexpr FileKind pictures[] = {FileKind::picture};
constexpr FileKind media[] = {FileKind::sound, FileKind::video, FileKind::picture, FileKind::other};
constexpr FileKind access[] = {FileKind::access, FileKind::other};
constexpr FileKind seven_zip[] = {FileKind::seven_zip};
constexpr FileKind rar[] = {FileKind::rar};
constexpr FileKind lzh[] = {FileKind::lzh};
constexpr FileKind cab[] = {FileKind::cab};
constexpr FileKind tar[] = {FileKind::tar};
constexpr FileKind gzip[] = {FileKind::gzip};
constexpr FileKind bzip2[] = {FileKind::bzip2};
constexpr FileKind xz[] = {FileKind::xz};
constexpr FileKind zstd[] = {FileKind::zstd};

struct Ending {
  std::string_view ending;
  Kinds kinds;
};

constexpr Ending endings[] = {
    {"txt", text_only},  {"csv", text_only},  {"tsv", text_only},  {"tab", text_only},  {"log", text_only},
    {"md", text_only},   {"json", text_only}, {"xml", text_only},  {"html", text_only}, {"htm", text_only},
    {"css", text_only},  {"ini", text_only},  {"yaml", text_only}, {"yml", text_only},  {"sql", text_only},
    {"eml", text_only},  {"mbox", text_only}, {"svg", text_only},  {"ics", text_only},  {"vcf", text_only},
    {"docx", office},    {"docm", office},    {"dotx", office},    {"dotm", office},    {"xlsx", office},
    {"xlsm", office},    {"xltx", office},    {"xltm", office},    {"xlsb", office},    {"xlam", office},
    {"pptx", office},    {"pptm", office},    {"ppsx", office},    {"ppsm", office},    {"potx", office},
    {"vsdx", office},    {"odt", zips},       {"ods", zips},       {"odp", zips},       {"odg", zips},
    {"ott", zips},       {"ots", zips},       {"zip", zips},       {"jar", zips},       {"war", zips},
    {"apk", zips},       {"epub", zips},      {"kmz", zips},       {"doc", old_office}, {"dot", old_office},
    {"xls", old_office}, {"xlt", old_office}, {"ppt", ole},        {"pps", ole},        {"msg", ole},
    {"mpp", ole},        {"vsd", ole},        {"jtd", ole},        {"pdf", pdf},        {"rtf", rtf},
    {"png", pictures},   {"jpg", pictures},   {"jpeg", pictures},  {"gif", pictures},   {"bmp", pictures},
    {"tif", pictures},   {"tiff", pictures},  {"webp", pictures},  {"heic", pictures},  {"heif", pictures},
    {"avif", pictures},  {"psd", pictures},   {"mp3", media},      {"wav", media},      {"m4a", media},
    {"mp4", media},      {"mov", media},      {"avi", media},      {"wmv", media},      {"flac", media},
    {"mdb", access},     {"accdb", access},   {"7z", seven_zip},   {"rar", rar},        {"lzh", lzh},
    {"lha", lzh},        {"cab", cab},        {"tar", tar},        {"gz", gzip},        {"tgz", gzip},
    {"bz2", bzip2},      {"tbz2", bzip2},     {"xz", xz},          {"txz", xz},         {"zst", zstd},
};

constexpr std::string_view kind_names[] = {"",           "zip",
                                           "OLE",        "PDF",
                                           "RTF",        "SQLite",
                                           "Access",     "7z",
                                           "rar",        "tar",
                                           "cpio",       "lzh",
                                           "cab",        "ISO",
                                           "ar",         "xar",
                                           "gzip",       "bzip2",
                                           "xz",         "zstd",
                                           "lzma",       "lzip",
                                           "lz4",        "compress",
                                           "プログラム", "ショートカット",
                                           "画像",       "音声",
                                           "映像",       "フォント",
                                           "図面"};

bool among(std::span<const std::string_view> list, std::string_view one) {
  return std::ranges::find(list, one) != list.end();
}

bool turns_direction(char16_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
         c == 0x061C;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Of the last part of the path, in small letters. Windows drops dots and spaces at the end of a name.
std::string plain_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  while (!path.empty() && (path.back() == '.' || path.back() == ' ' || path.back() == 0))
    path.remove_suffix(1);
  std::string name(path);
  std::ranges::transform(name, name.begin(), lower);
  return name;
}

// Takes the last ending off, with spaces around it; empty where there is none.
std::string take_ending(std::string& name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return {};
  std::string ending = name.substr(dot + 1);
  name.resize(dot);
  for (const std::string_view space : {" ", "\xE3\x80\x80", "\xC2\xA0", "_"})  // U+3000, U+00A0
    while (name.ends_with(space)) name.resize(name.size() - space.size());
  return ending;
}

bool starts_with_line(std::string_view head, std::string_view line) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (!head.empty() && (head[0] == '\n' || head[0] == '\r' || head[0] == ' ')) head.remove_prefix(1);
  return head.size() >= line.size() &&
         std::ranges::equal(head.substr(0, line.size()), line, {}, lower, lower);
}

}  // namespace

void notice_name(const Head& head, Sink& sink) {
  std::u16string units;
  Decoder decoder(Encoding::utf8);
  decoder.feed(as_bytes(head.name), units);
  if (std::ranges::any_of(units, turns_direction)) sink.note({NoteCode::bidi_name, {}});

  const FileKind kind = file_kind(head.bytes);
  const std::string_view text = as_text(head.bytes);
  std::string stem = plain_name(head.name);
  const std::string ending = take_ending(stem);
  const bool program = among(programs, ending);
  const bool script = among(scripts, ending);
  const bool shortcut = among(shortcuts, ending) || kind == FileKind::link ||
                        starts_with_line(text, "[InternetShortcut]") ||
                        starts_with_line(text, "[Desktop Entry]");
  if (shortcut)
    sink.note({NoteCode::shortcut, {}});
  else if (kind == FileKind::program)
    sink.note({NoteCode::executable, std::string(format_name(head.bytes))});
  else if (program || script)
    sink.note({NoteCode::executable, "." + ending});
  else if (text.starts_with("#!/") || text.starts_with("#! /"))
    sink.note({NoteCode::executable, "#!"});

  if ((program || script || shortcut) && among(documents, take_ending(stem)))
    sink.note({NoteCode::double_extension, ending.size() <= 12 ? "." + ending : ""});

  const auto expected = std::ranges::find(endings, std::string_view(ending), &Ending::ending);
  if (expected != std::end(endings) && !head.bytes.empty() &&
      std::ranges::find(expected->kinds, kind) == expected->kinds.end()) {
    const std::string_view format = format_name(head.bytes);
    sink.note(
        {NoteCode::disguised, std::string(format.empty() ? kind_names[static_cast<int>(kind)] : format)});
  }
}

}  // namespace sekisho::formats
