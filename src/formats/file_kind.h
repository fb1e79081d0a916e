// What a file is, told by how it begins. Pure and thread-safe.
#pragma once

#include <string_view>

#include "base/bytes.h"

namespace sekisho::formats {

enum class FileKind {
  other,  // text, or nothing known
  zip,
  ole,
  pdf,
  rtf,
  sqlite,
  access,
  // archives and compressed files
  seven_zip,
  rar,
  tar,
  cpio,
  lzh,
  cab,
  iso,
  ar,
  xar,
  gzip,
  bzip2,
  xz,
  zstd,
  lzma,
  lzip,
  lz4,
  compress,
  // do something when opened
  program,
  link,  // .lnk
  // may show anything
  picture,
  sound,
  video,
  font,
  drawing
};

FileKind file_kind(ByteView head);
// What exactly: "PNG", "ELF", …; empty where the kind says all.
std::string_view format_name(ByteView head);

}  // namespace sekisho::formats
