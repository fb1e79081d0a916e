#include "zip.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/encoding.h"
#include "byte_cursor.h"
#include "inflate.h"
#include "member_name.h"

namespace sekisho::formats {
namespace {

constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::uint32_t entry_mark = 0x02014b50;
constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::uint32_t end64_mark = 0x06064b50;
constexpr std::uint32_t locator_mark = 0x07064b50;
constexpr std::uint32_t descriptor_mark = 0x08074b50;
constexpr std::size_t end_size = 22;
constexpr std::size_t end64_size = 56;
constexpr std::size_t locator_size = 20;
constexpr std::size_t most_words = std::size_t{16} << 20;  // names and comments together
constexpr std::size_t small_extra = 128;                   // bytes of extra fields that hide nothing
constexpr std::uint32_t in_zip64 = 0xFFFFFFFF;

std::unexpected<Error> corrupt(std::string en) {
  return fail(ErrorCode::corrupt, "zip ファイルが壊れています。作り直してください。", std::move(en));
}

std::unexpected<Error> too_large(std::string en) {
  return fail(ErrorCode::too_large, "zip ファイルの中のファイルが多すぎます。分けてください。",
              std::move(en));
}

// The bytes around where one reads, so that a directory of small records is not a read each.
class Window {
 public:
  explicit Window(RandomSource& source) : source_(source) {}

  // Exactly `size` bytes; valid until the next call.
  Result<ByteView> at(std::uint64_t offset, std::size_t size) {
    if (offset > source_.size() || size > source_.size() - offset)
      return corrupt("a record ends after the file");
    if (offset < begin_ || offset + size > begin_ + bytes_.size()) {
      bytes_.resize(std::min<std::uint64_t>(std::max(size, std::size_t{16} << 10), source_.size() - offset));
      begin_ = offset;
      SEKISHO_TRY(const std::size_t got, source_.read_at(offset, bytes_));
      bytes_.resize(got);
      if (got < size) return corrupt("the file is shorter than it said");
    }
    return ByteView(bytes_).subspan(offset - begin_, size);
  }
  std::uint64_t size() const { return source_.size(); }

 private:
  RandomSource& source_;
  Bytes bytes_;
  std::uint64_t begin_ = 0;
};

struct Fields {  // those that the extra fields of a record replace
  std::uint64_t size = 0;
  std::uint64_t packed = 0;
  std::uint64_t header = 0;
  std::string path;  // 0x7075
};

// Room to grow, in office files: four bytes and zeros.
bool growth_hint(std::uint16_t id, ByteView data) {
  return id == 0xA220 && data.size() >= 4 &&
         std::ranges::all_of(data.subspan(4), [](std::uint8_t b) { return b == 0; });
}

}  // namespace

// Opens one file; lives as long as that takes.
class ZipDirectory {
 public:
  ZipDirectory(RandomSource& source, std::size_t most) : window_(source), most_(most) {
    zip_.source_ = &source;
  }

  Result<ZipFile> open() {
    SEKISHO_CHECK(find_end());
    SEKISHO_CHECK(read_entries());
    SEKISHO_CHECK(compare_local_headers());
    return std::move(zip_);
  }

 private:
  // The end record is the last one whose comment reaches exactly to the end of the file; where something
  // follows, the last one whose comment fits.
  Result<void> find_end() {
    const std::uint64_t size = window_.size();
    if (size < end_size) return corrupt("too short for a zip");
    const std::size_t tail_size = std::min<std::uint64_t>(size, end_size + 0xFFFF + 4096);
    const std::uint64_t tail_at = size - tail_size;
    SEKISHO_TRY(const ByteView view, window_.at(tail_at, tail_size));
    const Bytes tail(view.begin(), view.end());
    std::optional<std::size_t> found;
    for (std::size_t at = tail_size - end_size + 1; at-- > 0;) {
      if (u32(tail, at) != end_mark) continue;
      const std::size_t comment = u16(tail, at + 20);
      if (comment > tail_size - at - end_size) continue;
      if (!found || at + end_size + comment == tail_size) found = at;
      if (at + end_size + comment == tail_size) break;
    }
    if (!found) return corrupt("no end of a central directory");
    const ByteView end = ByteView(tail).subspan(*found);
    end_at_ = tail_at + *found;
    count_ = u16(end, 10);
    directory_size_ = u32(end, 12);
    directory_ = u32(end, 16);
    directory_end_ = end_at_;
    const std::size_t comment = u16(end, 20);
    SEKISHO_CHECK(comment_line(end.subspan(end_size, comment)));
    const bool split =
        (u16(end, 4) != 0 && u16(end, 4) != 0xFFFF) || (u16(end, 6) != 0 && u16(end, 6) != 0xFFFF);
    if (split)
      return fail(ErrorCode::unsupported, "分割された zip ファイルです。一つにまとめてください。",
                  "split zip");
    SEKISHO_CHECK(find_end64());
    if (end_at_ + end_size + comment < size) zip_.unowned_.push_back({end_at_ + end_size + comment, size});
    return place_directory();
  }

