#include "archive_stream.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <new>
#include <optional>

#include "base/decoder.h"
#include "member_name.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t input_size = std::size_t{128} << 10;

std::string name_of(archive_entry* entry) {
  if (const char* raw = archive_entry_pathname(entry)) return member_name(as_bytes(raw));
  if (const char* utf8 = archive_entry_pathname_utf8(entry)) return utf8;
  std::string name;
  if (const wchar_t* wide = archive_entry_pathname_w(entry))
    for (; *wide != 0; ++wide) append_utf8(static_cast<char32_t>(*wide), name);
  return name;
}

std::string link_of(archive_entry* entry) {
  const char* target = archive_entry_symlink(entry);
  if (target == nullptr) target = archive_entry_hardlink(entry);
  return target != nullptr ? member_name(as_bytes(target)) : std::string();
}

}  // namespace

struct ArchiveStream::Input {
  RandomSource& source;
  std::uint64_t at = 0;
  std::optional<Error> failed;  // of the source
  Bytes bytes = Bytes(input_size);

  static la_ssize_t read(archive*, void* self, const void** out) {
    auto& input = *static_cast<Input*>(self);
    const auto got = input.source.read_at(input.at, input.bytes);
    if (!got) {
      input.failed = got.error();
      return ARCHIVE_FATAL;
    }
    input.at += *got;
    *out = input.bytes.data();
    return static_cast<la_ssize_t>(*got);
  }
  static la_int64_t skip(archive*, void* self, la_int64_t request) {
    auto& input = *static_cast<Input*>(self);
    const std::uint64_t left = input.source.size() - std::min(input.at, input.source.size());
    const std::uint64_t step =
        std::min<std::uint64_t>(left, static_cast<std::uint64_t>(std::max<la_int64_t>(request, 0)));
    input.at += step;
    return static_cast<la_int64_t>(step);
  }
  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence) {
    auto& input = *static_cast<Input*>(self);
    const auto size = static_cast<la_int64_t>(input.source.size());
    la_int64_t to = whence == SEEK_CUR ? static_cast<la_int64_t>(input.at) : whence == SEEK_END ? size : 0;
    if (offset > size || offset < -size) return ARCHIVE_FATAL;
    to = std::clamp<la_int64_t>(to + offset, 0, size);
    input.at = static_cast<std::uint64_t>(to);
    return to;
  }
};

ArchiveStream::ArchiveStream(RandomSource& source, const std::vector<Support>& supports,
                             const std::vector<std::string>& passwords)
    : input_(new Input{.source = source, .failed = {}}), archive_(archive_read_new()) {
  if (archive_ == nullptr) throw std::bad_alloc();
  for (const Support support : supports) support(archive_);
  for (const auto& password : passwords)
    if (!password.empty()) archive_read_add_passphrase(archive_, password.c_str());
  archive_read_set_callback_data(archive_, input_.get());
  archive_read_set_read_callback(archive_, Input::read);
  archive_read_set_skip_callback(archive_, Input::skip);
  archive_read_set_seek_callback(archive_, Input::seek);
  archive_read_open1(archive_);  // a failure is met again by next()
}
ArchiveStream::~ArchiveStream() { archive_read_free(archive_); }

Result<std::optional<ArchiveStream::Entry>> ArchiveStream::next() {
  if (ended_) return trouble();
  archive_entry* entry = nullptr;
  const int status = archive_read_next_header(archive_, &entry);
  if (status == ARCHIVE_EOF) return std::nullopt;
  // A warning is about the name or the owner; what could be told of it is there.
  if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
    ended_ = true;
    return trouble();
  }
  Entry made;
  made.name = name_of(entry);
  made.link = link_of(entry);
  const auto type = archive_entry_filetype(entry);
  made.file = made.link.empty() && (type == AE_IFREG || (type != AE_IFDIR && archive_entry_size(entry) > 0));
  made.encrypted = archive_entry_is_encrypted(entry) != 0;
  return made;
}

Result<std::size_t> ArchiveStream::read(std::span<std::uint8_t> out) {
  if (out.empty()) return 0;
  if (ended_) return trouble();
  const la_ssize_t got = archive_read_data(archive_, out.data(), out.size());
  // Also a warning: a checksum or a size that does not hold.
  if (got < 0) {
    ended_ = got != ARCHIVE_WARN;
    return trouble();
  }
  return static_cast<std::size_t>(got);
}

std::uint64_t ArchiveStream::consumed() const {
  return static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(archive_, -1), 0));
}

std::unexpected<Error> ArchiveStream::trouble() const {
  if (input_->failed) return pass_on(*input_->failed);
  const char* words = archive_error_string(archive_);
  const std::string_view said = words != nullptr ? words : "";
  const auto says = [&](std::string_view part) { return said.find(part) != std::string_view::npos; };
  if (says("ncrypt") || says("assphrase") || says("assword"))
    return fail(ErrorCode::forbidden, "パスワードで守られています。", "encrypted");
  if (says("nsupported") || says("not supported") || says("nrecognized"))
    return fail(ErrorCode::unsupported, "読めない方式で圧縮されています。",
                "a method of packing that is not read");
  return fail(ErrorCode::corrupt, "圧縮されたファイルが壊れています。作り直してください。", "broken archive");
}

}  // namespace sekisho::formats
