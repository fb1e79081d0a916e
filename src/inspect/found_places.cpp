#include "found_places.h"

#include <algorithm>

namespace sekisho::inspect {
namespace {

constexpr std::size_t most_ranges = 6;
constexpr std::size_t most_parts = 2000;

}  // namespace

void FoundPlaces::add(const std::string& part, std::uint64_t row) {
  if (parts_.empty() || parts_.back().path != part) {
    if (parts_.size() == most_parts) return;
    parts_.push_back({part, {}, false, 0});
  }
  Part& at = parts_.back();
  ++at.records;
  if (row == 0) return;
  if (!at.ranges.empty() && row <= at.ranges.back().second + 1) {
    at.ranges.back().second = std::max(at.ranges.back().second, row);
  } else if (at.ranges.size() < most_ranges) {
    at.ranges.emplace_back(row, row);
  } else {
    at.more = true;
  }
}

std::vector<Place> FoundPlaces::list(std::size_t most) const {
  std::vector<const Part*> sorted;
  for (const Part& p : parts_) sorted.push_back(&p);
  std::sort(sorted.begin(), sorted.end(), [](const Part* a, const Part* b) {
    return a->records != b->records ? a->records > b->records : a < b;  // as they came
  });
  if (sorted.size() > most) sorted.resize(most);
  std::vector<Place> out;
  for (const Part* p : sorted) {
    std::string rows;
    for (const auto& [first, last] : p->ranges) {
      rows += (rows.empty() ? "" : ", ") + std::to_string(first);
      if (last != first) rows += "–" + std::to_string(last);
    }
    if (p->more) rows += " …";
    out.push_back({p->path, std::move(rows), p->records});
  }
  return out;
}

}  // namespace sekisho::inspect
