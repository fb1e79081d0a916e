#include <archive.h>

#include <algorithm>
#include <optional>

#include "archive_stream.h"
#include "byte_cursor.h"
#include "file_kind.h"
#include "inflate.h"
#include "parts.h"
#include "readers.h"

namespace sekisho::formats {
namespace {

struct Kind {
  FileKind kind;
  ArchiveStream::Support support;
};

constexpr Kind archives[] = {{FileKind::seven_zip, archive_read_support_format_7zip},
                             {FileKind::rar, nullptr},
                             {FileKind::tar, archive_read_support_format_tar},
                             {FileKind::cpio, archive_read_support_format_cpio},
                             {FileKind::cab, archive_read_support_format_cab},
                             {FileKind::iso, archive_read_support_format_iso9660},
                             {FileKind::ar, archive_read_support_format_ar},
                             {FileKind::xar, archive_read_support_format_xar}};

constexpr Kind filters[] = {{FileKind::bzip2, archive_read_support_filter_bzip2},
                            {FileKind::xz, archive_read_support_filter_xz},
                            {FileKind::zstd, archive_read_support_filter_zstd},
                            {FileKind::lzma, archive_read_support_filter_lzma},
                            {FileKind::lzip, archive_read_support_filter_lzip},
                            {FileKind::lz4, archive_read_support_filter_lz4},
                            {FileKind::compress, archive_read_support_filter_compress}};

const Kind* among(std::span<const Kind> kinds, FileKind kind) {
  const auto found = std::ranges::find(kinds, kind, &Kind::kind);
  return found != kinds.end() ? &*found : nullptr;
}

Bytes head_of(RandomSource& content, std::size_t size) {
  Bytes head(std::min<std::uint64_t>(size, content.size()));
  const auto got = content.read_at(0, head);
  head.resize(got ? *got : 0);
  return head;
}

constexpr std::size_t head_size = 36864;  // that of an ISO image, its mark included

std::vector<ArchiveStream::Support> supports(FileKind kind) {
  if (kind == FileKind::rar) return {archive_read_support_format_rar, archive_read_support_format_rar5};
  return {among(archives, kind)->support};
}

// UDF stands beside ISO 9660 on discs, and may hold other files.
bool has_udf(RandomSource& content) {
  for (std::uint64_t sector = 17; sector < 32; ++sector) {
    Bytes mark(6);
    const auto got = content.read_at(sector * 2048, mark);
    if (!got || *got < 6) return false;
    if (as_text(ByteView(mark).subspan(1, 4)) == "NSR0") return true;
  }
  return false;
}

// Where the archive ends by its own account; nullopt where it cannot be told.
std::optional<std::uint64_t> end_of(FileKind kind, ByteView head, const ArchiveStream& archive) {
  switch (kind) {
    case FileKind::seven_zip:
      return head.size() >= 28 ? std::optional(32 + u64(head, 12) + u64(head, 20)) : std::nullopt;
    case FileKind::cab:
      return head.size() >= 12 ? std::optional<std::uint64_t>(u32(head, 8)) : std::nullopt;
    case FileKind::iso:  // blocks in the volume
      return head.size() >= 32768 + 84 ? std::optional(std::uint64_t{2048} * u32(head, 32768 + 80))
                                       : std::nullopt;
    case FileKind::tar:
    case FileKind::cpio:
    case FileKind::ar:
      return archive.consumed();
    default:
      return std::nullopt;
  }
}

bool leads_out(std::string_view target) {
  return target.starts_with('/') || target.find("..") != std::string_view::npos || target.find(':') == 1;
}

// False: something has been said, or all ends.
bool read_members(ArchiveStream& archive, FileKind kind, Walk& walk) {
  for (std::uint64_t number = 1;; ++number) {
    if (!walk.unpacked(0)) return false;
    const auto entry = archive.next();
    if (!entry) {
      note_error(walk, entry.error());
      return false;
    }
    if (!*entry) return true;
    std::string name = (*entry)->name;
    if (kind == FileKind::ar && name == "/") continue;  // the table of symbols
    if (name.empty()) name = std::to_string(number);
    if (!(*entry)->link.empty() && leads_out((*entry)->link))
      walk.hostile(NoteCode::external_link, "外へ出るリンク");
    if (!(*entry)->file) continue;
    ArchiveContent stream(archive);
    const bool more = (*entry)->encrypted && kind != FileKind::cpio
                          ? unreadable_member(walk, PartKind::member, name,
                                              Error{ErrorCode::forbidden, "", "encrypted", {}})
                          : walk.member(PartKind::member, name, stream);
    if (!more) return false;
  }
}

// "名簿.csv.gz" is 名簿.csv, "a.tgz" is a.tar.
std::string inner_name(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::string(name);
  std::string ending(name.substr(dot));
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  constexpr std::string_view tars[] = {".tgz", ".tbz", ".tbz2", ".txz", ".tzst", ".taz", ".tlz"};
  const std::string stem(name.substr(0, dot));
  return std::ranges::find(tars, ending) != std::end(tars) ? stem + ".tar" : stem;
}

// All members of a gzip file, one after the other (RFC 1952, 2.2).
class Gunzipped final : public ByteSource {
 public:
  Gunzipped(RandomSource& source, Walk& walk)
      : source_(source), walk_(walk), inflater_(source, source.size(), source.size()) {}

  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    while (!ended_ && !out.empty()) {
      if (!inside_) {
        SEKISHO_CHECK(header());
        inflater_.restart(at_);
        inside_ = true;
        crc32_ = 0;
        size_ = 0;
      }
      auto got = inflater_.read(out);
      if (!got) {
        truncated_ = inflater_.broke_off();
        return got;
      }
      crc32_ = crc32_of(out.first(*got), crc32_);
      size_ += *got;
      if (*got > 0) return got;
      at_ = inflater_.after();
      inside_ = false;
      SEKISHO_CHECK(trailer());
      // A file of many empty members unpacks to nothing for hours.
      if (!walk_.unpacked(0))
        return fail(ErrorCode::unavailable, "検査の限度に達しました。", "a limit of the walk was met");
    }
    return 0;
  }
  std::uint64_t after() const { return at_; }  // the first byte that belongs to no member
  bool ended() const { return ended_; }
  bool truncated() const { return truncated_; }
  bool strange_extra() const { return strange_extra_; }

