#include "zip_parts.h"

#include <archive_entry.h>

#include <algorithm>
#include <new>

namespace sekisho::report {
namespace {

constexpr std::uint64_t always_allowed = 16ull << 20;

char plain(char c) {
  if (c == '\\') return '/';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_part(std::string_view a, std::string_view b) {
  if (a.starts_with('/') || a.starts_with('\\')) a.remove_prefix(1);
  return std::ranges::equal(a, b, [](char x, char y) { return plain(x) == plain(y); });
}

std::string why(archive* a) {
  const char* text = archive_error_string(a);
  return text == nullptr ? "unreadable zip" : text;
}

}  // namespace

std::unexpected<Error> broken_xlsx(std::string en) {
  return fail(ErrorCode::corrupt,
              "Excel ファイル（xlsx）として読めません。壊れているか、別の種類のファイルです。Excel "
              "で開いて保存し直してください。",
              std::move(en));
}

Result<void> ZipParts::count(std::size_t bytes) {
  unpacked_ += bytes;
  if (unpacked_ > limits_.unpacked ||
      (unpacked_ > always_allowed && unpacked_ / limits_.ratio > file_.size()))
    return fail(
        ErrorCode::too_large,
        "ファイルを展開すると大きくなりすぎます。要らない行・列・シートを消すか、CSV で保存してください。",
        "the archive unpacks to too much");
  return {};
}

Result<std::optional<PartReader>> ZipParts::find(std::string_view name) {
  PartReader out;
  out.parts_ = this;
  out.archive_.reset(archive_read_new());
  archive* a = out.archive_.get();
  if (a == nullptr) throw std::bad_alloc();
  if (archive_read_support_format_zip_seekable(a) != ARCHIVE_OK ||
      archive_read_open_memory(a, file_.data(), file_.size()) != ARCHIVE_OK)
    return broken_xlsx(why(a));
  archive_entry* entry = nullptr;
  for (std::size_t seen = 0;; ++seen) {
    const int got = archive_read_next_header(a, &entry);
    if (got == ARCHIVE_EOF) return std::nullopt;
    if (got != ARCHIVE_OK && got != ARCHIVE_WARN) return broken_xlsx(why(a));
    if (seen >= limits_.parts) return broken_xlsx("too many parts");
    const char* path = archive_entry_pathname_utf8(entry);
    if (path == nullptr) path = archive_entry_pathname(entry);
    if (path == nullptr || !same_part(path, name)) continue;
    if (archive_entry_is_encrypted(entry) != 0)
      return fail(ErrorCode::unsupported,
                  "パスワード付きのファイルです。パスワードを外して保存し直してください。",
                  "an encrypted archive");
    return out;
  }
}

Result<std::size_t> PartReader::read(std::span<std::uint8_t> out) {
  const la_ssize_t got = archive_read_data(archive_.get(), out.data(), out.size());
  if (got < 0) return broken_xlsx(why(archive_.get()));
  SEKISHO_CHECK(parts_->count(static_cast<std::size_t>(got)));
  return static_cast<std::size_t>(got);
}

}  // namespace sekisho::report
