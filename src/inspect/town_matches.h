// What a town's own regular expressions met, line by line.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "found_places.h"
#include "inspect/town_rules.h"

namespace sekisho::inspect {

class TownMatches {
 public:
  explicit TownMatches(const TownRules* rules) : rules_(rules && rules->has_patterns() ? rules : nullptr) {}
  bool wanted() const { return rules_ != nullptr; }
  void begin_part(const std::string& path);
  // Decoded text, cut between characters; a line longer than 64 KiB is matched in pieces.
  void text(std::string_view utf8);
  void row(std::uint64_t number, std::span<const std::string_view> cells);
  void end_part();
  std::vector<PatternFound> list() const;

 private:
  struct Met {
    std::int64_t count = 0;
    std::vector<std::string> samples;
    FoundPlaces places;
  };
  void line(std::string_view utf8, std::uint64_t number);

  const TownRules* rules_;
  std::string part_;
  std::string held_;  // of the line that has not ended
  std::uint64_t line_ = 1;
  std::map<std::string, Met, std::less<>> met_;
};

}  // namespace sekisho::inspect