 private:
  std::unexpected<Error> cut() {
    truncated_ = true;
    return fail(ErrorCode::corrupt, "圧縮されたファイルが途中で切れています。", "cut short");
  }

  Result<void> header() {
    Bytes bytes(std::size_t{66} << 10);
    SEKISHO_TRY(const std::size_t got, source_.read_at(at_, bytes));
    bytes.resize(got);
    if (got < 10) return cut();
    const std::uint8_t flags = bytes[3];
    std::size_t place = 10;
    if ((flags & 0xE0) != 0)
      return fail(ErrorCode::corrupt, "gzip ファイルが壊れています。", "reserved flags");
    if ((flags & 4) != 0) {
      if (got < place + 2) return cut();
      const std::size_t size = u16(bytes, place);
      strange_extra_ = strange_extra_ || size > 64;
      place += 2 + size;
    }
    for (const unsigned text : {8U, 16U}) {
      if ((flags & text) == 0) continue;
      const std::size_t begin = place;
      while (place < got && bytes[place] != 0) ++place;
      if (place >= got) return cut();
      strange_extra_ = strange_extra_ || place - begin > 1024;
      ++place;
    }
    if ((flags & 2) != 0) place += 2;
    if (place > got) return cut();
    at_ += place;
    return {};
  }

  Result<void> trailer() {
    Bytes bytes(11);
    SEKISHO_TRY(const std::size_t got, source_.read_at(at_, bytes));
    if (got < 8) return cut();
    if (u32(bytes, 0) != crc32_ || u32(bytes, 4) != static_cast<std::uint32_t>(size_))
      return fail(ErrorCode::corrupt, "gzip ファイルが壊れています。", "a checksum that does not hold");
    at_ += 8;
    ended_ = got < 11 || bytes[8] != 0x1F || bytes[9] != 0x8B || bytes[10] != 8;
    return {};
  }

  RandomSource& source_;
  Walk& walk_;
  Inflater inflater_;
  std::uint64_t at_ = 0;
  std::uint64_t size_ = 0;
  std::uint32_t crc32_ = 0;
  bool inside_ = false;
  bool ended_ = false;
  bool truncated_ = false;
  bool strange_extra_ = false;
};

}  // namespace

bool recognises_archive(const Head& head, RandomSource&) {
  return among(archives, file_kind(head.bytes)) != nullptr;
}

void read_archive(RandomSource& content, Walk& walk) {
  const Bytes head = head_of(content, head_size);
  const FileKind kind = file_kind(head);
  if (among(archives, kind) == nullptr) return walk.unseen(NoteCode::broken);
  if (kind == FileKind::iso && has_udf(content)) walk.unseen(NoteCode::unsupported, "UDF");
  const bool volumes =
      (kind == FileKind::cab && head.size() >= 32 && (u16(head, 30) & 3) != 0) ||
      (kind == FileKind::rar && head.size() >= 12 && head[6] == 0 && (u16(head, 10) & 1) != 0);
  if (volumes) walk.unseen(NoteCode::unsupported, "分割されたファイルの一つ");
  ArchiveStream archive(content, supports(kind), walk.passwords());
  if (!read_members(archive, kind, walk)) return;
  // The system area of a disc belongs to no file; one that starts a computer holds a program.
  if (kind == FileKind::iso && !hidden_part(walk, content, 0, 32768)) return;
  const auto end = end_of(kind, head, archive);
  if (end && *end < content.size()) hidden_part(walk, content, *end, content.size());
  if (end && *end > content.size()) walk.unseen(NoteCode::truncated);
}

bool recognises_compressed(const Head& head, RandomSource&) {
  return among(filters, file_kind(head.bytes)) != nullptr;
}

void read_compressed(RandomSource& content, Walk& walk) {
  const Kind* kind = among(filters, file_kind(head_of(content, head_size)));
  if (kind == nullptr) return walk.unseen(NoteCode::broken);
  ArchiveStream archive(content,
                        {kind->support, archive_read_support_format_raw, archive_read_support_format_empty});
  const auto entry = archive.next();
  if (!entry) return note_error(walk, entry.error());
  if (!*entry) return;
  ArchiveContent stream(archive);
  if (!walk.member(PartKind::member, inner_name(walk.name()), stream)) return;
  if (archive.consumed() < content.size()) hidden_part(walk, content, archive.consumed(), content.size());
}

bool recognises_gzip(const Head& head, RandomSource&) { return file_kind(head.bytes) == FileKind::gzip; }

void read_gzip(RandomSource& content, Walk& walk) {
  Gunzipped stream(content, walk);
  const bool more = walk.member(PartKind::member, inner_name(walk.name()), stream);
  if (stream.truncated()) walk.unseen(NoteCode::truncated);
  if (stream.strange_extra()) walk.unseen(NoteCode::unsupported, "gzip のヘッダー");
  if (more && stream.ended() && stream.after() < content.size())
    hidden_part(walk, content, stream.after(), content.size());
}

}  // namespace sekisho::formats
