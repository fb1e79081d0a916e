#include "inspect/dataset.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/source.h"
#include "canonical.h"
#include "dataset_body.h"
#include "index_file.h"

namespace sekisho::inspect {
namespace {

std::unexpected<Error> does_not_fit() {
  return fail(ErrorCode::corrupt, "照合データの索引が壊れています。もう一度取り込んでください。",
              "dataset index: parts do not fit");
}

}  // namespace

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

std::string_view unit_name(Unit unit) {
  constexpr std::string_view names[] = {"person", "household", "account", "item"};
  return names[static_cast<std::size_t>(unit)];
}

std::string_view unit_counter(Unit unit) {
  constexpr std::string_view counters[] = {"人", "世帯", "口座", "件"};
  return counters[static_cast<std::size_t>(unit)];
}

std::optional<Unit> unit_from_name(std::string_view name) {
  for (const Unit unit : {Unit::person, Unit::household, Unit::account, Unit::item})
    if (unit_name(unit) == name) return unit;
  return std::nullopt;
}

Dataset::Dataset(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Dataset::~Dataset() = default;

Result<std::shared_ptr<const Dataset>> Dataset::load(const std::filesystem::path& file, const IndexKey& key,
                                                     DatasetName name) {
  SEKISHO_TRY(const SharedMemory memory, open_index(file, key));
  auto data = std::make_unique<Data>();
  data->name = std::move(name);
  data->descriptor = memory.descriptor;
  data->memory = memory.words;
  data->size = memory.size;
  data->hash_key = value_key(key);
  if (!data->find_parts()) return does_not_fit();
  return std::shared_ptr<const Dataset>(new Dataset(std::move(data)));
}

Result<std::shared_ptr<const Dataset>> Dataset::map(int descriptor, std::uint64_t size,
                                                    std::span<const std::uint8_t, 16> hash_key,
                                                    DatasetName name) {
  auto data = std::make_unique<Data>();
  data->name = std::move(name);
  std::copy(hash_key.begin(), hash_key.end(), data->hash_key.edit().begin());
  void* const at = size == 0 ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  if (at == MAP_FAILED)
    return fail(ErrorCode::io, "照合データを読み込めませんでした。", "a dataset could not be mapped");
  data->memory = static_cast<const std::uint64_t*>(at);
  data->size = size;
  if (!data->find_parts()) return does_not_fit();
  return std::shared_ptr<const Dataset>(new Dataset(std::move(data)));
}

const DatasetName& Dataset::name() const { return data_->name; }
Unit Dataset::unit() const { return static_cast<Unit>(data_->header.unit); }
std::uint32_t Dataset::units() const { return data_->header.units; }
std::uint32_t Dataset::rows() const { return data_->header.rows; }
bool Dataset::has_individual_numbers() const {
  return (data_->header.attributes & bit(Attribute::individual_number)) != 0;
}
std::uint32_t Dataset::households() const { return data_->header.households; }
int Dataset::descriptor() const { return data_->descriptor; }
std::uint64_t Dataset::size() const { return data_->size; }
std::span<const std::uint8_t, 16> Dataset::hash_key() const { return data_->hash_key.view().first<16>(); }

}  // namespace sekisho::inspect
