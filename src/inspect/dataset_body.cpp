#include "dataset_body.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace sekisho::inspect {
namespace {

constexpr std::uint64_t magic = 0x3230584449484B53;  // "SKHIDX02"
constexpr std::size_t header_words = 128;
// A key of more rows (a telephone number that a column holds for want of one) identifies nobody.
constexpr std::size_t most_rows_of_key = 64;
constexpr std::uint64_t bucket_load = 5;  // keys a bucket of 8, on the average

std::uint64_t rounded(std::uint64_t words) { return (words + 7) / 8 * 8; }

unsigned filter_log2(std::uint64_t entries) {
  return static_cast<unsigned>(std::bit_width(std::max<std::uint64_t>(entries / 6, 8)));
}

}  // namespace

Dataset::Data::~Data() {
  if (memory) ::munmap(const_cast<std::uint64_t*>(memory), size);
  if (descriptor >= 0) ::close(descriptor);
}

bool Dataset::Data::find_parts() {
  const std::uint64_t words = size / 8;
  if (words < header_words || size % 64 != 0) return false;
  std::memcpy(&header, memory, sizeof header);
  if (header.magic != magic || header.value_words_log2 > 32 || header.key_words_log2 > 32 || header.shape_words_log2 > 26 ||
      header.buckets == 0 || header.buckets > words || header.rows > words || header.unit > 3)
    return false;
  std::uint64_t at = header_words;
  const auto take = [&](std::uint64_t count) {
    const std::uint64_t* from = memory + at;
    at += rounded(count);
    return from;
  };
  const std::uint64_t value_words = std::uint64_t{1} << header.value_words_log2;
  const std::uint64_t key_words = std::uint64_t{1} << header.key_words_log2;
  const std::uint64_t shape_words = std::uint64_t{1} << header.shape_words_log2;
  if (header_words + rounded(header.municipalities) + rounded(shape_words) + rounded(value_words) + rounded(key_words) +
          header.buckets * 8 + header.rows * std::uint64_t{8} !=
      words)
    return false;
  municipalities = {take(header.municipalities), header.municipalities};
  shapes = {take(shape_words), shape_words};
  value_filter = {take(value_words), value_words};
  key_filter = {take(key_words), key_words};
  buckets = {reinterpret_cast<const Bucket*>(take(header.buckets * 8)), header.buckets};
  lines = {reinterpret_cast<const Line*>(take(header.rows * std::uint64_t{8})), header.rows};
  return true;
}

std::vector<std::uint64_t> build_body(BodyParts& parts) {
  BodyHeader header{};
  header.magic = magic;
  header.unit = static_cast<std::uint32_t>(parts.unit);
  header.rows = static_cast<std::uint32_t>(parts.lines.size());
  header.units = parts.units;
  header.households = parts.households;
  header.attributes = parts.attributes;
  header.with_bank = parts.with_bank;
  header.lengths = parts.lengths;
  header.text_lengths = parts.text_lengths;
  header.municipalities = static_cast<std::uint16_t>(std::min<std::size_t>(parts.municipalities.size(), 256));
  // About ten bits a value.
  header.shape_words_log2 = static_cast<std::uint32_t>(std::bit_width(std::max<std::size_t>(parts.shapes.size() / 12, 8)));
  header.value_words_log2 = filter_log2(parts.values.size());
  header.key_words_log2 = filter_log2(parts.keys.size());
  header.buckets = std::max<std::uint64_t>(parts.keys.size() / bucket_load + 1, 8);

  const std::uint64_t value_words = std::uint64_t{1} << header.value_words_log2;
  const std::uint64_t key_words = std::uint64_t{1} << header.key_words_log2;
  const std::uint64_t municipalities_at = header_words;
  const std::uint64_t shape_words = std::uint64_t{1} << header.shape_words_log2;
  const std::uint64_t shapes_at = municipalities_at + rounded(header.municipalities);
  const std::uint64_t values_at = shapes_at + rounded(shape_words);
  const std::uint64_t keys_at = values_at + rounded(value_words);
  const std::uint64_t buckets_at = keys_at + rounded(key_words);
  const std::uint64_t lines_at = buckets_at + header.buckets * 8;
  std::vector<std::uint64_t> body(lines_at + parts.lines.size() * 8);

  std::copy_n(parts.municipalities.begin(), header.municipalities,
              body.begin() + static_cast<std::ptrdiff_t>(municipalities_at));
  for (const std::uint32_t shape : parts.shapes)
    body[shapes_at + (shape / 64 & (shape_words - 1))] |= std::uint64_t{1} << shape % 64;
  std::uint64_t* const values = body.data() + values_at;
  for (const std::uint64_t digest : parts.values)
    values[digest & (value_words - 1)] |= Dataset::Data::filter_bits(digest);

  // Keys in the order of their buckets are written to memory in its order.
  const auto bucket_of = [&](std::uint64_t key) { return (key >> 32) * header.buckets >> 32; };
  std::vector<std::uint32_t> begins(header.buckets + 1);
  for (const Key64& k : parts.keys) ++begins[bucket_of(k.key) + 1];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<Key64> sorted(parts.keys.size());
  for (const Key64& k : parts.keys) sorted[begins[bucket_of(k.key)]++] = k;
  std::vector<Key64>().swap(parts.keys);

  std::uint64_t* const filter = body.data() + keys_at;
  auto* const buckets = reinterpret_cast<std::uint32_t*>(body.data() + buckets_at);
  const auto put = [&](const Key64& k) {
    for (std::uint64_t b = bucket_of(k.key);; b = b + 1 == header.buckets ? 0 : b + 1) {
      std::uint32_t* const tags = buckets + b * 16;
      for (int i = 0; i < 8; ++i)
        if (tags[i] == 0) {
          tags[i] = Dataset::Data::bucket_tag(k.key);
          tags[i + 8] = k.row;
          filter[k.key & (key_words - 1)] |= Dataset::Data::filter_bits(k.key);
          return;
        }
    }
  };
  for (std::size_t begin = 0, bucket = 0; bucket < header.buckets; ++bucket) {
    const std::size_t end = begins[bucket];
    const auto one = std::span(sorted).subspan(begin, end - begin);
    if (one.size() > most_rows_of_key)
      std::sort(one.begin(), one.end(), [](const Key64& a, const Key64& b) { return a.key < b.key; });
    for (std::size_t i = 0; i < one.size(); ++i) {
      if (one.size() > most_rows_of_key) {
        std::size_t same = i;
        while (same < one.size() && one[same].key == one[i].key) ++same;
        if (same - i > most_rows_of_key) {
          header.dropped += same - i;
          i = same - 1;
          continue;
        }
      }
      put(one[i]);
      ++header.keys;
    }
    begin = end;
  }
  if (!parts.lines.empty())
    std::memcpy(body.data() + lines_at, parts.lines.data(), parts.lines.size() * sizeof(Line));
  std::memcpy(body.data(), &header, sizeof header);
  static_assert(sizeof(BodyHeader) <= header_words * 8);
  return body;
}

}  // namespace sekisho::inspect
