#include "dataset_buckets.h"

#include <algorithm>

#include "dataset_body.h"

namespace sekisho::inspect {
namespace {

// A key of more rows (a telephone number that a column holds for want of one) identifies nobody.
constexpr std::size_t most_rows_of_key = 64;

void put(Bucket& bucket, std::uint32_t at, std::uint32_t tag, std::uint32_t row) {
  bucket.tags[at] = static_cast<std::uint16_t>(tag);
  bucket.rows[at] = row;
}

}  // namespace

void BucketMaker::fill(const KeyParts& keys, std::size_t part, std::span<const std::uint64_t> without) {
  const std::uint64_t first = part * of_part_;
  const std::uint64_t words = filter_.size() / KeyParts::count;
  std::fill_n(filter_.begin() + static_cast<std::ptrdiff_t>(part * words), words, 0);
  buckets_.assign(of_part_, {});
  counts_.assign(of_part_, 0);
  late_.clear();
  keys.each(part, [&](const KeyOfRow& k) {
    const std::uint64_t key = k.key();
    if (!without.empty() && std::binary_search(without.begin(), without.end(), key)) return;
    filter_[std::uint64_t{k.high} * filter_.size() >> 32] |= Dataset::Data::key_bits(key);
    const std::uint64_t b = bucket_of(k) - first;
    const std::uint32_t at = counts_[b]++;
    const std::uint32_t tag = Dataset::Data::bucket_tag(key);
    if (at < Bucket::slots) {
      put(buckets_[b], at, tag, k.row);
    } else {
      late_.push_back({b, tag, k.row});
    }
  });
}

// In order. Only buckets with more keys than one may have are looked into.
std::vector<std::uint64_t> BucketMaker::too_common(const KeyParts& keys, std::size_t part) {
  std::vector<std::uint64_t> here;
  keys.each(part, [&](const KeyOfRow& k) {
    if (counts_[bucket_of(k) - part * of_part_] > most_rows_of_key) here.push_back(k.key());
  });
  std::sort(here.begin(), here.end());
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i < here.size();) {
    std::size_t same = i;
    while (same < here.size() && here[same] == here[i]) ++same;
    if (same - i > most_rows_of_key) {
      out.push_back(here[i]);
      dropped_ += same - i;
    }
    i = same;
  }
  return out;
}

std::span<const Bucket> BucketMaker::part(const KeyParts& keys, std::size_t part) {
  fill(keys, part, {});
  if (std::any_of(counts_.begin(), counts_.end(), [](std::uint32_t n) { return n > most_rows_of_key; }))
    if (const auto common = too_common(keys, part); !common.empty()) fill(keys, part, common);
  for (const std::uint32_t n : counts_) keys_ += n;
  std::vector<Late> further;
  // A key that found no room stands in the next bucket that is not full; those between are full.
  const auto place = [&](const Late& late, std::uint64_t from) {
    while (from < of_part_ && counts_[from] >= Bucket::slots) ++from;
    if (from == of_part_) {
      further.push_back(late);
    } else {
      put(buckets_[from], counts_[from]++, late.tag, late.row);
    }
  };
  for (const Late& late : carried_) place(late, 0);
  for (const Late& late : late_) place(late, late.bucket + 1);
  carried_ = std::move(further);
  return buckets_;
}

std::span<const Bucket> BucketMaker::rest() {
  buckets_.assign(carried_.size() / Bucket::slots + 1, {});
  for (std::size_t i = 0; i < carried_.size(); ++i)
    put(buckets_[i / Bucket::slots], static_cast<std::uint32_t>(i % Bucket::slots), carried_[i].tag,
        carried_[i].row);
  return buckets_;
}

}  // namespace sekisho::inspect
