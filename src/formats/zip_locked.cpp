#include "zip_locked.h"

#include <archive.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "archive_stream.h"
#include "byte_cursor.h"
#include "parts.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t piece_size = std::size_t{64} << 10;

void put(Bytes& to, std::uint64_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i) to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

// A zip of one entry: its bytes as they lie in the large one, and a directory for it.
Result<FramedSource> one_entry(RandomSource& source, const ZipEntry& entry) {
  Bytes local(30);
  SEKISHO_TRY(const std::size_t got, source.read_at(entry.header, local));
  if (got != local.size()) return fail(ErrorCode::corrupt, "zip ファイルが壊れています。", "no local header");
  const bool large = entry.size >= 0xFFFFFFFF || entry.packed >= 0xFFFFFFFF;
  const std::uint64_t length = entry.data + entry.packed - entry.header;
  Bytes tail;
  if ((u16(local, 6) & 8) != 0) {
    put(tail, 0x08074b50, 4);
    put(tail, entry.crc32, 4);
    put(tail, entry.packed, large ? 8 : 4);
    put(tail, entry.size, large ? 8 : 4);
  }
  const std::uint64_t directory = length + tail.size();
  put(tail, 0x02014b50, 4);
  put(tail, 45, 2);
  put(tail, 45, 2);
  put(tail, u16(local, 6), 2);
  put(tail, entry.method, 2);
  put(tail, u32(local, 10), 4);  // the time: with a descriptor it checks the password
  put(tail, entry.crc32, 4);
  put(tail, large ? 0xFFFFFFFF : entry.packed, 4);
  put(tail, large ? 0xFFFFFFFF : entry.size, 4);
  put(tail, 1, 2);
  put(tail, large ? 20 : 0, 2);
  tail.resize(tail.size() + 2 + 2 + 2 + 4 + 4);  // no comment; the first disk; no attributes; at the begin
  put(tail, 'x', 1);
  if (large) {
    put(tail, 1, 2);
    put(tail, 16, 2);
    put(tail, entry.size, 8);
    put(tail, entry.packed, 8);
  }
  const std::uint64_t end = length + tail.size();
  put(tail, 0x06064b50, 4);
  put(tail, 44, 8);
  put(tail, 45, 2);
  put(tail, 45, 2);
  put(tail, 0, 8);
  put(tail, 1, 8);
  put(tail, 1, 8);
  put(tail, end - directory, 8);
  put(tail, directory, 8);
  put(tail, 0x07064b50, 4);
  put(tail, 0, 4);
  put(tail, end, 8);
  put(tail, 1, 4);
  put(tail, 0x06054b50, 4);
  put(tail, 0, 4);
  put(tail, 1, 2);
  put(tail, 1, 2);
  put(tail, 0xFFFFFFFF, 4);
  put(tail, 0xFFFFFFFF, 4);
  put(tail, 0, 2);
  return FramedSource({}, source, entry.header, entry.data + entry.packed, std::move(tail));
}

class Unlocked final : public ByteSource {
 public:
  Unlocked(FramedSource one, const std::vector<std::string>& passwords)
      : one_(std::move(one)), archive_(one_, {archive_read_support_format_zip_seekable}, passwords) {}

  // Reads ahead: the first piece tells whether the password may be right.
  Result<void> start() {
    SEKISHO_TRY(const auto entry, archive_.next());
    if (!entry) return fail(ErrorCode::corrupt, "zip ファイルが壊れています。", "no entry");
    first_.resize(piece_size);
    SEKISHO_TRY(const std::size_t got, archive_.read(first_));
    first_.resize(got);
    return {};
  }
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    if (at_ == first_.size()) return archive_.read(out);
    const std::size_t got = std::min(out.size(), first_.size() - at_);
    std::memcpy(out.data(), first_.data() + at_, got);
    at_ += got;
    return got;
  }

 private:
  FramedSource one_;
  ArchiveStream archive_;
  Bytes first_;
  std::size_t at_ = 0;
};

// Far enough for a wrong password to show.
Result<void> read_on(ByteSource& content) {
  Bytes piece(piece_size);
  for (std::size_t read = 0; read < std::size_t{16} << 20; read += piece_size) {
    SEKISHO_TRY(const std::size_t got, content.read(piece));
    if (got == 0) return {};
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<ByteSource>> unlocked(RandomSource& source, const ZipEntry& entry,
                                             const std::vector<std::string>& passwords) {
  const auto open = [&](const std::vector<std::string>& with) -> Result<std::unique_ptr<ByteSource>> {
    SEKISHO_TRY(auto one, one_entry(source, entry));
    auto stream = std::make_unique<Unlocked>(std::move(one), with);
    SEKISHO_CHECK(stream->start());
    return stream;
  };
  if (!entry.encrypted) return open({});
  // ZipCrypto checks a password by one byte: one of 256 wrong ones passes, and shows only by what it unpacks
  // to.
  std::vector<const std::string*> fitting;
  std::optional<Error> refused;
  for (const auto& password : passwords) {
    const auto stream = open({password});
    if (stream) fitting.push_back(&password);
    if (!stream && stream.error().code != ErrorCode::forbidden && stream.error().code != ErrorCode::corrupt)
      refused = stream.error();
  }
  if (fitting.empty())
    return refused ? pass_on(*std::move(refused))
                   : Result<std::unique_ptr<ByteSource>>(
                         fail(ErrorCode::forbidden, "パスワードで守られています。", "encrypted"));
  for (const auto* password : fitting) {
    if (password == fitting.back()) break;
    auto stream = open({*password});
    if (stream && read_on(**stream)) return open({*password});
  }
  return open({*fitting.back()});
}

}  // namespace sekisho::formats
