// What was found of one dataset so far, and where a value of a record stood.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "attribute.h"
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

struct Found {
  std::vector<std::uint64_t> units, households;  // bitmaps
  std::int64_t unit_count = 0;
  std::int64_t records = 0;
  std::map<AttributeSet, std::int64_t> evidence;
  FoundPlaces places;
  std::vector<std::string> samples;
  // As well as what another reading of the same text has found.
  void merge(const Found& other);
  void add(const Found& other);  // of other records
};

}  // namespace sekisho::inspect