  Result<void> find_end64() {
    if (end_at_ < locator_size + end64_size) return {};
    SEKISHO_TRY(const ByteView locator, window_.at(end_at_ - locator_size, locator_size));
    if (u32(locator, 0) != locator_mark) return {};
    const std::uint64_t told = u64(locator, 8);
    // Where a program stands before the archive, the place told is too small by its length.
    for (const std::uint64_t at : {told, end_at_ - locator_size - end64_size}) {
      if (at > end_at_ - locator_size - end64_size) continue;
      SEKISHO_TRY(const ByteView end, window_.at(at, end64_size));
      if (u32(end, 0) != end64_mark) continue;
      const std::uint64_t length = u64(end, 4);
      if (length < end64_size - 12 || length > end_at_ - locator_size - 12 - at)
        return corrupt("a Zip64 end record of no possible length");
      if (at + 12 + length < end_at_ - locator_size)
        zip_.unowned_.push_back({at + 12 + length, end_at_ - locator_size});
      if (length > end64_size - 12) zip_.unowned_.push_back({at + end64_size, at + 12 + length});
      // Two directories, one for each kind of program: not what any packer writes.
      const auto agree = [](std::uint64_t small, std::uint64_t mark, std::uint64_t large) {
        return small == mark || small == large;
      };
      if (!agree(count_, 0xFFFF, u64(end, 32)) || !agree(directory_size_, in_zip64, u64(end, 40)) ||
          !agree(directory_, in_zip64, u64(end, 48)))
        return corrupt("the two end records do not agree");
      count_ = u64(end, 32);
      directory_size_ = u64(end, 40);
      directory_ = u64(end, 48);
      directory_end_ = at;
      zip64_ = true;
      return {};
    }
    return corrupt("the Zip64 end record is not where it should be");
  }

  // Offsets count from the archive's begin, which is the file's, or lies after a program that unpacks it.
  Result<void> place_directory() {
    if (directory_size_ > directory_end_ || directory_ > directory_end_ - directory_size_)
      return corrupt("the central directory does not fit into the file");
    const std::uint64_t shift = directory_end_ - directory_size_ - directory_;
    if (directory_size_ < 46)
      return directory_size_ == 0 && count_ == 0 ? Result<void>{} : corrupt("no entries");
    if (shift == 0) return {};
    SEKISHO_TRY(const ByteView told, window_.at(directory_, 4));
    const bool as_told = u32(told, 0) == entry_mark;
    SEKISHO_TRY(const ByteView shifted, window_.at(directory_ + shift, 4));
    const bool as_shifted = u32(shifted, 0) == entry_mark;
    if (as_told && as_shifted) return corrupt("two central directories");
    if (as_shifted) shift_ = shift;
    return {};
  }

  Result<void> read_entries() {
    std::uint64_t at = directory_ + shift_;
    const std::uint64_t end = at + directory_size_;
    while (at < end) {
      if (end - at < 46) return corrupt("a central directory with a rest");
      SEKISHO_TRY(ByteView record, window_.at(at, 46));
      if (u32(record, 0) != entry_mark) return corrupt("not an entry in the central directory");
      const std::size_t name_size = u16(record, 28);
      const std::size_t extra_size = u16(record, 30);
      const std::size_t comment_size = u16(record, 32);
      const std::size_t whole = 46 + name_size + extra_size + comment_size;
      if (whole > end - at) return corrupt("an entry that is longer than the directory");
      if (zip_.entries_.size() >= most_) return too_large("more entries than are looked at");
      SEKISHO_TRY(record, window_.at(at, whole));
      if (u16(record, 34) != 0 && u16(record, 34) != 0xFFFF)
        return fail(ErrorCode::unsupported, "分割された zip ファイルです。一つにまとめてください。",
                    "split zip");
      SEKISHO_CHECK(
          entry(record, at, record.subspan(46, name_size), record.subspan(46 + name_size, extra_size)));
      SEKISHO_CHECK(comment_line(record.subspan(46 + name_size + extra_size)));
      at += whole;
    }
    // Without Zip64 the count has 16 bits; old packers let it overflow.
    const std::uint64_t read = zip_.entries_.size();
    if (zip64_ ? read != count_ : (read & 0xFFFF) != count_) return corrupt("not as many entries as it says");
    return {};
  }

