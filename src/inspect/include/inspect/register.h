// The register index: tells which resident a value belongs to, without holding any value.
//
// Every value becomes SipHash-2-4 of (kind, canonical text) under a key derived from the index key; the index
// holds the 64-bit results and resident ordinals only. SipHash is a keyed PRF made for short inputs, needs no
// special processor, and at 64 bits 10⁷ questions to 3·10⁶ entries err with a chance of about 10⁻⁶. The key
// lives outside the index: the space of 個人番号 (10¹¹) could be searched by anyone who has both. The file is
// AES-256-GCM under another derived key on top, so that not even how often a value occurs can be seen, and
// nothing in it can be changed unnoticed.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/secret.h"
#include "base/source.h"
#include "inspect/text.h"

namespace sekisho::inspect {

// What identifies a resident. The numbers are enough by themselves; of the others two different ones must
// agree.
enum class Attribute : std::uint8_t {
  individual_number,
  record_code,
  ledger_number,
  name,
  kana,
  birth,
  address
};
inline constexpr std::size_t attribute_count = 7;
using AttributeSet = std::uint8_t;  // bit (1 << Attribute)
constexpr AttributeSet bit(Attribute a) { return static_cast<AttributeSet>(1u << static_cast<unsigned>(a)); }

// The rule of evidence: one national number, or two attributes that are not just name and kana of each other.
bool is_evidence(AttributeSet attributes);

using IndexKey = Key;
// 32 raw bytes, or 64 hex digits with an optional line end. Errors: not_found, forbidden, io, invalid_input.
Result<IndexKey> read_index_key(const std::filesystem::path& path);

// Immutable after loading: safe for any number of threads. Holds the whole index (about 100 bytes a
// resident).
class RegisterIndex {
 public:
  // Errors: not_found, io, unsupported (other version), corrupt (changed, cut short, or another key).
  static Result<std::shared_ptr<const RegisterIndex>> load(const std::filesystem::path& path,
                                                           const IndexKey& key);
  static Result<std::shared_ptr<const RegisterIndex>> from_bytes(ByteView file, const IndexKey& key);
  ~RegisterIndex();

  std::uint32_t residents() const;
  std::uint64_t entries() const;    // different values
  AttributeSet attributes() const;  // that at least one resident has
  std::uint64_t digest(Attribute kind, std::u16string_view canonical) const;
  // For many digests at once: prefetch_filter all, then drop those that may_hold denies (a Bloom filter:
  // false is certain), prefetch_slot the rest, prefetch_entry the rest, and find() waits for no memory.
  void prefetch_filter(std::uint64_t digest) const;
  bool may_hold(std::uint64_t digest) const;
  void prefetch_slot(std::uint64_t digest) const;
  void prefetch_entry(std::uint64_t digest) const;
  // The residents (ordinals from 0, ascending) with the value; empty when there is none. The view lives with
  // the index.
  std::span<const std::uint32_t> find(std::uint64_t digest) const;

 private:
  struct Data;
  static Result<std::shared_ptr<const RegisterIndex>> from_body(std::vector<std::uint64_t> body,
                                                                const IndexKey& key);
  explicit RegisterIndex(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

// One residents' CSV or TSV becomes one index file.
enum class Column {
  ignore,
  ledger_number,
  name,
  former_name,
  kana,
  birth,
  sex,
  address,
  postal_code,
  individual_number,
  record_code,
  household_number,
  resident_since
};
std::string_view column_name(Column column);  // 宛名番号, 氏名, 旧氏, フリガナ, …
std::optional<Column> column_from_header(
    std::string_view header);  // with the usual aliases; 統一コード is 宛名番号

struct ImportOptions {
  std::optional<Encoding> encoding;       // nullopt: found by validation
  std::map<std::string, Column> columns;  // heading → meaning; goes before the aliases
  std::size_t max_problems = 50;          // listed; all are counted
};

struct ImportProblem {
  std::uint64_t line;  // in the file, from 1
  std::string column;  // heading, or empty for the whole row
  std::string ja;
  std::string en;
};

struct ImportReport {
  bool imported = false;  // false: the problems stopped it and nothing was written
  std::uint64_t rows = 0;
  std::uint32_t residents = 0;      // rows with the same 宛名番号 (or 個人番号) are one resident
  std::uint32_t unmatchable = 0;    // residents with too little to be recognised by
  std::uint64_t problem_count = 0;  // values that were left out, or errors
  Encoding encoding = Encoding::utf8;
  std::vector<std::pair<std::string, Column>> used;  // heading, meaning
  std::vector<std::string> ignored;                  // headings
  std::vector<ImportProblem> problems;
  std::uint64_t index_bytes = 0;
};

// Opens the CSV anew on each call: it is read once to find the encoding (unless given) and once to import.
using OpenSource = std::function<Result<std::unique_ptr<ByteSource>>()>;
using ImportProgress = std::function<void(std::uint64_t rows)>;

// All or nothing: the file at `index` is replaced by rename after fsync, or stays as it was. A broken row, a
// wrong 個人番号, or more than 1% unreadable values in one column stop the import (report.imported is false
// and says where). Errors (nothing was looked at, or nothing could be written): the source's, io,
// invalid_input (headings), unavailable (stopped).
Result<ImportReport> import_register(const OpenSource& open, const ImportOptions& options,
                                     const IndexKey& key, const std::filesystem::path& index,
                                     const ImportProgress& progress = {}, std::stop_token stop = {});

}  // namespace sekisho::inspect
