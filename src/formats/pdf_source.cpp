#include "pdf_source.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <stdexcept>

namespace sekisho::formats {
namespace {

constexpr std::size_t buffer_size = std::size_t{64} << 10;

}  // namespace

bool PdfSource::fill() {
  const auto at = static_cast<std::uint64_t>(at_);
  if (at >= begin_ && at - begin_ < buffer_.size()) return true;
  if (at >= of_.size()) return false;
  // A little before, because qpdf goes back by single bytes.
  begin_ = at - std::min<std::uint64_t>(at, 256);
  buffer_.resize(buffer_size);
  const auto got = of_.read_at(begin_, buffer_);
  if (!got) {
    buffer_.clear();
    throw std::runtime_error(got.error().en);
  }
  buffer_.resize(*got);
  return at - begin_ < buffer_.size();
}

qpdf_offset_t PdfSource::findAndSkipNextEOL() {
  const auto here = [&] { return static_cast<char>(buffer_[static_cast<std::uint64_t>(at_) - begin_]); };
  while (fill() && here() != '\n' && here() != '\r') ++at_;
  const qpdf_offset_t found = at_;
  while (fill() && (here() == '\n' || here() == '\r')) ++at_;
  return found;
}

void PdfSource::seek(qpdf_offset_t offset, int whence) {
  const qpdf_offset_t from = whence == SEEK_SET   ? 0
                             : whence == SEEK_CUR ? at_
                                                  : static_cast<qpdf_offset_t>(of_.size());
  qpdf_offset_t to = 0;
  if (__builtin_add_overflow(from, offset, &to) || to < 0)
    throw std::runtime_error("seek before the beginning");
  at_ = to;
}

std::size_t PdfSource::read(char* buffer, std::size_t length) {
  last_offset = at_;
  std::size_t done = 0;
  while (done < length && fill()) {
    const std::size_t from = static_cast<std::uint64_t>(at_) - begin_;
    const std::size_t size = std::min(length - done, buffer_.size() - from);
    std::memcpy(buffer + done, buffer_.data() + from, size);
    done += size;
    at_ += static_cast<qpdf_offset_t>(size);
  }
  // Where the end was met, the place is the end, however far a seek had gone beyond it.
  if (length > 0 && done == 0 && static_cast<std::uint64_t>(at_) > of_.size())
    at_ = static_cast<qpdf_offset_t>(of_.size());
  return done;
}

void KeptStream::write(const unsigned char* data, std::size_t size) {
  if (over_ || size > most_ - bytes_.size()) {
    over_ = true;
    bytes_.clear();
    throw std::runtime_error("the stream is larger than the limit");
  }
  bytes_.insert(bytes_.end(), data, data + size);
}

void MeasuredStream::write(const unsigned char* data, std::size_t size) {
  size_ += size;
  for (std::size_t i = 0; i < size; ++i) {
    calls_ += data[i] == 'o' && last_ == 'D';
    last_ = data[i];
  }
  if (size_ > most_) throw std::runtime_error("the stream is larger than the limit");
}

}  // namespace sekisho::formats
