#include "inspect/register.h"

#include <algorithm>
#include <bit>

#include "canonical.h"
#include "index_file.h"

namespace sekisho::inspect {
namespace {

std::uint64_t filter_bits(std::uint64_t digest) {
  return std::uint64_t{1} << (digest >> 28 & 63) | std::uint64_t{1} << (digest >> 34 & 63) |
         std::uint64_t{1} << (digest >> 40 & 63);
}

}  // namespace

struct RegisterIndex::Data {
  std::vector<std::uint64_t> body;
  SipHash hash;
  std::uint32_t residents = 0;
  AttributeSet attributes = 0;
  unsigned shift = 0;
  std::span<const std::uint64_t> digests;
  std::span<const std::uint32_t> values;
  std::span<const std::uint32_t> directory;
  std::span<const std::uint32_t> postings;
  // One 64-bit word a digest, three bits in it, about six digests a word: denies 98% of what is not there.
  std::vector<std::uint64_t> filter;
  std::uint64_t filter_mask = 0;
};

bool is_evidence(AttributeSet set) {
  if (set & (bit(Attribute::individual_number) | bit(Attribute::record_code))) return true;
  const AttributeSet name = bit(Attribute::name) | bit(Attribute::kana);
  const AttributeSet others = static_cast<AttributeSet>(set & ~name);
  return (set & name && others) || (others & (others - 1));
}

Result<IndexKey> read_index_key(const std::filesystem::path& path) {
  SEKISHO_TRY(const auto source, open_file(path));
  auto read = read_all(*source, 80);
  if (!read && read.error().code != ErrorCode::too_large) return pass_on(std::move(read).error());
  Bytes bytes = read ? *std::move(read) : Bytes{};
  Bytes raw = bytes;
  std::string_view text = as_text(bytes);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
    text.remove_suffix(1);
  if (raw.size() != 32 && text.size() == 64) raw = from_hex(text).value_or(Bytes{});
  if (raw.size() != 32)
    return fail(
        ErrorCode::invalid_input,
        "索引の鍵のファイルが正しくありません。32 バイト、または 64 桁の 16 進数でなければなりません。",
        path.string() + ": an index key is 32 bytes or 64 hex digits");
  IndexKey key{std::span<const std::uint8_t, 32>(raw.data(), 32)};
  OPENSSL_cleanse(raw.data(), raw.size());
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return key;
}

RegisterIndex::RegisterIndex(std::unique_ptr<Data> data) : data_(std::move(data)) {}
RegisterIndex::~RegisterIndex() = default;

namespace {

Result<std::vector<std::uint64_t>> open_bytes(ByteView file, const IndexKey& key) {
  MemorySource source(file);
  return open_index(source, key);
}

}  // namespace

Result<std::shared_ptr<const RegisterIndex>> RegisterIndex::load(const std::filesystem::path& path,
                                                                 const IndexKey& key) {
  SEKISHO_TRY(const auto source, open_file(path));
  SEKISHO_TRY(auto body, open_index(*source, key));
  return from_body(std::move(body), key);
}

Result<std::shared_ptr<const RegisterIndex>> RegisterIndex::from_bytes(ByteView file, const IndexKey& key) {
  SEKISHO_TRY(auto body, open_bytes(file, key));
  return from_body(std::move(body), key);
}

Result<std::shared_ptr<const RegisterIndex>> RegisterIndex::from_body(std::vector<std::uint64_t> body,
                                                                      const IndexKey& key) {
  auto data = std::make_unique<Data>(Data{std::move(body), value_hash(key), 0, 0, 0, {}, {}, {}, {}, {}, 0});
  const auto& words = data->body;
  const std::uint64_t entries = words[1];
  const std::uint64_t postings = words[2];
  const std::uint64_t bits = words[3];
  const std::uint64_t most = words.size() * 2;
  const std::uint64_t slots = bits <= 24 ? (std::uint64_t{1} << bits) + 1 : 0;
  if (bits < 1 || slots == 0 || entries > most || postings > most ||
      words.size() != 4 + entries + (entries + slots + postings + 1) / 2)
    return fail(ErrorCode::corrupt, "台帳の索引が壊れています。台帳をもう一度取り込んでください。",
                "register index: parts do not fit");
  data->residents = static_cast<std::uint32_t>(words[0]);
  data->attributes = static_cast<AttributeSet>(words[0] >> 32);
  data->shift = static_cast<unsigned>(64 - bits);
  data->digests = std::span(words).subspan(4, entries);
  const auto* narrow = reinterpret_cast<const std::uint32_t*>(words.data() + 4 + entries);
  data->values = {narrow, entries};
  data->directory = {narrow + entries, slots};
  data->postings = {narrow + entries + slots, postings};
  data->filter.resize(std::bit_ceil(entries / 6 + 1));
  data->filter_mask = data->filter.size() - 1;
  for (const std::uint64_t digest : data->digests)
    data->filter[digest & data->filter_mask] |= filter_bits(digest);
  return std::shared_ptr<const RegisterIndex>(new RegisterIndex(std::move(data)));
}

std::uint32_t RegisterIndex::residents() const { return data_->residents; }
std::uint64_t RegisterIndex::entries() const { return data_->digests.size(); }
AttributeSet RegisterIndex::attributes() const { return data_->attributes; }

std::uint64_t RegisterIndex::digest(Attribute kind, std::u16string_view canonical) const {
  return data_->hash(canonical.data(), canonical.size() * 2, static_cast<std::uint8_t>(kind));
}

void RegisterIndex::prefetch_filter(std::uint64_t digest) const {
  __builtin_prefetch(&data_->filter[digest & data_->filter_mask]);
}

bool RegisterIndex::may_hold(std::uint64_t digest) const {
  const std::uint64_t bits = filter_bits(digest);
  return (data_->filter[digest & data_->filter_mask] & bits) == bits;
}

void RegisterIndex::prefetch_slot(std::uint64_t digest) const {
  __builtin_prefetch(&data_->directory[digest >> data_->shift]);
}

void RegisterIndex::prefetch_entry(std::uint64_t digest) const {
  const std::uint32_t at = data_->directory[digest >> data_->shift];
  if (at < data_->digests.size()) {
    __builtin_prefetch(&data_->digests[at]);
    __builtin_prefetch(&data_->values[at]);
  }
}

std::span<const std::uint32_t> RegisterIndex::find(std::uint64_t digest) const {
  const Data& d = *data_;
  const std::size_t slot = digest >> d.shift;
  for (std::uint32_t i = d.directory[slot]; i < d.directory[slot + 1]; ++i) {
    if (d.digests[i] != digest) continue;
    const std::uint32_t value = d.values[i];
    if (!(value & listed_bit)) return d.values.subspan(i, 1);
    const std::uint32_t at = value & ~listed_bit;
    return d.postings.subspan(at + 1, d.postings[at]);
  }
  return {};
}

}  // namespace sekisho::inspect
