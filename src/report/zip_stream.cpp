#include "zip_stream.h"

#include <archive_entry.h>

#include <stdexcept>

namespace sekisho::report {

ZipStream::ZipStream(Sink sink) : sink_(std::move(sink)), archive_(archive_write_new()) {
  if (archive_ == nullptr) throw std::bad_alloc();
  // Without Zip64 records, which spreadsheets do not expect behind entries of unknown length.
  if (archive_write_set_format_zip(archive_) != ARCHIVE_OK ||
      archive_write_set_format_option(archive_, "zip", "compression", "deflate") != ARCHIVE_OK ||
      archive_write_set_format_option(archive_, "zip", "zip64", nullptr) != ARCHIVE_OK ||
      archive_write_set_bytes_per_block(archive_, 64 * 1024) != ARCHIVE_OK ||
      archive_write_set_bytes_in_last_block(archive_, 1) != ARCHIVE_OK ||
      archive_write_open(archive_, this, nullptr, &ZipStream::put, nullptr) != ARCHIVE_OK) {
    const std::string why = archive_error_string(archive_);
    archive_write_free(archive_);
    throw std::runtime_error("libarchive writes no zip: " + why);
  }
}

// libarchive sees no failure of the sink, since after one it would not give back what it holds.
ZipStream::~ZipStream() {
  sink_ = nullptr;
  archive_write_free(archive_);  // ends the archive: into nothing
}

la_ssize_t ZipStream::put(archive*, void* self, const void* bytes, std::size_t count) {
  auto& stream = *static_cast<ZipStream*>(self);
  if (stream.sink_ && !stream.error_) {
    const auto done = stream.sink_({static_cast<const std::uint8_t*>(bytes), count});
    if (!done) stream.error_ = done.error();
  }
  return static_cast<la_ssize_t>(count);
}

std::unexpected<Error> ZipStream::failed() {
  if (error_) return pass_on(*error_);
  const char* why = archive_error_string(archive_);
  return fail(ErrorCode::io, "ファイルを作れませんでした。もう一度試してください。",
              why == nullptr ? "zip" : why);
}

Result<void> ZipStream::open(const std::string& name) {
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                       archive_entry_free);
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), 315532800, 0);  // 1980-01-01: zip's first day, and the same each time
  if (archive_write_header(archive_, entry.get()) != ARCHIVE_OK || error_) return failed();
  return {};
}

Result<void> ZipStream::write(std::string_view text) {
  if (archive_write_data(archive_, text.data(), text.size()) != static_cast<la_ssize_t>(text.size()) ||
      error_)
    return failed();
  return {};
}

Result<void> ZipStream::close() {
  if (archive_write_close(archive_) != ARCHIVE_OK || error_) return failed();
  return {};
}

}  // namespace sekisho::report
