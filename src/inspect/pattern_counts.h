// How often each pattern of patterns.h was met, where, and how it looked (masked). What a record gave counts
// when the record ends, so that a line that is read again counts once.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "found_places.h"
#include "patterns.h"

namespace sekisho::inspect {

class PatternCounts {
 public:
  void begin_part(const std::string& path) { part_ = path; }
  // In a folded text; `label` is the folded heading of its column, or empty.
  void text(std::u16string_view folded, std::u16string_view label);
  // The same for a number of `size` digits, of which most need no closer look.
  void number(std::uint64_t value, std::size_t size, std::u16string_view label);
  void individual_number(std::uint64_t twelve);  // that stands alone
  void mail(std::u16string_view local, std::u16string_view domain);
  void end_record(std::uint64_t row);
  void abandon_record() { waiting_.clear(); }
  std::size_t waiting() const { return waiting_.size(); }

  std::vector<PatternFound> list() const;         // those that were met
  void merge_larger(const PatternCounts& other);  // of the same text in another encoding

 private:
  struct Met {
    std::int64_t count = 0;
    std::vector<std::string> samples;
    FoundPlaces places;
  };
  void met(Pattern pattern, std::u16string_view folded);

  std::string part_;
  std::vector<std::pair<Pattern, std::string>> waiting_;  // with the sample, where one is still wanted
  std::array<Met, pattern_count> met_;
};

}  // namespace sekisho::inspect
