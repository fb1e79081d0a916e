// What was found of one dataset so far, and where a value of a record stood.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "attribute.h"
#include "dataset_line.h"
#include "found_places.h"

namespace sekisho::inspect {

// Where a value stood: two readings of the same characters (19850102 as a date and as a number) are not two
// values.
struct Span {
  std::uint32_t field = 0;
  std::uint16_t begin = 0;
  std::uint16_t end = 0;
  bool overlaps(const Span& o) const { return field == o.field && begin < o.end && o.begin < end; }
};

// What a field gave, to be given again where the same field stands again (most people of a household have
// one address): only what may be in a dataset is kept.
struct Memo {
  struct Kept {
    std::uint64_t digest, number;
    AttributeSet kinds;
    Span at;
    std::u16string text;
  };
  std::vector<Kept> values;
};

inline constexpr std::size_t wanted_samples = 5;

struct Found {
  std::vector<std::uint64_t> units, households;  // bitmaps
  std::int64_t unit_count = 0;
  std::int64_t records = 0;
  std::map<AttributeSet, std::int64_t> evidence;
  FoundPlaces places;
  std::vector<std::string> samples;
  void mark(const Line& line);  // its unit and its household
  // As well as what another reading of the same text has found.
  void merge(const Found& other);
  void add(const Found& other);  // of other records
};

}  // namespace sekisho::inspect
