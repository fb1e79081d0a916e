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
#include "matcher_types.h"

namespace sekisho::inspect {

class Matcher : private MatcherTypes {
 public:
  using MatcherTypes::first_day;
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

  // Of the record at hand: a sentence of it ended; it has cells.
  void ends_sentence() { sentence_ += sentence_ < 255; }
  void has_cells() { cells_ = true; }

  void begin_row(std::uint64_t row) { row_ = row; }  // of the record that begins
  void end_record();                                 // or, as if it had not begun:
  void abandon_record();
  void begin_part(const std::string& path);  // what follows stands elsewhere
  void finish();

  // For who reads many records at once, and counts what one of them is by itself (table_lane.h).
  bool may_have_length(std::u16string_view text) const {
    const unsigned length = length_class(text);
    return lengths_[length / 64] >> length % 64 & 1;
  }
  bool may_be(std::uint32_t shape) const { return shapes_[shape / 64 & shape_mask_] >> shape % 64 & 1; }
  const void* place_of_shape(std::uint32_t shape) const { return &shapes_[shape / 64 & shape_mask_]; }
  const ValueHash& hash() const { return hash_; }
  AttributeSet known() const { return known_; }
  std::size_t datasets() const { return datasets_.size(); }
  const Dataset::Data& data(std::size_t dataset) const { return datasets_[dataset]->data(); }
  std::uint64_t municipality_digest(std::u16string_view municipality);  // 0: of none
  std::uint64_t day_digest(std::int32_t days) const;                    // 0: of no day that is looked for
  double plausible_so_far() const { return plausible_; }
  void plausible_again(double so_far) { plausible_ = so_far; }
  bool wants_sample(std::size_t dataset) const;
  // The record that begins agrees with these rows by `set`. Those before it were counted first.
  void count(std::size_t dataset, std::span<const std::uint32_t> rows, AttributeSet set);

  using Found = inspect::Found;
  const std::vector<Found>& found() const { return found_; }  // one a dataset, in their order
  void forget_found();
  void merge(const Matcher& other);
  double expected_by_chance(std::size_t dataset) const;
  std::int64_t most_units() const;

 private:
  void name_of_length(std::u16string_view canonical, bool kana, Span at);
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
  bool stands_together(const Record& record, const Match& match) const;
  void count(std::size_t dataset, const Record& record, std::span<const Match> matches);
  bool borrows(const Record& record, const Match& more, const Match& less) const;
  bool explains_more(const Record& record, const Match& more, const Match& less) const;
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
  std::u16string last_municipality_;
  std::uint64_t last_municipality_digest_ = 0;
  std::vector<Value> values_;
  std::u16string texts_;
  std::vector<Reading> readings_;
  std::uint32_t record_begin_ = 0;
  AttributeSet record_kinds_ = 0;
  std::uint8_t sentence_ = 0;
  bool cells_ = false;
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
