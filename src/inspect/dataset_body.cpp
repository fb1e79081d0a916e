#include "dataset_body.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "dataset_buckets.h"

namespace sekisho::inspect {
namespace {

constexpr std::uint64_t magic = 0x3330584449484B53;  // "SKHIDX03"
constexpr std::size_t header_words = 128;
static_assert(sizeof(BodyHeader) <= header_words * 8);
constexpr std::uint64_t bucket_load = 6;  // keys a bucket of ten, on the average
constexpr std::uint64_t word_load = 6;    // keys a word of their filter

std::uint64_t rounded(std::uint64_t words) { return (words + 7) / 8 * 8; }
std::uint64_t in_parts(std::uint64_t of_all) {
  return (of_all / KeyParts::count + 1) * KeyParts::count;  // every part has as many
}

std::uint32_t log2_of(std::uint64_t words) {
  return static_cast<std::uint32_t>(std::bit_width(std::max<std::uint64_t>(words, 8)));
}

template <class T>
std::span<const std::uint64_t> as_words(std::span<const T> values) {
  return {reinterpret_cast<const std::uint64_t*>(values.data()), values.size_bytes() / 8};
}

}  // namespace

Dataset::Data::~Data() {
  if (memory) ::munmap(const_cast<std::uint64_t*>(memory), size);
  if (descriptor >= 0) ::close(descriptor);
}

bool Dataset::Data::find_parts() {
  const std::uint64_t words = size / 8;
  if (words < header_words || size % 64 != 0) return false;
  std::memcpy(&header, memory + words - header_words, sizeof header);
  if (header.magic != magic || header.value_words_log2 > 32 || header.shape_words_log2 > 26 ||
      header.home_buckets == 0 || header.buckets <= header.home_buckets || header.buckets > words ||
      header.key_words == 0 || header.key_words > words || header.rows > words || header.unit > 3)
    return false;
  std::uint64_t at = 0;
  const auto take = [&](std::uint64_t count) {
    const std::uint64_t* from = memory + at;
    at += rounded(count);
    return from;
  };
  const std::uint64_t value_words = std::uint64_t{1} << header.value_words_log2;
  const std::uint64_t shape_words = std::uint64_t{1} << header.shape_words_log2;
  if (rounded(shape_words) + rounded(value_words) + rounded(header.municipalities) + header.buckets * 8 +
          rounded(header.key_words) + header.rows * std::uint64_t{8} + header_words !=
      words)
    return false;
  shapes = {take(shape_words), shape_words};
  value_filter = {take(value_words), value_words};
  municipalities = {take(header.municipalities), header.municipalities};
  buckets = {reinterpret_cast<const Bucket*>(take(header.buckets * 8)), header.buckets};
  key_filter = {take(header.key_words), header.key_words};
  lines = {reinterpret_cast<const Line*>(take(header.rows * std::uint64_t{8})), header.rows};
  return true;
}

Result<void> write_body(BodyParts& parts, const WriteWords& write) {
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
  // About ten bits a value, a key and a shape.
  header.shape_words_log2 = log2_of(parts.shapes.size() / 12);
  header.value_words_log2 = log2_of(parts.values.size() / 6);
  header.key_words = in_parts(parts.keys.size() / word_load);
  header.home_buckets = in_parts(parts.keys.size() / bucket_load);

  std::vector<std::uint64_t> words(std::uint64_t{1} << header.shape_words_log2);
  for (std::size_t b = 0; b < parts.shapes.blocks(); ++b)
    for (const std::uint32_t shape : parts.shapes.block(b))
      words[shape / 64 & (words.size() - 1)] |= std::uint64_t{1} << shape % 64;
  parts.shapes.clear();
  SEKISHO_CHECK(write(words));

  words.assign(std::uint64_t{1} << header.value_words_log2, 0);
  for (std::size_t b = 0; b < parts.values.blocks(); ++b)
    for (const std::uint64_t digest : parts.values.block(b))
      words[digest & (words.size() - 1)] |= Dataset::Data::filter_bits(digest);
  parts.values.clear();
  SEKISHO_CHECK(write(words));

  parts.municipalities.resize(header.municipalities);
  parts.municipalities.resize(rounded(header.municipalities));
  SEKISHO_CHECK(write(parts.municipalities));

  words.assign(header.key_words, 0);
  BucketMaker maker(header.home_buckets, words);
  for (std::size_t part = 0; part < KeyParts::count; ++part)
    SEKISHO_CHECK(write(as_words(maker.part(parts.keys, part))));
  const auto rest = maker.rest();
  header.buckets = header.home_buckets + rest.size();
  header.keys = maker.keys();
  header.dropped = maker.dropped();
  SEKISHO_CHECK(write(as_words(rest)));
  SEKISHO_CHECK(write(words));

  for (std::size_t b = 0; b < parts.lines.blocks(); ++b) SEKISHO_CHECK(write(as_words(parts.lines.block(b))));

  std::array<std::uint64_t, header_words> last{};
  std::memcpy(last.data(), &header, sizeof header);
  return write(last);
}

}  // namespace sekisho::inspect
