#include "base/random_source.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace sekisho {

Result<std::size_t> MemoryRandomSource::read_at(std::uint64_t offset, std::span<std::uint8_t> out) {
  if (offset >= bytes_.size()) return 0;
  const std::size_t size = std::min<std::uint64_t>(out.size(), bytes_.size() - offset);
  if (size > 0) std::memcpy(out.data(), bytes_.data() + offset, size);
  return size;
}

Result<std::size_t> DescriptorSource::read_at(std::uint64_t offset, std::span<std::uint8_t> out) {
  if (offset >= size_) return 0;
  const std::size_t wanted = std::min<std::uint64_t>(out.size(), size_ - offset);
  std::size_t done = 0;
  while (done < wanted) {
    const ssize_t got =
        ::pread(descriptor_, out.data() + done, wanted - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return fail(ErrorCode::io, "ファイルを読み込めませんでした。",
                  std::string("read: ") + std::strerror(errno));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<std::size_t> RangeSource::read(std::span<std::uint8_t> out) {
  if (at_ >= end_) return 0;
  SEKISHO_TRY(const std::size_t got,
              of_.read_at(at_, out.first(std::min<std::uint64_t>(out.size(), end_ - at_))));
  at_ += got;
  return got;
}

}  // namespace sekisho
