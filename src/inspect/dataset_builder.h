// Gathers rows of an extract into the parts of an index. Not thread-safe.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "canonical.h"
#include "cell_text.h"
#include "dataset_body.h"
#include "inspect/dataset_import.h"
#include "inspect/values.h"
#include "scan_table.h"

namespace sekisho::inspect {

// Which number a value came as: open addressing.
class Ordinals {
 public:
  std::uint32_t of(std::uint64_t digest);
  std::uint32_t fresh() { return next_++; }  // of a row without a number of its own
  std::uint32_t count() const { return next_; }
  void expect(std::uint64_t digest) const { __builtin_prefetch(&places_[digest & (places_.size() - 1)]); }

 private:
  struct Place {
    std::uint32_t low, high, ordinal;  // of the digest; 0: free
    bool is(std::uint64_t digest) const { return (std::uint64_t{high} << 32 | low) == digest; }
  };
  void grow();
  std::vector<Place> places_ = std::vector<Place>(1024);
  std::size_t used_ = 0;
  std::uint32_t next_ = 0;
};

class DatasetBuilder {
 public:
  // Left out: the value is not used. Wrong: the import must not go on with it.
  enum class Taken { yes, empty, left_out, wrong };
  DatasetBuilder(Unit unit, std::span<const std::uint8_t, 16> hash_key);

  void begin_row() {
    line_ = {};
    set_ = 0;
    identity_ = 0;
    identity_rank_ = 99;
    household_ = 0;
    name_count_ = 0;
    numbers_.fill(0);
  }
  Taken value(Column column, std::string_view cell, const LaneTable& table);
  void end_row();

  // After the last row, before what follows.
  void end_rows() { settle(); }
  std::uint32_t units() const { return units_.count(); }
  std::uint32_t households() const { return households_.count(); }
  std::uint32_t unmatchable() const;
  Result<void> finish(const WriteWords& write);  // the body; once

 private:
  // A row whose unit and household are not looked up yet.
  struct Waiting {
    std::uint64_t identity, household;
    bool identified;
    AttributeSet set;
  };
  void settle();
  Taken text(Column column, std::string_view cell, const LaneTable& table);
  Taken address(std::string_view cell, const LaneTable& table);
  Taken birth(std::string_view cell, const LaneTable& table);
  Taken number(Column column, std::string_view cell, const LaneTable& table);
  void set(Slot slot, Attribute kind, std::uint64_t digest);
  void key(std::uint64_t key) { parts_.keys.add(key, static_cast<std::uint32_t>(parts_.lines.size())); }
  void municipality(std::u16string_view text);
  void remember(std::u16string_view text, std::uint64_t digest);
  void identify(int rank, std::uint64_t digest);

  ValueHash hash_;
  BodyParts parts_;
  Ordinals units_, households_;
  std::vector<AttributeSet> sets_;  // of each unit
  std::array<Waiting, 32> waiting_;
  std::size_t waiting_count_ = 0;
  CellText folded_;
  AddressForm address_;
  std::u16string last_municipality_;
  // People of one address stand beside each other in most extracts.
  std::string last_address_;
  std::uint64_t last_address_digest_ = 0;  // 0: it is none

  // The row at hand.
  Line line_{};
  AttributeSet set_ = 0;
  std::array<std::uint64_t, 3> names_{};
  std::size_t name_count_ = 0;
  std::array<std::uint64_t, attribute_count> numbers_{};  // digests by kind, 0: none
  std::uint64_t identity_ = 0;
  int identity_rank_ = 99;
  std::uint64_t household_ = 0;
};

}  // namespace sekisho::inspect