  Result<void> entry(ByteView record, std::uint64_t at, ByteView raw, ByteView extra) {
    ZipEntry made;
    const std::uint16_t flags = u16(record, 8);
    made.encrypted = (flags & 1) != 0;
    made.method = u16(record, 10);
    made.crc32 = u32(record, 16);
    Fields fields{.size = u32(record, 24), .packed = u32(record, 20), .header = u32(record, 42), .path = {}};
    SEKISHO_CHECK(extra_fields(extra, at + 46 + raw.size(), raw, fields, true));
    made.size = fields.size;
    made.packed = fields.packed;
    made.header = fields.header + shift_;
    if (made.header < shift_) return corrupt("an entry before the file's begin");
    const auto utf8 = (flags & 0x800) != 0 ? to_utf8(raw, Encoding::utf8) : std::nullopt;
    made.name = !fields.path.empty() ? fields.path : utf8 ? *utf8 : member_name(raw);
    made.folder =
        made.size == 0 && made.packed <= 32 && (made.name.ends_with('/') || made.name.ends_with('\\'));
    words_ += made.name.size();
    if (words_ > most_words) return too_large("names and comments are too long");
    zip_.entries_.push_back(std::move(made));
    return {};
  }

  // `at`: where the fields lie in the file.
  Result<void> extra_fields(ByteView extra, std::uint64_t at, ByteView raw_name, Fields& fields,
                            bool central) {
    std::size_t place = 0;
    std::size_t other = extra.size();  // bytes that have no known use
    while (extra.size() - place >= 4) {
      const std::uint16_t id = u16(extra, place);
      const std::size_t size = u16(extra, place + 2);
      if (size > extra.size() - place - 4) break;
      ByteView data = extra.subspan(place + 4, size);
      place += 4 + size;
      if (id == 0x0001) {
        for (std::uint64_t* field : {&fields.size, &fields.packed, &fields.header}) {
          if (*field != in_zip64 || (field == &fields.header && !central)) continue;
          if (data.size() < 8) return corrupt("a Zip64 field that is too short");
          *field = u64(data, 0);
          data = data.subspan(8);
        }
      } else if (id == 0x7075 && size > 5 && data[0] == 1 && u32(data, 1) == crc32_of(raw_name)) {
        auto path = to_utf8(data.subspan(5), Encoding::utf8);
        if (!path || !fields.path.empty()) continue;
        fields.path = *std::move(path);
        other -= 4 + size;
      } else if (growth_hint(id, data)) {
        other -= 4 + size;
      }
    }
    if (other > small_extra) zip_.unowned_.push_back({at, at + extra.size()});
    return {};
  }

  Result<void> compare_local_headers() {
    std::vector<std::uint32_t> order(zip_.entries_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return zip_.entries_[i].header; });
    std::uint64_t owned = 0;
    for (const std::uint32_t i : order) {
      if (zip_.entries_[i].header < owned) return corrupt("entries that overlap");
      if (zip_.entries_[i].header > owned) zip_.unowned_.push_back({owned, zip_.entries_[i].header});
      SEKISHO_TRY(owned, local_header(zip_.entries_[i]));
      if (owned > directory_ + shift_) return corrupt("an entry that reaches into the directory");
    }
    const std::uint64_t directory = directory_ + shift_;
    if (directory > owned) zip_.unowned_.push_back({owned, directory});
    const std::uint64_t after = directory + directory_size_;
    if (directory_end_ > after) zip_.unowned_.push_back({after, directory_end_});
    std::ranges::sort(zip_.unowned_, {}, &ZipRange::begin);
    return {};
  }

