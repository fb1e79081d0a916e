// From the values of one record to units of the datasets, by the rule of evidence. One per reading of a text;
// copyable, so that a reading can go on under two encodings. Records are gathered and looked up many at a
// time, so that memory is waited for once, not for each value.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attribute.h"
#include "dataset_body.h"
#include "found.h"
#include "lone_numbers.h"

namespace sekisho::inspect {

class Matcher {
 public:
  using Datasets = std::span<const std::shared_ptr<const Dataset>>;
  // `only`: attributes that are looked for; all others are as if the datasets did not have them.
  Matcher(Datasets datasets, bool samples, AttributeSet only = all_attributes);
  // Whether no dataset can have this 個人番号; false says nothing.
  bool denies(std::uint64_t individual_number) const;
  // Kinds of number that are worth a look at this many digits, by the lengths that the datasets have.
  AttributeSet kinds_of_length(std::size_t digits) const { return kinds_of_length_[digits & 31]; }
  void name(std::u16string_view canonical, bool kana, Span at) {
    if (may_have_length(canonical)) name_of_length(canonical, kana, at);
  }
  void address(std::u16string_view canonical, std::u16string_view municipality, Span at);
  void day(std::int32_t days, Span at);
  void number(std::uint64_t value, AttributeSet kinds, Span at);
  // A number with a right check digit, out of so many: for the chance of a coincidence.
  void plausible(double space) { plausible_ += 1 / space; }
  void lone_number(std::uint64_t individual_number);  // a record of nothing else, in the row of begin_row()

  using Memo = inspect::Memo;
  std::size_t mark() const { return values_.size(); }
  Memo since(std::size_t mark);
  Memo record() { return since(record_begin_); }  // of all that the record at hand has so far
  void again(const Memo& memo, std::uint32_t field);

  void begin_row(std::uint64_t row) { row_ = row; }  // of the record that begins
  void end_record();                                 // or, as if it had not begun:
  void abandon_record();
  void begin_part(const std::string& path);  // what follows stands elsewhere
  void finish();

  using Found = inspect::Found;
  const std::vector<Found>& found() const { return found_; }  // one a dataset, in their order
  void forget_found();
  void merge(const Matcher& other);
  double expected_by_chance(std::size_t dataset) const;
  std::int64_t most_units() const;

 private:
  // As it was read. Text is in texts_; a number, a day or a municipality's digest in `number`.
  struct Value {
    std::uint64_t digest;  // 0: not computed yet
    std::uint64_t number;
    std::uint32_t text;
    std::uint32_t shape;
    std::uint16_t size;
    AttributeSet kinds;
    Span at;
  };
  // A value under one of its kinds.
  struct Reading {
    std::uint64_t digest;
    std::uint64_t municipality;  // of an address; 0: none
    Span at;
    std::uint32_t tag;
    std::uint32_t value;  // its place in values_
    Attribute kind;
  };
  struct Record {
    std::uint32_t first, last;  // values, and once they are looked up, readings
    std::uint64_t row;
  };
  struct Probe {
    std::uint64_t key;
    std::uint32_t record;
  };
  struct Hit {
    std::uint32_t record;
    std::uint32_t row;
  };
  static constexpr std::size_t most_values = 256;
  static constexpr std::int32_t first_day = -37256;  // 1868-01-01
  struct Match {
    std::uint32_t row;
    AttributeSet set;
    std::array<std::uint64_t, most_values / 64> where;  // bit i: reading first + i
  };

  bool may_have_length(std::u16string_view text) const {
    const unsigned length = length_class(text);
    return lengths_[length / 64] >> length % 64 & 1;
  }
  void name_of_length(std::u16string_view canonical, bool kana, Span at);
  bool may_be(std::uint32_t shape) const { return shapes_[shape / 64 & shape_mask_] >> shape % 64 & 1; }
  void make_room();
  void add(const Value& value);
  void text(AttributeSet kinds, std::u16string_view canonical, std::uint64_t municipality, Span at);
  void split_record();
  void look_up();
  void look_up_lone();
  void read_values(Record& record);
  void look_up_in(std::size_t dataset);
  void probe_record(const Dataset::Data& data, std::uint32_t record);
  void judge(std::size_t dataset, const Record& record, std::span<const Hit> hits);
  Match match(const Dataset::Data& data, const Record& record, std::uint32_t row) const;
  void count(std::size_t dataset, const Record& record, std::span<const Match> matches);
  std::string sample(const Record& record, const Match& match) const;

  std::vector<std::shared_ptr<const Dataset>> datasets_;
  bool samples_;  // still wanted
  ValueHash hash_;
  std::array<AttributeSet, 32> kinds_of_length_{};
  AttributeSet known_ = 0;                   // attributes that some dataset has
  std::array<std::uint64_t, 64> lengths_{};  // a first look at a text: its length and its first character
  const std::uint64_t* shapes_;
  std::uint64_t shape_mask_ = 0;
  std::shared_ptr<const std::vector<std::uint64_t>> own_shapes_;  // of several datasets, or of none
  std::vector<std::uint64_t> days_;                               // digests by day, as far as met
  std::u16string last_municipality_;
  std::uint64_t last_municipality_digest_ = 0;
  std::vector<Value> values_;
  std::u16string texts_;
  std::vector<Reading> readings_;
  std::uint32_t record_begin_ = 0;
  AttributeSet record_kinds_ = 0;
  std::uint64_t row_ = 0;
  std::vector<Record> records_;
  std::vector<Probe> probes_;
  std::vector<Hit> hits_;
  std::vector<Match> matches_;
  std::vector<Found> found_;
  std::string part_;
  double plausible_ = 0;
  LoneNumbers lone_;
};

}  // namespace sekisho::inspect
