#include "cfb.h"

#include <algorithm>
#include <cstring>

#include "base/decoder.h"
#include "byte_cursor.h"

namespace sekisho::formats {
namespace {

constexpr std::uint32_t no_node = 0xFFFFFFFF;
constexpr std::uint32_t chain_end = 0xFFFFFFFE;
constexpr std::size_t entry_size = 128;
constexpr std::size_t most_nodes = 100'000;
constexpr std::size_t most_runs = 200'000;
constexpr std::size_t most_fat = std::size_t{1} << 18;  // FAT sectors: 16 GiB of 512-byte sectors
constexpr std::uint64_t mini_limit = 4096;
constexpr unsigned mini_shift = 6;

auto corrupt(std::string_view what) {
  return fail(ErrorCode::corrupt, "ファイルが壊れています。作り直してください。",
              "compound file: " + std::string(what));
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

class CompoundFile::Stream final : public RandomSource {
 public:
  Stream(RandomSource& source, Runs runs, std::uint64_t size)
      : source_(source), runs_(std::move(runs)), size_(size) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
    if (offset >= size_ || out.empty()) return std::size_t{0};
    const auto wanted = std::min<std::uint64_t>(out.size(), size_ - offset);
    SEKISHO_TRY(const std::size_t got, read_runs(source_, runs_, offset, out.first(wanted)));
    // A file that is cut inside its last sector must not look like one that ends there.
    if (got == 0) return corrupt("a stream is cut off");
    return got;
  }
  std::uint64_t size() const override { return size_; }

 private:
  RandomSource& source_;
  Runs runs_;
  std::uint64_t size_;
};

bool CompoundFile::recognises(ByteView head) {
  constexpr std::uint8_t mark[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
  return head.size() >= sizeof mark && std::memcmp(head.data(), mark, sizeof mark) == 0;
}

Result<std::size_t> CompoundFile::read_runs(RandomSource& source, const Runs& runs, std::uint64_t offset,
                                            std::span<std::uint8_t> out) {
  auto run = std::ranges::upper_bound(runs, offset, {}, &Run::from);
  if (run != runs.begin()) --run;
  std::size_t filled = 0;
  for (; run != runs.end() && filled < out.size(); ++run) {
    if (offset < run->from || offset - run->from >= run->size) break;
    const std::uint64_t skip = offset - run->from;
    const auto wanted = std::min<std::uint64_t>(run->size - skip, out.size() - filled);
    SEKISHO_TRY(const std::size_t got, source.read_at(run->at + skip, out.subspan(filled, wanted)));
    filled += got;
    offset += got;
    if (got < wanted) break;
  }
  return filled;
}

Result<CompoundFile> CompoundFile::open(RandomSource& source) {
  CompoundFile file(source);
  SEKISHO_CHECK(file.read_header());
  SEKISHO_CHECK(file.read_directory());
  return file;
}

Result<void> CompoundFile::read_header() {
  Bytes head(512);
  SEKISHO_TRY(const std::size_t got, source_->read_at(0, head));
  if (got < head.size() || !recognises(head)) return corrupt("no header");
  shift_ = little<std::uint16_t>(head, 30);
  if (shift_ != 9 && shift_ != 12) return corrupt("sector size");
  if (little<std::uint16_t>(head, 32) != mini_shift || little<std::uint32_t>(head, 56) != mini_limit)
    return corrupt("mini sector size");
  // Sector 0 follows the header, which fills a sector of its own size. A last sector may be cut short.
  const std::uint64_t sector = std::uint64_t{1} << shift_;
  sectors_ = source_->size() <= sector ? 0 : (source_->size() - 1) >> shift_;
  if (sectors_ == 0 || sectors_ > 0xFFFFFFF0) return corrupt("size");
  directory_ = little<std::uint32_t>(head, 48);
  const auto fat_count = little<std::uint32_t>(head, 44);
  if (fat_count > most_fat || fat_count > sectors_) return corrupt("FAT size");
  const auto take = [&](ByteView list, std::size_t count) {
    for (std::size_t i = 0; i < count && fat_.size() < fat_count; ++i)
      fat_.push_back(little<std::uint32_t>(list, i * 4));
  };
  take(ByteView(head).subspan(76), 109);
  auto at = little<std::uint32_t>(head, 68);
  Bytes more(sector);
  for (std::uint64_t steps = 0; fat_.size() < fat_count; ++steps) {
    if (at >= sectors_ || steps > sectors_) return corrupt("DIFAT");
    SEKISHO_TRY(const std::size_t part, source_->read_at((std::uint64_t{at} + 1) << shift_, more));
    if (part < more.size()) return corrupt("DIFAT cut off");
    take(more, sector / 4 - 1);
    at = little<std::uint32_t>(more, sector - 4);
  }
  mini_fat_start_ = little<std::uint32_t>(head, 60);
  mini_fat_count_ = little<std::uint32_t>(head, 64);
  return {};
}

Result<std::uint32_t> CompoundFile::next(std::uint32_t sector) const {
  const std::uint32_t per = std::uint32_t{1} << (shift_ - 2);
  const std::uint32_t table = sector / per;
  if (table >= fat_.size() || fat_[table] >= sectors_) return corrupt("FAT");
  if (cached_at_ != table) {
    cached_.assign(std::size_t{1} << shift_, 0xFF);
    SEKISHO_TRY(const std::size_t got, source_->read_at((std::uint64_t{fat_[table]} + 1) << shift_, cached_));
    if (got < 4) return corrupt("FAT cut off");
    cached_at_ = table;
  }
  return little<std::uint32_t>(cached_, std::size_t{sector % per} * 4);
}

// `size` bytes from a first sector on; a size of UINT64_MAX means to the chain's end.
Result<CompoundFile::Runs> CompoundFile::chain(std::uint32_t start, std::uint64_t size) const {
  Runs runs;
  const std::uint64_t sector = std::uint64_t{1} << shift_;
  std::uint64_t from = 0;
  for (std::uint32_t at = start; from < size;) {
    if (at == chain_end && size == UINT64_MAX) break;
    if (at >= sectors_ || from > (sectors_ << shift_)) return corrupt("chain");
    const std::uint64_t place = (std::uint64_t{at} + 1) << shift_;
    if (!runs.empty() && runs.back().at + runs.back().size == place)
      runs.back().size += sector;
    else if (runs.size() == most_runs)
      return fail(ErrorCode::too_large, "ファイルが細切れで読めません。", "compound file: too many pieces");
    else
      runs.push_back({place, from, sector});
    from += sector;
    SEKISHO_TRY(at, next(at));
  }
  Runs sorted = runs;
  std::ranges::sort(sorted, {}, &Run::at);
  for (std::size_t i = 1; i < sorted.size(); ++i)
    if (sorted[i - 1].at + sorted[i - 1].size > sorted[i].at) return corrupt("chain with a loop");
  return runs;
}

Result<CompoundFile::Runs> CompoundFile::mini_chain(std::uint32_t start, std::uint64_t size) const {
  Runs runs;
  constexpr std::uint64_t sector = std::uint64_t{1} << mini_shift;
  std::uint64_t from = 0;
  for (std::uint32_t at = start; from < size;) {
    const std::uint64_t place = std::uint64_t{at} << mini_shift;
    auto run = std::ranges::upper_bound(mini_stream_, place, {}, &Run::from);
    if (run == mini_stream_.begin()) return corrupt("mini chain");
    --run;
    if (place - run->from >= run->size) return corrupt("mini chain leaves its stream");
    runs.push_back({run->at + (place - run->from), from, sector});
    from += sector;
    if (from >= size) break;
    std::uint8_t entry[4];
    SEKISHO_TRY(const std::size_t got, read_runs(*source_, mini_fat_, std::uint64_t{at} * 4, entry));
    if (got < 4) return corrupt("mini FAT");
    at = little<std::uint32_t>(entry);
  }
  return runs;
}

Result<void> CompoundFile::read_directory() {
  SEKISHO_TRY(const Runs runs, chain(directory_, UINT64_MAX));
  const std::uint64_t size = runs.empty() ? 0 : runs.back().from + runs.back().size;
  if (size / entry_size > most_nodes)
    return fail(ErrorCode::too_large, "中身が多すぎて読めません。", "compound file: too many entries");
  Bytes entry(entry_size);
  std::vector<std::array<std::uint32_t, 3>> links;
  std::uint64_t total = 0;
  for (std::uint64_t at = 0; at + entry_size <= size; at += entry_size) {
    SEKISHO_TRY(const std::size_t got, read_runs(*source_, runs, at, entry));
    if (got < entry_size) return corrupt("directory cut off");
    CfbNode node;
    const std::uint8_t type = entry[66];
    node.storage = type == 1 || type == 5;
    const std::size_t name = std::min<std::size_t>(little<std::uint16_t>(entry, 64), 64);
    std::u16string units;
    for (std::size_t i = 0; i + 2 < name; i += 2) units.push_back(little<char16_t>(entry, i));
    utf16_to_utf8(units, node.name);
    std::memcpy(node.clsid.data(), entry.data() + 80, 16);
    node.start = little<std::uint32_t>(entry, 116);
    // The upper half of the size is not always cleaned by writers of 512-byte sectors.
    node.size = shift_ == 9 ? little<std::uint32_t>(entry, 120) : little<std::uint64_t>(entry, 120);
    if (type == 2 || type == 5) {
      if (node.size > source_->size()) return corrupt("a stream larger than the file");
      total += type == 2 ? node.size : 0;
    }
    links.push_back({little<std::uint32_t>(entry, 68), little<std::uint32_t>(entry, 72),
                     type == 0 || type == 2 ? no_node : little<std::uint32_t>(entry, 76)});
    if (type == 0) node.start = no_node;
    nodes_.push_back(std::move(node));
  }
  if (nodes_.empty() || !nodes_[0].storage) return corrupt("no root");
  if (total > source_->size()) return corrupt("streams that overlap");
  SEKISHO_CHECK(link(links));
  if (nodes_[0].size > 0) {
    SEKISHO_TRY(mini_stream_, chain(nodes_[0].start, nodes_[0].size));
    SEKISHO_TRY(mini_fat_, chain(mini_fat_start_, std::uint64_t{mini_fat_count_} << shift_));
  }
  return {};
}

// Left, right and child of each entry, as lists of children. Each entry stands in one place.
Result<void> CompoundFile::link(const std::vector<std::array<std::uint32_t, 3>>& links) {
  std::vector<bool> met(nodes_.size());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open{{0, links[0][2]}};  // storage, entry below it
  met[0] = true;
  while (!open.empty()) {
    const auto [storage, at] = open.back();
    open.pop_back();
    if (at == no_node) continue;
    if (at >= nodes_.size() || met[at]) return corrupt("directory with a loop");
    met[at] = true;
    nodes_[storage].children.push_back(at);
    open.emplace_back(storage, links[at][0]);
    open.emplace_back(storage, links[at][1]);
    if (nodes_[at].storage) open.emplace_back(at, links[at][2]);
  }
  for (auto& node : nodes_) std::ranges::sort(node.children);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const CfbNode& node = nodes_[i];
    orphans_ = orphans_ || (!met[i] && !node.storage && node.start != no_node && node.size > 0);
  }
  return {};
}

std::optional<std::uint32_t> CompoundFile::find(std::uint32_t storage, std::string_view name) const {
  for (const std::uint32_t child : nodes_[storage].children)
    if (std::ranges::equal(nodes_[child].name, name, {}, lower, lower)) return child;
  return std::nullopt;
}

Result<std::unique_ptr<RandomSource>> CompoundFile::stream(std::uint32_t node) const {
  const CfbNode& of = nodes_.at(node);
  Runs runs;
  if (of.storage) return corrupt("a storage is no stream");
  if (of.size >= mini_limit) {
    SEKISHO_TRY(runs, chain(of.start, of.size));
  } else if (of.size > 0) {
    SEKISHO_TRY(runs, mini_chain(of.start, of.size));
  }
  return std::make_unique<Stream>(*source_, std::move(runs), of.size);
}

}  // namespace sekisho::formats