  // Where the entry ends, its data descriptor included.
  Result<std::uint64_t> local_header(ZipEntry& entry) {
    SEKISHO_TRY(ByteView header, window_.at(entry.header, 30));
    if (u32(header, 0) != local_mark) return corrupt("no local header where the directory says");
    const std::size_t name_size = u16(header, 26);
    const std::size_t extra_size = u16(header, 28);
    SEKISHO_TRY(header, window_.at(entry.header, 30 + name_size + extra_size));
    const std::uint16_t flags = u16(header, 6);
    const bool descriptor = (flags & 8) != 0;
    if (u16(header, 8) != entry.method || ((flags & 1) != 0) != entry.encrypted)
      return corrupt("a local header that tells another method");
    const ByteView raw = header.subspan(30, name_size);
    Fields fields{.size = u32(header, 22), .packed = u32(header, 18), .header = 0, .path = {}};
    SEKISHO_CHECK(
        extra_fields(header.subspan(30 + name_size), entry.header + 30 + name_size, raw, fields, false));
    const auto utf8 = (flags & 0x800) != 0 ? to_utf8(raw, Encoding::utf8) : std::nullopt;
    const std::string name = !fields.path.empty() ? fields.path : utf8 ? *utf8 : member_name(raw);
    if (name != entry.name) return corrupt("a local header that tells another name");
    const auto same = [&](std::uint64_t local, std::uint64_t central) {
      return local == central || (descriptor && (local == 0 || local == in_zip64));
    };
    if (!same(fields.size, entry.size) || !same(fields.packed, entry.packed) ||
        !same(u32(header, 14), entry.crc32))
      return corrupt("a local header that tells another size");
    entry.data = entry.header + header.size();
    if (entry.packed > window_.size() - entry.data) return corrupt("an entry that ends after the file");
    const std::uint64_t end = entry.data + entry.packed;
    return descriptor ? after_descriptor(entry, end) : end;
  }

  // With a mark or without, with sizes of four bytes or eight; told by what it says. Where none of these
  // fits, there is no descriptor, and the bytes belong to nobody.
  Result<std::uint64_t> after_descriptor(const ZipEntry& entry, std::uint64_t at) {
    const std::size_t room = std::min<std::uint64_t>(24, window_.size() - at);
    SEKISHO_TRY(const ByteView bytes, window_.at(at, room));
    for (const std::size_t mark : {std::size_t{4}, std::size_t{0}})
      for (const std::size_t width : {std::size_t{8}, std::size_t{4}}) {
        const std::size_t size = mark + 4 + 2 * width;
        if (size > room || (mark != 0 && u32(bytes, 0) != descriptor_mark) || u32(bytes, mark) != entry.crc32)
          continue;
        const auto number = [&](std::size_t place) {
          return width == 8 ? u64(bytes, place) : u32(bytes, place);
        };
        if (number(mark + 4) == entry.packed && number(mark + 4 + width) == entry.size) return at + size;
      }
    return at;
  }

  Result<void> comment_line(ByteView comment) {
    if (comment.empty()) return {};
    words_ += comment.size();
    if (words_ > most_words) return too_large("names and comments are too long");
    zip_.comments_ += as_text(comment);
    zip_.comments_ += '\n';
    return {};
  }

  ZipFile zip_;
  Window window_;
  std::size_t most_;
  std::size_t words_ = 0;
  std::uint64_t end_at_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t directory_ = 0;  // as told, without shift_
  std::uint64_t directory_size_ = 0;
  std::uint64_t directory_end_ = 0;  // where the first end record begins
  std::uint64_t shift_ = 0;
  bool zip64_ = false;
};

Result<ZipFile> ZipFile::open(RandomSource& source, std::size_t most) {
  return ZipDirectory(source, most).open();
}

const ZipEntry* ZipFile::find(std::string_view name) const {
  const auto exact = std::ranges::find(entries_, name, &ZipEntry::name);
  if (exact != entries_.end()) return &*exact;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  const auto like = std::ranges::find_if(entries_, [&](const ZipEntry& entry) {
    return std::ranges::equal(entry.name, name, {}, lower, lower);
  });
  return like != entries_.end() ? &*like : nullptr;
}

}  // namespace sekisho::formats
