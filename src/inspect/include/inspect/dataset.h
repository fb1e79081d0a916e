// A dataset: what one extract of the town's own data (住民基本台帳, 住民税, 給付金, 口座 …) is recognised by,
// without holding any value of it.
//
// Every value becomes SipHash-1-3 of (kind, canonical text) under a key derived from the index key; the index
// holds such digests and row numbers only. The key lives outside the index: the space of 個人番号 (10¹¹)
// could be searched by anyone who has both. The file is AES-256-GCM under another derived key on top, so that
// not even how often a value occurs can be seen, and nothing in it can be changed unnoticed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/secret.h"

namespace sekisho::inspect {

using IndexKey = Key;
// 32 raw bytes, or 64 hex digits with an optional line end. Errors: not_found, forbidden, io, invalid_input.
Result<IndexKey> read_index_key(const std::filesystem::path& path);

enum class Unit { person, household, account, item };
std::string_view unit_name(Unit unit);  // "person"
std::optional<Unit> unit_from_name(std::string_view name);
std::string_view unit_counter(Unit unit);  // "人", "世帯", "口座", "件"

struct DatasetName {
  std::string id;    // stable: "dts_…", or a file's name on the command line
  std::string name;  // "住民基本台帳"
};

// Immutable after loading: safe for any number of threads.
class Dataset {
 public:
  // Decrypts the index file into memory that can be shared with another process. Errors: not_found, io,
  // unsupported (another version), corrupt (changed, cut short, or another key).
  static Result<std::shared_ptr<const Dataset>> load(const std::filesystem::path& file, const IndexKey& key,
                                                     DatasetName name);
  // What another process prepared with `load` and gave over with descriptor() and hash_key(). Maps it
  // read-only.
  static Result<std::shared_ptr<const Dataset>> map(int descriptor, std::uint64_t size,
                                                    std::span<const std::uint8_t, 16> hash_key,
                                                    DatasetName name);
  ~Dataset();
  Dataset(const Dataset&) = delete;
  Dataset& operator=(const Dataset&) = delete;

  const DatasetName& name() const;
  Unit unit() const;
  std::uint32_t units() const;
  std::uint32_t rows() const;
  bool has_individual_numbers() const;
  std::uint32_t households() const;  // 0 where the dataset does not know households
  int descriptor() const;            // of an anonymous file in memory; stays the Dataset's
  std::uint64_t size() const;        // bytes of that file
  std::span<const std::uint8_t, 16> hash_key()
      const;  // secret: derived from the index key, of the values only

  struct Data;
  const Data& data() const { return *data_; }  // for the matcher

 private:
  explicit Dataset(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

}  // namespace sekisho::inspect
